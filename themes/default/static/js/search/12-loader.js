// Fetches the files of a set: scripts, because a page that was opened from a folder can load nothing else. Each calls
// `chapterhouseSearch` with its name, the stamp of its build and its bytes. A file that does not come, or comes broken, is
// asked for once more; one of another build shows that the site was published anew, and then everything is.

// Why nothing can be said is an error's message: a file is "missing" or broken; the site was published anew ("renewed") while it was
// read, and asking again helps; this "browser" is too old; this "page" is older than the files.

/** What site.js offers: it knows where the site is, and may load scripts of it. */
const house = /** @type {any} */ (globalThis).chapterhouse;

/** Loads a script of the site. One that never comes is waited for as long as a slow network may need. @param {string} file @returns {Promise<void>} */
const loadScript = (file) =>
  new Promise((resolve) => {
    const script = house.load(file);
    // Whether it came is told by what it did.
    script.onload = script.onerror = () => {
      script.remove();
      resolve();
    };
    setTimeout(resolve, 1e4);
  });

/** A function that does its work once for each first argument, unless it is a promise and fails. @template T @param {(at: any, more: any) => T} work
 * @param {Map<any, T>} [known] @returns {(at?: any, more?: any) => T} */
const once =
  (work, known = new Map()) =>
  (at, more) => {
    const found = known.get(at) ?? work(at, more);
    known.set(at, found);
    /** @type {any} */ (found).catch?.(() => known.delete(at));
    return found;
  };

/**
 * What most questions never need is in a script of its own (search-more/): what that one takes from here, and brings. A cache may hold one of
 * the two from before the site was published anew, so both know the stamp that all scripts of a theme get when they are joined.
 * @type {Shared & Partial<More>}
 */
const shared = /** @type {any} */ ({ readerOf, loadScript, stamp: "STAMP-OF-ALL-SCRIPTS" });
const needMore = once(async () => {
  house.shared = shared;
  await loadScript(`theme/js/search-more.js${house.version}`);
  if (!shared.repair) throw Error(shared.further ? "page" : "missing");
  return /** @type {Shared & More} */ (shared);
});

/** What has come: by name, the stamp and the packed bytes. @type {Map<string, [stamp: string, packed: string]>} */
const arrived = new Map();
/** @type {any} */ (globalThis).chapterhouseSearch = (/** @type {string} */ name, /** @type {[string, string]} */ ...rest) => arrived.set(name, rest);

/** Bytes from their packed form. @param {string} packed @returns {Promise<Uint8Array>} */
const unpack = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  let stream;
  try {
    stream = new DecompressionStream("deflate-raw");
  } catch {
    return (await needMore()).unpacked(bytes);
  }
  return new Uint8Array(await new Response(/** @type {any} */ (new Response(bytes)).body.pipeThrough(stream)).arrayBuffer());
};

/**
 * Fetches a file of a set.
 * @param {string} name  "now/t3".
 * @param {string} version  What its address is told apart by from that of other builds.
 * @param {string} [stamp]  What it must be stamped with.
 * @returns {Promise<[stamp: string, bytes: Uint8Array]>}
 */
const fetchFile = async (name, version, stamp) => {
  for (const again of ["", "-" + Date.now()]) {
    await loadScript(`search/${name}.js?v=${version}${again}`);
    /** @type {any[]} */
    const [found, packed] = arrived.get(name) ?? [];
    arrived.delete(name);
    if (found && (stamp ?? found) !== found) {
      if (again) throw Error("renewed");
    } else {
      try {
        return [found, await unpack(packed)];
      } catch (/** @type {any} */ fault) {
        if (fault.message === "browser") throw fault;
      }
    }
  }
  throw Error("missing");
};
