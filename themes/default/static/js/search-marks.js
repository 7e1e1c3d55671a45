// On the page that a result opened: marks the words that were looked for, where the browser can without touching the text.
// @ts-check
"use strict";

(() => {
  const house = /** @type {any} */ (globalThis).chapterhouse;
  const { make, filled: fill, needMore, withSet, ask, mannerOf, matching, analysed: read, box: input, teller } = /** @type {typeof offered & Shared} */ (house.search);
  const BLOCKS = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, caption, figcaption, summary, pre, blockquote, div, section";
  const MARKED = "say:script_marked";
  const UNMARK = "say:script_unmark";
  const address = new URLSearchParams(location.search);
  const words = address.get("q") ?? "";
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));

  /** The texts of the page, block by block: what belongs together is read together. */
  const texts = () => {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    /** @type {{block: Element | null, text: string, nodes: [node: Text, from: number][]}[]} */
    const found = [];
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const parent = /** @type {Element} */ (node.parentElement);
      if (parent.closest("nav, form, .section-link, .number, [hidden]")) continue;
      const block = parent.closest(BLOCKS);
      let last = found[found.length - 1];
      if (last?.block !== block) found.push((last = { block, text: "", nodes: [] }));
      last.nodes.push([node, last.text.length]);
      last.text += node.data;
    }
    return found;
  };

  /**
   * The words of a text that match, as ranges.
   * @param {string} text
   * @param {Answer["terms"]} terms
   * @param {Manner} manner
   * @returns {[start: number, end: number][]}
   */
  const marksIn = (text, terms, manner) => {
    const whole = read(text, manner);
    const places = new Set(matching(whole, terms).map(([at]) => at));
    return [...places].map((at) => [whole.words[at].begins, whole.words[at].ends]);
  };

  const mark = async () => {
    const [{ terms }, manner] = await withSet(address.get("in") === "all" ? "all" : "now", async (index) => {
      const answer = await ask(index, words, { unfinished: address.has("typed"), limit: 1 });
      return /** @type {const} */ ([answer, mannerOf(index)]);
    });
    // What is joined by hyphens on the page is one word, too; where that cannot be loaded, the others are marked.
    await needMore().catch(() => {});
    /** @type {Range[]} */
    const ranges = [];
    for (const { text, nodes } of texts()) {
      for (const [from, to] of marksIn(text, terms, manner)) {
        for (const [node, start] of nodes) {
          if (start >= to || start + node.data.length <= from) continue;
          const range = document.createRange();
          range.setStart(node, Math.max(0, from - start));
          range.setEnd(node, Math.min(node.data.length, to - start));
          ranges.push(range);
        }
      }
    }
    if (!ranges.length) return;
    const told = [...new Set(ranges.map((range) => `“${range.toString().toLowerCase()}”`))].slice(0, 6).join(", ");
    const { highlights } = /** @type {any} */ (CSS);
    /** @type {HTMLElement[]} */
    let marks = [];
    if (highlights) highlights.set("found", new /** @type {any} */ (globalThis).Highlight(...ranges));
    else {
      // Back to front, so that what is still to be marked stays where it is.
      marks = ranges.reverse().map((range) => {
        const element = make("mark", { class: "found-mark" });
        range.surroundContents(element);
        return element;
      });
    }
    const button = make("button", { type: "button" }, UNMARK);
    const line = make("p", { class: "found-marks screen-only" }, fill(MARKED, { "words": told }), button);
    button.onclick = () => {
      highlights?.delete("found");
      for (const element of marks) {
        const { parentNode } = element;
        element.replaceWith(...element.childNodes);
        parentNode?.normalize();
      }
      line.remove();
      main.focus({ preventScroll: true });
    };
    main.prepend(line);
    teller.textContent = line.firstChild?.textContent ?? "";
  };

  input.value ||= words;
  if (words.trim()) mark().catch(() => {});
})();
