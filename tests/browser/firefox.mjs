// A built site in Debian's Firefox, as it comes: every kind of page on a telephone, a desk and paper, and what its scripts do.
//
//   node firefox.mjs DIR         one line a section, then "N passed, N failed"; exit 1 when anything failed
//
// Guards against what only Chromium understands. What is the same in every browser is tested there. The browser is driven by the
// protocol that all browsers share (WebDriver BiDi).
// @ts-check
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import puppeteer from "puppeteer-core";

import { findOverflow } from "./checks.mjs";
import { runAll } from "./opened.mjs";
import { chapterNames, findUnmarked, findUnnamed, linesOf, print } from "./printing.mjs";
import { SUB_PATH, findKinds } from "./site.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./opened.mjs").Report} Report */
/** @typedef {import("./opened.mjs").Server} Server */

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const BOX = "#find-words";
const OPTIONS = '#find-list [role="option"]';
const ROWS = "#found:not([aria-busy]) .found-list li";
const WAIT = 60_000;
/** @type {[name: string, width: number, height: number][]} */
const SIZES = [["a small telephone", 320, 640], ["a telephone", 390, 844], ["a desk", 1280, 900]];

const root = fs.realpathSync(process.argv[2] ?? ".");
const browser = await puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true, timeout: 2 * WAIT, protocolTimeout: 5 * WAIT });

/** Opens an address in a window of its own, gives it to a test, and reports what it complained of.
 * @param {string} address
 * @param {Report} report
 * @param {(page: Page) => Promise<void>} test */
async function open(address, report, test) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT);
    /** @type {string[]} */
    const heard = [];
    page.on("console", (message) => /error|warn/.test(message.type()) && heard.push(message.text()));
    page.on("pageerror", (error) => heard.push(`script: ${error instanceof Error ? error.message : error}`));
    page.on("requestfailed", (request) => heard.push(`not loaded: ${request.url()}`));
    await page.setViewport({ width: 390, height: 844 });
    await page.goto(address, { waitUntil: "load" });
    await test(page);
    report("complains", heard);
  } finally {
    await context.close();
  }
}

/** @param {boolean} right @param {unknown} seen @returns {string[]} */
const unless = (right, seen) => (right ? [] : [JSON.stringify(seen).slice(0, 300)]);

/** A kind of page at every width, and on paper.
 * @param {import("./site.mjs").Kind} kind
 * @param {Report} report
 * @param {Server} server */
async function testKind(kind, report, server) {
  let said = "";
  await open(`${server.origin}${SUB_PATH}${kind.file}`, report, async (page) => {
    for (const [name, width, height] of SIZES) {
      await page.setViewport({ width, height });
      report(`scrolls sideways on ${name}`, await findOverflow(/** @type {any} */ (page)));
    }
    const sheets = (await print(/** @type {any} */ (page), { timeout: 3 * WAIT })).sheets ?? [];
    said = `${sheets.length} sheets`;
    report("no sheet could be read", unless(sheets.length > 0, "install poppler-utils"));
    report("a sheet does not say how long it is valid", findUnmarked(sheets, true));
    report("a sheet has nothing on it", findEmpty(sheets));
    if (kind.heavy) report("a sheet does not name its chapter", findUnnamed(sheets, chapterNames(root)));
    // A long table begins where it comes: Firefox does not keep its head with its first row.
    report("a table's head stands alone at the foot of a sheet", kind.heavy ? [] : findLeftHeads(sheets));
  });
  return said;
}

/** Sheets with a footer alone, which every sheet has: as the first one, or the one before.
 * @param {string[]} sheets
 * @returns {string[]} */
function findEmpty(sheets) {
  const footOf = (/** @type {string | undefined} */ sheet) => linesOf(sheet ?? "").slice(-2);
  return sheets.flatMap((sheet, at) => {
    const foot = new Set([...footOf(sheets[0]), ...footOf(sheets[at - 1])]);
    return at > 0 && linesOf(sheet).every((line) => foot.has(line)) ? [`sheet ${at + 1} of ${sheets.length}`] : [];
  });
}

/** Sheets whose last words before the footer are those that the next one begins with: a head that no row follows.
 * @param {string[]} sheets
 * @returns {string[]} */
function findLeftHeads(sheets) {
  return sheets.slice(0, -1).flatMap((sheet, at) => {
    const next = linesOf(sheets[at + 1] ?? "");
    const foot = new Set(next.slice(-2));
    const [first] = next;
    const end = foot.has(first) ? [] : linesOf(sheet).slice(-6);
    return first && first.split(" ").length > 1 && end.includes(first) ? [`sheet ${at + 1}: ${first}`] : [];
  });
}

/** The search, from where the page was opened.
 * @param {(file: string) => string} addressOf
 * @param {Report} report */
