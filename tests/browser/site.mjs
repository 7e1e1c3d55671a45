// A built site as the tests see it: which pages it has, and a server that gives them as strictly as any host would.
// Knows files and addresses, nothing of the browser.
// @ts-check
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

/** The strictest policy that a host may set. Everything that a page needs must work under it. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; " +
  "require-trusted-types-for 'script'";

/** Sites are often published in a folder of a host: a link from the root would only fail there. */
export const SUB_PATH = "/sub/path/";

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".atom": "application/atom+xml",
};

/** A page on which everything is wrong that the checks look for: it shows that they can fail. */
const BROKEN = `<!doctype html>
<html><head><title>Broken</title><style>p { color: #ccc; }</style><script>document.title = "ran";</script></head>
<body><p>Pale text without a language, a heading or a main part.</p>
<p class="wide">${"wide".repeat(600)}</p><img src="missing.png"></body></html>`;

/** What a host answers for a path below the site's root: the bytes and their type, or nothing.
 * @param {string} root
 * @param {string} below
 * @returns {{bytes: Buffer, type: string} | null} */
export function answer(root, below) {
  if (below === "broken.html") return { bytes: Buffer.from(BROKEN), type: TYPES[".html"] };
  let file = path.join(root, below);
  if (file !== root && !file.startsWith(root + path.sep)) return null;
  try {
    if (fs.statSync(file).isDirectory()) file = path.join(file, "index.html");
    return { bytes: fs.readFileSync(file), type: TYPES[path.extname(file)] ?? "application/octet-stream" };
  } catch {
    return null;
  }
}

/** Serves a site under SUB_PATH on a free port of this machine only.
 * `sent` counts the bytes of bodies since it was last set to 0. While it is `silent` it answers nobody, as where there is no network.
 * @param {string} root */
export function serve(root) {
  const state = { sent: 0, silent: false, origin: "", close: () => {} };
  const server = http.createServer((request, response) => {
    if (state.silent) return void request.socket.destroy();
    const place = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const found = place.startsWith(SUB_PATH) ? answer(root, place.slice(SUB_PATH.length)) : null;
    if (!found) {
      response.writeHead(404, { "content-type": "text/plain" }).end("nothing here");
      return;
    }
    const body = zlib.gzipSync(found.bytes);
    state.sent += body.length;
    response.writeHead(200, {
      "content-type": found.type,
      "content-encoding": "gzip",
      "content-length": body.length,
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    response.end(body);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      state.origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
      state.close = () => server.close();
      resolve(state);
    });
  });
}

/** The address at which a site says that it is published, or nothing. Only its page for lost readers uses it.
 * @param {string} root
 * @returns {string | null} */
export function publishedAt(root) {
  const robots = fs.readFileSync(path.join(root, "robots.txt"), "utf8");
  return /^Sitemap: (.*)sitemap\.xml$/m.exec(robots)?.[1] ?? null;
}

/** @typedef {{name: string, file: string, words: number, heavy: boolean}} Kind */

/** One page of each kind that the site has. `heavy` pages repeat what other pages hold, so that a look at them is enough.
 * @param {string} root
 * @returns {Kind[]} */
export function findKinds(root) {
  const index = JSON.parse(fs.readFileSync(path.join(root, "pages.json"), "utf8"));
  const read = (/** @type {string} */ file) => fs.readFileSync(path.join(root, file), "utf8");
  const wordsOf = (/** @type {string} */ file) => read(file).replace(/<[^>]*>/g, " ").split(/\s+/).length;
  const withFile = (/** @type {any} */ chapter) => ({ ...chapter, file: `${chapter.path}index.html` });
  const chapters = index.chapters.map(withFile);
  const current = chapters.filter((/** @type {any} */ chapter) => chapter.state === "current");
  const longest = [...current].sort((a, b) => wordsOf(b.file) - wordsOf(a.file))[0];
  const columns = (/** @type {any} */ chapter) => {
    const heads = read(chapter.file).match(/<thead>.*?<\/thead>/gs) ?? [];
    return Math.max(0, ...heads.map((head) => head.split("<th ").length - 1));
  };
  const widest = [...current].sort((a, b) => columns(b) - columns(a))[0];
  const editions = chapters.flatMap((/** @type {any} */ chapter) => chapter.editions);
  const inState = (/** @type {string} */ state) => editions.find((/** @type {any} */ edition) => edition.state === state);
  const edition = (/** @type {string} */ state) => (inState(state) ? `${inState(state).path}index.html` : undefined);
  // A history with something withdrawn and something folded shows most of what such a page can show.
  const withHistory = chapters.find((/** @type {any} */ chapter) => chapter.state === "withdrawn") ?? longest;
  const part = longest.part ? longest.part.replace(/^part\/|\/$/g, "") : null;
  /** @type {[string, string | undefined, boolean?][]} */
  const wanted = [
    ["home", "index.html"],
    ["part", longest.part && `${longest.part}index.html`],
    ["chapter, the longest", longest.file],
    ["chapter with the widest table", widest.file],
    ["chapter with an overdue review", current.find((/** @type {any} */ chapter) => chapter.review === "overdue")?.file],
    ["chapter withdrawn", chapters.find((/** @type {any} */ chapter) => chapter.state === "withdrawn")?.file],
    ["chapter without a date yet", chapters.find((/** @type {any} */ chapter) => chapter.state === "prospective")?.file],
    ["edition superseded", edition("superseded")],
    ["edition in force", edition("current")],
    ["edition to come", edition("future")],
    ["history of a chapter", withHistory && `${withHistory.path}history/index.html`],
    ["for review: what would go live", "review/index.html"],
    ["for review: changes in a text", chapters.map((/** @type {any} */ chapter) => `${chapter.path}changes/index.html`).find((/** @type {string} */ file) => fs.existsSync(path.join(root, file)))],
    ["what has changed", "amendments/index.html"],
    ["as at a date", "as-at/index.html"],
    ["A to Z", "a-to-z/index.html"],
    ["search", "search/index.html"],
    ["references", "register/references/index.html"],
    ["forms", "register/forms/index.html"],
    ["contacts", "register/contacts/index.html"],
    ["glossary", "register/glossary/index.html"],
    ["review register", "register/reviews/index.html"],
    ["keep this manual", "keep/index.html"],
    ["accessibility statement", "accessibility/index.html"],
    ["print a part", part ? `print/${part}/index.html` : undefined, true],
    ["print the whole manual", "print/index.html", true],
    ["page not found", publishedAt(root) ? "404.html" : undefined],
  ];
  return wanted.flatMap(([name, file, heavy]) =>
    file && fs.existsSync(path.join(root, file)) ? [{ name, file, words: wordsOf(file), heavy: heavy === true }] : [],
  );
}
