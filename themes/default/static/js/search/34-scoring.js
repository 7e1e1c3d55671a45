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
const scorerOf = (counts) => {
  const { sections, first, tokens } = counts;
  const [titleDamping, headingDamping, allDamping] = tokens.map((sum) => dampingOf(sum, sections));
  const entryOf = new Uint32Array(sections);
  for (let entry = 0; entry < counts.entries; entry++) entryOf.fill(entry, first[entry], first[entry + 1]);
  /**
   * The score of a stem in each section of a posting.
   * @param {Posting} posting
   * @param {number} boost
   */
  const ofTerm = ({ frequency, all, allTimes, heading, headingTimes, title, titleTimes }, boost) => {
    const inTitles = title.reduce((sum, entry) => sum + first[entry + 1] - first[entry], 0);
    const titleWeight = weightOf(idfOf(inTitles, sections), fround(boost));
    const headingWeight = weightOf(idfOf(heading.length, sections), fround(0.6));
    const allWeight = weightOf(idfOf(frequency, sections), 1);
    let inTitle = 0;
    let inHeading = 0;
    const scores = new Float32Array(all.length);
    for (let at = 0; at < all.length; at++) {
      const section = all[at];
      const entry = entryOf[section];
      while (title[inTitle] < entry) inTitle++;
      while (heading[inHeading] < section) inHeading++;
      const a = title[inTitle] === entry ? score(titleWeight, titleTimes[inTitle], titleDamping[counts.titleNorms[entry]]) : 0;
      const b = heading[inHeading] === section ? score(headingWeight, headingTimes[inHeading], headingDamping[counts.headingNorms[section]]) : 0;
      scores[at] = fround(a + b) + score(allWeight, allTimes[at], allDamping[counts.allNorms[section]]);
    }
    return scores;
  };

  /**
   * The score of every section; nothing if there are phrases and no section holds them all.
   * @param {Map<string, Posting | undefined>} postings
   * @param {Unit[]} units
   * @param {{times: Map<number, number>, words: Word[]}[]} phrases
   * @param {number} boost
   */
  const ofSections = (postings, units, phrases, boost) => {
    const total = new Float32Array(sections);
    const best = new Float32Array(sections);
    const sum = new Float32Array(sections);
    /** @type {Map<string, Float32Array>} */
    const scored = new Map();
    /** @param {Way} way @param {(section: number, score: number) => void} give */
    const each = ({ terms }, give) => {
      for (const term of terms) {
        const posting = postings.get(term);
        if (!posting) continue;
        let scores = scored.get(term);
        if (!scored.has(term)) scored.set(term, (scores = ofTerm(posting, boost)));
        const { all } = posting;
        for (let at = 0; at < all.length; at++) give(all[at], /** @type {Float32Array} */ (scores)[at]);
      }
    };
    for (const unit of units) {
      for (const way of unit) {
        const factor = fround(way.factor);
        each(way, (section, score) => (sum[section] += score));
        each(way, (section) => {
          best[section] = Math.max(best[section], sum[section] * factor);
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
    return phrases.length ? shared.addPhrases?.(total, phrases, postings, (section) => allDamping[counts.allNorms[section]]) : total;
  };
  return ofSections;
};
