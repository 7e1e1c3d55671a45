// A browser with a built site before it, as the tests of pages share it: how a page is opened, and how sections of tests are run
// side by side and told. Knows no kind of page and no fault.
// @ts-check
import fs from "node:fs";
import path from "node:path";

import { chromium } from "playwright-core";

import { listen } from "./checks.mjs";
import { POLICY, answer, publishedAt, serve } from "./site.mjs";

/** Counts one test: it passes when it found no fault. @typedef {(name: string, faults: string[]) => void} Report */
/** @typedef {Awaited<ReturnType<typeof serve>>} Server */
/** @typedef {Awaited<ReturnType<typeof listen>>} Heard */
/** @typedef {(report: Report, server: Server) => Promise<string | void>} Tests */
/** @typedef {ReturnType<typeof opener>} Open */

/** How many sections run side by side if nothing else is said, each with a server of its own, so that each counts its own bytes. */
const SIDE_BY_SIDE = 2;

/** Debian's Chromium; it can reach this machine only. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
    ],
  });
}

/** Noon of the day on which a site was built: what a page says of its age is no part of most tests.
 * @param {string} root */
export function noonOf(root) {
  const built = /data-built="([\d-]+)"/.exec(fs.readFileSync(path.join(root, "index.html"), "utf8"))?.[1];
  return `${built}T12:00:00Z`;
}

/** A way to open a page in a browser of its own, give it to a test, and close it. `now` is the moment that its clock shows.
 * @param {import("playwright-core").Browser} browser
 * @param {string} root */
export function opener(browser, root) {
  const published = publishedAt(root);
  const noon = noonOf(root);
  /** @template T
   * @param {string} address
   * @param {import("playwright-core").BrowserContextOptions} options
   * @param {(page: import("playwright-core").Page, heard: Heard, requests: string[]) => Promise<T>} test
   * @param {string} [now] */
  return async function open(address, options, test, now = noon) {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
    try {
      if (published) {
        // The page for lost readers names files by their full address; the answers for that address are given here.
        await context.route(`${published}**`, (route) => {
          const below = decodeURIComponent(new URL(route.request().url()).href.slice(published.length).split("?")[0]);
          const found = answer(root, below) ?? answer(root, "404.html");
          const headers = { "content-type": found?.type ?? "", "content-security-policy": POLICY };
          return route.fulfill({ status: 200, body: found?.bytes, headers });
        });
      }
      const page = await context.newPage();
      if (options.javaScriptEnabled !== false) await page.clock.setFixedTime(now);
      const heard = await listen(page);
      /** @type {string[]} */
      const requests = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(address, { waitUntil: "load", timeout: 60_000 });
      return await test(page, heard, requests.filter((url) => !url.startsWith("data:")));
    } finally {
      await context.close();
    }
  }
}

/** Runs tests and prints their line, with what is wrong.
 * @param {string} name
 * @param {Tests} tests
 * @param {Server} server */
async function run(name, tests, server) {
  const start = Date.now();
  let [passed, failed, said] = [0, 0, ""];
  /** @type {string[]} */
  const told = [];
  /** @type {Report} */
  const report = (name, faults) => {
    if (faults.length) failed += 1;
    else passed += 1;
    told.push(...faults.slice(0, 4).map((fault) => `     ${name}: ${fault}`));
  };
  try {
    said = (await tests(report, server)) ?? "";
  } catch (error) {
    report("stopped", [`${String(error).split("\n")[0]} ${placeOf(error)}`]);
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const line = `${failed ? "FAIL" : "ok  "} ${name}: ${passed} passed, ${failed} failed, ${seconds} s${said && `; ${said}`}`;
  const lines = [line, ...told].join("\n");
  console.log(lines);
  return { passed, failed, lines };
}

/** Where in the tests an error came up.
 * @param {unknown} error */
function placeOf(error) {
  const frames = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  const own = frames.find((frame) => /\.mjs:\d/.test(frame) && !frame.includes("node_modules"));
  return own ? `(${/[^/]+\.mjs:\d+/.exec(own)?.[0]})` : "";
}

/** Runs all sections, prints a line for each and one for all, what failed once more at the end, where a log that is cut
 * short still shows it, and leaves 1 as the exit code when anything failed.
 * @param {[name: string, tests: Tests][]} sections
 * @param {string} root
 * @param {number} [sideBySide] */
export async function runAll(sections, root, sideBySide = SIDE_BY_SIDE) {
  let [passed, failed] = [0, 0];
  /** @type {string[]} */
  const wrong = [];
  const workers = Array.from({ length: sideBySide }, async () => {
    const server = await serve(root);
    for (let next = sections.shift(); next; next = sections.shift()) {
      const counted = await run(...next, server);
      passed += counted.passed;
      failed += counted.failed;
      if (counted.failed) wrong.push(counted.lines);
    }
    server.close();
  });
  await Promise.all(workers);
  console.log([...wrong, `${passed} passed, ${failed} failed`].join("\n"));
  process.exitCode = failed ? 1 : 0;
}
