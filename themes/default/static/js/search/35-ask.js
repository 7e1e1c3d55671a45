// A question is asked: sections to entries in their order, numbers, titles and filters (QUERY.md 4 and 5).

/** @typedef {Answer["hits"][number]} Hit */

/**
 * A score as it is compared.
 * @param {number} score
 */
const compared = (score) => Math.floor(score * 65536 + 0.5);

/** ASCII letters made small, runs of white space one space, none at the ends.
 * @param {string} text */
const plainly = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/\p{White_Space}+/gu, " ").replace(/^ | $/g, "");

/**
 * The entries whose number a question is, each with the place of the section meant.
 * @param {SearchIndex} index
 * @param {string} words
 */
const numbered = async (index, words) => {
  /** @type {Map<number, number>} */
  const meant = new Map();
  if (!/[0-9]/.test(words)) return meant;
  const asked = plainly(words).replace(/^(chapter|section|part) /, "");
  const { numbers } = await index.facts();
  await Promise.all(
    numbers.map(async (shown, entry) => {
      const number = plainly(shown);
      if (!number || !asked.startsWith(number)) return;
      const rest = asked.slice(number.length);
      const section = /^(?: section |\.)(.*)$/s.exec(rest)?.[1];
      if (!rest) meant.set(entry, 0);
      else if (section !== undefined) {
        const { sections } = await index.shown(entry);
        const place = sections.findIndex(({ number: shown }) => shown && [section, number + "." + section].includes(plainly(shown)));
        if (place >= 0) meant.set(entry, place);
      }
    }),
  );
  return meant;
};

/**
 * The entries whose title has the content words of a question.
 * @param {Asking} asking
 * @param {Word[]} words
 * @returns {Promise<Set<number>>}
 */
const titled = async (asking, words) => {
  const { counts, manner, postings } = asking;
  const stems = [...new Set(words.filter(({ folded }) => !isStop(manner, folded)).map(({ stem }) => stem))];
  if (!stems.length || stems.includes("")) return new Set();
  /** @type {number[] | undefined} */
  let entries;
  // No posting of a common stem is loaded for nothing.
  for (const common of [false, true]) {
    const some = stems.filter((stem) => counts.common.has(stem) === common);
    if (!some.length || entries?.length === 0) continue;
    await need(asking, some);
    for (const stem of some) {
      const title = [...(postings.get(stem)?.title ?? [])].filter((entry) => counts.titleWords[entry] === stems.length);
      entries = entries ? entries.filter((entry) => title.includes(entry)) : title;
    }
  }
  return new Set(entries);
};

/** Days since 1970.
 * @param {string} day */
const dayOf = (day) => Date.parse(day + "T00:00:00Z") / 864e5;

/**
 * Whether an entry passes filters.
 * @param {Facts | undefined} facts
 * @param {Filters} filters
 * @returns {(entry: number) => boolean}
 */
const passing = (facts, { part, type, audience, area, since, asAt }) => {
  if (!facts) return () => true;
  /** @param {string | undefined} asked @param {{key: string}[]} names @param {number[]} places */
  const isFor = (asked, names, places) => !asked || !places.length || places.some((place) => names[place].key === asked);
  return (entry) => {
    let at = facts.part[entry];
    while (part && at >= 0 && facts.parts[at].key !== part) at = facts.parts[at].parent;
    return (
      (!part || at >= 0) &&
      (!type || facts.types[facts.type[entry]] === type) &&
      isFor(audience, facts.audiences, facts.audience[entry]) &&
      isFor(area, facts.areas, facts.area[entry]) &&
      (!since || facts.changed[entry] >= dayOf(since)) &&
      (!asAt || (facts.from[entry] <= dayOf(asAt) && dayOf(asAt) < facts.until[entry]))
    );
  };
};

/** @type {WeakMap<Counts, ReturnType<typeof scorerOf>>} */
const scorers = new WeakMap();

/**
 * The answer to a question.
 * @param {SearchIndex} index
 * @param {string} words
 * @param {{unfinished?: boolean, filters?: Filters, limit?: number}} [how]
 * @returns {Promise<Answer>}
 */
const ask = async (index, words, { unfinished = false, filters = {}, limit = 10 } = {}) => {
  const [counts, glossary] = await Promise.all([index.counts(), index.terms()]);
  const manner = mannerOf(counts.english, glossary);
  const asking = { index, counts, manner, postings: new Map() };
  let scoreSections = scorers.get(counts);
  if (!scoreSections) scorers.set(counts, (scoreSections = scorerOf(counts)));

  const loose = readQuestion(words, manner, true);
  const wanted = filters.part || filters.type || filters.audience || filters.area || filters.since || filters.asAt;
  const others = Promise.all([wanted ? index.facts() : undefined, numbered(index, words)]);
  /** @param {Asked} asked */
  const score = async (asked) => {
    const meaning = await readUnits(asking, asked, unfinished);
    const phrases = asked.phrases.map(({ words }, at) => ({ words, times: meaning.phrases[at] }));
    return { meaning, scores: scoreSections(asking.postings, meaning.units, phrases, meaning.title) };
  };
  let { meaning, scores } = await score(readQuestion(words, manner, false));
  const loosened = !scores;
  if (!scores) ({ meaning, scores } = await score(loose));
  const [facts, meant] = await others;
  const titles = await titled(asking, loose.rest.words);

  const passes = passing(facts, filters);
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
    const first = meant.get(entry) ?? (found.length || !titles.has(entry) ? -1 : 0);
    return { found, sections: first < 0 ? found : [start + first, ...found.filter((at) => at !== start + first)] };
  };
  /** @type {Hit[]} */
  const hits = [];
  const counted = { entries: 0, sections: 0, aside: 0, unfiltered: 0 };
  for (let entry = 0; entry < counts.entries; entry++) {
    const { found, sections } = sectionsOf(entry);
    if (!sections.length) continue;
    counted.unfiltered++;
    if (!passes(entry)) continue;
    if (counts.aside[entry] && !filters.audience && !filters.aside) {
      counted.aside++;
      continue;
    }
    counted.entries++;
    counted.sections += sections.length;
    const score = found.slice(0, 8).reduce(([sum, factor], at) => [sum + scored[at] * factor, factor * 0.2], [0, 1])[0];
    hits.push({ entry, exact: meant.has(entry) ? "number" : titles.has(entry) ? "title" : "no", score, sections: [] });
  }
  const rank = { number: 0, title: 1, no: 2 };
  hits.sort((a, b) => rank[a.exact] - rank[b.exact] || compared(b.score) - compared(a.score));
  hits.length = Math.min(hits.length, limit);
  for (const hit of hits) hit.sections = sectionsOf(hit.entry).sections.slice(0, 3).map((at) => [at, scored[at]]);
  return { repairs: meaning.repairs, loosened, terms: meaning.terms, ...counted, hits };
};
