// Opens every kind of page of a manual in which nothing fits, at every width and on paper, and says what is cut off or runs over.
//
//   node hard.mjs DIR           one line a page, then "N passed, N failed"; exit 1 when anything failed
//
// PICTURES=DIR keeps pictures of what it sees. Each test is named after the fault that it guards.
// @ts-check
import fs from "node:fs";
import path from "node:path";

import { findCover, findOverflow } from "./checks.mjs";
import { launch, opener, runAll } from "./opened.mjs";
import { print } from "./printing.mjs";
import { SUB_PATH } from "./site.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./opened.mjs").Tests} Tests */

/** A telephone, the same held across, a desk; and a desk at 400%. */
const SIZES = [{ width: 320, height: 640 }, { width: 390, height: 844 }, { width: 844, height: 390 }, { width: 1280, height: 900 }, { width: 320, height: 256 }];
/** The part of an A4 sheet that is printed on, at 96 dots an inch: 186 × 277 mm. */
const SHEET = { width: 703, height: 1046 };
/** How heavy any page but those for printing and the longest chapter may be: what a slow line brings in three seconds. */
const MOST_BYTES = 100 * 1024;

const root = fs.realpathSync(process.argv[2] ?? ".");
const pictures = process.env.PICTURES;
const browser = await launch();
const open = opener(browser, root);

/** Nothing in a page is cut off by what holds it, stands left of the window, or lies over other words.
 * @param {Page} page
 * @returns {Promise<string[]>} */
function findCut(page) {
  return page.evaluate(() => {
    const faults = [];
    const nameOf = (/** @type {Element} */ element) => `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? "").trim().slice(0, 30)}"`;
    const hidden = (/** @type {Element} */ element) => Boolean(element.closest(".status, .said, .skip-link, thead, [hidden]"));
    for (const element of document.querySelectorAll("body *")) {
      if (hidden(element) || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      if (box.left < -0.5) faults.push(`${nameOf(element)} begins ${Math.round(-box.left)} px left of the window`);
      const cuts = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
      if (cuts && style.overflowX !== "auto" && !element.matches("input, select")) faults.push(`${nameOf(element)} is cut off`);
      // Text that is wider than the box it is in stands over what is beside it.
      if (style.display === "block" && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && style.overflowX === "visible") {
        faults.push(`${nameOf(element)} is ${element.scrollWidth - element.clientWidth} px wider than its place`);
      }
      // In one letter a line nobody reads.
      const text = element.childNodes.length === 1 && element.firstChild?.nodeType === 3 ? (element.textContent ?? "").trim() : "";
      if (text.length > 12 && box.width < 48 && style.display !== "inline") faults.push(`${nameOf(element)} has only ${Math.round(box.width)} px`);
    }
    return [...new Set(faults)].slice(0, 6);
  });
}

/** Pictures keep their shape.
 * @param {Page} page
 * @returns {Promise<string[]>} */
function findBent(page) {
  return page.evaluate(() => [...document.querySelectorAll("img")].flatMap((picture) => {
    const { width, height } = picture.getBoundingClientRect();
    const bent = picture.naturalWidth > 0 && width > 8 && height > 8 && Math.abs(width / height / (picture.naturalWidth / picture.naturalHeight) - 1) > 0.1;
    return bent ? [`${picture.alt}: ${Math.round(width)} × ${Math.round(height)} px of ${picture.naturalWidth} × ${picture.naturalHeight}`] : [];
  }));
}

/** Has every picture loaded, and the page is laid out for good. @param {Page} page */
async function settle(page) {
  await page.evaluate(async () => {
    for (const picture of document.querySelectorAll("img")) {
      picture.loading = "eager";
      await picture.decode().catch(() => {});
    }
  });
}

/** @typedef {{heavy?: boolean, sheets?: number, wait?: string, light?: boolean}} More */
/** @type {[name: string, tests: Tests][]} */
const sections = [];
/** @param {string} file @param {More} [more] */
const looks = (file, more = {}) =>
  sections.push([file, async (report, server) => {
    const name = file.replace(/[^a-z0-9]+/g, "-") || "home";
    server.sent = 0;
    return open(`${server.origin}${SUB_PATH}${file}`, { bypassCSP: true }, async (page) => {
      if (more.wait) await page.waitForSelector(more.wait, { timeout: 40_000 });
      const { sent } = server;
      if (!more.heavy) report("is heavy", sent > MOST_BYTES ? [`${sent} bytes`] : []);
      await settle(page);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const at = `at ${size.width} × ${size.height}`;
        report(`scrolls sideways ${at}`, await findOverflow(page));
        report(`cuts something off ${at}`, await findCut(page));
        report(`bends a picture ${at}`, await findBent(page));
        if (pictures) await page.screenshot({ path: path.join(pictures, `${name}-${size.width}x${size.height}.png`) });
      }
      report("something covers the text at 400%", await findCover(page));
      await page.setViewportSize(SHEET);
      await page.emulateMedia({ media: "print" });
      // Chromium rounds where the balanced lines of a heading end.
      report("is wider than a sheet", (await findOverflow(page)).filter((fault) => !fault.startsWith("1 px ")));
      report("cuts something off on paper", await findCut(page));
      report("bends a picture on paper", await findBent(page));
      const high = await page.evaluate((height) => [...document.querySelectorAll("img")].filter((picture) => picture.getBoundingClientRect().height > height).map((picture) => picture.alt), SHEET.height);
      report("a picture is higher than a sheet", high);
      if (pictures) await page.screenshot({ path: path.join(pictures, `${name}-paper.png`) });
      if (!more.sheets) return `${sent} bytes`;
      const last = await page.evaluate(() => {
        const end = document.querySelector(".text > :last-child");
        return (end instanceof HTMLElement ? end.innerText : "").trim().split(/\s+/).slice(-3).join(" ");
      });
      const { count, sheets } = await print(page);
      report("takes too much paper", count > more.sheets ? [`${count} sheets`] : []);
      if (sheets) report("the end of the text is on no sheet", sheets.join(" ").replace(/\s+/g, " ").includes(last) ? [] : [last]);
      const pictured = await page.locator(".text img").count();
      if (sheets && !pictured) report("a sheet holds nothing", sheets.flatMap((sheet, at) => (sheet.trim().split(/\s+/).length < 25 && at < sheets.length - 1 ? [`sheet ${at + 1} of ${sheets.length}: ${sheet.trim().replace(/\s+/g, " ").slice(0, 80)}`] : [])));
      return `${sent} bytes, ${count} sheets`;
    });
  }]);

