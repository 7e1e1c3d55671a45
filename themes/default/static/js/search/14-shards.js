// The files of a set, read (src/search/shards.rs).

/** @typedef {ReturnType<typeof readHeader>} Header */

/** The file `m`: what is known before all else. @param {Uint8Array} bytes */
const readHeader = (bytes) => {
  const { number, raw, sorted } = readerOf(bytes);
  const format = number();
  const flags = number();
  const [sections, entries] = [number(), number()];
  /** @type {[number, number, number]} */
  const tokens = [number(), number(), number()];
  const [terms, alone, words, common] = [sorted(), sorted(), sorted(), sorted()];
  /** @type {string[]} */
  const stamps = [];
  const group = Math.max(1, Math.floor(Math.sqrt(entries)));
  for (let at = 0; at < entries; at += group) stamps.push([...raw(4)].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  return { format, english: flags % 2 > 0, inline: flags > 1, sections, entries, tokens, terms, alone, words, common, stamps, group };
};

/**
 * The file `n`: what every question needs of all entries and sections, and the glossary.
 * @param {Uint8Array} bytes
 * @param {Header} header
 */
const readFrame = (bytes, { sections, entries, inline, english, tokens, common }) => {
  const { number, raw, text } = readerOf(bytes);
  const first = new Uint32Array(entries + 1);
  for (let entry = 0; entry < entries; entry++) first[entry + 1] = first[entry] + number();
  const pieces = Array.from({ length: entries }, number);
  const aside = new Uint8Array(entries);
  for (let count = number(), next = 0; count > 0; count--) {
    next += number();
    aside[next++] = 1;
  }
  const allNorms = new Uint8Array(sections);
  if (!inline) allNorms.set(raw(sections));
  /** @type {[id: string, forms: string[]][]} */
  const glossary = Array.from({ length: number() }, () => [text(), Array.from({ length: number() }, text)]);
  /** @type {Counts} */
  const counts = {
    ...{ sections, entries, tokens, english, first, aside, allNorms },
    // These are told with the postings: no question needs all of them.
    ...{ titleNorms: new Uint8Array(entries), headingNorms: new Uint8Array(sections), titleWords: new Uint8Array(entries) },
    common: new Set(common.map(textOf)),
  };
  return { counts, pieces, glossary };
};

/**
 * A file `t`: postings by term. The lengths that stand beside them go where all look for them.
 * @param {Uint8Array} bytes
 * @param {Header} header
 * @param {Counts} counts
 * @returns {Map<string, Posting>}
 */
const readPostings = (bytes, { inline }, { allNorms, headingNorms, titleNorms, titleWords }) => {
  const { number, raw, sorted } = readerOf(bytes);
  /** @type {number[][]} */
  const sizes = [];
  const keys = sorted(() => sizes.push([number(), number(), number()]));
  /** A column of every list of every term. @template T @param {(size: number, list: number, term: number) => T} read */
  const column = (read) => sizes.map((lists, term) => lists.map((size, list) => read(size, list, term)));
  const places = column((size) => {
    let next = -1;
    return Uint32Array.from({ length: size }, () => (next += 1 + number()));
  });
  const times = column((size) => Uint32Array.from({ length: size }, () => 1 + number()));
  const beside = [inline ? [allNorms] : [], [headingNorms], [titleNorms, titleWords]];
  column((_, list, term) => {
    for (const place of places[term][list]) for (const to of beside[list]) to[place] = raw(1)[0];
  });
  return new Map(
    keys.map((key, at) => {
      const [[all, heading, title], [allTimes, headingTimes, titleTimes]] = [places[at], times[at]];
      return [key, { frequency: all.length, all, allTimes, heading, headingTimes, title, titleTimes }];
    }),
  );
};

/** A file `d`: words, with the number of sections that hold each. @param {Uint8Array} bytes @returns {[key: string, frequency: number][]} */
const readWords = (bytes) => {
  const { number, sorted } = readerOf(bytes);
  return sorted().map((key) => [key, number()]);
};
