// Bytes, requests and time of search on a phone with one bar of signal: 400 kbit/s, 400 ms, real Chromium, an empty cache.
//
//   node benches/search/bytes.mjs MANUAL…
//
// Builds each manual, opens one of its chapters, and asks in its own search box as a reader does: once a whole question, then
// a second one, then in a new browser one letter after the other. Pagefind gets the same pages and the same questions in the
// same run, from a page with nothing else in it: what it loads is its own loader, its WebAssembly, its index and the pages'
// fragments of as many results as our box shows. Bytes are those of the bodies as sent, text gzipped.
// @ts-check
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

import { browse, serve } from "./browser.mjs";
import { indexWithPagefind, median, pagesOf, records, run, seeded, table, work } from "./peers.mjs";

/** How many questions are asked of each manual; every figure is their median. */
const QUESTIONS = Number(process.env.QUESTIONS ?? 5);
/** Pagefind is left out. */
const ALONE = Boolean(process.env.ALONE);
/** How many results the box shows, and so how many of Pagefind's are loaded. */
const SHOWN = 6;
/** Milliseconds between two letters: somebody who types fast on a telephone, if nothing else is said. */
const LETTER = Number(process.env.LETTER ?? 140);

/** Pairs of questions of two and three words that stand together in a text, none of them among the shortest.
 * @param {import("./peers.mjs").Section[]} sections */
function questions(sections) {
  const random = seeded(11);
  /** @param {number} count */
  const one = (count) => {
    for (;;) {
      const { text } = sections[Math.floor(random() * sections.length)] ?? { text: "" };
      const words = [...new Set(text.toLowerCase().match(/\b[a-z]{5,}\b/g) ?? [])];
      if (words.length >= 20) {
        const from = Math.floor(random() * (words.length - count));
        return words.slice(from, from + count).join(" ");
      }
    }
  };
  return Array.from({ length: QUESTIONS }, () => ({ first: one(3), second: one(2) }));
}

/** @typedef {{index: number, script: number, requests: number, ranked: number, settled: number}} Cost */

/** What a server has sent since it was last asked.
 * @param {{path: string, bytes: number}[]} sent
 * @param {(path: string) => boolean} isScript */
function take(sent, isScript) {
  const taken = sent.splice(0);
  const lost = taken.filter(({ path: name }) => name.startsWith("404"));
  if (lost.length > 0) {
    throw new Error(`not found: ${lost.map(({ path: name }) => name).join(", ")}`);
  }
  if (process.env.FILES) {
    console.log(taken.map(({ path: name, bytes }) => `${name} ${bytes}`).join("\n"), "\n");
  }
  const sum = (/** @type {typeof taken} */ some) => some.reduce((bytes, { bytes: more }) => bytes + more, 0);
  const script = taken.filter(({ path: name }) => isScript(name));
  return { index: sum(taken) - sum(script), script: sum(script), requests: taken.length };
}

/** Waits until nothing was asked for during a while.
 * @param {import("playwright-core").Page} page */
async function settle(page) {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(900);
  await page.waitForLoadState("networkidle");
}

/** @typedef {{first: Cost, second: Cost, typed: Cost}} Costs */

/** @param {Awaited<ReturnType<typeof browse>>} browser
 * @param {string} root
 * @param {string} start
 * @param {{first: string, second: string}} question
 * @returns {Promise<Costs>} */
async function ours(browser, root, start, { first, second }) {
  const server = await serve(root);
  const isScript = (/** @type {string} */ name) => name.startsWith("/theme/");
  const result = ".find-panel [role=option]:not(.find-all)";

  /** @param {import("playwright-core").Page} page
   * @param {() => Promise<unknown>} act */
  const measure = async (page, act) => {
    server.sent.splice(0);
    const begun = performance.now();
    await act();
    await page.locator(result).first().waitFor({ timeout: 120_000 });
    const ranked = performance.now() - begun;
    let last = begun + ranked;
    const seen = () => (last = performance.now());
    page.on("requestfinished", seen);
    await settle(page);
    page.off("requestfinished", seen);
    return { ...take(server.sent, isScript), ranked, settled: last - begun };
  };
  const box = 'input[name="q"]';
  const one = await browser.fresh(true);
  await one.page.goto(server.url + start);
  await settle(one.page);
  const firstCost = await measure(one.page, async () => {
    await one.page.locator(box).first().focus();
    // A space at its end: no word is unfinished.
    await one.page.locator(box).first().pressSequentially(`${first} `, { delay: 0 });
  });
  const secondCost = await measure(one.page, async () => {
    await one.page.evaluate(() => document.querySelector(".find-panel [role=listbox]")?.replaceChildren());
    await one.page.locator(box).first().fill(`${second} `);
  });
  await one.close();
  const other = await browser.fresh(true);
  await other.page.goto(server.url + start);
  await settle(other.page);
  const typedCost = await measure(other.page, async () => {
    await other.page.locator(box).first().focus();
    await other.page.locator(box).first().pressSequentially(first, { delay: LETTER });
  });
  await other.close();
  server.close();
  return { first: firstCost, second: secondCost, typed: typedCost };
}

