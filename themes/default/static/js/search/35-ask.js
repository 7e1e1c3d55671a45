// A question is asked: sections to entries in their order, numbers, titles and filters (QUERY.md 4 and 5).

/** @typedef {Answer["hits"][number]} Hit */

/**
 * A score as it is compared.
 * @param {number} score
 */
const compared = (score) => Math.floor(score * 65536 + 0.5);

/**
 * The entries whose title has the content words of a question.
 * @param {Asking} asking
 * @param {Word[]} words
 * @returns {Promise<Set<number>>}
 */
const titled = async (asking, words) => {
  const { counts, manner, postings } = asking;
  const { common, titleWords } = counts;
  const stems = [...new Set(words.filter(({ folded }) => !isStop(manner, folded)).map(({ stem }) => stem))];
  /** @type {number[] | undefined} */
  let entries;
  // No posting of a common stem is loaded for nothing.
  for (const stem of stems.sort((a, b) => +common.has(a) - +common.has(b))) {
    if (!stem || entries?.length === 0) return new Set();
    await need(asking, [stem]);
    const title = [...(postings.get(stem)?.title ?? [])].filter((entry) => titleWords[entry] === stems.length);
    entries = entries ? entries.filter((entry) => title.includes(entry)) : title;
  }
  return new Set(entries);
};

/** @type {WeakMap<Counts, ReturnType<typeof scorerOf>>} */
const scorers = new WeakMap();

/** What may be a phrase, a number, or a compound that few questions have. */
const SPECIAL = /[\d"“”„«»‐‑-]/;

/**
 * The answer to a question.
 * @param {SearchIndex} index
 * @param {string} words
 * @param {{unfinished?: boolean, filters?: Filters, limit?: number}} [how]
 * @returns {Promise<Answer>}
 */
const ask = async (index, words, { unfinished = false, filters = {}, limit = 10 } = {}) => {
  const { aside, ...chosen } = filters;
  const filtered = Object.values(chosen).some(Boolean);
  const [counts, glossary, more] = await Promise.all([index.counts(), index.terms(), filtered || SPECIAL.test(words) ? needMore() : undefined]);
  const manner = mannerOf(counts.english, glossary);
  const asking = { index, counts, manner, postings: new Map() };
  const scoreSections = scorers.get(counts) ?? scorerOf(counts);
  scorers.set(counts, scoreSections);

  const text = firstLetters(words);
  const loose = askedOf(firstWords(text, manner, 32), manner);
  const others = Promise.all([more?.passing(index, chosen, filtered), more?.numbered(index, words)]);
  /** @param {Asked} asked */
  const score = async (asked) => {
    const meaning = await readUnits(asking, asked, unfinished);
    const phrases = asked.phrases.map(({ words }, at) => ({ words, times: meaning.phrases[at] }));
    return { meaning, scores: scoreSections(asking.postings, meaning.units, phrases, meaning.title) };
  };
  let { meaning, scores } = await score(more?.quoted(text, manner) ?? loose);
  const loosened = !scores;
  if (!scores) ({ meaning, scores } = await score(loose));
  const [passes, meant] = await others;
  const titles = await titled(asking, loose.rest.words);

  const scored = scores ?? new Float32Array(counts.sections);
  /** The ordinals of an entry's sections, best first; before them the one that is meant, or stands for its entry.
   * @param {number} entry */
  const sectionsOf = (entry) => {
    const start = counts.first[entry];
    /** @type {number[]} */
    const found = [];
    for (let at = start; at < counts.first[entry + 1]; at++) if (scored[at] > 0) found.push(at);
    // The sort is stable: equal ones stay in reading order.
    if (found.length > 1) found.sort((a, b) => compared(scored[b]) - compared(scored[a]));
    const first = meant?.get(entry) ?? (found.length || !titles.has(entry) ? -1 : 0);
    return { found, sections: first < 0 ? found : [start + first, ...found.filter((at) => at !== start + first)] };
  };
  /** @type {Hit[]} */
  const hits = [];
  const counted = { entries: 0, sections: 0, aside: 0, unfiltered: 0 };
  for (let entry = 0; entry < counts.entries; entry++) {
    const { found, sections } = sectionsOf(entry);
    if (!sections.length) continue;
    counted.unfiltered++;
    if (passes && !passes(entry)) continue;
    if (counts.aside[entry] && !chosen.audience && !aside) {
      counted.aside++;
      continue;
    }
    counted.entries++;
    counted.sections += sections.length;
    const score = found.slice(0, 8).reduce(([sum, factor], at) => [sum + scored[at] * factor, factor * 0.2], [0, 1])[0];
    hits.push({ entry, exact: meant?.has(entry) ? "number" : titles.has(entry) ? "title" : "no", score, sections: [] });
  }
  const rank = ["number", "title", "no"];
  hits.sort((a, b) => rank.indexOf(a.exact) - rank.indexOf(b.exact) || compared(b.score) - compared(a.score));
  hits.length = Math.min(hits.length, limit);
  for (const hit of hits) hit.sections = sectionsOf(hit.entry).sections.slice(0, 3).map((at) => [at, scored[at]]);
  return { repairs: meaning.repairs, loosened, terms: meaning.terms, ...counted, hits };
};
