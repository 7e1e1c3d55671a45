// What only a browser can do: date a printed copy, unfold it, copy a citation. Pages are complete without it.
// @ts-check
"use strict";

(() => {
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
