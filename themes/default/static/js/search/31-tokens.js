// Text becomes terms (QUERY.md 2).

/**
 * @typedef {object} Word
 * @property {number} begins  Where it stands in the text.
 * @property {number} ends
 * @property {string} asWritten
 * @property {string} folded  Empty if it is too long to be found.
 * @property {string} stem
 * @property {number} place
 * @property {string} between  What stands between it and the word before it; before the first, what ends a sentence.
 * @property {boolean} breaks  Whether a line ends there.
 */

/**
 * @typedef {object} Compound
 * @property {string} term
 * @property {number} startsAt  Its first word.
 * @property {number} last
 * @property {boolean | undefined} isEntry  Whether it is an entry of the glossary.
 */

/**
 * How texts of a manual are read: its language and the words that say nothing there, its glossary, and the words met so far. The beginnings of forms, stem by stem, have
 * the entries whose form ends there.
 * @typedef {{english: boolean, stopWords: Set<string>, beginnings: Map<string, string[]>, known: Map<string, {asWritten: string, folded: string, stem: string}>}} Manner
 */

const LETTERS = table("ß:ss æ:ae œ:oe ø:o ł:l đ:d ð:d þ:th ı:i");
/** @param {Manner} manner @param {string} folded */
const isStop = ({ stopWords }, folded) => stopWords.has(folded);

/**
 * A word without case, accents and apostrophes. Its apostrophes are plain ones here.
 * @param {string} word
 */
const fold = (word) =>
  word
    .replace(/Σ/g, "σ")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[ß-þĐ-ſ]/g, (letter) => LETTERS.get(letter) ?? letter)
    .replace(/'s$|'/g, "");

/** @param {string} folded */
const isLong = (folded) => [...folded].length > 40;

/**
 * The words of a text and what they make together, in the order of their last words. Compounds that are not of the glossary are read
 * once a question may hold one.
 * @param {string} text
 * @param {Manner} manner
 */
const read = (text, manner) => {
  const { english, beginnings, known } = manner;
  /** @type {Word[]} */
  const words = [];
  /** @type {Compound[]} */
  const compounds = [];
  /** @param {string} term @param {number} start @param {number} last @param {boolean} [isEntry] */
  const put = (term, start, last, isEntry) => compounds.push({ term, startsAt: start, last, isEntry });
  const plain = text.replace(/[’ʼ]/g, "'");
  let place = -1;
  let ends = 0;
  for (const { 0: written, index: begins } of plain.matchAll(/[\p{Alphabetic}\p{N}\u0300-\u036f]+(?:'[\p{Alphabetic}\p{N}\u0300-\u036f]+)*/gu)) {
    let what = known.get(written);
    if (!what) {
      let folded = fold(written);
      if (!folded) continue;
      if (isLong(folded)) folded = "";
      known.set(written, (what = { asWritten: written, folded, stem: stemOf(folded, english) }));
    }
    const between = words.length ? plain.slice(ends, begins) : ". ";
    const breaks = between.includes("\n");
    place += breaks ? 2 : 1;
    ends = begins + written.length;
    words.push({ ...what, begins, ends, place, between, breaks });
  }
  words.forEach((_, at) => shared.joined?.(words, at, english, put));
  for (let first = 0; first < words.length; first++) {
    let [key, last] = ["", first];
    /** @type {string[]} */
    let ids = [];
    for (let at = first; at < words.length && (at === first || !words[at].breaks); at++) {
      const found = beginnings.get((key += words[at].stem + " "));
      if (!found) break;
      if (found.length) [ids, last] = [found, at];
    }
    for (const id of ids) put("=" + id, first, last, true);
    first = last;
  }
  return { words, compounds };
};

/** How the texts of a manual are read. */
const mannerOf = once((/** @type {Pick<SearchIndex, "counts" | "glossary">} */ { counts: { english, stopWords }, glossary }) => {
  /** @type {Manner["beginnings"]} */
  const beginnings = new Map();
  /** @type {Manner} */
  const manner = { english, stopWords, beginnings, known: new Map() };
  for (const [id, written] of glossary) {
    for (const form of written) {
      const { words } = read(form, manner);
      if (words.length > 24 || !words.every(({ folded }) => folded) || words.every(({ folded }) => isStop(manner, folded))) continue;
      /** @type {[string, string[]]} */
      let [key, ids] = ["", []];
      for (const { stem } of words) beginnings.set((key += stem + " "), (ids = beginnings.get(key) ?? []));
      if (!ids.includes(id)) ids.push(id);
    }
  }
  return manner;
});
