// The worker of a manual that a reader keeps on a device: gives its pages where there is no network. While there is one, every page
// comes from there, so that nobody with a network reads an old page. A tab that has its page from the store takes everything from that
// store until it is reloaded: what it shows is of one build. Pages are kept and removed by theme/js/keep.js.
// @ts-check
"use strict";

(() => {
  /** What it says, by the names of the theme's words (words/en.ftl). */
  const say = {
    label: "say:script_kept",
    saved: "say:script_kept_saved",
    connect: "say:script_kept_connect",
    again: "say:script_kept_again",
    missing: "say:script_not_kept",
    missingText: "say:script_not_kept_text",
    chapter: "say:script_kept_chapter",
    contacts: "say:contacts",
    home: "say:home",
  };
  /** How long a page may take to come, in milliseconds, before the kept one is shown. */
  const PATIENCE = 6000;
  /** How long the note of a tab is left alone, in milliseconds: the browser may not know yet that the tab is there. */
  const NEW_TAB = 60_000;

  const worker = /** @type {any} */ (globalThis);
  /** @type {string} */
  const root = worker.registration.scope;
  const shelfName = `chapterhouse keep ${root}`;
  const shelf = () => caches.open(shelfName);
  const storeOf = (/** @type {string} */ stamp) => caches.open(`${shelfName} ${stamp}`);

  /** @typedef {{stamp: string, version: string, title: string, language: string, saved: string}} Kept */
  /** What is on the shelf, if there is one: looking makes none. @param {string} name */
  const findNote = async (name) => (await caches.match(`${root}keep/${name}`, { cacheName: shelfName }))?.json();
  /** What is kept, whole: nothing if nothing is. @returns {Promise<Kept | undefined>} */
  const findKept = () => findNote("current");

  /** The path of an address within the manual, written as in the store. @param {string} address @returns {string | undefined} */
  const pathOf = (address) => {
    const { origin, pathname } = new URL(address);
    const full = origin + pathname;
    if (!full.startsWith(root)) return undefined;
    try {
      return full.slice(root.length).split("/").map((name) => encodeURIComponent(decodeURIComponent(name))).join("/");
    } catch {
      return undefined;
    }
  };

  /** A file of a store. @param {string} stamp @param {string} path */
  const find = async (stamp, path) => {
    const store = await storeOf(stamp);
    const folder = path && !path.endsWith("/") ? `${path}/` : path;
    const places = [path, ...["html", "htm", "aspx"].map((ending) => `${folder}index.${ending}`)];
    for (const place of places) {
      const found = await store.match(root + place);
      if (found) return found;
    }
  };

  /** Which store a tab has its page from; "" for a page from the network. A worker may end between two requests, so it is written down. */
  const tabs = new Map();
  /** @param {string} tab @param {string} stamp */
  const noteTab = async (tab, stamp) => {
    if (!tab) return;
    tabs.set(tab, stamp);
    await (await shelf()).put(`${root}keep/tab/${tab}`, new Response(JSON.stringify({ stamp, noted: Date.now() })));
  };
  /** @param {string} tab @returns {Promise<string>} */
  const stampOf = async (tab) => {
    if (!tabs.has(tab)) tabs.set(tab, (await findNote(`tab/${tab}`))?.stamp ?? "");
    return tabs.get(tab);
  };

  /** @param {string} text */
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /** A day as it is written in the manual's language. @param {Kept} kept */
  const dayOf = ({ saved, language }) => {
    const day = new Date(saved);
    let written = saved.slice(0, 10);
    try {
      written = day.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
    } catch {}
    return `<time datetime="${escaped(saved)}">${escaped(written)}</time>`;
  };

  /** The line that says how old a page is. @param {Kept} kept */
  const ageLine = (kept) => {
    const [before, behind] = escaped(say.saved).split("{day}");
    const saved = `<strong>${before}${dayOf(kept)}${behind ?? ""}</strong> ${escaped(say.connect)}`;
    return `<aside class="page copy" aria-label="${escaped(say.label)}" data-kept="${escaped(kept.stamp)}"><p>${saved} <a href="">${escaped(say.again)}</a></p></aside>\n`;
  };

  /** A kept page with its age on it, before its main part. @param {Response} page @param {Kept} kept */
  const withAge = async (page, kept) => {
    const html = await page.text();
    const line = ageLine(kept);
    const place = html.search(/<main\b/);
    return new Response(place < 0 ? html.replace(/<body[^>]*>|$/, (body) => body + line) : html.slice(0, place) + line + html.slice(place), { headers: page.headers });
  };

  /** What stands in the place of a page that is not kept: the chapter that it belongs to, and whom to ring, are. @param {Kept} kept @param {string} path */
  const missingPage = async (kept, path) => {
    /** @type {[path: string, name: string][]} */
    const ways = [[/^chapter\/[^/]+\//.exec(path)?.[0] ?? "", say.chapter], ["register/contacts/", say.contacts]];
    /** @type {string[]} */
    const links = [];
    for (const [place, name] of ways) {
      if (place && (await find(kept.stamp, place))) links.push(`<p><a href="${escaped(root + place)}">${escaped(name)}</a></p>`);
    }
    const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escaped(say.missing)}</title><link rel="stylesheet" href="${root}theme/css/site.css?v=${escaped(kept.version)}">`;
    const main = `<main id="main" class="page list"><h1>${escaped(say.missing)}</h1><p>${escaped(say.missingText)}</p>${links.join("")}<p><a href="${root}">${escaped(say.home)}: ${escaped(kept.title)}</a></p></main>`;
    const html = `<!doctype html><html lang="${escaped(kept.language)}"><head>${head}</head><body>${ageLine(kept)}${main}</body></html>`;
    return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
  };

  /** @param {any} event @param {string} path @returns {Promise<Response>} */
  const givePage = async (event, path) => {
    const kept = await findKept();
    if (!kept) return fetch(event.request);
    // A browser may hold the page and think it young enough: that is neither the newest, nor does it say how old it is.
    /** @type {Promise<Response>} */
    const asked = fetch(event.request, { cache: "no-cache" });
    const reached = asked.catch(() => undefined);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    const fresh = /** @type {Response | undefined} */ (await Promise.race([reached, late]));
    if (fresh && fresh.status < 500) return fresh;
    const found = await find(kept.stamp, path);
    const other = found ? undefined : await reached;
    if (other) return other;
    await noteTab(event.resultingClientId, kept.stamp);
    return found ? withAge(found, kept) : missingPage(kept, path);
  };

  /** What a page loads: styles, scripts, pictures. @param {any} event @param {string} path @returns {Promise<Response>} */
  const givePart = async (event, path) => {
    const { request } = event;
    const stamp = await stampOf(event.clientId);
    if (stamp) return (await find(stamp, path)) ?? Response.error();
    try {
      return await fetch(request);
    } catch {
      // The network went away under a page that came from it. Files of the search tell one build from another themselves, and those
      // of the theme by their version.
      const kept = await findKept();
      const same = kept && (path.startsWith("search/") || new URL(request.url).searchParams.get("v") === kept.version);
      return (same && (await find(kept.stamp, path))) || Response.error();
    }
  };

  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { method, url, mode, destination } = event.request;
    const path = pathOf(url);
    // What a script asks for itself has no destination: it is what keeps the manual, and asks the network.
    if (method !== "GET" || path === undefined || !destination) return;
    event.respondWith(mode === "navigate" ? givePage(event, path) : givePart(event, path));
  });

  /** Throws away stores that are of no use: all but the one in use, the one that is being filled, and those of open tabs. */
  const sweep = async () => {
    if (!(await caches.has(shelfName))) return;
    const notes = await shelf();
    const open = new Set((await worker.clients.matchAll({ includeUncontrolled: true })).map((/** @type {any} */ tab) => tab.id));
    const used = new Set();
    for (const request of await notes.keys()) {
      const [, tab] = request.url.split("/keep/tab/");
      const note = await (await notes.match(request))?.json();
      if (!tab || open.has(tab) || Date.now() - note.noted < NEW_TAB) used.add(note?.stamp);
      else await notes.delete(request);
    }
    for (const name of await caches.keys()) {
      if (name.startsWith(`${shelfName} `) && !used.has(name.slice(shelfName.length + 1))) await caches.delete(name);
    }
  };

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(worker.clients.claim()));
  worker.addEventListener("message", (/** @type {any} */ event) => {
    if (event.data === "sweep") event.waitUntil(sweep());
  });
})();
