// What words stand for that no section holds (QUERY.md 3).
{
  const { analysed: read, begunBy, isStop, stemOf, way } = theirs;

  /**
   * What makes one word of another: 1 if two neighbours are swapped, 2 if a letter is missing in it, 3 if one is too many or another; 0 if
   * that takes more.
   * @param {string[]} a
   * @param {string[]} b
   */
  const editOf = (a, b) => {
    const more = a.length - b.length;
    if (more * more > 1) return 0;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    /** @param {number} i @param {number} j */
    const alike = (i, j) => a.slice(i).join("") === b.slice(j).join("");
    if (more) return alike(at + +(more > 0), at + +(more < 0)) ? (more < 0 ? 2 : 3) : 0;
    if (at === a.length) return 0;
    if (a[at] === b[at + 1] && a[at + 1] === b[at] && alike(at + 2, at + 2)) return 1;
    return alike(at + 1, at + 1) ? 3 : 0;
  };

  /** The last of these edits that a word may have: a short word becomes any other by an exchange of letters, and an abbreviation is none.
   * @param {Wrong} wrong @param {string[]} letters */
  const mostOf = ({ asWritten }, letters) => (letters.length < 6 && /\p{Uppercase}.*\p{Uppercase}/u.test(asWritten) ? 1 : letters.length < 4 ? 2 : 3);

  /**
   * What words stand for that no section holds: words like them; where any first letter will do, such that stand nearly everywhere, too.
   * @param {Asking} asking
   * @param {Wrong[]} wrong
   * @param {boolean} anyFirst
   */
  const repaired = async ({ searched, counts, manner }, wrong, anyFirst) => {
    const asked = wrong.map(({ folded }) => [...folded]);
    /** @param {[word: string, frequency: number]} known */
    const says = ([word]) => !isStop(manner, word) && (anyFirst || !counts.common.has(stemOf(word, manner.english)));
    const starts = [...new Set(asked.map((letters) => (anyFirst ? "" : letters[0])))];
    const lists = await Promise.all(starts.map((start) => searched.words(start)));
    return asked.map((letters, at) => {
      const most = mostOf(wrong[at], letters);
      const words = lists[anyFirst ? 0 : starts.indexOf(letters[0])];
      // The sort is stable: words that are equally frequent stay in the order of code points.
      const near = words
        .filter(([word]) => {
          const edit = editOf(letters, [...word]);
          return edit && edit <= most;
        })
        .sort((a, b) => b[1] - a[1]);
      /** @type {Map<string, string>} */
      const stems = new Map();
      for (const [word] of near.length && says(near[0]) ? near.filter(says) : []) {
        const stem = stemOf(word, manner.english);
        if (stems.size < 3 && !stems.has(stem)) stems.set(stem, word);
      }
      const ways = [...stems].flatMap(([stem, word]) => {
        const entries = read(word, manner).compounds.filter((found) => found.isEntry);
        return [way(0.6, stem), ...entries.map(({ term }) => way(0.48, term))];
      });
      return { shown: [...stems.values()], ways };
    });
  };

  /**
   * Puts into units what their words stand for, and tells it: nothing for a word that is nowhere. If nothing at all is found, any first letter may be the wrong one.
   * @param {Asking} asking
   * @param {Wrong[]} lacking
   * @param {() => boolean} isFound
   */
  const repair = async (asking, lacking, isFound) => {
    const { searched, manner } = asking;
    const wrong = lacking.filter(({ folded }) => !/\p{N}/u.test(folded));
    const begins = await Promise.all(wrong.map(async ({ folded, atEnd }) => (atEnd || /.{4}/u.test(folded) ? begunBy(await searched.words(folded), manner.english) : [])));
    const others = wrong.filter((_, at) => !begins[at].length);
    let found = await repaired(asking, others, false);
    if (others.length === wrong.length && !found.some(({ ways }) => ways.length) && !isFound()) found = await repaired(asking, others, true);
    /** @type {Answer["repairs"]} */
    const repairs = [];
    for (const one of lacking) {
      const { meant, folded: asked } = one;
      const ends = begins[wrong.indexOf(one)] ?? [];
      const { shown, ways } = found[others.indexOf(one)] ?? { shown: ends.slice(0, 3).map(([, word]) => word), ways: ends.map(([way]) => way) };
      meant.push(...ways);
      if (!repairs.some((repair) => repair.asked === asked)) repairs.push({ asked, shown });
    }
    return repairs;
  };

  Object.assign(theirs, { repair });
}
