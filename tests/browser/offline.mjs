// Keeps a manual on a device in Debian's Chromium, as a reader does, takes the network away, and says what is wrong; then opens
// single files from a folder.
//
//   node offline.mjs DIR   DIR holds the built sites `first`, `changed`, `later` and `closed` of tests/suite/offline.rs
//
// Each test is named after the fault that it guards. The browser can reach this machine only.
// @ts-check
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { findBarriers, findOverflow, listen } from "./checks.mjs";
import { findUnmarked, print } from "./printing.mjs";
import { POLICY, SUB_PATH, answer } from "./site.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContext} Context */

const sites = fs.realpathSync(process.argv[2] ?? ".");
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CHAPTER = "chapter/home-visits/";
const NEW_WORDS = "Knock twice at the blue door.";
const pictures = process.env.PICTURES;
const args = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
];
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args });

let [passed, failed] = [0, 0];
/** @param {string} name @param {string[]} faults */
const report = (name, faults) => {
  if (faults.length) failed += 1;
  else passed += 1;
  for (const fault of faults.slice(0, 4)) console.log(`     ${name}: ${fault}`);
};
/** @param {boolean} right @param {unknown} seen @returns {string[]} */
const unless = (right, seen) => (right ? [] : [JSON.stringify(seen)?.slice(0, 300) ?? "nothing"]);

/** A host that says nothing of how long its answers may be kept, as most do: browsers then take a page for young. Its site, patience and
 * presence a test changes as it goes. `strange` is a file in whose place it gives a page of its own, `asked` each request, `bytes` what it gave for them. */
