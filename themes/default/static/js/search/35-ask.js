// A question is asked: sections to entries in their order, numbers, titles and filters (QUERY.md 4 and 5).

/**
 * A score as it is compared.
 * @param {number} score
 */
const compared = (score) => Math.round(score * 65536);

/**
 * The entries whose title has the content words of a question.
 * @param {Asking} asking
 * @param {Word[]} words
 * @returns {Promise<number[]>}
 */
const titled = async (asking, words) => {
  const { counts, manner, postings } = asking;
  const { common, titleWords } = counts;
  const stems = [...new Set(words.filter(({ folded }) => !isStop(manner, folded)).map(({ stem }) => stem))];
  /** @type {number[] | undefined} */
  let entries;
  // No posting of a common stem is loaded for nothing.
  for (const stem of stems.sort((a, b) => +common.has(a) - +common.has(b))) {
    if (!stem || entries?.length === 0) return [];
    await need(asking, [stem]);
    const held = [...(postings.get(stem)?.ordinals[2] ?? [])];
    entries = (entries ?? held).filter((entry) => held.includes(entry) && titleWords[entry] === stems.length);
  }
  return entries ?? [];
};

const scorers = once(scorerOf);

/** What may be a phrase, a number, or a compound that few questions have. */
const SPECIAL = /[\d"“”„«»‐‑_-]|\b(can)?not\b/;

/**
 * The answer to a question.
 * @param {SearchIndex} index
 * @param {string} words
 * @param {{unfinished?: boolean, filters?: Filters, limit: number}} how
 * @returns {Promise<Answer>}
 */
const ask = async (index, words, { unfinished = false, filters: { aside, ...chosen } = {}, limit }) => {
  const filtered = Object.values(chosen).some(Boolean);
  const more = filtered || SPECIAL.test(fold(words)) ? await needMore() : undefined;
  const { counts } = index;
  const manner = mannerOf(index);
  const asking = { searched: index, counts, manner, postings: new Map() };
  const scoreSections = scorers(counts);

  const text = [...words].slice(0, 1000).join("");
  const loose = askedOf(firstWords(text, manner, 32), manner);
  const others = more?.limits(index, chosen, filtered, words);
  /** @param {Asked} asked */
  const score = async (asked) => {
    const meaning = await readUnits(asking, asked, unfinished);
    return { meaning, scores: scoreSections(asking.postings, meaning) };
  };
  let { meaning, scores } = await score(more?.quoted(text, manner) ?? loose);
  const loosened = !scores;
  if (!scores) ({ meaning, scores } = await score(loose));
  const [passes, meant, alone] = (await others) ?? [];
  const titles = await titled(asking, loose.rest.words);

  const scored = scores ?? new Float32Array(counts.sections);
  /** @type {Answer} */
  const answer = { repairs: meaning.repairs, loosened, terms: meaning.terms, entries: 0, aside: 0, unfiltered: 0, hits: [] };
  const { hits } = answer;
  for (let entry = 0; entry < counts.entryCount; entry++) {
    const start = counts.firsts[entry];
    /** @type {number[]} */
    const found = [];
    for (let at = start; at < counts.firsts[entry + 1]; at++) if (scored[at] > 0) found.push(at);
    // Best first. The sort is stable: equal ones stay in reading order.
    found.sort((a, b) => compared(scored[b]) - compared(scored[a]));
    // Before them the one that is meant, or stands for its entry.
    const meantHere = meant?.get(entry) ?? (titles.includes(entry) && !found.length ? 0 : undefined);
    const sections = meantHere === undefined ? found : [...new Set([start + meantHere, ...found])];
    if (!sections.length || alone?.has(entry) === false) continue;
    answer.unfiltered += +(aside || !counts.asides[entry]);
    if (passes && !passes(entry)) continue;
    if (counts.asides[entry] && !chosen.audience && !aside) {
      answer.aside++;
      continue;
    }
    answer.entries++;
    const score = found.slice(0, 8).reduce((sum, at, place) => sum + scored[at] * 0.2 ** place, 0);
    hits.push({ entryAt: entry, exactness: meant?.has(entry) ? 2 : +titles.includes(entry), score, sections: sections.slice(0, 3).map((at) => [at, scored[at]]) });
  }
  hits.sort((a, b) => b.exactness - a.exactness || compared(b.score) - compared(a.score)).splice(limit);
  return answer;
};
