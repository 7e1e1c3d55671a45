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
  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const search = new URLSearchParams(location.search);
  const form = document.querySelector("form[data-script]");
  if (form instanceof HTMLElement) form.hidden = false;
  const asked = form ? search.get("day") : search.get("as-at");
  if (asked !== null && built && record === undefined) {
    const files = ["timeline.js", "theme/js/as-at.js"];
    // A strict policy lets no bare text be the address of a script.
    const rule = { createScriptURL: (/** @type {string} */ file) => (files.includes(file) ? `${root}${file}?v=${built}` : "") };
    const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("chapterhouse", rule) ?? rule;
    for (const file of files) {
      const script = document.createElement("script");
      script.src = policy.createScriptURL(file);
      // One after the other: the second reads what the first says.
      script.async = false;
      document.head.append(script);
    }
  }

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

  // What a word means is shown beside it. Without this, or without popovers, its link leads to the end of the text.
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest(".text a.term, .text a[href*='register/glossary/']") : null;
    if (!(link instanceof HTMLAnchorElement) || !link.hash || !link.showPopover) return;
    const id = decodeURIComponent(link.hash).replace(/^#(word:)?/, "");
    const entry = document.getElementById(`word:${id}`);
    const name = entry?.querySelector("dt");
    if (!entry || !name) return;
    event.preventDefault();
    const box = document.createElement("span");
    box.className = "word";
    box.setAttribute("popover", "auto");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", name.textContent ?? "");
    box.tabIndex = -1;
    const title = document.createElement("b");
    title.textContent = name.textContent;
    const way = document.createElement("a");
    way.href = entry.querySelector("a")?.href ?? link.href;
    way.textContent = "In the glossary";
    box.append(title, entry.querySelector("dd")?.firstChild?.textContent ?? "", way);
    // Right behind the word, so that the next Tab leads into it and the one after it on.
    link.after(box);
    box.addEventListener("toggle", () => {
      if (box.matches(":popover-open")) return;
      const within = box.contains(document.activeElement) || document.activeElement === document.body;
      box.remove();
      if (within) link.focus({ preventScroll: true });
    });
    box.showPopover();
    place(box, link);
    box.focus({ preventScroll: true });
  });

  /**
   * Puts a box below a word, or above it where there is no room; on a narrow screen it stays at the foot.
   * @param {HTMLElement} box
   * @param {HTMLElement} word
   */
  const place = (box, word) => {
    const width = document.documentElement.clientWidth;
    if (width < 640) return;
    const lines = word.getClientRects();
    const at = lines[lines.length - 1];
    if (!at) return;
    const size = box.getBoundingClientRect();
    const below = at.bottom + size.height + 8 < innerHeight;
    const top = below ? at.bottom + 4 : Math.max(0, (lines[0] ?? at).top - size.height - 4);
    Object.assign(box.style, { inset: "auto", margin: "0", top: `${top}px`, left: `${Math.max(8, Math.min(at.left, width - size.width - 8))}px` });
  };

  // A section's link still leads to the section; besides, it copies what to cite, where the browser lets it.
  const citation = document.querySelector("main")?.dataset.citation;
  if (!citation || !navigator.clipboard) return;

  const status = document.createElement("p");
  status.className = "status";
  status.setAttribute("role", "status");
  document.querySelector("main")?.append(status);

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.section-link") : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    const section = (link.getAttribute("aria-label") ?? "").replace(/^Link to /, "");
    navigator.clipboard.writeText(`${citation}, ${section}. ${link.href}`).then(
      () => {
        status.textContent = "Citation copied";
        link.dataset.said = "Citation copied";
        setTimeout(() => {
          status.textContent = "";
          delete link.dataset.said;
        }, 3000);
      },
      () => {},
    );
  });
})();
