// From saving a chapter's file to the new text standing in a real browser, beside Hugo's server on the same text in the same run.
//
//   node benches/preview/save.mjs MANUAL [HUGO-MANUAL]
//
// The manuals are copied; `gen_corpus.py --flavour chapterhouse` and `--flavour hugo` make both of the same chapters. The
// program is a release build (CHAPTERHOUSE names another), Chromium Debian's (CHROMIUM names another), playwright-core that of
// tests/browser. Each save puts a line into one chapter, which is open in the browser; the clock stops when a mutation of the page
// brings that line. Printed are the median, the fastest and the slowest of SAVES (20), what of it the program says that
// it worked, the memory that the server holds, and the processor time that it takes while nothing happens.
// @ts-check
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const { chromium } = createRequire(new URL("../../tests/browser/package.json", import.meta.url))("playwright-core");
const SAVES = Number(process.env.SAVES ?? 20);
const PROGRAM = process.env.CHAPTERHOUSE ?? "target/release/chapterhouse";
const PORT = 4817;
const shared = fs.existsSync("/dev/shm") ? "/dev/shm" : "/tmp";

/** @param {string} folder @returns {string[]} */
const chaptersOf = (folder) =>
  fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md") && !/index\.md$/.test(name)).sort();

/** @param {number} process_ The processor time of a process, in milliseconds, and the memory that it holds, in MiB. */
const burden = (process_) => {
  const fields = fs.readFileSync(`/proc/${process_}/stat`, "utf8").split(") ")[1].split(" ");
  const memory = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${process_}/status`, "utf8"))?.[1];
  return { time: (Number(fields[11]) + Number(fields[12])) * 10, memory: Math.round(Number(memory) / 1024) };
};

/** @param {number[]} values */
const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** @param {string} name @param {string} manual @param {string[]} command
 * @param {(chapter: string) => Promise<string | undefined>} addressOf  The page of a chapter, once the server knows it. */
async function measure(name, manual, command, addressOf) {
  const copy = path.join(shared, `preview-bench-${path.basename(manual)}`);
  fs.rmSync(copy, { recursive: true, force: true });
  fs.cpSync(manual, copy, { recursive: true });
  const begun = performance.now();
  const [program, ...typed] = command;
  const server = spawn(program, typed, { cwd: copy, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (said += text));
  const chapters = chaptersOf(path.join(copy, "content"));
  const chapter = chapters[Math.floor(chapters.length / 2)];
  const root = `http://127.0.0.1:${PORT}/`;
  let address = root;
  for (;;) {
    const found = await addressOf(chapter).catch(() => undefined);
    address = root + found;
    if (found && (await fetch(address).catch(() => null))?.ok) break;
    if (performance.now() - begun > 300_000) throw new Error(`${address} never came\n${said}`);
    if (server.exitCode !== null) throw new Error(said);
    await pause(50);
  }
  const ready = performance.now() - begun;
  const context = await browser.newContext();
  const page = await context.newPage();
  /** @type {Map<number, number>} */
  const seen = new Map();
  let tell = () => {};
  await page.exposeBinding("seenAt", (/** @type {unknown} */ _, /** @type {number} */ save, /** @type {number} */ at) => {
    if (!seen.has(save)) seen.set(save, at);
    tell();
  });
  await page.addInitScript(() => {
    let last = -1;
    const look = () => {
      const found = /Line of save number (\d+)\./.exec(document.body?.textContent ?? "");
      if (!found || Number(found[1]) === last) return;
      last = Number(found[1]);
      /** @type {any} */ (globalThis).seenAt(last, performance.timeOrigin + performance.now());
    };
    new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });
    addEventListener("DOMContentLoaded", look);
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await pause(1500);
  const file = path.join(copy, "content", chapter);
  const text = fs.readFileSync(file, "utf8");
  /** @type {number[]} */
  const times = [];
  for (let save = 0; save <= SAVES; save += 1) {
    const before = performance.timeOrigin + performance.now();
    fs.writeFileSync(file, `${text}\n\nLine of save number ${save}.\n`);
    const waited = Date.now();
    while (!seen.has(save)) {
      if (Date.now() - waited > 120_000) throw new Error(`${name}: save ${save} never came\n${said}`);
      await Promise.race([new Promise((done) => (tell = () => done(undefined))), pause(1000)]);
    }
    // The first one warms what a browser and a program keep.
    if (save) times.push(/** @type {number} */ (seen.get(save)) - before);
    await pause(900);
  }
  await context.close();
  await pause(3000);
  const before = burden(/** @type {number} */ (server.pid));
  await pause(10_000);
  const after = burden(/** @type {number} */ (server.pid));
  const worked = [...said.matchAll(/in (\d+) ms/g)].slice(-SAVES).map(([, time]) => Number(time));
  console.log(
    `${name}, ${chapters.length} chapters: ${middle(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})` +
      `${worked.length ? `, of which the program worked ${middle(worked)} ms` : ""}; ready after ${(ready / 1000).toFixed(1)} s;` +
      ` ${after.memory} MiB idle, ${after.time - before.time} ms of processor time in 10 s`,
  );
  server.kill("SIGINT");
  await new Promise((done) => server.once("exit", done));
  fs.rmSync(copy, { recursive: true, force: true });
}

const [manual, hugo] = process.argv.slice(2);
const program = path.resolve(PROGRAM);
await measure("chapterhouse", manual, [program, "serve", "--port", `${PORT}`, "--today", "2026-11-15"], async (chapter) => {
  const pages = await (await fetch(`http://127.0.0.1:${PORT}/pages.json`)).json();
  return pages.chapters.find((/** @type {{source: string}} */ one) => one.source === `content/${chapter}`)?.path;
});
if (hugo) {
  const command = ["hugo", "server", "--port", `${PORT}`, "--bind", "127.0.0.1", "--renderToMemory"];
  await measure("hugo", hugo, command, async (chapter) => `${chapter.replace(/\.md$/, "")}/`);
}
await browser.close();
