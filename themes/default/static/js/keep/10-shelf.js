// What this device keeps of the manual: one store for each build, and a shelf that says which of them is in use. The worker at the
// site's root (static/root/keep.js) reads both. A note in the browser's storage tells pages that there is something.

const house = /** @type {any} */ (globalThis).chapterhouse;
/** The address of the site's root. @type {string} */
const root = house.root;
const key = `chapterhouse keep ${root}`;
const storeName = (/** @type {string} */ stamp) => `${key} ${stamp}`;

/**
 * What a build says of itself in keep.json: its stamp, the theme's version, the days as they are written on its pages, how much there is
 * to keep, of that files larger than `over` bytes, and the hash of the list of files.
 * @typedef {{format: number, stamp: string, version: string, title: string, language: string, days: string[], files: number, bytes: number,
 *   large: {files: number, bytes: number, over: number}, list: string}} Head
 */
/** @typedef {[path: string, hash: string, size: number]} Entry */
/** @typedef {Head & {saved: string}} Kept */

/**
 * How far the reader has got: `saving` goes on by itself with the next page, `stopped` does not.
 * @typedef {{state: "saving" | "stopped" | "kept", large?: boolean, checked?: number}} Note
 */
/** @returns {Note | undefined} */
const readNote = () => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
};
/** @param {Partial<Note>} note */
const writeNote = (note) => localStorage.setItem(key, JSON.stringify({ state: "saving", ...readNote(), ...note }));

/**
 * Why keeping does not go on: the network is lost; the device is full; the browser keeps nothing; the server gives no list, or not the
 * file that was published; the site was published anew while it was being saved.
 * @typedef {"network" | "full" | "refused" | "absent" | "altered" | "renewed"} Trouble
 */
/** @param {Trouble} kind @param {string} [file] */
const troubleOf = (kind, file = "") => Object.assign(new Error(`keep: ${kind}: ${file}`), { kind, file });

/** Opens a store; a private window may refuse. @param {string} name */
const openStore = async (name) => {
  try {
    return await caches.open(name);
  } catch {
    throw troubleOf("refused");
  }
};

/** What is kept whole. Looking makes no store: a browser that keeps nothing goes on keeping nothing. @returns {Promise<Kept | undefined>} */
const readKept = async () => {
  try {
    return await (await caches.match(`${root}keep/current`, { cacheName: key }))?.json();
  } catch {
    throw troubleOf("refused");
  }
};

/** Puts something into a store. @param {Cache} store @param {string} address @param {Response} response */
const put = async (store, address, response) => {
  try {
    await store.put(address, response);
  } catch (/** @type {any} */ fault) {
    throw troubleOf(fault?.name === "QuotaExceededError" ? "full" : "refused");
  }
};

/** Has the worker throw away what is of no use any more. */
const sweep = () => navigator.serviceWorker.controller?.postMessage("sweep");

/** Makes a build the one in use: from here on pages come from it, all of them. @param {Head} head */
const swap = async (head) => {
  await put(await openStore(key), `${root}keep/current`, new Response(JSON.stringify({ ...head, saved: new Date().toISOString() })));
  await (await openStore(key)).delete(`${root}keep/next`);
  writeNote({ state: "kept", checked: Date.now() });
  sweep();
};

/** Removes all that is kept, and the worker. */
const removeAll = async () => {
  localStorage.removeItem(key);
  for (const name of await caches.keys()) {
    if (name === key || name.startsWith(`${key} `)) await caches.delete(name);
  }
  const found = await navigator.serviceWorker.getRegistration(root);
  if (found?.scope === root) await found.unregister();
};
