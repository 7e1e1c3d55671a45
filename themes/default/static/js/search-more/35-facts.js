// Numbers and filters, which need the facts of all entries (QUERY.md 5).
{
  /** ASCII letters made small, runs of white space one space, none at the ends.
   * @param {string} text */
  const plainly = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/\p{White_Space}+/gu, " ").replace(/^ | $/g, "");

  /**
   * The entries whose number a question is, each with the place of the section meant.
   * @param {SearchIndex} index
   * @param {string} words
   */
  const numbered = async (index, words) => {
    /** @type {Map<number, number>} */
    const meant = new Map();
    if (!/[0-9]/.test(words)) return meant;
    const asked = plainly(words).replace(/^(chapter|section|part) /, "");
    const { numbers } = await index.facts();
    await Promise.all(
      numbers.map(async (shown, entry) => {
        const number = plainly(shown);
        if (!number || !asked.startsWith(number)) return;
        const rest = asked.slice(number.length);
        const section = /^(?: section |\.)(.*)$/s.exec(rest)?.[1];
        if (!rest) meant.set(entry, 0);
        else if (section !== undefined) {
          const [sections] = await index.shown(entry);
          const place = sections.findIndex(([, shown]) => shown && [section, number + "." + section].includes(plainly(shown)));
          if (place >= 0) meant.set(entry, place);
        }
      }),
    );
    return meant;
  };

  /** Days since 1970.
   * @param {string} day */
  const dayOf = (day) => Date.parse(day + "T00:00:00Z") / 864e5;

  /**
   * Whether an entry passes filters.
   * @param {SearchIndex} index
   * @param {Filters} filters
   * @param {boolean} filtered  Whether there is any.
   * @returns {Promise<((entry: number) => boolean) | undefined>}
   */
  const passing = async (index, { part, type, audience, area, since, asAt }, filtered) => {
    if (!filtered) return;
    const facts = await index.facts();
    /** @param {string | undefined} asked @param {{key: string}[]} names @param {number[]} places */
    const isFor = (asked, names, places) => !asked || !places.length || places.some((place) => names[place].key === asked);
    return (entry) => {
      let at = facts.part[entry];
      while (part && at >= 0 && facts.parts[at].key !== part) at = facts.parts[at].parent;
      return (
        (!part || at >= 0) &&
        (!type || facts.types[facts.type[entry]] === type) &&
        isFor(audience, facts.audiences, facts.audience[entry]) &&
        isFor(area, facts.areas, facts.area[entry]) &&
        (!since || facts.changed[entry] >= dayOf(since)) &&
        (!asAt || (facts.from[entry] <= dayOf(asAt) && dayOf(asAt) < facts.until[entry]))
      );
    };
  };

  /** @type {More["limits"]} */
  const limits = async (index, filters, filtered, words) => {
    const [passes, meant] = await Promise.all([passing(index, filters, filtered), numbered(index, words)]);
    // Digits alone may be anything.
    return [passes, meant, meant.size && /[^\d\p{White_Space}]/u.test(words) ? meant : undefined];
  };

  Object.assign(theirs, { limits });
}
