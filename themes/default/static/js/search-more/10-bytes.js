// What few questions need of a set's files, and how it is read (FORMAT.md). All of this folder becomes one script, loaded for the first
// question that needs it (12-loader.js); what it takes stands in `shared`, and what it gives goes there, unless it is of another
// publication than who asked for it: then it only says of which.
/** @type {Shared & Partial<More>} */
const asker = /** @type {any} */ (globalThis).chapterhouse.shared;
asker.further = "STAMP-OF-ALL-SCRIPTS";
/** @type {Shared & Partial<More>} */
const theirs = asker.stamp === asker.further ? asker : /** @type {any} */ ({});
{
  const { readerOf } = theirs;

  /**
   * Where a term stands in each of its sections, by its file `p`.
   * @param {string} key
   * @param {Map<string, Posting>} postings  The terms of that number.
   * @param {Uint8Array} bytes
   */
  const placesOf = (key, postings, bytes) => {
    const { number, raw } = readerOf(bytes);
    const sizes = Array.from(postings, () => number());
    for (const size of sizes.slice(0, [...postings.keys()].indexOf(key))) raw(size);
    const { all, allTimes } = /** @type {Posting} */ (postings.get(key));
    const places = Array.from(allTimes, (count) => {
      let place = 0;
      return Uint32Array.from({ length: count }, () => (place += number()));
    });
    return { sections: all, places };
  };

  /** The file `c`. @param {any} facts @returns {Facts} */
  const readFacts = (facts) => {
    const named = (/** @type {[string, string][]} */ list) => list.map(([key, title]) => ({ key, title }));
    return {
      ...facts,
      parts: facts.parts.map((/** @type {any[]} */ [key, number, title, parent]) => ({ key, number, title, parent })),
      audiences: named(facts.audiences),
      areas: named(facts.areas),
      part: Int32Array.from(facts.part),
      type: Uint8Array.from(facts.type),
      changed: Int32Array.from(facts.changed),
      from: Int32Array.from(facts.from),
      until: Int32Array.from(facts.until),
    };
  };

  Object.assign(theirs, { placesOf, readFacts });
}
