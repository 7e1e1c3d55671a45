// Brings the page up to the newest revision: fetches it, and what is to be known of it, and does to the page that is shown what
// is otherwise.

/**
 * @template {XMLHttpRequestResponseType} T
 * @param {string} address
 * @param {T} type
 * @returns {Promise<{status: number, response: any}>}
 */
const get = (address, type) =>
  new Promise((resolve, reject) => {
    // A document that comes this way is parsed by the browser and runs nothing: no text is ever made into markup here.
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = type;
    request.onload = () => resolve({ status: request.status, response: request.response });
    request.onerror = reject;
    request.send();
  });

/** The addresses of what the head of a page loads, without what tells builds apart. @param {Document} page */
const loadsOf = (page) => {
  const found = page.querySelectorAll("head link[rel=stylesheet]:not([data-preview]), head script[src]:not([data-preview])");
  return [...found].map((one) => new URL(one.getAttribute("href") ?? one.getAttribute("src") ?? "", location.href));
};

/** Puts a new sheet of looks in the place of an old one, once it is there: nothing flickers. @param {HTMLLinkElement} link @param {string} href */
const swapLooks = (link, href) => {
  const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
  next.href = href;
  next.onload = next.onerror = () => link.remove();
  link.after(next);
};

/** The paths of those, as one text. @param {Document} page */
const pathsOf = (page) => loadsOf(page).map((address) => address.pathname).sort().join();

/** Whether the new page loads what this one did not: only a page that is loaded anew runs it. @param {HTMLElement} old @param {Document} page */
const needsReload = (old, page) => {
  const box = (/** @type {ParentNode} */ one) => one.querySelector("#find-words") !== null;
  return pathsOf(page) !== sentLoads || box(old) !== box(page) || old.querySelector("main.preview-unbuilt") !== null;
};

/** @param {Document} page @param {boolean} looks */
const renewLooks = (page, looks) => {
  const next = new Map(loadsOf(page).map(({ pathname, href }) => [pathname, href]));
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
    if (!(link instanceof HTMLLinkElement) || link.href.includes("/~preview/")) continue;
    const href = next.get(new URL(link.href).pathname);
    if (href ? href !== link.href : looks) swapLooks(link, href ?? `${link.href.split("?")[0]}?v=${Date.now()}`);
  }
};

/** What the site's scripts do to a page that is loaded, done to what came later. */
const settle = () => {
  const site = /** @type {any} */ (globalThis).chapterhouse;
  for (const part of document.querySelectorAll("[data-from], [data-until]")) {
    if (part instanceof HTMLElement && site?.counts) part.hidden = !site.counts(site.today, part.dataset.from, part.dataset.until);
  }
  // What was looked for in the text before is looked for in the new text.
  site?.search?.forget?.();
};

/** Whether the page shows what a script found in the whole manual, and nobody is typing: then only a whole new page is true. */
const isFound = () => {
  const asked = new URLSearchParams(location.search);
  const field = document.querySelector("#find-words");
  const typing = field instanceof HTMLInputElement && document.activeElement === field && field.value !== (asked.get("q") ?? "");
  const found = document.querySelector("#found") && asked.get("q");
  return Boolean((found || asked.has("as-at") || asked.has("day")) && !typing);
};

/** @param {Document} page @param {boolean} looks */
const showPage = (page, looks) => {
  if (!sent || needsReload(sent, page)) return location.reload();
  renewLooks(page, looks);
  if (page.title !== sentTitle) {
    document.title = document.title === sentTitle ? page.title : document.title.replace(sentTitle, page.title);
    sentTitle = page.title;
  }
  /** @type {Set<Element>} */
  const touched = new Set();
  morph(sent, page.body, touched);
  settle();
  markChanged(touched);
};

/** @typedef {{looks: boolean, scripts: boolean, pages: {title: string, folder: string}[]}} News */

const statePath = () => `/~preview/state?page=${location.pathname}`;

/** @param {News} news */
const renew = async ({ looks, scripts, pages }) => {
  if (scripts) return location.reload();
  const state = get(statePath(), "json");
  const { status: code, response: page } = await get(location.pathname + location.search, "document");
  if (code === 404 && document.title !== page?.title) tell(say.gone);
  else if (page && code !== 503) {
    const number = Number(page.querySelector("script[data-number]")?.dataset.number);
    if (number !== shownNumber && isFound()) return location.reload();
    showPage(page, looks);
    shownNumber = number;
  }
  const { response: known } = await state;
  if (code === 200 && known?.current) tellUpdated();
  else if (code !== 404) tell("");
  showState(known);
  offerOthers(pages);
};

/** @param {State | null} state */
const showState = (state) => {
  if (!state) return;
  showBar(state);
  showNotices(state);
};

/** @type {News | undefined} */
let waiting;
let busy = false;

/** Brings the page up to date, once for however many changes came meanwhile. @param {News} news */
const catchUp = async (news) => {
  waiting = {
    looks: news.looks || waiting?.looks === true,
    scripts: news.scripts || waiting?.scripts === true,
    pages: [...(waiting?.pages ?? []), ...news.pages],
  };
  if (busy) return;
  busy = true;
  try {
    while (waiting) {
      const next = waiting;
      waiting = undefined;
      await renew(next);
    }
  } catch {
    // The preview has stopped; whoever listens to it notices too, and asks again.
  } finally {
    busy = false;
  }
};
