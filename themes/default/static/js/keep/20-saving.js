// Fetches a build into its store, file by file. A file that an earlier store has is copied, and one that came half way before is there
// already. Each is held against its hash in the list, so that no file of another build gets in.

/** How many files are fetched side by side. */
const SIDE_BY_SIDE = 6;

/** The hash of a file as the list has it. @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes */
const hashOf = async (bytes) => {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 6);
  return btoa(String.fromCharCode(...sum)).replace(/\+/g, "-").replace(/\//g, "_");
};

/** A path as it stands in an address, and in a store. @param {string} path */
const encoded = (path) => path.split("/").map(encodeURIComponent).join("/");
/** @param {string} path */
const addressOf = (path) => root + encoded(path);

/** Asks the network. @param {string} path @param {AbortSignal} signal @param {RequestCache} cache */
const ask = async (path, signal, cache) => {
  try {
    return await fetch(root + path, { signal, cache });
  } catch {
    signal.throwIfAborted();
    throw troubleOf("network", path);
  }
};

/** The bytes of an answer; the network may go while they come. @param {Response} answer @param {AbortSignal} signal */
const bytesOf = async (answer, signal) => {
  try {
    return await answer.arrayBuffer();
  } catch {
    signal.throwIfAborted();
    throw troubleOf("network", answer.url);
  }
};

/** What the site says of its newest build. @param {AbortSignal} signal @returns {Promise<Head>} */
const readHead = async (signal) => {
  const answer = await ask("keep.json", signal, "no-cache");
  if (!answer.ok) throw troubleOf(answer.status >= 500 ? "network" : "absent", "keep.json");
  const text = new TextDecoder().decode(await bytesOf(answer, signal));
  try {
    const head = JSON.parse(text);
    if (head.format === 1) return head;
  } catch {
    // Some servers answer with a page of their own, as to who has to sign in.
  }
  throw troubleOf("absent", "keep.json");
};

/** @param {Response} answer @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes */
const asKept = (answer, bytes) => {
  const headers = new Headers(answer.headers);
  // These are of the way that the bytes came.
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "set-cookie"]) headers.delete(name);
  // A new answer: one that a server led elsewhere may not stand for a page.
  return new Response(bytes, { headers });
};

/** A file as it was published: fetched past all caches if what came first is not it. @param {string} path @param {string} hash @param {AbortSignal} signal */
const fetchFile = async (path, hash, signal) => {
  for (const cache of /** @type {RequestCache[]} */ (["no-cache", "reload"])) {
    const answer = await ask(path, signal, cache);
    const bytes = await bytesOf(answer, signal);
    if (answer.ok && (await hashOf(bytes)) === hash) return asKept(answer, bytes);
    if (answer.status >= 500) throw troubleOf("network", path);
  }
  throw troubleOf("altered", path);
};

/** An earlier store and what is in it. @typedef {{store: Cache, hashes: Map<string, string>, days: string[]}} Source */
/** @param {string} stamp @returns {Promise<Source | undefined>} */
const readSource = async (stamp) => {
  const store = await openStore(storeName(stamp));
  const kept = await store.match(`${root}keep/list`);
  if (!kept) return undefined;
  const { files, days } = await kept.json();
  return { store, days, hashes: new Map(files.map((/** @type {Entry} */ [path, hash]) => [path, hash])) };
};

/**
 * A file from an earlier store, if it is the same there. A page that differs only in the day of its build, as all do from day to day, is
 * given the new day: its hash tells whether that is all.
 * @param {Source} source @param {Entry} entry @param {string[]} days
 */
const copyFrom = async (source, [path, hash], days) => {
  const known = source.hashes.get(path);
  const found = known && (known === hash || /\.(html?|aspx)$/.test(path)) ? await source.store.match(addressOf(path)) : undefined;
  if (!found || known === hash) return found;
  let text = await found.text();
  source.days.forEach((day, at) => (text = day ? text.replaceAll(day, days[at] ?? day) : text));
  const bytes = new TextEncoder().encode(text);
  return (await hashOf(bytes)) === hash ? asKept(found, bytes) : undefined;
};

/** What is told while files come: how many are here, of how many; bytes likewise. @typedef {(files: number, all: number) => void} Tell */

/**
 * Fills the store of a build.
 * @param {Head} head @param {boolean} large  Whether large files are wanted.
 * @param {AbortSignal} signal @param {Tell} tell
 */
const fill = async (head, large, signal, tell) => {
  const shelf = await openStore(key);
  const [kept, next] = await Promise.all(["current", "next"].map(async (name) => (await shelf.match(`${root}keep/${name}`))?.json()));
  /** @type {Source[]} */
  const sources = [];
  for (const stamp of new Set([kept?.stamp, next?.stamp])) {
    const source = stamp && stamp !== head.stamp ? await readSource(stamp) : undefined;
    if (source) sources.push(source);
  }
  const listed = await fetchFile("keep-files.json", head.list, signal);
  /** @type {Entry[]} */
  const files = (await listed.json()).files.filter((/** @type {Entry} */ [, , size]) => large || size <= head.large.over);
  const store = await openStore(storeName(head.stamp));
  await put(store, `${root}keep/list`, new Response(JSON.stringify({ files, days: head.days })));
  await put(shelf, `${root}keep/next`, new Response(JSON.stringify({ stamp: head.stamp })));
  const here = new Set((await store.keys()).map(({ url }) => decodeURIComponent(url.slice(root.length))));
  const wanted = files.filter(([path]) => !here.has(path));
  let count = files.length - wanted.length;
  tell(count, files.length);
  // Where one fails, the others end with the file that they have, and tell no more: what is said next is why.
  let failed = false;
  const work = async () => {
    for (let entry = wanted.shift(); entry; entry = wanted.shift()) {
      signal.throwIfAborted();
      const [path, hash] = entry;
      let found;
      for (const source of sources) found ??= await copyFrom(source, entry, head.days);
      await put(store, addressOf(path), found ?? (await fetchFile(encoded(path), hash, signal)));
      count += 1;
      if (!failed) tell(count, files.length);
    }
  };
  /** @param {any} fault */
  const end = (fault) => {
    failed = true;
    wanted.length = 0;
    throw fault;
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => work().catch(end)));
};

/**
 * Saves the newest build, and makes it the one in use. If the site is published anew meanwhile, begins again with the new one.
 * @param {Head | undefined} known @param {boolean} large @param {AbortSignal} signal @param {Tell} tell
 */
const saveNewest = async (known, large, signal, tell) => {
  let head = known ?? (await readHead(signal));
  for (;;) {
    try {
      await fill(head, large, signal, tell);
      return await swap(head);
    } catch (/** @type {any} */ fault) {
      if (fault.kind !== "altered") throw fault;
      const newer = await readHead(signal);
      if (newer.stamp === head.stamp) throw fault;
      head = newer;
    }
  }
};
