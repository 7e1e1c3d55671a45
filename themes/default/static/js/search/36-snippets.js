// The words of a text that answer a question, and the piece of it that says most about it (QUERY.md 6).

/**
 * Which word matches which term, by their places.
 * @param {Analysis} text
 * @param {Answer["terms"]} terms
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
 * The piece of a text that shows what weighs most of what matches: runs of text in one line, of which every other one is marked, between what says that
 * something is left out.
 * @param {string} text  As it is shown: with a dash at the end of a line that the next belongs to.
 * @param {Answer["terms"]} terms
 * @param {Manner} manner
 * @param {boolean} opening  Whether it is the beginning of the text, whatever matches.
 * @returns {[before: string, runs: string[], behind: string]}
 */
const snippet = (text, terms, manner, opening) => {
  const whole = read(text, manner);
  const { words } = whole;
  const found = matching(whole, terms);
  /** The next word from one on that begins something, or that another one is. @param {number} at @param {number} to */
  const next = (at, to) => {
    while (at < to && words[at] && !/[^–]\n|[.?!]["'”)]* /.test(words[at].between)) at++;
    return at;
  };
  let first = 0;
  let most = 0;
  for (const [at] of opening ? [] : found) {
    let start = at - 5;
    for (let near = at - 15; (near = next(near + 1, at + 1)) <= at; ) start = near;
    const inside = new Set(found.flatMap(([at, term]) => (at >= start && at < start + 30 ? term : [])));
    const weight = [...inside].reduce((sum, term) => sum + /** @type {number} */ (terms.get(term)), 0);
    if (weight > most) [first, most] = [start, weight];
  }
  // No less than there is room for at the end of the text, and on to the end of what is nearly told.
  first = Math.min(first, next(Math.max(0, words.length - 30), first));
  let end = next(first + 30, first + 43);
  if (end > first + 42) end = first + 30;
  const line = text.replace(/\n/g, " ") + " ";
  const from = first && line.lastIndexOf(" ", words[first].begins) + 1;
  const to = line.indexOf(" ", words[end] ? words[end - 1].ends : text.length);
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
