// Opens a page of each kind of a built site in Debian's Chromium, as readers open it, and says what is wrong.
//
//   node pages.mjs DIR          one line a kind, then "N passed, N failed"; exit 1 when anything failed
//   node pages.mjs DIR review   the same of the pages that only a site for review has
//
// Each test is named after the fault that it guards. The browser can reach this machine only.
// @ts-check
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import {
  findBarriers, findCover, findLostFocus, findOverflow, findShift, findSkipFaults, measureLine,
} from "./checks.mjs";
import { middleDay, testAsAt, testLater } from "./dates.mjs";
import { launch, opener, runAll } from "./opened.mjs";
import { chapterNames, findUnmarked, findUnnamed, findUnnumbered, print } from "./printing.mjs";
import { findDead, findMotion, findPointerOnly, findPressedOnPaper, findShortcuts, findSpacingFaults } from "./readers.mjs";
import { testSearch } from "./search.mjs";
import { SUB_PATH, findKinds, publishedAt } from "./site.mjs";
import { testVisits } from "./visits.mjs";
import { testWords } from "./words.mjs";

const WIDTHS = [320, 390, 1280];
/** `looked` are the widths at which barriers are looked for: what a page is made of differs by width, and where colours are forced it is
 * the same as in the dark, without colours of its own.
 * @type {{name: string, colorScheme: "light" | "dark", forcedColors: "none" | "active", looked: number[]}[]} */
const COLOURS = [
  { name: "light", colorScheme: "light", forcedColors: "none", looked: WIDTHS },
  { name: "dark", colorScheme: "dark", forcedColors: "none", looked: [320, 1280] },
  { name: "forced colours", colorScheme: "dark", forcedColors: "active", looked: [390] },
];
// The text, and what stands behind it: law, numbers to ring, words explained, who answers for it.
const MOST_SHEETS = 12;
const MOST_REQUESTS = 3;
const MOST_BYTES = 20 * 1024;
// What a question loads before it is answered: 8 KB as zlib packs it at its best. The packer of node takes 41 bytes more for the same.
const MOST_OF_SEARCH = 8 * 1024 + 41;
// A chapter of 5,700 words, longer than any of the sample's own: its bare words are 11 KB of it, what 23 words of the
// glossary mean nearly 2 KB, the numbers of everybody whom it names 1 KB, what it asks of its reader and by when 1 KB: with the
// rows of its tables of time limits and no sentence cut before its limit, 400 bytes more than the 27 KB of before; with every
// step that names a number or a limit, and every sentence that says what must or need not be done, 700 more.
const MOST_BYTES_LONGEST = 28.5 * 1024;

const root = fs.realpathSync(process.argv[2] ?? ".");
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await launch();
const open = opener(browser, root);
const published = publishedAt(root);
/** @typedef {import("./opened.mjs").Report} Report */
/** @typedef {import("./opened.mjs").Server} Server */
/** @typedef {import("./opened.mjs").Tests} Tests */

/** @param {import("./site.mjs").Kind} kind
 * @param {Server} server */
function addressOf(kind, server) {
  return kind.file === "404.html" ? `${published}no/such/page/` : `${server.origin}${SUB_PATH}${kind.file}`;
}

/** All tests of one kind of page.
 * @param {import("./site.mjs").Kind} kind
 * @param {Report} report
 * @param {Server} server */
