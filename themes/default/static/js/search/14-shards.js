// The files of a set, read (src/search/shards.rs).

/**
 * A file `t`: postings by term. The lengths that stand beside them go where all look for them.
 * @param {Uint8Array} bytes
 * @param {boolean} beside  Whether the lengths of `all` do.
 * @param {Counts} counts
 * @returns {Map<string, Posting>}
 */
const readPostings = (bytes, beside, { norms: [allNorms, headingNorms, titleNorms], titleWords }) => {
  const { number, taken, sorted } = readerOf(bytes);
  /** @type {number[][]} */
  const sizes = [];
  const keys = sorted(() => sizes.push([number(), number(), number()]));
  /** A column of every list of every term. @template T @param {(size: number, field: number, term: number) => T} read */
  const column = (read) => sizes.map((fields, term) => fields.map((size, field) => read(size, field, term)));
  const ordinals = column((length) => {
    let place = 0;
    return Uint32Array.from({ length }, () => (place += number()));
  });
  const times = column((length) => Uint32Array.from({ length }, number));
  const stored = [beside ? [allNorms] : [], [headingNorms], [titleNorms, titleWords]];
  column((_, field, term) => ordinals[term][field].forEach((ordinal) => stored[field].forEach((norms) => (norms[ordinal] = taken(1)[0]))));
  return new Map(keys.map((key, at) => [key, { ordinals: ordinals[at], times: times[at] }]));
};
