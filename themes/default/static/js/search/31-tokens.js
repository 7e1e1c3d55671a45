// Text becomes terms (QUERY.md 2).

/**
 * @typedef {object} Word
 * @property {number} from  Where it stands in the text.
 * @property {number} to
 * @property {string} folded  Empty if it is too long to be found.
 * @property {string} stem
 * @property {number} place
 */

/**
 * @typedef {object} Compound
 * @property {string} term
 * @property {number} first  Its first word.
 * @property {number} last
 * @property {boolean} entry  Whether it is an entry of the glossary.
 */

/**
 * The forms that go on from some stems, and the entries whose form ends there.
 * @typedef {{next: Map<string, Forms>, ids: string[]}} Forms
 */

/**
 * How texts of a manual are read: its language, its glossary, and the words met so far.
 * @typedef {{english: boolean, forms: Forms, known: Map<string, [folded: string, stem: string] | undefined>}} Manner
 */

const STOP = new Set(
  (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to " +
    "was will with how what when where which who whom whose why do does did can could i me my we our you your"
  ).split(" "),
);
const LETTERS = table("ß:ss æ:ae œ:oe ø:o ł:l đ:d ð:d þ:th ı:i");
const LAW = /^(?:(s)(?:s|ec|ections?)?|(reg)(?:s|ulations?)?|(art)(?:icles?)?|(sch)(?:edules?)?)$/;
const LONGEST_FORM = 24;

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
 * The words of a text and what they make together, in the order of their last words.
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
  /** @param {string} word @param {number} first @param {number} last */
  const join = (word, first, last) => isLong(word) || put(stemOf(word, english), first, last);
  // By word: whether a line ends before it, and whether a hyphen joins it to the one before.
  /** @type {boolean[]} */
  const broken = [];
  /** @type {boolean[]} */
  const joined = [];

  const plain = text.replace(/[’ʼ]/g, "'");
  for (const found of plain.matchAll(/[\p{Alphabetic}\p{N}\u0300-\u036f]+(?:'[\p{Alphabetic}\p{N}\u0300-\u036f]+)*/gu)) {
    const written = found[0];
    let what = known.get(written);
    if (!what) {
      const folded = fold(written);
      if (!folded) continue;
      known.set(written, (what = isLong(folded) ? ["", ""] : [folded, stemOf(folded, english)]));
    }
    const from = found.index;
    const before = words[words.length - 1];
    const between = before ? plain.slice(before.to, from) : "";
    const breaks = between.includes("\n");
    broken.push(breaks);
    joined.push(/^[-\u2010\u2011]$/.test(between));
    words.push({ from, to: from + written.length, folded: what[0], stem: what[1], place: before ? before.place + (breaks ? 2 : 1) : 0 });
  }

  let chain = 0;
  for (let at = 0; at < words.length; at++) {
    const { folded } = words[at];
    const before = at && !broken[at] ? words[at - 1].folded : "";
    if (!joined[at]) chain = at;
    const count = at - chain + 1;
    let hyphen = "";
    if (!joined[at + 1] && count > 1 && count < 5) {
      const chained = words.slice(chain, at + 1);
      if (chained.every((word) => word.folded)) join((hyphen = chained.map((word) => word.folded).join("")), chain, at);
    }
    if (english) {
      const law = /^\d+[a-z]*$/.test(folded) && LAW.exec(before)?.slice(1).join("");
      // "s-47" is one by its hyphen already.
      if (law && law + folded !== hyphen) join(law + folded, at - 1, at);
      if (folded === "not" && /^(must|should|may|shall|can)$/.test(before)) put(before + "_not", at - 1, at);
      if (folded === "cannot") put("can_not", at, at);
    }
  }
  for (let first = 0; first < words.length; first++) {
    /** @type {Forms | undefined} */
    let node = forms;
    let longest;
    let last = first;
    for (let at = first; at < words.length && (at === first || !broken[at]); at++) {
      node = node.next.get(words[at].stem);
      if (!node) break;
      if (node.ids.length) [longest, last] = [node, at];
    }
    if (!longest) continue;
    for (const id of longest.ids) put("=" + id, first, last, true);
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
  let manner = manners.get(glossary);
  if (manner) return manner;
  manners.set(glossary, (manner = { english, forms: { next: new Map(), ids: [] }, known: new Map() }));
  const { forms } = manner;
  const none = { ...manner, forms: { next: new Map(), ids: [] } };
  for (const [id, written] of glossary) {
    for (const form of written) {
      const { words } = read(form, none);
      if (words.length > LONGEST_FORM || !words.every((word) => word.folded) || words.every((word) => isStop(none, word.folded))) continue;
      let node = forms;
      for (const { stem } of words) {
        let next = node.next.get(stem);
        if (!next) node.next.set(stem, (next = { next: new Map(), ids: [] }));
        node = next;
      }
      if (!node.ids.includes(id)) node.ids.push(id);
    }
  }
  return manner;
};
