// Text becomes terms (QUERY.md 2).

/**
 * @typedef {object} Word
 * @property {number} from  Where it stands in the text.
 * @property {number} to
 * @property {string} folded  Empty if it is too long to be found.
 * @property {string} stem
 * @property {number} place
 * @property {string} gap  What stands between it and the word before it.
 * @property {boolean} breaks  Whether a line ends there.
 */

/**
 * @typedef {object} Compound
 * @property {string} term
 * @property {number} first  Its first word.
 * @property {number} last
 * @property {boolean} entry  Whether it is an entry of the glossary.
 */

/**
 * How texts of a manual are read: its language, its glossary, and the words met so far. The beginnings of forms, stem by stem, have
 * the entries whose form ends there.
 * @typedef {{english: boolean, forms: Map<string, string[]>, known: Map<string, {folded: string, stem: string}>}} Manner
 */

const STOP = new Set(
  (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to " +
    "was will with how what when where which who whom whose why do does did can could i me my we our you your"
  ).split(" "),
);
const LETTERS = table("ß:ss æ:ae œ:oe ø:o ł:l đ:d ð:d þ:th ı:i");
/** @param {Manner} manner @param {string} folded */
const isStop = ({ english }, folded) => english && STOP.has(folded);

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
const isLong = (folded) => folded.length > 40 && [...folded].length > 40;

/**
 * The words of a text and what they make together, in the order of their last words. Compounds by hyphen and of the law are read
 * once a question may hold one.
 * @param {string} text
 * @param {Manner} manner
 */
const read = (text, manner) => {
  const { english, forms, known } = manner;
  /** @type {Word[]} */
  const words = [];
  /** @type {Compound[]} */
  const compounds = [];
  /** @param {string} term @param {number} first @param {number} last @param {boolean} [entry] */
  const put = (term, first, last, entry = false) => compounds.push({ term, first, last, entry });
  const plain = text.replace(/[’ʼ]/g, "'");
  let place = -1;
  let to = 0;
  for (const { 0: written, index: from } of plain.matchAll(/[\p{Alphabetic}\p{N}\u0300-\u036f]+(?:'[\p{Alphabetic}\p{N}\u0300-\u036f]+)*/gu)) {
    let what = known.get(written);
    if (!what) {
      const folded = fold(written);
      if (!folded) continue;
      known.set(written, (what = isLong(folded) ? { folded: "", stem: "" } : { folded, stem: stemOf(folded, english) }));
    }
    const gap = words.length ? plain.slice(to, from) : "";
    const breaks = gap.includes("\n");
    place += breaks ? 2 : 1;
    to = from + written.length;
    words.push({ ...what, from, to, place, gap, breaks });
  }
  words.forEach(({ folded, breaks }, at) => {
    shared.join?.(words, at, english, put);
    const before = at && !breaks ? words[at - 1].folded : "";
    if (english && folded === "not" && /^(must|should|may|shall|can)$/.test(before)) put(before + "_not", at - 1, at);
    if (english && folded === "cannot") put("can_not", at, at);
  });
  for (let first = 0; first < words.length; first++) {
    let [key, last] = ["", first];
    /** @type {string[]} */
    let ids = [];
    for (let at = first; at < words.length && (at === first || !words[at].breaks); at++) {
      const found = forms.get((key += words[at].stem + " "));
      if (!found) break;
      if (found.length) [ids, last] = [found, at];
    }
    for (const id of ids) put("=" + id, first, last, true);
    first = last;
  }
  return { words, compounds };
};

/** @type {WeakMap<[id: string, forms: string[]][], Manner>} */
const manners = new WeakMap();

/**
 * How the texts of a manual are read.
 * @param {boolean} english
 * @param {[id: string, forms: string[]][]} glossary
 */
const mannerOf = (english, glossary) => {
  const found = manners.get(glossary);
  if (found) return found;
  const forms = new Map();
  const manner = { english, forms, known: new Map() };
  manners.set(glossary, manner);
  for (const [id, written] of glossary) {
    for (const form of written) {
      const { words } = read(form, manner);
      if (words.length > 24 || !words.every(({ folded }) => folded) || words.every(({ folded }) => isStop(manner, folded))) continue;
      let [key, ids] = ["", [""]];
      for (const { stem } of words) forms.set((key += stem + " "), (ids = forms.get(key) ?? []));
      if (!ids.includes(id)) ids.push(id);
    }
  }
  return manner;
};
