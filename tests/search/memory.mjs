// A SearchIndex made of records, without tantivy and without files: what each of the other two must say. It is slow, and only for
// tests.
// @ts-check

/** tantivy's lengths by their ids, the way they are written down in search.md.
 * @param {number} id */
const lengthOf = (id) => {
  const i = id - 24;
  return i < 0 ? id : 24 + (i < 8 ? i : ((i & 7) | 8) * 2 ** ((i >> 3) - 1));
};

/** The id of the greatest length that is not above a length.
 * @param {number} length */
const idOf = (length) => {
  let id = 0;
  while (id < 255 && lengthOf(id + 1) <= length) id++;
  return id;
};

/** @param {string | null} day @param {number} absent */
const dayOf = (day, absent) => (day === null ? absent : Date.parse(`${day}T00:00:00Z`) / 864e5);

/** An index of a set's records. `words` are those that can be completed and repaired, with their frequencies.
 * @param {any} set @param {any} engine @param {[string, number][]} words */
export function memoryIndex(set, engine, words) {
  const manner = engine.mannerOf({ counts: { english: set.english, stopWords: new Set(set.stop) }, glossary: set.terms });
  const sections = set.entries.flatMap((/** @type {any} */ entry, /** @type {number} */ place) =>
    entry.sections.map((/** @type {any} */ section) => ({ entry, place, section })),
  );
  /** @type {Map<string, any>} */
  const terms = new Map();
  const tokens = [0, 0, 0];
  const norms = [new Uint8Array(set.entries.length), new Uint8Array(sections.length), new Uint8Array(sections.length)];
  const kinds = ["title", "heading", "all"];
  sections.forEach((/** @type {any} */ { entry, place, section }, /** @type {number} */ ordinal) => {
    const texts = [entry.title, `${section.heading}\n${section.also}`, `${entry.title}\n${section.heading}\n${section.also}\n${section.text}`];
    texts.forEach((text, field) => {
      const { words, compounds } = engine.read(text, manner);
      const found = words.filter((/** @type {any} */ word) => word.stem).map((/** @type {any} */ word) => [word.stem, word.place]);
      found.push(...compounds.map((/** @type {any} */ compound) => [compound.term, words[compound.last].place]));
      tokens[field] += found.length;
      const key = field ? ordinal : place;
      norms[field][key] = idOf(found.length);
      for (const [term, at] of found) {
        if (!terms.has(term)) terms.set(term, { title: new Map(), heading: new Map(), all: new Map() });
        const held = terms.get(term)[kinds[field]];
        if (!held.has(key)) held.set(key, { ordinals: new Set(), places: [] });
        held.get(key).places.push(at);
        held.get(key).ordinals.add(ordinal);
      }
    });
  });
  const first = Uint32Array.from([...set.entries, null], (_, place) => sections.findIndex((/** @type {any} */ one) => one.place === place));
  first[set.entries.length] = sections.length;
  const titleWords = set.entries.map((/** @type {any} */ entry) => {
    const { words } = engine.read(entry.title, manner);
    return new Set(words.filter((/** @type {any} */ word) => word.stem && !manner.stopWords.has(word.folded)).map((/** @type {any} */ word) => word.stem)).size;
  });
  const frequent = [...terms].filter(([, held]) => held.all.size * 2 > sections.length).map(([term]) => term);
  const counts = {
    sections: sections.length,
    entryCount: set.entries.length,
    tokens,
    english: set.english,
    stopWords: manner.stopWords,
    firsts: first,
    norms: [...norms].reverse(),
    titleWords: Uint8Array.from(titleWords),
    asides: Array.from(set.entries, (/** @type {any} */ entry) => Number(entry.aside)),
    common: new Set(frequent),
  };
  /** @param {Map<number, any>} held */
  const keys = (held) => Uint32Array.from([...held.keys()].sort((a, b) => a - b));
  /** @param {Map<number, any>} held @param {boolean} [title] */
  const times = (held, title) =>
    // A title is read once for each section of its entry.
    keys(held).map((key) => held.get(key).places.length / (title ? held.get(key).ordinals.size : 1));
  const names = (/** @type {string} */ key) => [...new Set(set.entries.flatMap((/** @type {any} */ entry) => entry[key]))].sort();
  const [types, audiences, areas] = [names("type"), names("audience"), names("areas")];
  const titled = (/** @type {string[]} */ keys) => keys.map((key) => ({ key, title: key }));
  const day = (/** @type {string} */ key, /** @type {number} */ absent) =>
    Int32Array.from(set.entries, (/** @type {any} */ entry) => dayOf(entry[key], absent));
  const facts = {
    numbers: set.entries.map((/** @type {any} */ entry) => entry.number),
    parts: set.parts,
    part: Int32Array.from(set.entries, (/** @type {any} */ entry) => entry.part ?? -1),
    types,
    type: Uint8Array.from(set.entries, (/** @type {any} */ entry) => types.indexOf(entry.type)),
    audiences: titled(audiences),
    audience: set.entries.map((/** @type {any} */ entry) => entry.audience.map((/** @type {string} */ it) => audiences.indexOf(it))),
    areas: titled(areas),
    area: set.entries.map((/** @type {any} */ entry) => entry.areas.map((/** @type {string} */ it) => areas.indexOf(it))),
    changed: day("changed", -(2 ** 31)),
    from: day("from", -(2 ** 31)),
    until: day("until", 2 ** 31 - 1),
  };
  /** @type {Map<string, any>} */
  const postings = new Map();
  for (const [term, { all, heading, title }] of terms) {
    postings.set(term, { ordinals: [all, heading, title].map(keys), times: [times(all), times(heading), times(title, true)] });
  }
  return {
    counts,
    glossary: set.terms,
    postings: async (/** @type {string[]} */ stems) => stems.map((stem) => postings.get(stem)),
    places: async (/** @type {string} */ stem) => {
      const { all } = terms.get(stem);
      return [...keys(all)].map((key) => Uint32Array.from(all.get(key).places));
    },
    words: async (/** @type {string} */ start) => words.filter(([word]) => word.startsWith(start)),
    facts: async () => facts,
    shown: async (/** @type {number} */ entry) => [set.entries[entry].sections.map((/** @type {any} */ { anchor, number, heading, text }) => [anchor, number, heading, text])],
  };
}
