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
 * The ways to find what an unfinished word begins, and the most frequent word of each.
 * @param {[word: string, frequency: number][]} words
 * @param {boolean} english
 * @param {string} [own]
 */
const begunBy = (words, english, own) => {
  /** @type {Map<string, [word: string, frequency: number]>} */
  const most = new Map();
  for (const known of words) {
    const stem = stemOf(known[0], english);
    if (stem !== own && !(known[1] <= /** @type {any} */ (most.get(stem)?.[1]))) most.set(stem, known);
  }
  // The sort is stable: stems that are equally frequent stay in the order of their first words.
  const best = [...most].sort((a, b) => b[1][1] - a[1][1]).slice(0, 8);
  return best.map(([stem, [word]]) => /** @type {const} */ ([way(0.5, stem), word]));
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
  const [starts, phrases] = await Promise.all([
    isOpen ? searched.words(words[end].folded) : [],
    shared.findPhrases?.(asking, asked.phrases) ?? [],
    need(asking, [...plain, ...compounds.map(({ term }) => term)]),
  ]);

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
      const unit = [way(1, stem), ...(isOpen && at === end ? begunBy(starts, manner.english, stem).map(([way]) => way) : [])];
      units.push(unit);
      if (unit.length < 2 && !frequency(stem) && /../u.test(folded)) wrong.push({ ...words[at], meant: unit, atEnd: asked.unclosed && at === end });
    }
  }
  for (const { isEntry, term } of compounds) if (!isEntry && frequency(term)) units.push([way(1, term)]);
  if (!units.length && !phrases.length) {
    content = words.length;
    units = words.map(({ stem }) => [way(1, stem)]);
  }
  const terms = () => units.flat().flatMap((way) => way.terms);
  await need(asking, terms());

  const isFound = () => terms().some(frequency) || phrases.some(({ times }) => times.size);
  const repairs = wrong.length ? await (await needMore()).repair(asking, wrong, isFound) : [];
  await need(asking, terms());
  const held = [...terms(), ...asked.phrases.flatMap(({ marked }) => marked)].filter(frequency);
  /** @param {string} term */
  const weight = (term) => Math.ceil(8 * idfOf(/** @type {number} */ (frequency(term)), counts.sections));
  return { units, phrases, repairs, terms: new Map(held.map((term) => [term, weight(term)])), boost: content > 4 ? 0.3 : 1 };
};