async function testKind(kind, report, server) {
  const address = addressOf(kind, server);
  const size = (/** @type {number} */ width) => ({ width, height: width < 600 ? 844 : 900 });

  let said = 0;
  for (const script of [true, false]) {
    const how = script ? "" : ", script off";
    server.sent = 0;
    await open(address, { javaScriptEnabled: script }, async (page, heard, requests) => {
      const words = (await page.locator("main").innerText()).length;
      if (script) said = words;
      // What only script can show has words in its place that say so.
      else report("says less with script off", words < said * 0.99 ? [`${words} of ${said} characters`] : []);
      // The page of what would go live has a stylesheet of its own, and so have pages with pictures of time; that on which the manual is kept
      // has a script, which asks how much it is.
      const pictured = await page.locator(".timeline, .calendar").count();
      const most = MOST_REQUESTS + ({ "review/index.html": 1, "keep/index.html": 2 }[kind.file] ?? Math.min(pictured, 1));
      report(`loads more than ${most} files${how}`, requests.length > most ? requests : []);
      report(`first load is heavy${how}`, !kind.heavy && server.sent > (address.includes("the-longest") ? MOST_BYTES_LONGEST : MOST_BYTES) ? [`${server.sent} bytes`] : []);
      // Without script nothing tells of it; what moves then would move with script, too.
      if (script) report("moves while it loads", await findShift(page));
      report(`skip link does not work${how}`, await findSkipFaults(page));
      const line = await measureLine(page);
      const readable = line === null || (line >= 60 && line <= 75);
      report(`lines too long or too short to read${how}`, readable ? [] : [`${line} characters`]);
      for (const colours of COLOURS) {
        await page.emulateMedia(colours);
        for (const width of WIDTHS) {
          await page.setViewportSize(size(width));
          report(`scrolls sideways at ${width} px, ${colours.name}${how}`, await findOverflow(page));
        }
      }
      await page.setViewportSize({ width: 320, height: 256 });
      report(`something covers the text${how}`, await findCover(page));
      if (!script) report("a control does nothing", await findDead(page));
      report(`complains under the strict policy${how}`, await heard.take());
    });
  }

  await open(address, {}, async (page) => {
    for (const colours of COLOURS.slice(0, kind.heavy ? 1 : 3)) {
      await page.emulateMedia(colours);
      report(`focus is lost, ${colours.name}`, await findLostFocus(page, 8));
    }
  });

  await open(address, { bypassCSP: true }, async (page) => {
    for (const colours of kind.heavy ? COLOURS.slice(0, 1) : COLOURS) {
      await page.emulateMedia(colours);
      for (const width of kind.heavy ? WIDTHS.slice(0, 1) : colours.looked) {
        await page.setViewportSize(size(width));
        const barriers = await findBarriers(page, axe, colours.forcedColors === "active");
        report(`shuts readers out at ${width} px, ${colours.name}`, barriers);
      }
    }
    if (kind.heavy) return;
    await page.emulateMedia(COLOURS[0]);
    await page.setViewportSize(size(1280));
    report("does not bear a reader's own spacing and size", await findSpacingFaults(page));
    report("moves for who wants less of it", await findMotion(page));
    report("has something for pointers alone", await findPointerOnly(page));
    report("prints what is to be pressed", await findPressedOnPaper(page));
    report("takes a single key", await findShortcuts(page));
  });

  // Only an address without a host can be used without one.
  if (kind.file !== "404.html") {
    const file = pathToFileURL(path.join(root, kind.file)).href;
    await open(file, { viewport: size(390) }, async (page, heard) => {
      report("is bare when opened from a folder", await findOverflow(page));
      report("complains when opened from a folder", await heard.take());
    });
  }
}

/** The sample's chapters that take more than a first load may, packed as the server does: only some of them are opened.
 * @returns {string[]} */
function findHeavyChapters() {
  const read = (/** @type {string} */ file) => fs.readFileSync(path.join(root, file));
  const chapters = JSON.parse(read("pages.json").toString()).chapters.filter((/** @type {any} */ chapter) => chapter.id !== "the-longest");
  return chapters.flatMap((/** @type {any} */ chapter) => {
    const page = read(`${chapter.path}index.html`);
    const loaded = [...page.toString().matchAll(/<(?:link rel="stylesheet" href|script src)="(?:\.\.\/)+([^"?]+)/g)].map(([, file]) => read(file));
    const bytes = [page, ...loaded].reduce((sum, file) => sum + gzipSync(file).length, 0);
    const whole = loaded.length > 1 ? [] : [`${chapter.path} loads no script or no sheet`];
    return bytes > MOST_BYTES ? [...whole, `${chapter.path}: ${bytes} bytes`] : whole;
  });
}

/** Paper: every sheet carries its validity, and the longest chapter does not need a binder.
 * @param {import("./site.mjs").Kind} kind
 * @param {Report} report
 * @param {Server} server */
