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
  /** By entry: the first section of each piece, counted from the entry's own first. @type {number[][]} */
  const pieces = [];
  for (let entry = 0; entry < entries; entry++) {
    /** @type {number[]} */
    const starts = [];
    let [last, count] = [0, 0];
    while (!last) {
      starts.push(count);
      const piece = number();
      last = piece & 1;
      count += piece >> 1;
    }
    pieces.push(starts);
    first[entry + 1] = first[entry] + count;
  }
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
  /** @param {number} size @param {...Uint8Array} beside */
  const column = (size, ...beside) => {
    const [places, times] = [new Uint32Array(size), new Uint32Array(size)];
    for (let at = 0, next = 0; at < size; at++) {
      const step = number();
      const place = (places[at] = next + Math.floor(step / 2));
      times[at] = step % 2 ? number() + 2 : 1;
      for (const to of beside) to[place] = raw(1)[0];
      next = place + 1;
    }
    return [places, times];
  };
  return new Map(
    keys.map((key, at) => {
      const [frequency, inHeadings, inTitles] = sizes[at];
      const [all, allTimes] = inline ? column(frequency, allNorms) : column(frequency);
      const [heading, headingTimes] = column(inHeadings, headingNorms);
      const [title, titleTimes] = column(inTitles, titleNorms, titleWords);
      return [key, { frequency, all, allTimes, heading, headingTimes, title, titleTimes }];
    }),
  );
};

/** A file `d`: words, with the number of sections that hold each. @param {Uint8Array} bytes @returns {[key: string, frequency: number][]} */
const readWords = (bytes) => {
  const { number, sorted } = readerOf(bytes);
  return sorted().map((key) => [key, number()]);
};
