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
 * The piece of a text that shows most of what matches.
 * @param {string} text
 * @param {string[]} terms
 * @param {Manner} manner
 * @returns {{piece: string, marks: [start: number, end: number][], cut: [before: boolean, behind: boolean]}}
 */
const snippet = (text, terms, manner) => {
  const whole = read(text, manner);
  const { words } = whole;
  const found = matching(whole, new Set(terms));
  /** What matches in the window that begins with a word. @param {number} start */
  const within = (start) => found.filter(([at]) => at >= start && at < start + 30);
  let [first, most] = [0, 0];
  for (const [at] of found) {
    const start = Math.max(0, at - 5);
    const { size } = new Set(within(start).map(([, term]) => term));
    if (size > most) [first, most] = [start, size];
  }
  const end = Math.min(first + 30, words.length);
  const from = first ? words[first].begins : 0;
  const to = end < words.length ? words[end - 1].ends : text.length;
  return {
    piece: text.slice(from, to).replace(/\n/g, " "),
    marks: [...new Set(within(first).map(([at]) => at))].map((at) => [words[at].begins - from, words[at].ends - from]),
    cut: [first > 0, end < words.length],
  };
};
