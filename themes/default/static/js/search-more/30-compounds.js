// Compounds by hyphen, of the law and of duties (QUERY.md 2.5).
{
  const { stemOf, isLong } = theirs;
  const LAW = /^(?:(s)(?:s|ec|ections?)?|(reg)(?:s|ulations?)?|(art)(?:icles?)?|(sch)(?:edules?)?)$/;
  /** @param {Word | undefined} word */
  const isJoined = (word) => Boolean(word && /^[-\u2010\u2011]$/.test(word.between));

  /**
   * Gives the compounds that end with a word.
   * @param {Word[]} words
   * @param {number} at
   * @param {boolean} english
   * @param {(term: string, first: number, last: number) => void} put
   */
  const joined = (words, at, english, put) => {
    let chain = at;
    if (!isJoined(words[at + 1])) while (isJoined(words[chain])) chain--;
    const chained = words.slice(chain, at + 1).map(({ folded }) => folded);
    const hyphen = chained.length > 1 && chained.length < 5 && chained.every(Boolean) ? chained.join("") : "";
    if (hyphen && !isLong(hyphen)) put(stemOf(hyphen, english), chain, at);
    const { folded, breaks } = words[at];
    const law = english && at && !breaks && /^\d+[a-z]*$/.test(folded) && LAW.exec(words[at - 1].folded)?.slice(1).join("");
    // "s-47" is one by its hyphen already.
    if (law && law + folded !== hyphen && !isLong(law + folded)) put(stemOf(law + folded, english), at - 1, at);
    const duty = (at && !breaks ? words[at - 1].folded : "") + "_" + folded;
    if (english && /^(must|should|may|shall|can)_not$/.test(duty)) put(duty, at - 1, at);
    if (english && folded === "cannot") put("can_not", at, at);
  };

  Object.assign(theirs, { joined });
}
