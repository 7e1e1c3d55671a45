// Snowball's English stemmer (Porter 2) as tantivy 0.27 has it, for folded words of a–z alone; tests/search/words.mjs holds it to
// that.

/** @param {string} pairs "from:to from:to from", the last to nothing. @returns {Map<string, string>} */
const table = (pairs) => new Map(pairs.split(" ").map((pair) => /** @type {[string, string]} */ ((pair + ":").split(":", 2))));

// Words whose stem no rule makes, or that are their own; plurals that no ending makes have that of their singular (QUERY.md 2.3).
const WHOLE = table(
  "analyses:analysi children:child crises:crisi criteria:criterion diagnoses:diagnosi feet:foot grandchildren:grandchild men:man " +
    "midwives:midwif people:person schoolchildren:schoolchild stepchildren:stepchild teeth:tooth wives:wife women:woman " +
    "andes atlas bias cosmos early:earli gently:gentl howe idly:idl news only:onli singly:singl skies:sky skis:ski sky ugly:ugli",
);
const SECOND = table(
  "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al " +
    "aliti:al alli:al fulness:ful fulli:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogist:og " +
    "ogi:og lessli:less li",
);
const THIRD = table("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful ness ative");
const FOURTH = table("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion");
const REGION = /^[^aeiouy]*[aeiouy]+[^aeiouy]/;
const SHORT = /([^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/;

// Letters before which an ending is none.
const NOT_BEFORE = /^([^l] ogi|[^st] ion|[^cdeghkmnrt] li)$/;

/** @param {string} word */
const makeStem = (word) => {
  if (WHOLE.has(word) || word.length < 3) return WHOLE.get(word) || word;
  let w = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  /** Where the region ends that begins somewhere. @param {number} from */
  const behind = (from, found = REGION.exec(w.slice(from))) => (found ? from + found[0].length : w.length);
  const r1 = behind(0, /^(arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(w) ?? undefined);
  const r2 = behind(r1);
  /** @param {string} end @param {string | undefined} other */
  const put = (end, other) => (w = w.slice(0, w.length - end.length) + other);
  /** @type {RegExpExecArray | null} */
  let found;

  w = w.replace(/^(?:(.*ss)es|(..+i)e[ds]|(.*ie)[ds]|(.*[aeiouy].*[^us])s)$/, "$1$2$3$4");

  if ((found = /eed(ly)?$/.exec(w))) {
    if (found.index >= r1 && !/^(succ|proc|exc)eed(ly)?$/.test(w)) put(found[0], "ee");
  } else if ((found = /(ed|ing)(ly)?$/.exec(w))) {
    if (/^[^aeiouy]ying$/.test(w)) put("ying", "ie");
    else if (!/^(even|cann|inn|earr|herr|out)ing$/.test(w) && /[aeiouy]/.test(w.slice(0, found.index))) {
      put(found[0], "");
      if (/(at|bl|iz)$/.test(w)) w += "e";
      else if (/([bdfgmnprt])\1$/.test(w)) {
        if (!/^[aeo]..$/.test(w)) put("b", "");
      } else if (w.length === r1 && SHORT.test(w)) w += "e";
    }
  }

  if (/.[^aeiouy][yY]$/.test(w)) put("y", "i");

  for (const endings of [SECOND, THIRD, FOURTH]) {
    // The longest counts, whether it goes or not.
    let start = Math.max(0, w.length - 7);
    while (start < w.length && !endings.has(w.slice(start))) start++;
    const end = w.slice(start);
    if (end && start >= (endings === FOURTH || end === "ative" ? r2 : r1) && !NOT_BEFORE.test(w[start - 1] + " " + end)) put(end, endings.get(end));
  }

  const last = w.length - 1;
  if (/e$/.test(w)) {
    if (last >= r2 || (last >= r1 && !SHORT.test(w.slice(0, last)))) put("e", "");
  } else if (/ll$/.test(w) && last >= r2) put("l", "");
  return w.toLowerCase();
};

/**
 * The stem of a folded word; the word itself in a manual that is not in English.
 * @param {string} word
 * @param {boolean} english
 */
const stemOf = (word, english) => (english && /^[a-z]+$/.test(word) ? makeStem(word) : word);