const host = { site: "first", left: Infinity, wait: 0, strange: "", asked: /** @type {string[]} */ ([]), bytes: 0 };
const TYPES = /** @type {Record<string, string>} */ ({ ".pdf": "application/pdf" });
const server = http.createServer((request, response) => {
  const place = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  if (host.left <= 0) return void request.socket.destroy();
  host.left -= 1;
  const below = place.slice(SUB_PATH.length);
  const found = place.startsWith(SUB_PATH) ? answer(path.join(sites, host.site), below) : null;
  if (!found) return void response.writeHead(404, { "content-type": "text/plain" }).end("nothing here");
  if (below === host.strange) found.bytes = Buffer.from("<!doctype html><title>Sign in</title>");
  host.asked.push(below);
  host.bytes += found.bytes.length;
  const headers = { "content-type": TYPES[path.extname(place)] ?? found.type, "content-security-policy": POLICY, "x-content-type-options": "nosniff", "last-modified": "Wed, 01 Jan 2025 12:00:00 GMT" };
  setTimeout(() => response.writeHead(200, headers).end(found.bytes), host.wait);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
const address = server.address();
const root = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}${SUB_PATH}`;

/** @param {string} site */
const serveFresh = (site) => Object.assign(host, { site, left: Infinity, wait: 0, strange: "", asked: [], bytes: 0 });
/** What a site says of itself. @param {string} site */
const headOf = (site) => JSON.parse(fs.readFileSync(path.join(sites, site, "keep.json"), "utf8"));

/** Runs tests with a browser that has kept nothing yet.
 * @param {string} name
 * @param {(context: Context, page: Page) => Promise<string | void>} test
 * @param {import("playwright-core").BrowserContextOptions} [options] */
async function section(name, test, options = {}) {
  const [start, before, context] = [Date.now(), failed, await browser.newContext({ locale: "en-GB", viewport: { width: 390, height: 844 }, ...options })];
  serveFresh("first");
  let said;
  try {
    said = await test(context, await context.newPage());
  } catch (error) {
    report("stopped", [String(error).split("\n").slice(0, 3).join(" ")]);
  }
  await context.close();
  console.log(`${failed > before ? "FAIL" : "ok  "} ${name}, ${((Date.now() - start) / 1000).toFixed(1)} s${said ? `; ${said}` : ""}`);
}

/** @param {Page} page @param {string} state */
const waitFor = (page, state) => page.waitForSelector(`#keep [data-state=${state}]:not([hidden])`, { timeout: 120_000 });
const said = (/** @type {Page} */ page) => page.locator(".keep-said").textContent();
/** @param {Page} page @param {string} name */
const press = (page, name) => page.getByRole("button", { name }).click();
/** Waits until the control says something. @param {Page} page @param {string} words */
const waitToHear = (page, words) => page.waitForFunction((words) => document.querySelector(".keep-said")?.textContent?.includes(words), words, { timeout: 120_000 });

/** Keeps the manual. @param {Page} page */
async function keep(page) {
  await page.goto(`${root}keep/index.html`);
  await waitFor(page, "off");
  await press(page, "Keep this manual on this device");
  await waitFor(page, "kept");
}

/** What a browser has: the names of its stores, its workers, and its notes. @param {Page} page */
const findKept = (page) =>
  page.evaluate(async () => ({ stores: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length, notes: Object.keys(localStorage) }));

/** The files of the store in use that are not those of a site. @param {Page} page @param {string} site */
async function findForeign(page, site) {
  /** @type {[string, string][]} */
  const kept = await page.evaluate(async (root) => {
    const shelf = `chapterhouse keep ${root}`;
    const current = await (await (await caches.open(shelf)).match(`${root}keep/current`))?.json();
    const store = await caches.open(`${shelf} ${current?.stamp}`);
    /** @type {[string, string][]} */
    const found = [];
    for (const request of await store.keys()) {
      const bytes = new Uint8Array((await (await store.match(request))?.arrayBuffer()) ?? []);
      const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      found.push([decodeURIComponent(request.url.slice(root.length)), [...sum.slice(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("")]);
    }
    return found;
  }, root);
  const listed = new Map(JSON.parse(fs.readFileSync(path.join(sites, site, "keep-files.json"), "utf8")).files.map((/** @type {string[]} */ [path, hash]) => [path, Buffer.from(hash, "base64url").toString("hex")]));
  const files = kept.filter(([path]) => path !== "keep/list");
  const foreign = files.filter(([path, hash]) => listed.get(path) !== hash).map(([path]) => `${path} is not of ${site}`);
  const { files: count } = headOf(site);
  return files.length >= count ? foreign : [`${files.length} files of ${count}`, ...foreign];
}

/** The line that says how old a page is. @param {Page} page */
const ageOf = (page) => page.evaluate(() => document.querySelector("aside[data-kept]")?.textContent?.trim() ?? "");

await section("kept, and read without a network", async (context, page) => {
  const heard = await listen(page);
  await page.goto(`${root}index.html`);
  report("is loaded before anybody asks", host.asked.filter((file) => file.includes("keep")));
  report("keeps something unasked", unless((await findKept(page)).workers === 0, await findKept(page)));
  report("is not offered on the home page", unless((await page.locator("main [data-keep] a").isVisible()) && (await page.locator("footer [data-keep] a").isVisible()), "no link"));
  await page.goto(`${root}keep/index.html`);
  await waitFor(page, "off");
  const told = (await page.locator(".keep-size").textContent()) ?? "";
  const size = Number(/([\d.,]+) MB/.exec(told)?.[1]) * 1e6;
  report("wider than the window", await findOverflow(page));
  if (pictures) await page.screenshot({ path: path.join(pictures, "keep-off.png"), fullPage: true });
  [host.asked, host.bytes, host.wait] = [[], 0, 5];
  await press(page, "Keep this manual on this device");
  await waitFor(page, "saving");
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 20);
  if (pictures) await page.screenshot({ path: path.join(pictures, "keep-saving.png"), fullPage: true });
  const bar = await page.locator("#keep progress").ariaSnapshot();
  report("progress is not told", unless(/progressbar "\d+ of \d+ files are on this device\."/.test(bar), bar));
  await waitFor(page, "kept");
  host.wait = 0;
  report("another size is fetched than was told", unless(size > 0 && Math.abs(host.bytes - size) < size / 10, `${size} told, ${host.bytes} fetched`));
  report("keeps another build", await findForeign(page, "first"));
  if (pictures) await page.screenshot({ path: path.join(pictures, "keep-kept.png"), fullPage: true });
  await page.goto(`${root}${CHAPTER}index.html`);
  report("says its age though it comes from the network", unless((await ageOf(page)) === "", await ageOf(page)));
  report("complains under the strict policy", await heard.take());

  await context.setOffline(true);
  for (const below of [`${CHAPTER}index.html`, CHAPTER, "index.html", "", "register/contacts/index.html"]) {
    await page.goto(root + below);
    const age = await ageOf(page);
    report(`does not say how old it is: ${below}`, unless(/^Saved \d+ \w+ \d{4}; connect to check for changes\. Check now$/.test(age), age));
    report(`bare: ${below}`, await findOverflow(page));
  }
  await page.goto(`${root}${CHAPTER}index.html`);
  if (pictures) await page.screenshot({ path: path.join(pictures, "keep-chapter.png") });
  report("complains without a network", (await heard.take()).filter((text) => !text.includes("keep.json") && !text.includes("ERR_INTERNET_DISCONNECTED")));
  const covered = await page.evaluate(() => {
    const [line, title] = ["aside[data-kept]", "h1"].map((name) => document.querySelector(name)?.getBoundingClientRect());
    return Boolean(line && title && line.bottom > title.top && line.top < title.bottom);
  });
  report("the age covers text", unless(!covered, "the title"));
  await page.locator("#find-words").pressSequentially("visit", { delay: 5 });
  await page.waitForSelector('#find-list [role="option"]', { timeout: 30_000 });
  await page.goto(`${root}search/index.html?q=family+time`);
  await page.waitForSelector("#found:not([aria-busy]) .found-list li", { timeout: 30_000 });
  await page.goto(`${root}${CHAPTER}history/index.html`);
  const ways = (await page.$$eval("main a", (links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href))).map((href) => href.slice(root.length));
  report("an absent page leads to no chapter and to nobody to ring", unless(ways.includes(CHAPTER) && ways.includes("register/contacts/"), ways));
  report("an absent page is not told", unless((await page.locator("h1").textContent()) === "This page is not kept on this device", await page.locator("h1").textContent()));
  await page.goto(`${root}keep/index.html`);
  await waitFor(page, "kept");
  await press(page, "Look for changes now");
  await waitToHear(page, "The network is not there");

  await context.setOffline(false);
  await press(page, "Look for changes now");
  await waitToHear(page, "nothing newer");
  await press(page, "Remove it from this device");
  await waitFor(page, "off");
  const left = await findKept(page);
  report("something is left after it was removed", unless(left.stores.length + left.workers + left.notes.length === 0, left));
  await page.goto(`${root}index.html`);
  report("is loaded after it was removed", host.asked.slice(-4).filter((file) => file.endsWith("keep.js")));
  await context.setOffline(true);
  report("a page is given after all was removed", unless(await page.goto(root).then(() => false, () => true), "a page came"));
  return `${told}`;
});

await section("a newer build never mixes with the old one", async (context, page) => {
  await keep(page);
  await context.setOffline(true);
  const old = await context.newPage();
  await old.goto(`${root}${CHAPTER}index.html`);
  await context.setOffline(false);

  serveFresh("changed");
  host.left = 8;
  await press(page, "Look for changes now");
  await waitToHear(page, "The network is not there");
  await page.waitForTimeout(1000);
  report("says something else after why it stopped", unless((await said(page))?.includes("The network is not there") ?? false, await said(page)));
  report("half a build is in use", await findForeign(page, "first"));
  host.left = 0;
  await page.goto(`${root}${CHAPTER}index.html`);
  report("shows a text of a build that is not whole", unless(!(await page.locator("main").innerText()).includes(NEW_WORDS), NEW_WORDS));
  report("does not say its age when the network is lost", unless((await ageOf(page)).startsWith("Saved"), await ageOf(page)));

  serveFresh("changed");
  await page.goto(`${root}keep/index.html`);
  await waitFor(page, "kept");
  await press(page, "Look for changes now");
  await waitToHear(page, "A newer manual was saved");
  const wire = new Set(host.asked.filter((file) => !file.startsWith("keep")));
  const [before, after] = ["first", "changed"].map((site) => new Map(JSON.parse(fs.readFileSync(path.join(sites, site, "keep-files.json"), "utf8")).files));
  const same = [...wire].filter((file) => file.includes(".") && before.get(file) === after.get(file) && !file.startsWith("theme/"));
  report("fetches what has not changed", same);
  report("is not the newer build", await findForeign(page, "changed"));
  report("a large file is kept unasked", unless(!(await page.evaluate(async (root) => Boolean(await caches.match(root)), `${root}files/plan.pdf`)), "plan.pdf"));

  // The old tab goes on with what it had.
  await context.setOffline(true);
  await old.locator("#find-words").pressSequentially("visit", { delay: 5 });
  await old.waitForSelector('#find-list [role="option"]', { timeout: 30_000 });
  report("an old tab is given a newer text", unless(!(await old.locator("main").innerText()).includes(NEW_WORDS), NEW_WORDS));
  await old.reload();
  report("a reloaded tab shows the old text", unless((await old.locator("main").innerText()).includes(NEW_WORDS), "the old text"));
  await context.setOffline(false);
  await old.close();
  await page.reload();
  await page.waitForFunction(async (root) => (await caches.keys()).filter((name) => name.startsWith(`chapterhouse keep ${root} `)).length === 1, root, { timeout: 90_000 }).catch(() => report("the old build is not thrown away", ["two stores"]));
  return `${wire.size} files fetched`;
});

await section("a day later only the day is new", async (_context, page) => {
  await keep(page);
  serveFresh("later");
  await press(page, "Look for changes now");
  await waitToHear(page, "A newer manual was saved");
  report("is not the newer build", await findForeign(page, "later"));
  const wire = host.asked.filter((file) => !file.startsWith("keep"));
  const { files } = headOf("later");
  report("fetches pages on which only the day is new", unless(wire.length < files / 10, `${wire.length} of ${files} files: ${wire.slice(0, 9)}`));
  return `${wire.length} of ${files} files fetched`;
});

await section("stopped, resumed, and gone on with by the next page", async (_context, page) => {
  host.wait = 25;
  await page.goto(`${root}keep/index.html`);
  await waitFor(page, "off");
  await press(page, "Keep this manual on this device");
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 20);
  await press(page, "Stop");
  await waitFor(page, "stopped");
  host.asked = [];
  await page.goto(`${root}${CHAPTER}index.html`);
  await page.goto(`${root}keep/index.html`);
  await waitFor(page, "stopped");
  report("goes on though it was stopped", host.asked.filter((file) => file.includes("print") || file === "a-to-z/index.html"));
  if (pictures) await page.screenshot({ path: path.join(pictures, "keep-stopped.png"), fullPage: true });
  await press(page, "Go on saving");
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 60);
  // The reader goes elsewhere: the next page goes on by itself, without being told.
  await page.goto(`${root}${CHAPTER}index.html`);
  await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key) ?? "{}").state === "kept", `chapterhouse keep ${root}`, { timeout: 120_000 });
  report("is not the whole build", await findForeign(page, "first"));
  const twice = host.asked.filter((file, at) => file.startsWith("search/now/") && host.asked.indexOf(file) !== at);
  report("fetches the same again and again", unless(twice.length < 10, twice));
});

