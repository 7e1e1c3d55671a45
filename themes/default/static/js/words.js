// What a word means, beside the word: loaded by site.js when a reader asks for the first one.
// @ts-check
"use strict";

(() => {
  /**
   * Shows an entry of the list of words beside a word.
   * @param {HTMLAnchorElement} link
   * @param {HTMLElement} entry
   */
  const explain = (link, entry) => {
    const name = entry.querySelector("dt")?.textContent ?? "";
    const box = document.createElement("span");
    box.className = "word";
    box.setAttribute("popover", "auto");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", name);
    box.tabIndex = -1;
    const title = document.createElement("b");
    title.textContent = name;
    const way = document.createElement("a");
    way.href = entry.querySelector("a")?.href ?? link.href;
    way.textContent = "say:script_in_glossary";
    box.append(title, entry.querySelector("dd")?.textContent ?? "", way);
    // Right behind the word, so that Tab leads into it and on from it as the text goes.
    link.after(box);
    box.addEventListener("toggle", () => {
      if (box.matches(":popover-open")) return;
      const left = document.activeElement === document.body || box.contains(document.activeElement);
      box.remove();
      if (left) link.focus({ preventScroll: true });
    });
    box.showPopover();
    place(box, link);
    box.focus({ preventScroll: true });
  };

  /**
   * Puts a box below a word, or above it where there is no room; on a narrow screen it stays at the foot.
   * @param {HTMLElement} box
   * @param {HTMLElement} word
   */
  const place = (box, word) => {
    const width = document.documentElement.clientWidth;
    const lines = word.getClientRects();
    const [first, last] = [lines[0], lines[lines.length - 1]];
    if (width < 640 || !first || !last) return;
    const size = box.getBoundingClientRect();
    const below = last.bottom + size.height + 8 < innerHeight;
    const top = below ? last.bottom + 6 : Math.max(0, first.top - size.height - 6);
    const left = Math.max(8, Math.min(last.left, width - size.width - 8));
    Object.assign(box.style, { inset: `${top}px auto auto ${left}px`, margin: "0" });
  };

  /** @type {any} */ (globalThis).chapterhouse.explain = explain;
})();
