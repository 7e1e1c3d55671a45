// A set of the manual, ready to be asked: what is needed is fetched, once, and kept.

/** The form of the files that is read here (src/search/export.rs). */
const FORMAT = 2;

/**
 * @param {string} set
 * @param {number} time  Its first file is small, and its name is all that is known of it: an hour old is young enough, unless another
 *   file was newer.
 * @returns {Promise<SearchIndex>}
 */
const loadSet = async (set, time = Math.floor(Date.now() / 36e5)) => {
  const first = await fetchFile(`${set}/m`, time.toString(36));
  const version = first.stamp;
  const header = readHeader(first.bytes);
  const self = sets.get(set);
  if (header.format !== FORMAT) throw faultOf("page", `${set}/m`);

  /** A file of this build. @param {string} name @param {string} [stamp] */
  const file = async (name, stamp = version) => {
    try {
      return (await fetchFile(`${set}/${name}`, version, stamp)).bytes;
    } catch (/** @type {any} */ fault) {
      if (fault.kind === "renewed" && sets.get(set) === self) openSet(set, Date.now());
      throw fault;
    }
  };
  const frame = once(async () => readFrame(await file("n"), header));
  const shard = once(async (number) => {
    const [{ counts }, bytes] = await Promise.all([frame(0), file("t" + number)]);
    return readPostings(bytes, header, counts);
  });
  const placesFile = once((number) => file("p" + number));
  const words = once(async (number) => readWords(await file("d" + number)));
  const json = once(async (name) => JSON.parse(new TextDecoder().decode(await file(...(/** @type {[string, string?]} */ (name.split(" ")))))));
  const own = new Map(header.alone.map((key, at) => [key, header.terms.length + 1 + at]));
  /** @param {string} key */
  const shardOf = (key) => own.get(key) ?? rangeOf(header.terms, key);

  return {
    counts: async () => (await frame(0)).counts,
    terms: async () => (await frame(0)).glossary,
    postings: (stems) =>
      Promise.all(
        stems.map(async (stem) => {
          const key = keyOf(stem);
          return (await shard(shardOf(key))).get(key);
        }),
      ),
    places: async (stem) => {
      const key = keyOf(stem);
      const number = shardOf(key);
      return (await needMore()).placesOf(key, await shard(number), await placesFile(number));
    },
    words: async (start) => {
      const key = keyOf(start);
      const from = rangeOf(header.words, key);
      const to = key ? rangeOf(header.words, key + "\xff") : header.words.length;
      const files = await Promise.all(Array.from({ length: to - from + 1 }, (_, at) => words(from + at)));
      return files.flat().flatMap(([word, frequency]) => (word.startsWith(key) ? [[textOf(word), frequency]] : []));
    },
    facts: async () => (await needMore()).readFacts(await json("c")),
    shown: async (entry, ordinals) => {
      const { counts, pieces } = await frame(0);
      const [start, end] = counts.first.slice(entry, entry + 2);
      const [size, count] = [end - start, pieces[entry]];
      const stamp = header.stamps[Math.floor(entry / header.group)];
      // Of p pieces for s sections, piece k begins with section ⌊k·s/p⌋.
      const wanted = ordinals?.length ? ordinals.map((ordinal) => Math.ceil(((ordinal - start + 1) * count) / size) - 1) : Array(count).keys();
      const read = await Promise.all(
        Array.from(new Set(wanted), async (at) => ({ from: Math.floor((at * size) / count), piece: await json(`f/${entry}${at ? "-" + at : ""} ${stamp}`) })),
      );
      /** @type {any[]} */
      const sections = [];
      for (const { from, piece } of read) {
        const [names, texts] = piece.slice(9);
        names.forEach((/** @type {string[]} */ [anchor, number, heading], /** @type {number} */ place) => {
          // A piece names all sections, or its own.
          const at = names.length < size ? from + place : place;
          sections[at] = { anchor, number, heading, text: texts[at - from] ?? sections[at]?.text };
        });
      }
      const [number, title, url, kind, state, from, until, changed, isNew] = read[0].piece;
      return { number, title, url, kind, state, from, until, changed, isNew, sections };
    },
  };
};

/** Sets by name. Each is loaded once, and anew after a failure. @type {Map<string, Promise<SearchIndex>>} */
const sets = new Map();
/** A set, by its name; anew if a time is said. @param {string} name @param {number} [time] @returns {Promise<SearchIndex>} */
const openSet = (name, time) => {
  const found = (!time && sets.get(name)) || loadSet(name, time);
  sets.set(name, found);
  found.catch(() => sets.get(name) === found && sets.delete(name));
  return found;
};

/**
 * Asks a set something. If the site is published anew meanwhile, asks the new one.
 * @template T
 * @param {string} name
 * @param {(index: SearchIndex) => Promise<T>} work
 * @returns {Promise<T>}
 */
const withSet = async (name, work) => {
  try {
    return await work(await openSet(name));
  } catch (/** @type {any} */ fault) {
    if (fault.kind !== "renewed") throw fault;
    return work(await openSet(name));
  }
};