async function testPaper(kind, report, server) {
  let said = "";
  for (const script of [true, false]) {
    const how = script ? "" : ", script off";
    await open(addressOf(kind, server), { javaScriptEnabled: script }, async (page) => {
      const text = await page.locator(".text").first().innerText();
      const words = text.split(/\s+/).length;
      const { count, sheets } = await print(page);
      said = `${words} words on ${count} sheets`;
      report(`takes too much paper${how}`, count === 0 || count > MOST_SHEETS ? [said] : []);
      if (sheets) {
        report(`a sheet does not say how long it is valid${how}`, findUnmarked(sheets, script));
        report(`a sheet has no number${how}`, findUnnumbered(sheets));
        const asked = await page.locator(".duties .words").allTextContents();
        const [plain, top] = [asked, sheets.slice(0, 2)].map((texts) => texts.map((words) => words.replace(/\s+/g, " ")));
        report(`what to do does not stand on the first sheets${how}`, plain.filter((words) => !top?.join(" ").includes(words.slice(0, 40))));
      }
      else if (process.env.CI === "true") report("no sheet could be read", ["install poppler-utils"]);
      else said += " (pdftotext is missing: no sheet was read)";
    });
  }
  return said;
}

/** Several chapters on paper: every sheet names its chapter, and says which of them all it is.
 * @param {import("./site.mjs").Kind} kind
 * @param {Report} report
 * @param {Server} server */
async function testPrintedChapters(kind, report, server) {
  let said = "";
  await open(addressOf(kind, server), {}, async (page) => {
    const { count, sheets } = await print(page);
    said = `${count} sheets`;
    if (!sheets) return;
    report("a sheet does not say how long it is valid", findUnmarked(sheets, true));
    report("a sheet does not name its chapter", findUnnamed(sheets, chapterNames(root)));
    report("a sheet has no number", findUnnumbered(sheets));
  });
  return said;
}

/** The checks themselves can fail: each finds its fault on a page where everything is wrong.
 * @param {Report} report
 * @param {Server} server */
async function testChecks(report, server) {
  const broken = `${server.origin}${SUB_PATH}broken.html`;
  const blind = (/** @type {string} */ name, /** @type {string[]} */ found) =>
    report(`blind: ${name}`, found.length ? [] : ["found nothing on a broken page"]);
  await open(broken, { viewport: { width: 320, height: 600 } }, async (page, heard) => {
    const complaints = await heard.take();
    for (const word of ["script-src-elem", "style-src-elem", "404"]) {
      blind(word, complaints.filter((text) => text.includes(word)));
    }
    blind("overflow", await findOverflow(page));
    blind("skip link", await findSkipFaults(page));
    const { count, sheets } = await print(page);
    blind("paper", count && sheets ? findUnmarked(sheets, true) : ["not read"]);
    blind("sheets", findUnnamed(sheets ?? [], chapterNames(root)));
    blind("numbers", findUnnumbered(sheets ?? ["not read"]));
  });
  await open(broken, { bypassCSP: true }, async (page) => blind("axe", await findBarriers(page, axe)));
  await open(broken, { bypassCSP: true }, async (page) => {
    await page.waitForTimeout(100);
    await page.evaluate(() => {
      const late = document.createElement("p");
      late.style.height = "200px";
      document.body.prepend(late);
    });
    await page.waitForTimeout(100);
    blind("moves", await findShift(page));
  });
  await open(broken, { bypassCSP: true }, async (page) => {
    await page.evaluate(() => {
      document.body.innerHTML = `<nav><p style="width: 9em; height: 1.2em; overflow: hidden">as long as it is</p><button>b</button>
        <b style="cursor: pointer; transition: left 1s">press</b></nav>`;
    });
    blind("spacing", await findSpacingFaults(page));
    blind("motion", await findMotion(page));
    blind("pointer", await findPointerOnly(page));
    blind("printed", await findPressedOnPaper(page));
    blind("dead", await findDead(page));
    await page.evaluate(() => document.addEventListener("keydown", () => document.body.classList.add("taken")));
    blind("keys", await findShortcuts(page));
  });
}

/** What is to be run. @type {[name: string, tests: Tests][]} */
const sections = [];
/** @param {string} name
 * @param {Tests} tests */
const section = (name, tests) => sections.push([name, tests]);

/** Paper for review: every sheet says that it is not to be followed.
 * @param {import("./site.mjs").Kind} kind
 * @param {Report} report
 * @param {Server} server */
async function testReviewPaper(kind, report, server) {
  return open(addressOf(kind, server), {}, async (page) => {
    const { count, sheets } = await print(page);
    const unmarked = (sheets ?? []).filter((sheet) => !sheet.includes("For review, not in force"));
    report("a sheet does not say that it is for review", unmarked.map((sheet) => sheet.slice(0, 60)));
    return `${count} sheets`;
  });
}

