// What a question stands for in one set: units with their expansions and repairs, phrases, what is marked (QUERY.md 3).

/**
 * A set that is being asked, with the postings loaded so far.
 * @typedef {object} Asking
 * @property {SearchIndex} searched
 * @property {Counts} counts
 * @property {Manner} manner
 * @property {Map<string, Posting | undefined>} postings
 */

/**
 * Loads postings, all at once.
 * @param {Asking} asking
 * @param {string[]} terms
 */
const need = async ({ searched, postings }, terms) => {
  const missing = [...new Set(terms)].filter((term) => !postings.has(term));
  const found = missing.length ? await searched.postings(missing) : [];
  missing.forEach((term, at) => postings.set(term, found[at]));
};

/** @param {number} factor @param {string} term @returns {Way} */
const way = (factor, term) => ({ factor, terms: [term] });

/**
 * The ways to find what an unfinished word begins.
 * @param {[word: string, frequency: number][]} words
 * @param {boolean} english
 * @param {string} own
 */
const begun = (words, english, own) => {
  /** @type {Map<string, number>} */
  const most = new Map();
  for (const [word, frequency] of words) {
    const stem = stemOf(word, english);
    if (stem !== own) most.set(stem, Math.max(frequency, most.get(stem) ?? 0));
  }
  const best = [...most].sort((a, b) => b[1] - a[1] || byCodePoint(a[0], b[0])).slice(0, 8);
  return best.map(([stem]) => way(0.5, stem));
};

/**
 * What a question stands for in a set.
 * @param {Asking} asking
 * @param {Asked} asked
 * @param {boolean} unfinished
 */
const readUnits = async (asking, asked, unfinished) => {
  const { searched, counts, manner, postings } = asking;
  const { words, compounds } = asked.rest;
  const frequency = (/** @type {string} */ term) => postings.get(term)?.ordinals[0].length;
  const end = words.length - 1;
  const dropped = words.map(({ folded, stem }) => isStop(manner, folded) || counts.common.has(stem));
  const inForm = compounds.some((found) => found.isEntry && found.last === end);
  // Words of more than one character.
  const isOpen = unfinished && asked.unclosed && !dropped[end] && !inForm && /../u.test(words[end].folded);

  // What can be asked for at once is asked for at once: postings, and the words that an unfinished one begins.
  const plain = words.filter((_, at) => !dropped[at]).map(({ stem }) => stem);
  const [starts] = await Promise.all([
    isOpen ? searched.words(words[end].folded) : [],
    need(asking, [...plain, ...compounds.map(({ term }) => term), ...asked.phrases.flatMap(({ words }) => words.map(({ stem }) => stem))]),
  ]);
  const phrases = await Promise.all(asked.phrases.map(async ({ words }) => ({ words, times: await /** @type {More} */ (shared).findPhrase(asking, words) })));

  /** @type {Unit[]} */
  let units = [];
  /** @type {Wrong[]} */
  const wrong = [];
  let content = 0;
  for (let at = 0; at <= end; at++) {
    const forms = compounds.filter((found) => found.isEntry && found.startsAt === at);
    const { folded, stem } = words[at];
    if (forms.length) {
      const { last } = forms[0];
      const form = words.slice(at, last + 1);
      const kept = form.filter((_, offset) => !dropped[at + offset]);
      content += kept.length;
      units.push([{ factor: 1, terms: (kept.length ? kept : form).map((word) => word.stem) }], forms.map(({ term }) => way(0.5, term)));
      at = last;
    } else if (!dropped[at]) {
      content++;
      const unit = [way(1, stem), ...(isOpen && at === end ? begun(starts, manner.english, stem) : [])];
      units.push(unit);
      if (unit.length < 2 && !frequency(stem) && /../u.test(folded) && !/\p{N}/u.test(folded)) wrong.push({ meant: unit, folded });
    }
  }
  for (const { isEntry, term } of compounds) if (!isEntry && frequency(term)) units.push([way(1, term)]);
  if (!units.length && !phrases.length) {
    content = words.length;
    units = words.map(({ stem }) => [way(1, stem)]);
  }
  const terms = () => units.flatMap((unit) => unit.flatMap((way) => way.terms));
  await need(asking, terms());

  const isFound = () => terms().some(frequency) || phrases.some(({ times }) => times.size);
  const repairs = wrong.length ? await (await needMore()).repair(asking, wrong, isFound) : [];
  await need(asking, terms());
  const held = [...new Set([...terms(), ...asked.phrases.flatMap(({ marked }) => marked)])].filter(frequency).sort(byCodePoint);
  return { units, phrases, repairs, terms: held, boost: content > 4 ? 0.3 : 1 };
};
