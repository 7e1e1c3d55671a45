// What to cite of a section, copied: loaded by site.js when a reader presses the first section's heading.
// @ts-check
"use strict";

(() => {
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
    return counted ? `section ${counted}, ${title}` : `"${title}"`;
  };

  /**
   * Copies the citation of the section that a link leads to, and says so for a while.
   * @param {HTMLAnchorElement} link
   */
  const cite = (link) => {
    navigator.clipboard.writeText(`${main?.dataset.citation}, ${sectionOf(link)}. ${link.href}`).then(
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
  };

  /** @type {any} */ (globalThis).chapterhouse.cite = cite;
})();
