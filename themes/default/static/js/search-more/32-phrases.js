// Questions with quotes: their phrases, where these stand, and what they score (QUERY.md 3 and 4).
{
  const { analysed: read, firstWords, askedOf, isStop, need, idfOf, weightOf, score } = theirs;

  /**
   * A question as words and phrases.
   * @param {string} text
   * @param {Manner} manner
   */
  const quoted = (text, manner) => {
    let left = 32;
    let rest = "";
    /** @type {Phrase[]} */
    const phrases = [];
    text.split(/["“”„«»]/).forEach((piece, place) => {
      const kept = firstWords(piece, manner, left);
      const { words } = read(kept, manner);
      left -= words.length;
      // Nothing is found across a phrase.
      rest += place % 2 ? "\n" : kept;
      if (place % 2 && words.length) {
        const content = words.filter(({ folded }) => !isStop(manner, folded));
        phrases.push({ words, marked: (content.length ? content : words).map(({ stem }) => stem) });
      }
    });
    return askedOf(rest, manner, phrases);
  };

  /**
   * How often a phrase stands in each section that holds it.
   * @param {Asking} asking
   * @param {Word[]} words
   * @returns {Promise<Map<number, number>>}
   */
  const findPhrase = async ({ searched, postings }, words) => {
    /** @type {Map<number, number>} */
    const times = new Map();
    if (!words.every(({ stem }) => postings.get(stem))) return times;
    if (words.length < 2) {
      const found = /** @type {Posting} */ (postings.get(words[0].stem));
      found.ordinals[0].forEach((section, at) => times.set(section, found.times[0][at]));
      return times;
    }
    const [first, ...others] = await Promise.all(
      words.map(async ({ stem, place }) => {
        const places = await searched.places(stem);
        /** @type {Map<number, Uint32Array>} */
        const inSection = new Map();
        postings.get(stem)?.ordinals[0].forEach((section, at) => inSection.set(section, places[at]));
        return { after: place - words[0].place, inSection };
      }),
    );
    for (const [section, places] of first.inSection) {
      const sets = others.map(({ after, inSection }) => ({ after, places: new Set(inSection.get(section)) }));
      const count = places.filter((place) => sets.every(({ after, places }) => places.has(place + after))).length;
      if (count) times.set(section, count);
    }
    return times;
  };

  /** Where some phrases stand. @type {More["findPhrases"]} */
  const findPhrases = async (asking, phrases) => {
    await need(asking, phrases.flatMap(({ words }) => words.map(({ stem }) => stem)));
    return Promise.all(phrases.map(async ({ words }) => ({ words, times: await findPhrase(asking, words) })));
  };

  /**
   * Adds what phrases score; nothing if no section holds them all.
   * @param {Float32Array} total
   * @param {FoundPhrase[]} phrases
   * @param {Map<string, Posting | undefined>} postings
   * @param {(section: number) => number} dampingOf
   */
  const addPhrases = (total, phrases, postings, dampingOf) => {
    for (const { times, words } of phrases) {
      const idf = words.reduce((sum, { stem }) => Math.fround(sum + idfOf(postings.get(stem)?.ordinals[0].length ?? 0, total.length)), 0);
      const weight = weightOf(idf, 1);
      for (const [section, count] of times) total[section] += score(weight, count, dampingOf(section));
    }
    let found = false;
    for (let section = 0; section < total.length; section++) {
      if (!phrases.every(({ times }) => times.has(section))) total[section] = 0;
      found ||= total[section] > 0;
    }
    return found ? total : undefined;
  };

  Object.assign(theirs, { quoted, findPhrases, addPhrases });
}
