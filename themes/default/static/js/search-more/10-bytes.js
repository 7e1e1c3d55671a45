// What few questions need of a set's files, and how it is read (FORMAT.md). All of this folder becomes one script, loaded for the first
// question that needs it (12-loader.js); what it takes stands in `shared`, and what it gives goes there, unless it is of another
// publication than who asked for it: then it only says of which.
/** @type {Shared & Partial<More>} */
const asker = /** @type {any} */ (globalThis).chapterhouse.shared;
asker.further = "STAMP-OF-ALL-SCRIPTS";
/** @type {Shared & Partial<More>} */
const theirs = asker.stamp === asker.further ? asker : /** @type {any} */ ({});
{
  const { readerOf, loadScript } = theirs;

  /**
   * Where a term stands in each of its sections, by its file `p`.
   * @param {string} key
   * @param {Map<string, Posting>} postings  The terms of that number.
   * @param {Uint8Array} bytes
   */
  const placesOf = (key, postings, bytes) => {
    const { number, taken } = readerOf(bytes);
    const sizes = Array.from(postings, () => number());
    for (const size of sizes.slice(0, [...postings.keys()].indexOf(key))) taken(size);
    return Array.from(/** @type {Posting} */ (postings.get(key)).times[0], (count) => {
      let place = 0;
      return Uint32Array.from({ length: count }, () => (place += number()));
    });
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

  /** An older browser gets a small inflate of our own. @param {Uint8Array} packed @returns {Promise<Uint8Array>} */
  const unpacked = async (packed) => {
    const house = /** @type {any} */ (globalThis).chapterhouse;
    if (!house.inflate) await loadScript("theme/js/inflate.js");
    if (!house.inflate) throw new Error("browser");
    return house.inflate(packed);
  };

  Object.assign(theirs, { placesOf, readFacts, unpacked });
}
