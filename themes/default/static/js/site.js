// What only a browser can do: show what has become true since a page was built, date a printed copy, unfold it, copy a
// citation. Pages are complete without it.
// @ts-check
"use strict";

(() => {
  /**
   * The day of a moment in a time zone, year-month-day; in the reader's own zone where that one is not known.
   * @param {string | undefined} zone
   * @param {Date} moment
   * @returns {string}
   */
  const dayIn = (zone, moment) => {
    try {
      const text = moment.toLocaleDateString("en-GB", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone });
      return text.split("/").reverse().join("-");
    } catch {
      return dayIn(undefined, moment);
    }
  };

  /**
   * Whether what begins on one day and has ended by another is true on a day.
   * @param {string} day
   * @param {string | undefined} from
   * @param {string | undefined} until
   * @returns {boolean}
   */
  const counts = (day, from, until) => (!from || from <= day) && (!until || day < until);

  /** @type {any} */ (globalThis).chapterhouse = { dayIn, counts };
  // Tests load this file where there is no page.
  if (typeof document === "undefined") return;

  const { built, zone, record } = document.body.dataset;
  const today = dayIn(zone, new Date());
  for (const part of document.querySelectorAll("[data-from], [data-until]")) {
    if (part instanceof HTMLElement) part.hidden = !counts(today, part.dataset.from, part.dataset.until);
  }

  // The whole timeline is loaded only where an address names a day.
  const own = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src);
  const root = new URL("../../", own).href;
  const version = own.search;
  const search = new URLSearchParams(location.search);
  // A page may be older than the day that its reader asks for.
  const day = document.querySelector("#as-at-day");
  if (day instanceof HTMLInputElement && day.max < today) day.max = today;
  for (const form of document.querySelectorAll("form[data-script]")) form.removeAttribute("hidden");
  document.querySelector("#find-needs")?.setAttribute("hidden", "");
  const asked = document.querySelector("#as-at-form") ? search.get("day") : search.get("as-at");
  /** @type {any} */
  let policy;
  /**
   * The address of a script of the site. A strict policy lets no bare text be one.
   * @param {string} file
   */
  const scriptAddress = (file) => {
    const known = /^(keep|timeline|(theme\/js|search)\/[\w/-]+)\.js(\?v=[\w-]+)?$/;
    const rule = { createScriptURL: (/** @type {string} */ file) => (known.test(file) ? root + file : "") };
    policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy("chapterhouse", rule) ?? rule;
    return policy.createScriptURL(file);
  };
  /**
   * Loads a script of the site, by its path from the site's root. Those loaded in order run one after the other, the others
   * as they come.
   * @param {string} file
   * @param {boolean} [inOrder]
   */
  const load = (file, inOrder = false) => {
    const script = document.createElement("script");
    script.src = scriptAddress(file);
    script.async = !inOrder;
    document.head.append(script);
    return script;
  };
  /** A script of the theme has the version that this one has. @param {string} name @param {boolean} [inOrder] */
  const loadOwn = (name, inOrder) => load(`theme/js/${name}.js${version}`, inOrder);
  if (asked !== null && built && record === undefined) {
    load(`timeline.js?v=${built}`, true);
    loadOwn("as-at", true);
  }
  Object.assign(/** @type {any} */ (globalThis).chapterhouse, { load, root, scriptAddress, today, version });

  // The search comes when somebody turns to its form, opens its page with a question, or follows one of its results.
  const form = document.querySelector(".find");
  const results = document.querySelector("#found");
  // What helps without a search, and why there is none.
  const [without, lost] = ["#find-without", "#find-lost"].map((name) => document.querySelector(name));
  const fail = () => {
    for (const part of [without, lost]) part?.removeAttribute("hidden");
    results?.setAttribute("hidden", "");
  };
  /** @param {string} [more] What comes behind it. */
  const findWords = (more) => {
    for (const name of more ? ["search", more] : ["search"]) {
      const script = loadOwn(name, true);
      script.onerror = fail;
      // A browser that is too old for it says that it came, too.
      script.onload = () => /** @type {any} */ (globalThis).chapterhouse.search ?? fail();
    }
  };
  const ready = () => findWords(results ? "search-page" : undefined);
  if (form && results && location.search) {
    without?.setAttribute("hidden", "");
    // It says that it is looking.
    if (search.get("q")?.trim()) {
      results.setAttribute("aria-busy", "true");
      results.removeAttribute("hidden");
    }
    ready();
  } else if (form && search.has("q")) findWords("search-marks");
  else form?.addEventListener("focusin", ready, { once: true });

  // What has changed since a reader's last visit is told only to who asked for it, by a press on this page or long ago. A
  // browser that keeps nothing is not offered it.
  const visits = document.querySelector("#visits");
  if (visits) {
    const key = `chapterhouse ${root}`;
    /** @type {any} */ (globalThis).chapterhouse.key = key;
    try {
      const kept = localStorage.getItem(key);
      visits.removeAttribute("hidden");
      visits.querySelector("[data-visits=plain]")?.setAttribute("hidden", "");
      const tell = () => void loadOwn("visits");
      if (kept) tell();
      else visits.querySelector("button")?.addEventListener("click", tell, { once: true });
    } catch {}
  }

  // Where a browser can keep the manual, it is offered; what that takes is loaded on the page for it, and by who keeps the manual.
  const keeps = location.protocol.startsWith("http") && "serviceWorker" in navigator && "locks" in navigator;
  for (const offer of keeps ? [] : document.querySelectorAll("[data-keep]")) offer.setAttribute("hidden", "");
  try {
    if (keeps && (document.querySelector("#keep") || localStorage.getItem(`chapterhouse keep ${root}`))) loadOwn("keep");
  } catch {}

  const language = document.documentElement.lang || "en-GB";

  /**
   * A moment as a reader writes it: "21 November 2026 14:05".
   * @param {Date} moment
   * @returns {string}
   */
  const written = (moment) => {
    const day = moment.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
    const time = moment.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    return `${day} ${time}`;
  };

  /** Puts the present moment into the footer of every sheet, in the place of the line to be filled in by hand. */
  const datePrint = () => {
    const now = written(new Date());
    for (const place of document.querySelectorAll(".print-date")) place.textContent = now;
    for (const line of document.querySelectorAll(".dated")) line.removeAttribute("hidden");
    for (const line of document.querySelectorAll(".undated")) line.setAttribute("hidden", "");
  };

  for (const offer of document.querySelectorAll("[data-print]")) {
    offer.removeAttribute("hidden");
    offer.addEventListener("click", () => print());
  }
  datePrint();
  addEventListener("beforeprint", datePrint);

  // What is folded on a screen is printed in full, and folded again after it.
  /** @type {Element[]} */
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details.fold:not([open])")];
    for (const fold of unfolded) fold.setAttribute("open", "");
  });
  addEventListener("afterprint", () => {
    for (const fold of unfolded) fold.removeAttribute("open");
  });

  // What a word means is shown beside it, by a script that is loaded for the first such word. Without script, without
  // popovers, or where that file is missing, the word's link leads on.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(".text a.term, .text a[href*='register/glossary/']") : null;
    if (!(link instanceof HTMLAnchorElement) || !link.showPopover || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const entry = document.getElementById(decodeURIComponent(link.hash).replace(/^#(word:)?/, "word:"));
    if (!entry) return;
    event.preventDefault();
    const explain = () => /** @type {any} */ (globalThis).chapterhouse.explain(link, entry);
    if (/** @type {any} */ (globalThis).chapterhouse.explain) return explain();
    const script = loadOwn("words");
    script.onload = explain;
    script.onerror = () => location.assign(link.href);
  });

  // The sign behind a heading copies what to cite, where the browser lets it. Who presses the words only goes to the section, and keeps
  // what was copied before; a key presses nothing in particular, and does both.
  document.addEventListener("click", ({ target, detail, clientX: x, clientY: y }) => {
    const link = target instanceof Element ? target.closest("a.here") : null;
    if (!link || !navigator.clipboard || !document.querySelector("[data-citation]")) return;
    const words = document.createRange();
    words.selectNodeContents(link);
    const onWords = [...words.getClientRects()].some(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
    if (detail && onWords) return;
    const cite = () => /** @type {any} */ (globalThis).chapterhouse.cite(link);
    if (/** @type {any} */ (globalThis).chapterhouse.cite) cite();
    else loadOwn("cite").onload = cite;
  });
})();