await section("a full device, and a browser that keeps nothing", async (context, page) => {
  await page.addInitScript(() => {
    const put = Cache.prototype.put;
    let files = 0;
    Cache.prototype.put = function (...given) {
      return (files += 1) > 40 ? Promise.reject(new DOMException("full", "QuotaExceededError")) : put.apply(this, given);
    };
  });
  await page.goto(`${root}keep/index.html`);
  await waitFor(page, "off");
  await press(page, "Keep this manual on this device");
  await waitToHear(page, "There is not enough space on this device");
  await waitFor(page, "stopped");
  await press(page, "Remove it from this device");
  await waitFor(page, "off");
  const left = await findKept(page);
  report("something is left", unless(left.stores.length + left.workers + left.notes.length === 0, left));

  const other = await context.newPage();
  await other.addInitScript(() => {
    caches.open = caches.match = () => Promise.reject(new DOMException("no", "SecurityError"));
  });
  await other.goto(`${root}keep/index.html`);
  await other.waitForSelector("#keep [data-state=no]:not([hidden])");
  const why = await other.locator(".keep-why").textContent();
  report("does not say that nothing can be kept", unless(why?.includes("private window") === true, why));
});

await section("a host that gives something else", async (_context, page) => {
  host.strange = "a-to-z/index.html";
  await page.goto(`${root}keep/index.html`);
  await waitFor(page, "off");
  await press(page, "Keep this manual on this device");
  await waitToHear(page, "The web server does not give a-to-z/index.html as it was published");
  await waitFor(page, "stopped");
  host.strange = "keep.json";
  await press(page, "Remove it from this device");
  await page.goto(`${root}keep/index.html`);
  await page.waitForSelector("#keep [data-state=no]:not([hidden])");
  const why = await page.locator(".keep-why").textContent();
  report("does not say that the host is to blame", unless(why === "This manual cannot be kept from this address.", why));
});

