// Snowball's English stemmer (Porter 2) as tantivy 0.27 has it, for folded words of a–z alone; tests/search/stemmer.mjs
// holds it to that.

/** @param {string} pairs "from:to from:to" @returns {Map<string, string>} */
const table = (pairs) => new Map(pairs.split(" ").map((pair) => /** @type {[string, string]} */ (pair.split(":"))));

const WHOLE = table(
  "andes:andes atlas:atlas bias:bias cosmos:cosmos early:earli gently:gentl howe:howe idly:idl news:news only:onli " +
    "singly:singl skies:sky skis:ski sky:sky ugly:ugli",
);
const SECOND = table(
  "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate alism:al " +
    "aliti:al alli:al fulness:ful fulli:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble ogist:og " +
    "ogi:og lessli:less li:",
);
const THIRD = table("tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:");
const FOURTH = table("al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ism: ate: iti: ous: ive: ize: ion:");
const REGION = /^[^aeiouy]*[aeiouy]+[^aeiouy]/;
const SHORT = /([^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/;

/**
 * The longest ending of a word that is in a list.
 * @param {string} word
 * @param {Map<string, string>} endings
 */
const ending = (word, endings) => {
  for (let start = Math.max(0, word.length - 7); start < word.length; start++) {
    const end = word.slice(start);
    if (endings.has(end)) return end;
  }
  return "";
};

/** @param {string} word */
const makeStem = (word) => {
  const whole = WHOLE.get(word);
  if (whole || word.length < 3) return whole ?? word;
  let w = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const head = /^(arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(w) ?? REGION.exec(w);
  const r1 = head ? head[0].length : w.length;
  const next = REGION.exec(w.slice(r1));
  const r2 = next ? r1 + next[0].length : w.length;
  /** @param {string} end @param {string | undefined} other */
  const put = (end, other) => (w = w.slice(0, w.length - end.length) + other);
  /** @type {RegExpExecArray | null} */
  let found;

  if (/sses$/.test(w)) put("es", "");
  else if (/ie[ds]$/.test(w)) put(w.length > 4 ? "es" : "s", "");
  else if (/[aeiouy].*[^us]s$/.test(w)) put("s", "");

  if ((found = /eed(ly)?$/.exec(w))) {
    if (found.index >= r1 && !/^(succ|proc|exc)eed(ly)?$/.test(w)) put(found[0], "ee");
  } else if ((found = /(ed|ing)(ly)?$/.exec(w))) {
    if (/^[^aeiouy]ying$/.test(w)) put("ying", "ie");
    else if (!/^(even|cann|inn|earr|herr|out)ing$/.test(w) && /[aeiouy]/.test(w.slice(0, found.index))) {
      put(found[0], "");
      if (/(at|bl|iz)$/.test(w)) w += "e";
      else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) {
        if (!/^[aeo]..$/.test(w)) put("b", "");
      } else if (w.length === r1 && SHORT.test(w)) w += "e";
    }
  }

  if (/.[^aeiouy][yY]$/.test(w)) put("y", "i");

  let end = ending(w, SECOND);
  if (end && w.length - end.length >= r1 && (end !== "ogi" || /logi$/.test(w)) && (end !== "li" || /[cdeghkmnrt]li$/.test(w)))
    put(end, SECOND.get(end));
  end = ending(w, THIRD);
  if (end && w.length - end.length >= (end === "ative" ? r2 : r1)) put(end, THIRD.get(end));
  end = ending(w, FOURTH);
  if (end && w.length - end.length >= r2 && (end !== "ion" || /[st]ion$/.test(w))) put(end, "");

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
