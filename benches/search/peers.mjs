// What the measurements share: the program, the peers' packages, records of a manual, and a folder to work in.
// @ts-check
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
/** The repository. */
export const repository = path.resolve(here, "../..");
/** Everything that is made while measuring goes here. */
export const work = path.join(repository, "target/search-bench");
/** The program: a release build, or what CHAPTERHOUSE names. */
export const program = process.env.CHAPTERHOUSE ?? path.join(repository, "target/release/chapterhouse");
/** The folder with the corpora and the makers of judgements and manuals, beside the repository unless SHARED names it. */
export const shared = process.env.SHARED ?? path.resolve(repository, "../shared");
export const TODAY = "2026-11-15";

/** Installs the peers into the folder to work in, once.
 * @param {string} name */
export async function load(name) {
  fs.mkdirSync(work, { recursive: true });
  if (!fs.existsSync(path.join(work, "node_modules", name))) {
    fs.copyFileSync(path.join(here, "package.json"), path.join(work, "package.json"));
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--silent"], { cwd: work, stdio: ["ignore", "ignore", "inherit"] });
  }
  const found = createRequire(path.join(work, "package.json")).resolve(name);
  return import(pathToFileURL(found).href);
}

/** Runs the program; gives what it prints. An exit code of 1 speaks of the content, not of the machine.
 * @param {string[]} words
 * @param {string} root */
export function run(words, root) {
  const done = spawnSync(program, [...words, "--root", root, "--today", TODAY], { encoding: "utf8", maxBuffer: 1 << 30 });
  if (done.status !== 0 && done.status !== 1) {
    throw new Error(`${program} ${words.join(" ")} in ${root}: ${done.error ?? done.stderr}`);
  }
  return done.stdout;
}

/** @typedef {{entry: string, title: string, anchor: string, heading: string, text: string}} Section */

/** The sections of a manual, as every engine gets them.
 * @param {string} root
 * @returns {Section[]} */
export function records(root) {
  const lines = run(["export", "search"], root).split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}

/** Pages from sections: one for each entry.
 * @param {Section[]} sections */
export function pagesOf(sections) {
  /** @type {Map<string, {id: string, title: string, headings: string, text: string, html: string}>} */
  const pages = new Map();
  for (const { entry, title, anchor, heading, text } of sections) {
    let page = pages.get(entry);
    if (page === undefined) {
      page = { id: entry, title, headings: "", text: "", html: `<h1>${escape(title)}</h1>` };
      pages.set(entry, page);
    }
    if (heading !== "") {
      page.headings += `${heading}\n`;
      page.html += `<h2 id="${escape(anchor)}">${escape(heading)}</h2>`;
    }
    page.text += `${text}\n`;
    page.html += text.split("\n").filter((line) => line !== "").map((line) => `<p>${escape(line)}</p>`).join("");
  }
  return [...pages.values()];
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Pagefind's index of some pages, in a folder; gives the seconds of CPU that it took, and its bytes.
 * @param {{id: string, html: string}[]} pages
 * @param {string} name */
export async function indexWithPagefind(pages, name) {
  const site = path.join(work, "pagefind", name);
  fs.rmSync(site, { recursive: true, force: true });
  for (const { id, html } of pages) {
    const folder = path.join(site, "page", encodeURIComponent(id));
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "index.html"), `<!doctype html><html lang="en"><body><main data-pagefind-body>${html}</main></body></html>`);
  }
  await load("minisearch");
  const command = `TIMEFORMAT='%U %S %R'; time ${path.join(work, "node_modules/.bin/pagefind")} --site "${site}" --quiet >/dev/null`;
  const timed = spawnSync("bash", ["-c", command], { encoding: "utf8" });
  const [user = 0, system = 0, wall = 0] = timed.stderr.trim().split("\n").at(-1)?.split(" ").map(Number) ?? [];
  return { site, cpu: user + system, wall };
}

/** A generator of numbers from 0 to 1 that always gives the same ones.
 * @param {number} seed */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** @param {number[]} numbers */
export function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A table, its columns made even.
 * @param {string[][]} rows */
export function table(rows) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length))) ?? [];
  const line = (/** @type {string[]} */ row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...rest] = rows;
  return [line(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rest.map(line)].join("\n");
}
