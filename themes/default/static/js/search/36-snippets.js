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
  for (const { term, first, last } of compounds) {
    if (terms.has(term)) for (let at = first; at <= last; at++) found.push([at, term]);
  }
  return found.sort((a, b) => a[0] - b[0]);
};

/**
 * The piece of a text that shows most of what matches.
 * @param {string} text
 * @param {string[]} terms
 * @param {boolean} english
 * @param {[id: string, forms: string[]][]} glossary
 * @returns {{text: string, marks: [start: number, end: number][], cut: [before: boolean, behind: boolean]}}
 */
const snippet = (text, terms, english, glossary) => {
  const whole = read(text, mannerOf(english, glossary));
  const { words } = whole;
  const found = matching(whole, new Set(terms));
  let first = 0;
  let most = 0;
  let low = 0;
  for (const [at] of found) {
    const start = Math.max(0, at - 5);
    const different = new Set();
    while (found[low][0] < start) low++;
    for (let next = low; next < found.length && found[next][0] < start + 30; next++) different.add(found[next][1]);
    if (different.size > most) [first, most] = [start, different.size];
  }
  const end = Math.min(first + 30, words.length);
  const from = first ? words[first].from : 0;
  const to = end < words.length ? words[end - 1].to : text.length;
  const places = new Set(found.map(([at]) => at).filter((at) => at >= first && at < end));
  return {
    text: text.slice(from, to).replace(/\n/g, " "),
    marks: [...places].map((at) => [words[at].from - from, words[at].to - from]),
    cut: [first > 0, end < words.length],
  };
};