looks("chapter/words/index.html", { heavy: true, sheets: 70 });
looks("");
looks("chapter/titles/index.html", { sheets: 8 });
looks("chapter/titles/history/index.html");
looks("chapter/titles/compare/2025-05-01...2026-05-01/index.html");
looks("chapter/tables/index.html", { sheets: 6 });
looks("chapter/lists/index.html", { sheets: 4 });
looks("chapter/pictures/index.html", { sheets: 9 });
looks("chapter/chapter-200/index.html", { sheets: 2 });
looks("chapter/right-0/index.html");
looks("chapter/right-1/index.html");
for (const part of ["hard", "many", "right", "empty"]) looks(`part/${part}/index.html`);
looks("a-to-z/index.html");
looks("amendments/index.html");
looks("as-at/index.html");
looks("as-at/index.html?day=2026-06-01", { wait: "#as-at-list a", heavy: true });
looks("search/index.html?q=child", { wait: ".found-list a", heavy: true });
for (const register of ["contacts", "glossary", "references", "reviews"]) looks(`register/${register}/index.html`, { heavy: register === "reviews" });
looks("print/hard/index.html", { heavy: true });

sections.push(["a part of many chapters", async (report, server) => {
  await open(`${server.origin}${SUB_PATH}part/many/index.html`, {}, async (page) => {
    const seen = await page.evaluate(() => ({
      chapters: document.querySelectorAll(".skimmed a").length,
      jumps: document.querySelectorAll("main nav a").length,
      lost: [...document.querySelectorAll("main nav a")].filter((link) => !document.getElementById((link.getAttribute("href") ?? "").slice(1))).length,
      screens: document.documentElement.scrollHeight / innerHeight,
    }));
    report("a chapter is not listed", seen.chapters === 400 ? [] : [JSON.stringify(seen)]);
    report("nothing leads into the list", seen.jumps >= 5 && seen.lost === 0 ? [] : [JSON.stringify(seen)]);
    report("the list is endless", seen.screens < 15 ? [] : [`${seen.screens} screens`]);
  });
  await open(`${server.origin}${SUB_PATH}chapter/chapter-200/index.html`, {}, async (page) => {
    const near = await page.$$eval(".part-nav li a", (links) => links.map((link) => `${link.textContent?.trim()} ${link.getAttribute("aria-current")}`));
    report("the chapters beside a chapter are not found", near.length < 20 && near.some((link) => /^2\.199 /.test(link)) && near.some((link) => /^2\.200 .*page$/.test(link)) ? [] : near);
  });
}]);

sections.push(["the checks themselves", (report, server) =>
  open(`${server.origin}${SUB_PATH}part/empty/index.html`, { bypassCSP: true, viewport: { width: 320, height: 640 } }, async (page) => {
    await page.evaluate(() => {
      const main = document.querySelector("main");
      if (main) main.innerHTML = `<div style="width: 100px; overflow: hidden"><p style="width: 500px">cut</p></div><p style="margin-left: -400px">left</p>
        <p style="width: 100px; overflow-wrap: normal">${"over".repeat(40)}</p><p style="width: 30px">words of many letters</p>
        <img alt="bent" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'/>" style="width: 200px; height: 20px">`;
    });
    await settle(page);
    const found = [...(await findCut(page)), ...(await findBent(page))].join("\n");
    for (const word of ["is cut off", "left of the window", "wider than its place", "has only", "bent"]) report(`blind: ${word}`, found.includes(word) ? [] : [found]);
  })]);

await runAll(sections, root);
await browser.close();
