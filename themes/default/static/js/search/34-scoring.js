// Scores as tantivy works them out, in 32-bit floats at each step (QUERY.md 4).

const { fround } = Math;
const K1 = fround(1.2);

/**
 * The length of a field that an id stands for.
 * @param {number} id
 */
const lengthOf = (id) => {
  const i = id - 24;
  return i < 0 ? id : 24 + (i < 8 ? i : ((i & 7) | 8) * 2 ** ((i >> 3) - 1));
};

/**
 * What longer texts count less, by the id of their length.
 * @param {number} tokens
 * @param {number} sections
 */
const dampingOf = (tokens, sections) => {
  const average = fround(tokens / sections);
  return Float32Array.from({ length: 256 }, (_, id) => K1 * fround(0.25 + fround(fround(0.75 * lengthOf(id)) / average)));
};

/** @param {number} frequency @param {number} sections */
const idfOf = (frequency, sections) => fround(Math.log(fround(1 + fround((sections - frequency + 0.5) / (frequency + 0.5)))));

/** @param {number} idf @param {number} boost */
const weightOf = (idf, boost) => fround(fround(idf * fround(1 + K1)) * boost);

/** @param {number} weight @param {number} times @param {number} damping */
const score = (weight, times, damping) => fround(weight * fround(times / fround(times + damping)));

/**
 * Scores one set.
 * @param {Counts} counts
 */
const scorerOf = ({ sections, firsts: first, tokens, norms }) => {
  // Tokens are told in the order of the fields in a sum.
  const damping = tokens.map((sum) => dampingOf(sum, sections)).reverse();
  const entryOf = new Uint32Array(sections);
  first.forEach((section, entry) => entryOf.fill(entry, section, first[entry + 1]));

  /**
   * The score of a stem in each section of a posting.
   * @param {Posting} posting
   * @param {number} boost
   */
  const ofTerm = ({ ordinals, times }, boost) => {
    const inTitles = ordinals[2].reduce((sum, entry) => sum + first[entry + 1] - first[entry], 0);
    // Each scores its field in places that rise.
    const [inAll, inHeading, inTitle] = ordinals.map((places, field) => {
      const weight = weightOf(idfOf(field < 2 ? places.length : inTitles, sections), fround([1, 0.6, boost][field]));
      let at = 0;
      return (/** @type {number} */ place) => {
        while (places[at] < place) at++;
        return places[at] === place ? score(weight, times[field][at], damping[field][norms[field][place]]) : 0;
      };
    });
    return Float32Array.from(ordinals[0], (section) => fround(inTitle(entryOf[section]) + inHeading(section)) + inAll(section));
  };

  /**
   * The score of every section; nothing if there are phrases and no section holds them all.
   * @param {Map<string, Posting | undefined>} postings
   * @param {{units: Unit[], phrases: {times: Map<number, number>, words: Word[]}[], boost: number}} meaning
   */
  return (postings, { units, phrases, boost }) => {
    const [total, best, sum] = [0, 0, 0].map(() => new Float32Array(sections));
    const scoresOf = once((/** @type {Posting} */ posting) => ofTerm(posting, boost));
    /** @param {Way} way @param {(section: number, score: number) => void} give */
    const each = ({ terms }, give) => {
      for (const term of terms) {
        const posting = postings.get(term);
        const scores = posting && scoresOf(posting);
        posting?.ordinals[0].forEach((section, at) => give(section, /** @type {Float32Array} */ (scores)[at]));
      }
    };
    for (const unit of units) {
      for (const way of unit) {
        each(way, (section, score) => (sum[section] += score));
        each(way, (section) => {
          best[section] = Math.max(best[section], sum[section] * fround(way.factor));
          sum[section] = 0;
        });
      }
      for (const way of unit) {
        each(way, (section) => {
          total[section] += best[section];
          best[section] = 0;
        });
      }
    }
    return phrases.length ? shared.addPhrases?.(total, phrases, postings, (section) => damping[0][norms[0][section]]) : total;
  };
};
