// Fetches the files of a set: scripts, because a page that was opened from a folder can load nothing else. Each calls
// `chapterhouseSearch` with its name, the stamp of its build and its bytes. A file that does not come, or comes broken, is
// asked for once more; one of another build shows that the site was published anew, and then everything is.

/**
 * Why nothing can be said: a file is missing or broken; the site was published anew while it was read (asking again helps);
 * this browser is too old; this page is older than the files.
 * @typedef {"missing" | "renewed" | "browser" | "page"} Trouble
 */
/** @param {Trouble} kind @param {string} file */
const faultOf = (kind, file) => Object.assign(new Error(`search: ${kind}: ${file}`), { kind });

/** What site.js offers: it knows where the site is, and may load scripts of it. */
const house = /** @type {any} */ (globalThis).chapterhouse;

/** Loads a script of the site. @param {string} file @returns {Promise<void>} */
const loadScript = (file) =>
  new Promise((resolve) => {
    const script = house.load(file);
    // Whether it came is told by what it did.
    script.onload = script.onerror = () => {
      script.remove();
      resolve();
    };
  });

/** A function that does its work once for each argument, unless it failed. @template T @param {(at: any) => Promise<T>} work @returns {(at?: any) => Promise<T>} */
const once = (work) => {
  /** @type {Map<any, Promise<T>>} */
  const known = new Map();
  return (at) => {
    const found = known.get(at) ?? work(at);
    known.set(at, found);
    found.catch(() => known.delete(at));
    return found;
  };
};

/**
 * What most questions never need is in a script of its own (search-more/): what that one takes from here, and brings. A cache may hold one of
 * the two from before the site was published anew, so both know the stamp that all scripts of a theme get when they are joined.
 * @type {Shared & Partial<More>}
 */
const shared = /** @type {any} */ ({ readerOf, stamp: "STAMP-OF-ALL-SCRIPTS" });
const needMore = once(async () => {
  house.shared = shared;
  await loadScript(`theme/js/search-more.js${house.version}`);
  if (!shared.repair) throw faultOf(shared.further ? "page" : "missing", "search-more");
  return /** @type {Shared & More} */ (shared);
});

/** What has come: by name, the stamp and the packed bytes. @type {Map<string, [stamp: string, packed: string]>} */
const arrived = new Map();
/** @type {any} */ (globalThis).chapterhouseSearch = (/** @type {string} */ name, /** @type {string} */ stamp, /** @type {string} */ packed) => {
  arrived.set(name, [stamp, packed]);
};

/** Bytes from their packed form. @param {string} packed @returns {Promise<Uint8Array>} */
const unpack = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  let stream;
  try {
    stream = new DecompressionStream("deflate-raw");
  } catch {
    // An older browser gets a small inflate of our own.
    if (!house.inflate) await loadScript("theme/js/inflate.js");
    if (!house.inflate) throw faultOf("browser", "inflate");
    return house.inflate(bytes);
  }
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
};

/**
 * Fetches a file of a set.
 * @param {string} name  "now/t3".
 * @param {string} version  What its address is told apart by from that of other builds.
 * @param {string} [stamp]  What it must be stamped with.
 * @returns {Promise<{stamp: string, bytes: Uint8Array}>}
 */
const fetchFile = async (name, version, stamp) => {
  for (const again of ["", "-" + Date.now().toString(36)]) {
    await loadScript(`search/${name}.js?v=${version}${again}`);
    const [found, packed] = arrived.get(name) ?? [];
    arrived.delete(name);
    if (found && packed && (stamp ?? found) === found) {
      try {
        return { stamp: found, bytes: await unpack(packed) };
      } catch (/** @type {any} */ fault) {
        if (fault.kind) throw fault;
      }
    } else if (found && again) throw faultOf("renewed", name);
  }
  throw faultOf("missing", name);
};
