// What to cite of a section, copied: loaded by site.js when a reader presses the first section's heading or the sign behind it.
// @ts-check
"use strict";

(() => {
  const SECTION = "say:script_cite_section";
  const CITED = "say:script_cited";
  const main = document.querySelector("main");
  const status = document.createElement("p");
  status.className = "status";
  status.setAttribute("role", "status");
  main?.append(status);

  /**
   * What a heading says, without its own link.
   * @param {HTMLAnchorElement} link
   * @returns {string}
   */
  const sectionOf = (link) => {
    const heading = link.parentElement?.cloneNode(true);
    if (!(heading instanceof Element)) return "";
    heading.querySelector(".section-link")?.remove();
    const number = heading.querySelector(".number");
    const counted = number?.textContent;
    number?.remove();
    const title = heading.textContent?.trim() ?? "";
    if (!counted) return `"${title}"`;
    return SECTION.replace(/\{(\w+)\}/g, (_, name) => (name === "title" ? title : counted));
  };

  /**
   * Copies the citation of the section that a link leads to, and says so for a while.
   * @param {HTMLAnchorElement} link
   */
  const cite = (link) => {
    navigator.clipboard.writeText(`${main?.dataset.citation}, ${sectionOf(link)}. ${link.href}`).then(
      () => {
        status.textContent = CITED;
        link.dataset.said = CITED;
        setTimeout(() => {
          status.textContent = "";
          delete link.dataset.said;
        }, 3000);
      },
      () => {},
    );
  };

  /** @type {any} */ (globalThis).chapterhouse.cite = cite;
})();