const forReview = process.argv[3] === "review";
const kinds = findKinds(root).filter((kind) => !forReview || kind.name.startsWith("for review"));
const inFolder = (/** @type {string} */ file) => pathToFileURL(root).href + `/${file}`;
/** Where pages are opened from, and the address of a file there.
 * @type {[where: string, addressOf: (file: string, server: Server) => string][]} */
const places = [
  ["", (file, server) => `${server.origin}${SUB_PATH}${file}`],
  [", opened from a folder", inFolder],
];
/** @type {import("./dates.mjs").Open} */
const onTelephone = (address, test, now) => open(address, { viewport: { width: 390, height: 844 } }, test, now);
if (forReview) {
  section("pages for review", async (report) => report("nothing for review is there", kinds.length === 2 ? [] : kinds.map((kind) => kind.name)));
  for (const kind of kinds) section(`${kind.name} (${kind.file})`, (report, server) => testKind(kind, report, server));
  for (const kind of kinds) section(`${kind.name}, on paper`, (report, server) => testReviewPaper(kind, report, server));
} else {
  // What takes longest comes first, so that nothing is waited for alone at the end.
  for (const [where, addressOf] of places) {
    section(`search${where}`, (report, server) => testSearch(root, (file) => addressOf(file, server), open, report, axe, where === ""));
  }
  section("the checks themselves", testChecks);
  section("first load of every chapter", async (report) => report("is heavy", findHeavyChapters()));
  section("the search's script", async (report) => {
    const bytes = gzipSync(fs.readFileSync(path.join(root, "theme/js/search.js")), { level: 9 }).length;
    report("is heavy", bytes > MOST_OF_SEARCH ? [`${bytes} bytes`] : []);
    return `${bytes} bytes`;
  });
  for (const kind of ["chapter", "print the whole manual"].map((name) => kinds.find((kind) => kind.name.startsWith(name)))) {
    section(`pressing "Print", ${kind?.name}`, async (report, server) => {
      if (!kind) return report("there is no such page", ["none"]);
      await open(addressOf(kind, server), {}, async (page) => {
        await page.evaluate(() => (window.print = () => void (document.title = "printed")));
        await page.getByRole("button", { name: "Print", exact: true }).click();
        report("prints nothing", (await page.title()) === "printed" ? [] : [kind.file]);
      });
    });
  }
  for (const kind of kinds) section(`${kind.name} (${kind.file})`, (report, server) => testKind(kind, report, server));
  for (const kind of kinds.filter((kind) => kind.name.startsWith("chapter"))) {
    section(`${kind.name}, on paper`, (report, server) => testPaper(kind, report, server));
  }
  for (const kind of kinds.filter((kind) => kind.heavy)) {
    section(`${kind.name}, on paper`, (report, server) => testPrintedChapters(kind, report, server));
  }
  const explaining = kinds.find((kind) => kind.name.startsWith("chapter") && fs.readFileSync(path.join(root, kind.file), "utf8").includes('class="term"'));
  for (const [where, addressOf] of places) {
    section(`as at a date${where}`, (report, server) => testAsAt(root, (file) => addressOf(file, server), onTelephone, report, findOverflow));
    section(`read later than built${where}`, (report, server) => testLater(root, (file) => addressOf(file, server), onTelephone, report));
    for (const file of ["index.html", "amendments/index.html"]) {
      section(`since the last visit${where}, ${file}`, (report, server) => testVisits(addressOf(file, server), onTelephone, report));
    }
    section(`words explained${where}`, async (report, server) => {
      if (!explaining) return report("no chapter explains a word", ["none is marked"]);
      await testWords((options, test) => open(addressOf(explaining.file, server), options, test), report, axe);
    });
  }
  section("as at a date, the list", async (report, server) => {
    const timeline = JSON.parse(fs.readFileSync(path.join(root, "timeline.json"), "utf8"));
    await open(`${server.origin}${SUB_PATH}as-at/index.html?day=${middleDay(timeline)}`, { bypassCSP: true }, async (page) => {
      await page.waitForSelector("#as-at-list a");
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        report(`shuts readers out at ${width} px`, await findBarriers(page, axe));
      }
    });
  });
}

await runAll(sections, root);
await browser.close();
