// The words of a text that answer a question, and the piece of it that shows most of them (QUERY.md 6).

/**
 * Which word matches which term, by their places.
 * @param {Analysis} text
 * @param {Set<string>} terms
 */
const matching = ({ words, compounds }, terms) => {
  /** @type {[word: number, term: string][]} */
  const found = [];
  words.forEach(({ stem }, at) => terms.has(stem) && found.push([at, stem]));
  for (const { term, startsAt: start, last } of compounds) {
    if (terms.has(term)) for (let at = start; at <= last; at++) found.push([at, term]);
  }
  return found.sort((a, b) => a[0] - b[0]);
};

/**
 * The piece of a text that shows most of what matches: runs of text in one line, of which every other one is marked, between what says that
 * something is left out.
 * @param {string} text  As it is shown: with a dash at the end of a line that the next belongs to.
 * @param {string[]} terms
 * @param {Manner} manner
 * @param {boolean} opening  Whether it is the beginning of the text, whatever matches.
 * @returns {[before: string, runs: string[], behind: string]}
 */
const snippet = (text, terms, manner, opening) => {
  const whole = read(text, manner);
  const { words } = whole;
  const found = matching(whole, new Set(terms));
  let first = 0;
  let most = 0;
  for (const [at] of opening ? [] : found) {
    let start = at;
    while (start && start > at - 15 && !/[^–]\n|[.?!]["'”)]* /.test(words[start].between)) start--;
    if (start < at - 14) start = at - 5;
    const { size } = new Set(found.flatMap(([at, term]) => (at >= start && at < start + 30 ? term : [])));
    if (size > most) [first, most] = [start, size];
  }
  const line = text.replace(/\n/g, " ") + " ";
  const from = first && line.lastIndexOf(" ", words[first].begins) + 1;
  const to = line.indexOf(" ", words[first + 29]?.ends ?? text.length);
  let at = from;
  /** @type {string[]} */
  const runs = [];
  /** @param {number} to */
  const put = (to) => runs.push(line.slice(at, (at = to)));
  for (const [word] of found) {
    const { begins, ends } = words[word];
    if (begins >= at && ends <= to) put(begins), put(ends);
  }
  put(to);
  return [from ? "… " : "", runs, to < text.length ? " …" : ""];
};