async function testSearch(addressOf, report) {
  const index = JSON.parse(fs.readFileSync(path.join(root, "pages.json"), "utf8"));
  const sought = index.chapters.find((/** @type {any} */ chapter) => chapter.state === "current" && chapter.title.split(" ").length > 2);
  await open(addressOf("index.html"), report, async (page) => {
    await page.type(BOX, sought.title);
    await page.waitForSelector(OPTIONS);
    await page.waitForFunction((words) => document.querySelector("#find-list > a")?.getAttribute("href")?.includes(new URLSearchParams({ q: words }).toString()), {}, sought.title);
    const first = await page.$eval(OPTIONS, (link) => link.getAttribute("href"));
    report("the chapter of that title is not first", unless(first?.includes(sought.path) === true, first));
    report("the list scrolls sideways", await findOverflow(/** @type {any} */ (page)));
    await page.keyboard.press("ArrowDown");
    const active = await page.$eval(BOX, (box) => box.getAttribute("aria-activedescendant"));
    report("the arrow does not choose", unless(Boolean(active), active));
    await page.keyboard.press("Escape");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await page.waitForSelector(ROWS);
    report("the results hold another question", unless((await page.$eval(BOX, (box) => /** @type {HTMLInputElement} */ (box).value)) === sought.title, page.url()));
    await Promise.all([page.waitForNavigation(), page.click(".found-list h2 a")]);
    await page.waitForSelector(".found-marks");
    const marks = await page.evaluate(() => /** @type {any} */ (CSS).highlights?.get("found")?.size ?? document.querySelectorAll(".found-mark").length);
    report("words are not marked on the page that opens", unless(marks > 0, marks));
  });
}

/** A word that the page explains.
 * @param {string} address
 * @param {Report} report */
async function testWords(address, report) {
  await open(address, report, async (page) => {
    await page.focus(".text a.term");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".word");
    const seen = await page.$eval(".word", (box) => {
      const { left, right, top, bottom } = box.getBoundingClientRect();
      return { within: left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight, words: box.textContent?.trim().length ?? 0 };
    });
    report("an explanation is cut off or empty", unless(seen.within && seen.words > 10, seen));
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector(".word"));
    report("Escape does not lead back", unless((await page.evaluate(() => document.activeElement?.classList.contains("term"))) === true, "elsewhere"));
  });
}

/** The manual is kept, read when nothing answers any more, and removed.
 * @param {Report} report
 * @param {Server} server */
async function testKeeping(report, server) {
  const below = `${server.origin}${SUB_PATH}`;
  await open(`${below}keep/index.html`, report, async (page) => {
    const wait = (/** @type {string} */ state) => page.waitForSelector(`#keep [data-state=${state}]:not([hidden])`);
    await wait("off");
    await page.click("[data-press=keep]");
    await wait("kept");
    server.silent = true;
    try {
      const chapter = JSON.parse(fs.readFileSync(path.join(root, "pages.json"), "utf8")).chapters[0];
      await page.goto(`${below}${chapter.path}index.html`, { waitUntil: "load" });
      report("a kept chapter is not there without a network", unless((await page.$eval("h1", (head) => head.textContent ?? "")).includes(chapter.title), page.url()));
      report("a kept page does not say that it is one", unless(await page.$eval("body", (body) => /Saved|saved/.test(body.innerText)), "silent"));
    } finally {
      server.silent = false;
    }
    await page.goto(`${below}keep/index.html`, { waitUntil: "load" });
    await wait("kept");
    await page.click("[data-press=remove]");
    await wait("off");
  });
}

/** @type {[name: string, tests: import("./opened.mjs").Tests][]} */
const sections = [];
const folder = (/** @type {string} */ file) => `${pathToFileURL(root).href}/${file}`;
const kinds = findKinds(root);
const explaining = kinds.find((kind) => kind.name.startsWith("chapter") && fs.readFileSync(path.join(root, kind.file), "utf8").includes('class="term"'));
sections.push(["keep this manual on this device", testKeeping]);
sections.push(["search", (report, server) => testSearch((file) => `${server.origin}${SUB_PATH}${file}`, report)]);
sections.push(["search, opened from a folder", (report) => testSearch(folder, report)]);
sections.push(["words explained", (report, server) => testWords(`${server.origin}${SUB_PATH}${explaining?.file}`, report)]);
// The page for lost readers names files by their full address, which nobody answers for here.
for (const kind of kinds.filter((kind) => kind.file !== "404.html")) {
  sections.push([`${kind.name} (${kind.file})`, (report, server) => testKind(kind, report, server)]);
}
// One after the other: its windows that open while others close get lost.
await runAll(sections, root, 1);
await browser.close();
