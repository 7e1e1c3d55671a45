// A question becomes units, phrases and what they stand for (QUERY.md 3).

/** @typedef {ReturnType<typeof read>} Analysis */
/** @typedef {{words: Word[], marked: string[]}} Phrase */
/** @typedef {{rest: Analysis, phrases: Phrase[], unclosed: boolean}} Asked  `unclosed`: the last character belongs to the last word. */
/** @typedef {{factor: number, terms: string[]}} Way  The sum of some terms' scores, times a factor. */
/** @typedef {Way[]} Unit  The best of its ways. */

/** As much of a text as some words take. @param {string} text @param {Manner} manner @param {number} most */
const firstWords = (text, manner, most) => {
  const { words } = read(text, manner);
  return words.length > most ? text.slice(0, most && words[most - 1].ends) : text;
};

/** @param {string} text @param {Manner} manner @param {Phrase[]} [phrases] @returns {Asked} */
const askedOf = (text, manner, phrases = []) => {
  const rest = read(text, manner);
  return { rest, phrases, unclosed: rest.words.at(-1)?.ends === text.length };
};