await section("a manual that is not to be kept any more", async (context, page) => {
  await keep(page);
  serveFresh("closed");
  await page.goto(`${root}index.html`);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).length === 0 && (await caches.keys()).length === 0, undefined, { timeout: 60_000 });
  report("is offered still", unless((await page.locator("[data-keep]").count()) === 0, "a link"));
  await context.setOffline(true);
  report("is kept still", unless(await page.goto(root).then(() => false, () => true), "a page came"));
});

await section("nobody is shut out", async (context, page) => {
  await page.goto(`${root}keep/index.html`);
  await waitFor(page, "off");
  report("before", await findBarriers(page, axe));
  await press(page, "Keep this manual on this device");
  await waitFor(page, "kept");
  const focus = await page.evaluate(() => document.activeElement?.tagName);
  report("the focus is lost when its button goes", unless(focus === "BUTTON", focus));
  report("kept", await findBarriers(page, axe));
  await context.setOffline(true);
  for (const colorScheme of /** @type {("light" | "dark")[]} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme });
    for (const below of [`${CHAPTER}index.html`, `${CHAPTER}history/index.html`]) {
      await page.goto(root + below);
      report(`${below}, ${colorScheme}`, await findBarriers(page, axe));
    }
  }
}, { bypassCSP: true });

await section("opened from a folder there is no control", async (_context, page) => {
  const heard = await listen(page);
  for (const file of ["index.html", "keep/index.html"]) {
    await page.goto(pathToFileURL(path.join(sites, "first", file)).href);
    report(`offers to keep: ${file}`, unless((await page.locator("[data-keep]:visible").count()) === 0, "a control"));
  }
  report("complains", await heard.take());
});

// A single file is carried away from the site, and opened where nothing else is.
const away = fs.mkdtempSync(path.join(os.tmpdir(), "away-"));
for (const [name, file] of [["a chapter", `${CHAPTER}download/home-visits.html`], ["the manual", "download/manual.html"]]) {
  for (const javaScriptEnabled of [true, false]) {
    await section(`${name} as one file${javaScriptEnabled ? "" : ", script off"}`, async (context, page) => {
      const copy = path.join(away, path.basename(file));
      fs.copyFileSync(path.join(sites, "first", file), copy);
      await context.setOffline(true);
      const heard = await listen(page);
      /** @type {string[]} */
      const requests = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(pathToFileURL(copy).href);
      report("asks for something", requests.filter((url) => !url.startsWith("data:")).slice(1));
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        report(`wider than the window at ${width} px`, await findOverflow(page));
      }
      const { count, sheets } = await print(page);
      report("a sheet does not say when to discard it", sheets ? findUnmarked(sheets, false) : unless(process.env.CI !== "true", "install poppler-utils"));
      report("complains", await heard.take());
      if (pictures && javaScriptEnabled) {
        await page.setViewportSize({ width: 390, height: 844 });
        await page.screenshot({ path: path.join(pictures, `file-${path.basename(file)}.png`) });
      }
      if (javaScriptEnabled && name === "a chapter") report("shuts readers out", await findBarriers(page, axe));
      return `${Math.round(fs.statSync(copy).size / 1000)} KB, ${count} sheets`;
    }, { javaScriptEnabled });
  }
}

fs.rmSync(away, { recursive: true, force: true });
await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
