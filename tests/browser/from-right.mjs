// Opens pages of a manual that is written from right to left, and says what stands on the wrong side or runs out of the page.
//
//   node from-right.mjs DIR     one line a page, then "N passed, N failed"; exit 1 when anything failed
//
// @ts-check
import fs from "node:fs";

import { findOverflow } from "./checks.mjs";
import { launch, opener, runAll } from "./opened.mjs";
import { SUB_PATH } from "./site.mjs";

/** @typedef {import("playwright-core").Page} Page */

const root = fs.realpathSync(process.argv[2] ?? ".");
const browser = await launch();
const open = opener(browser, root);

/** What begins at the left, or has its bar there.
 * @param {Page} page
 * @returns {Promise<string[]>} */
function findWrongSide(page) {
  return page.evaluate(() => {
    const faults = [];
    const name = (/** @type {Element} */ element) => `${element.tagName.toLowerCase()} "${(element.textContent ?? "").trim().slice(0, 30)}"`;
    for (const heading of document.querySelectorAll("main :is(h1, h2, h3, caption, th, td)")) {
      if (!(heading instanceof HTMLElement) || !heading.checkVisibility() || heading.closest("thead, .center, .right, .said")) continue;
      // On a telephone the name of the column stands before what is in the cell.
      if (getComputedStyle(heading, "::before").content !== "none") continue;
      const words = document.createRange();
      words.selectNodeContents(heading);
      const rects = [...words.getClientRects()].filter((rect) => rect.width > 1);
      if (rects.length === 0) continue;
      const [box, style] = [heading.getBoundingClientRect(), getComputedStyle(heading)];
      const gap = box.right - parseFloat(style.paddingRight) - Math.max(...rects.map((rect) => rect.right));
      if (gap > 4) faults.push(`${name(heading)} begins ${Math.round(gap)} px from the right`);
    }
    for (const box of document.querySelectorAll("main :is(.callout, .banner, .panel):not(.must, .steps, .checklist)")) {
      const style = getComputedStyle(box);
      if (parseFloat(style.borderLeftWidth) > parseFloat(style.borderRightWidth)) faults.push(`${name(box)} has its bar at the left`);
    }
    for (const list of document.querySelectorAll("main :is(ul, ol)")) {
      const style = getComputedStyle(list);
      if (parseFloat(style.paddingLeft) > parseFloat(style.paddingRight)) faults.push(`${name(list)} is indented from the left`);
    }
    return faults.slice(0, 8);
  });
}

/** Telephone numbers whose figures are not in their order.
 * @param {Page} page
 * @returns {Promise<string[]>} */
function findTurnedNumbers(page) {
  return page.evaluate(() => {
    const faults = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const at = (text.textContent ?? "").indexOf("01632 960110");
      if (at < 0) continue;
      const place = (/** @type {number} */ from) => {
        const range = document.createRange();
        range.setStart(text, from);
        range.setEnd(text, from + 1);
        return range.getBoundingClientRect();
      };
      const [first, last] = [place(at), place(at + 11)];
      if (first.width > 0 && first.left > last.left) faults.push(`${text.parentElement?.tagName} shows ${text.textContent} the other way round`);
    }
    return faults;
  });
}

/** @type {[name: string, tests: import("./opened.mjs").Tests][]} */
const sections = [
  "", "part/first/index.html", "chapter/visits/index.html", "chapter/visits/history/index.html", "chapter/visits/compare/2024-05-06...2026-05-06/index.html",
  "amendments/index.html", "register/contacts/index.html", "register/reviews/index.html", "a-to-z/index.html", "as-at/index.html", "print/index.html", "keep/index.html",
].map((file) => [file || "home", async (report, server) =>
  open(`${server.origin}${SUB_PATH}${file}`, { bypassCSP: true }, async (page) => {
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      report(`scrolls sideways at ${width}`, await findOverflow(page));
      report(`stands on the wrong side at ${width}`, await findWrongSide(page));
      report(`turns a number round at ${width}`, await findTurnedNumbers(page));
    }
    await page.emulateMedia({ media: "print" });
    report("turns a number round on paper", await findTurnedNumbers(page));
  })]);

sections.push(["the checks themselves", async (report, server) => {
  await open(`${server.origin}${SUB_PATH}a-to-z/index.html`, { bypassCSP: true }, async (page) => {
    await page.evaluate(() => {
      const main = document.querySelector("main");
      if (main) main.innerHTML = `<h2 style="text-align: left">left</h2><p class="callout" style="border-right: 0; border-left: 9px solid">bar</p><ul style="padding: 0 0 0 40px"><li>x</ul><p>ה <span style="unicode-bidi: plaintext; direction: rtl">01632 960110 ה</span></p>`;
    });
    const found = [...(await findWrongSide(page)), ...(await findTurnedNumbers(page))].join("\n");
    for (const word of ["from the right", "has its bar", "is indented", "other way round"]) report(`blind: ${word}`, found.includes(word) ? [] : [found]);
  });
}]);

await runAll(sections, root);
await browser.close();