/** @param {Awaited<ReturnType<typeof browse>>} browser
 * @param {string} root
 * @param {{first: string, second: string}} question
 * @returns {Promise<Costs>} */
async function pagefind(browser, root, { first, second }) {
  const server = await serve(root);
  const isScript = (/** @type {string} */ name) => name.endsWith(".js") || name.includes("wasm");

  /** @param {import("playwright-core").Page} page
   * @param {string} code  Gives the moments at which the ranking and the results were there. */
  const measure = async (page, code) => {
    server.sent.splice(0);
    const times = await page.evaluate(`(async () => { const begun = performance.now(); let ranked = 0; ${code}; return { ranked: ranked - begun, settled: performance.now() - begun }; })()`);
    return { ...take(server.sent, isScript), .../** @type {{ranked: number, settled: number}} */ (times) };
  };
  const load = `globalThis.pagefind ??= await import("/pagefind/pagefind.js")`;
  const ask = (/** @type {string} */ query) =>
    `${load}; { const found = await pagefind.search(${JSON.stringify(query)}); ranked = performance.now(); await Promise.all(found.results.slice(0, ${SHOWN}).map((hit) => hit.data())); }`;
  const one = await browser.fresh(true);
  await one.page.goto(`${server.url}empty.html`);
  const firstCost = await measure(one.page, ask(first));
  const secondCost = await measure(one.page, ask(second));
  await one.close();
  const other = await browser.fresh(true);
  await other.page.goto(`${server.url}empty.html`);
  const typedCost = await measure(
    other.page,
    `${load}; const words = ${JSON.stringify(first)}; const all = []; for (let to = 1; to <= words.length; to += 1) { await new Promise((done) => setTimeout(done, ${LETTER})); all.push((async () => { const found = await pagefind.debouncedSearch(words.slice(0, to), {}, 150); if (found) { ranked = performance.now(); await Promise.all(found.results.slice(0, ${SHOWN}).map((hit) => hit.data())); } })()); } await Promise.all(all)`,
  );
  await other.close();
  server.close();
  return { first: firstCost, second: secondCost, typed: typedCost };
}

const kilobytes = (/** @type {number} */ bytes) => (bytes / 1024).toFixed(1);
const seconds = (/** @type {number} */ milliseconds) => (milliseconds / 1000).toFixed(1);
const rows = [["sections", "engine", "step", "index, KB", "with script, KB", "requests", "ranking, s", "all shown, s"]];
const browser = await browse();
for (const manual of process.argv.slice(2)) {
  const name = path.basename(path.resolve(manual));
  const site = path.join(fs.existsSync("/dev/shm") ? "/dev/shm" : work, `search-bench-${name}`);
  fs.rmSync(site, { recursive: true, force: true });
  run(["build", "-q", "-d", site], manual);
  const sections = records(manual);
  const pages = pagesOf(sections);
  const found = ALONE ? undefined : await indexWithPagefind(pages, name);
  const start = `chapter/${sections.find((section) => section.entry !== "" && fs.existsSync(path.join(site, "chapter", section.entry, "index.html")))?.entry}/index.html`;
  const asked = questions(sections);
  /** @type {Record<string, Costs[]>} */
  const costs = { Chapterhouse: [], ...(found && { Pagefind: [] }) };
  for (const question of asked) {
    costs.Chapterhouse?.push(await ours(browser, site, start, question));
    if (found) costs.Pagefind?.push(await pagefind(browser, found.site, question));
  }
  for (const step of /** @type {const} */ (["first", "second", "typed"])) {
    for (const [engine, all] of Object.entries(costs)) {
      const middle = (/** @type {(cost: Cost) => number} */ of) => median(all.map((cost) => of(cost[step])));
      rows.push([
        String(sections.length),
        engine,
        step,
        kilobytes(middle((cost) => cost.index)),
        kilobytes(middle((cost) => cost.index + cost.script)),
        String(middle((cost) => cost.requests)),
        seconds(middle((cost) => cost.ranked)),
        seconds(middle((cost) => cost.settled)),
      ]);
    }
  }
  const script = fs.readFileSync(path.join(site, "theme/js/search.js"));
  const folder = (/** @type {string} */ at) => execFileSync("du", ["-sk", "--apparent-size", at], { encoding: "utf8" }).split("\t")[0];
  console.log(`${name}: questions ${asked.map(({ first, second }) => `"${first}", "${second}"`).join("; ")}`);
  console.log(`${name}: search.js ${script.length} bytes, ${zlib.gzipSync(script).length} gzipped; index ${folder(path.join(site, "search"))} KB${found ? `, Pagefind's ${folder(path.join(found.site, "pagefind"))} KB` : ""}`);
  fs.rmSync(site, { recursive: true, force: true });
}
await browser.close();
console.log(table(rows));
