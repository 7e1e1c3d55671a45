// A question becomes units, phrases and what they stand for (QUERY.md 3).

/** @typedef {ReturnType<typeof read>} Analysis */
/** @typedef {{rest: Analysis, phrases: Analysis[], open: boolean}} Asked  `open`: the last character belongs to the last word. */
/** @typedef {{factor: number, terms: string[]}} Way  The sum of some terms' scores, times a factor. */
/** @typedef {Way[]} Unit  The best of its ways. */

const MOST_WORDS = 32;

/**
 * A question as words and phrases; with `loosely` its quotes are none.
 * @param {string} typed
 * @param {Manner} manner
 * @param {boolean} loosely
 * @returns {Asked}
 */
const readQuestion = (typed, manner, loosely) => {
  let left = MOST_WORDS;
  let rest = "";
  /** @type {Analysis[]} */
  const phrases = [];
  const text = [...typed.slice(0, 2000)].slice(0, 1000).join("");
  (loosely ? [text] : text.split(/["“”„«»]/)).forEach((piece, place) => {
    const { words } = read(piece, manner);
    const kept = words.length > left ? piece.slice(0, left ? words[left - 1].to : 0) : piece;
    left -= Math.min(left, words.length);
    if (place % 2) {
      // Nothing is found across a phrase.
      rest += "\n";
      const phrase = read(kept, manner);
      if (phrase.words.length) phrases.push(phrase);
    } else rest += kept;
  });
  const whole = read(rest, manner);
  const { words } = whole;
  return { rest: whole, phrases, open: words.length > 0 && words[words.length - 1].to === rest.length };
};

/**
 * The order of code points, which is not that of UTF-16.
 * @param {string} a
 * @param {string} b
 */
const byCodePoint = (a, b) => {
  for (let at = 0; ; at++) {
    const [x, y] = [a.codePointAt(at) ?? -1, b.codePointAt(at) ?? -1];
    if (x !== y || x < 0) return x - y;
  }
};

/**
 * Whether one edit makes one word of another: a letter put in, left out or changed, or two neighbours swapped.
 * @param {string[]} a
 * @param {string[]} b
 */
const isOneEdit = (a, b) => {
  const more = a.length - b.length;
  if (more * more > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  /** @param {number} i @param {number} j */
  const alike = (i, j) => a.slice(i).join("") === b.slice(j).join("");
  if (more) return alike(at + +(more > 0), at + +(more < 0));
  return at < a.length && (alike(at + 1, at + 1) || (a[at] === b[at + 1] && a[at + 1] === b[at] && alike(at + 2, at + 2)));
};

