// A real browser, a server that counts what it sends, and Pagefind in a page of its own.
// @ts-check
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

import { load } from "./peers.mjs";

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
});

/** A server of a folder, as a plain web server would be set up: text is gzipped, what is packed already is not.
 * `sent` holds the path and the bytes of the body of each answer.
 * @param {string} root */
export async function serve(root) {
  /** @type {{path: string, bytes: number}[]} */
  const sent = [];
  /** @type {Map<string, Buffer>} */
  const packed = new Map();
  const server = http.createServer((request, answer) => {
    const name = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    let file = path.join(root, path.normalize(name));
    if (name.endsWith("/")) {
      file = path.join(file, "index.html");
    }
    if (name === "/empty.html") {
      answer.writeHead(200, { "content-type": TYPES[".html"] });
      answer.end('<!doctype html><title>empty</title><link rel="icon" href="data:,">');
      return;
    }
    if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      answer.writeHead(404);
      answer.end();
      sent.push({ path: `404 ${name}`, bytes: 0 });
      return;
    }
    const type = TYPES[path.extname(file)];
    const text = type !== undefined && type !== TYPES[".wasm"];
    let body = packed.get(file);
    if (body === undefined) {
      body = text ? zlib.gzipSync(fs.readFileSync(file)) : fs.readFileSync(file);
      packed.set(file, body);
    }
    answer.writeHead(200, {
      "content-type": type ?? "application/octet-stream",
      "content-length": body.length,
      "cache-control": "public, max-age=3600",
      ...(text ? { "content-encoding": "gzip" } : {}),
    });
    answer.end(body);
    sent.push({ path: name, bytes: body.length });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${address.port}/`, sent, close: () => server.close() };
}

/** Chromium, for as long as `close` is not called. */
export async function browse() {
  const { default: playwright } = await load("playwright-core");
  const chrome = await playwright.chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
  });

  /** A page with an empty cache; `slow` is 400 kbit/s with 400 ms of delay.
   * @param {boolean} slow */
  async function fresh(slow) {
    const context = await chrome.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    if (slow) {
      const session = await context.newCDPSession(page);
      const rate = (400 * 1000) / 8;
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: rate, uploadThroughput: rate });
    }
    return { page, close: () => context.close() };
  }

  /** Pagefind over a folder that it has indexed, ready to be asked for the ids of pages.
   * @param {string} site */
  async function pagefind(site) {
    const server = await serve(site);
    const { page, close } = await fresh(false);
    await page.goto(`${server.url}empty.html`);
    await page.evaluate("import('/pagefind/pagefind.js').then(async (found) => { globalThis.pagefind = found; await found.init(); })");
    return {
      /** @param {string} query
       * @returns {Promise<string[]>} */
      async ask(query) {
        const urls = await page.evaluate(async (/** @type {string} */ words) => {
          const found = await /** @type {any} */ (globalThis).pagefind.search(words);
          const first = found.results.slice(0, 20);
          return Promise.all(first.map(async (/** @type {any} */ hit) => (await hit.data()).url));
        }, query);
        return urls.map((/** @type {string} */ url) => decodeURIComponent(url.replace(/^.*\/page\//, "").replace(/\/$/, "")));
      },
      async close() {
        await close();
        server.close();
      },
    };
  }
  return { fresh, pagefind, close: () => chrome.close() };
}
