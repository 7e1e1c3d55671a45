// A set of the manual, ready to be asked: what is needed is fetched, once, and kept.

/** The form of the files that is read here (src/search/export.rs). */
const FORMAT = 4;

/**
 * @param {string} set
 * @param {number} [time]  Its first file is small, and its name is all that is known of it: an hour old is young enough, unless another
 *   file was newer.
 * @returns {Promise<SearchIndex>}
 */
const loadSet = async (set, time = Math.floor(Date.now() / 36e5)) => {
  const [version, header] = await fetchFile(set + "/m", `${time}`);
  /** A file of this build. @param {string} name @param {string} [stamp] */
  const file = async (name, stamp = version) => (await fetchFile(set + "/" + name, version, stamp))[1];

  // The file `m`: what is known before all else.
  const { number, taken, sorted } = readerOf(header);
  if (number() !== FORMAT) throw Error("page");
  const flags = number();
  const [sections, entries] = [number(), number()];
  /** @type {[number, number, number]} */
  const tokens = [number(), number(), number()];
  const [terms, alone, starts, common, stop] = [sorted(), sorted(), sorted(), sorted(), sorted()];
  // What is left of it are the stamps of `f`, one for as many neighbours as there are stamps.
  const stamps = taken(header.length);

  // The file `n`: what every question needs of all entries and sections, and the glossary.
  const frame = readerOf(await file("n"));
  const column = () => Array.from({ length: entries }, frame.number);
  const first = [0];
  column().forEach((size, entry) => first.push(first[entry] + size));
  const [pieces, aside] = [column(), column()];
  // Lengths that are not told here are told with the postings: no question needs all of them.
  const norms = [sections, sections, entries].map((length) => new Uint8Array(length));
  if (flags < 2) norms[0].set(frame.taken(sections));
  /** @type {Counts} */
  const counts = { sections, entryCount: entries, tokens, english: flags % 2 > 0, firsts: first, asides: aside, norms, titleWords: new Uint8Array(entries), common: new Set(common.map(textOf)), stopWords: new Set(stop.map(textOf)) };

  const shard = once(async (number) => readPostings(await file("t" + number), flags > 1, counts));
  const placesFile = once((number) => file("p" + number));
  /** A file `d`: words, with the number of sections that hold each. */
  const wordsFile = once(async (at) => {
    const { number, sorted } = readerOf(await file("d" + at));
    return sorted().map((key) => /** @type {const} */ ([key, number()]));
  });
  /** @type {(name: string, stamp?: string) => Promise<any>} */
  const json = once(async (name, stamp) => new Response(/** @type {any} */ (await file(name, stamp))).json());
  /** @param {string} key */
  const shardOf = (key) => {
    const own = alone.indexOf(key);
    return own < 0 ? rangeOf(terms, key) : terms.length + 1 + own;
  };

  return {
    counts,
    glossary: Array.from({ length: frame.number() }, () => [frame.spelled(), Array.from({ length: frame.number() }, frame.spelled)]),
    postings: (stems) => Promise.all(stems.map(async (stem) => (await shard(shardOf(keyOf(stem)))).get(keyOf(stem)))),
    places: async (stem) => {
      const key = keyOf(stem);
      const number = shardOf(key);
      return (await needMore()).placesOf(key, await shard(number), await placesFile(number));
    },
    words: async (start) => {
      const key = keyOf(start);
      const from = rangeOf(starts, key);
      // No text has a byte like this.
      const to = rangeOf(starts, key + "\xff");
      const files = await Promise.all(Array.from({ length: to - from + 1 }, (_, at) => wordsFile(from + at)));
      return files.flat().flatMap(([word, frequency]) => (word.startsWith(key) ? [[textOf(word), frequency]] : []));
    },
    facts: async () => (await needMore()).readFacts(await json("c")),
    shown: async (entry, ordinals) => {
      const start = first[entry];
      const size = first[entry + 1] - start;
      const count = pieces[entry];
      const at = Math.floor(entry / Math.floor(Math.sqrt(entries))) * 4;
      const stamp = btoa(String.fromCharCode(...stamps.slice(at, at + 4)));
      // Of p pieces for s sections, piece k begins with section ⌊k·s/p⌋.
      const wanted = ordinals ? ordinals.map((ordinal) => Math.ceil(((ordinal - start + 1) * count) / size) - 1) : Array(count).keys();
      /** @type {any[]} */
      const sections = [];
      /** @type {any[]} */
      let piece = [];
      await Promise.all(
        Array.from(new Set(wanted), async (at) => {
          const from = Math.floor((at * size) / count);
          piece = await json(`f/${entry}${at ? "-" + at : ""}`, stamp);
          const [names, texts] = piece.slice(9);
          names.forEach((/** @type {string[]} */ name, /** @type {number} */ place) => {
            // A piece names all sections, or its own.
            const at = names.length < size ? from + place : place;
            sections[at] = [...name, texts[at - from] ?? sections[at]?.[3]];
          });
        }),
      );
      return /** @type {any} */ ([sections, ...piece]);
    },
  };
};

/** Sets by name. Each is loaded once, and anew after a failure. @type {Map<string, Promise<SearchIndex>>} */
const sets = new Map();
const openSet = once(loadSet, sets);

/**
 * Asks a set something. If the site is published anew meanwhile, asks the new one: another stamp shows it, or that a file is gone. Whatever
 * else went wrong goes wrong once more.
 * @template T
 * @param {string} name
 * @param {(index: SearchIndex) => Promise<T>} work
 * @returns {Promise<T>}
 */
const withSet = async (name, work) => {
  const opened = openSet(name);
  try {
    return await work(await opened);
  } catch {
    // Whoever is the first to see it has the set loaded anew.
    if (sets.get(name) === opened) sets.delete(name);
    return work(await openSet(name, Date.now()));
  }
};
