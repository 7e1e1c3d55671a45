// A page on paper: how many sheets, and what each of them says.
// Takes an open page; needs pdftotext to read the sheets. Knows nothing of how many are too many.
// @ts-check
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Prints a page on A4 and reads it again. `sheets` is null where pdftotext is missing; `count` is right for Chromium's prints only.
 * @param {import("playwright-core").Page} page
 * @param {{timeout?: number}} [more] What a browser that is driven in another way needs besides.
 * @returns {Promise<{count: number, sheets: string[] | null}>} */
export async function print(page, more = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "printed-"));
  const file = path.join(folder, "page.pdf");
  try {
    const bytes = await page.pdf({ path: file, format: "A4", ...more });
    // Chromium writes the objects of pages uncompressed, so that they can be counted without a reader of PDF.
    const count = Buffer.from(bytes).toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    return { count, sheets: readSheets(file) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The words of each sheet of a file; null where pdftotext is missing.
 * @param {string} file */
function readSheets(file) {
  try {
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 1 << 27 });
    return text.split("\f").slice(0, -1);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return null;
    throw error;
  }
}

/** The sheets without the words that say how long they are valid.
 * @param {string[]} sheets
 * @param {boolean} script whether the browser could fill in the date
 * @returns {string[]} */
export function findUnmarked(sheets, script) {
  const [words, meaning] = script
    ? [/when\s+this\s+page\s+was\s+built\.\s+Do\s+not\s+follow\s+it|Old copy, built on \d{1,2} \w+ \d{4}\.\s+Check it before use|Printed \d{1,2} \w+ \d{4} \d{2}:\d{2}\.\s+Valid for \w+/, "when it was printed and how long it is valid"]
    : [/when\s+this\s+page\s+was\s+built\.\s+Do\s+not\s+follow\s+it|Valid for \w+ hours once printed/, "when to discard it"];
  return sheets.flatMap((sheet, at) =>
    words.test(sheet) ? [] : [`sheet ${at + 1} of ${sheets.length} does not say ${meaning}`],
  );
}

/** The words of a sheet, line by line.
 * @param {string} sheet */
export const linesOf = (sheet) => sheet.split("\n").map((line) => line.trim().replace(/\s+/g, " ")).filter(Boolean);

/** The sheets of several chapters whose foot does not name the chapter that stands on them. Before the first chapter and behind the
 * last, where numbers stand and words are explained, a foot says what was built.
 * @param {string[]} sheets
 * @param {string[]} chapters Number and title of each.
 * @returns {string[]} */
export function findUnnamed(sheets, chapters) {
  // Chapters stand in their order; a long title takes two lines, below that of its part.
  let next = 0;
  let here = "";
  let named = 0;
  const wrong = sheets.flatMap((sheet, at) => {
    const lines = linesOf(sheet);
    const foot = lines.slice(-4).join(" ");
    const isBuilt = (/** @type {string} */ one) => linesOf(one).slice(-4).join(" ").includes("Built on");
    const around = (at === 0 || !here ? [sheet] : sheets.slice(at)).every(isBuilt);
    if (around) return [];
    const starts = [0, 1, 2].map((first) => `${lines.slice(first, first + 3).join(" ")} `);
    const begun = chapters.findIndex((name, place) => place >= next && starts.some((start) => start.startsWith(`${name} `)));
    if (begun >= 0) [next, here] = [begun + 1, chapters[begun] ?? ""];
    const right = here !== "" && foot.includes(`${here}, `);
    named += right ? 1 : 0;
    return right ? [] : [`sheet ${at + 1} of ${sheets.length} does not name ${here || "what was built"}`];
  });
  return named ? wrong : ["no sheet names a chapter", ...wrong];
}

/** The sheets that do not say which of how many they are.
 * @param {string[]} sheets
 * @returns {string[]} */
export const findUnnumbered = (sheets) =>
  sheets.flatMap((sheet, at) =>
    linesOf(sheet).at(-1)?.replace(/ /g, "").endsWith(`${at + 1}/${sheets.length}`) ? [] : [`sheet ${at + 1} of ${sheets.length} has no number`],
  );

/** The names of all chapters of a site, as a sheet writes them.
 * @param {string} root
 * @returns {string[]} */
export const chapterNames = (root) =>
  JSON.parse(fs.readFileSync(path.join(root, "pages.json"), "utf8")).chapters.map((/** @type {any} */ { number, title }) => `${number} ${title}`);
