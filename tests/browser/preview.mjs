// The preview in a real browser: changes a manual's files as an author does, and looks at what becomes of the page.
// Takes the program and the folder of a manual that may be changed; starts the preview itself. Waits for what is to happen,
// and never for a time.
// @ts-check
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [program, root] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CHAPTER = "content/04-children-in-our-care/03-family-time.md";
const PAGE = "chapter/family-time/";

let [passed, failed] = [0, 0];
/** @param {string} name @param {boolean} good @param {unknown} [found] */
const check = (name, good, found = "") => {
  if (good) passed++;
  else failed++;
  if (!good) console.log(`FAIL ${name}: ${JSON.stringify(found)}`);
};
const read = (/** @type {string} */ file) => fs.readFileSync(path.join(root, file), "utf8");
/** Saves a file as editors do: beside it, then in its place. @param {string} file @param {string} text */
const save = (file, text) => {
  const place = path.join(root, file);
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.writeFileSync(path.join(path.dirname(place), ".saving"), text);
  fs.renameSync(path.join(path.dirname(place), ".saving"), place);
};

/** @param {number} port @returns {Promise<{address: string, stop: () => Promise<void>}>} */
const serve = (port) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, ["serve", "--root", root, "--port", `${port}`, "--today", "2026-11-15"]);
    child.stdout.once("data", (line) => {
      const ended = new Promise((done) => child.once("exit", done));
      const stop = async () => {
        child.kill("SIGINT");
        await ended;
      };
      resolve({ address: `${line}`.trim(), stop });
    });
    child.once("exit", (code) => reject(new Error(`the preview ended with ${code}`)));
    child.stderr.resume();
    process.once("exit", () => child.kill("SIGKILL"));
  });

let server = await serve(0);
const port = Number(new URL(server.address).port);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
page.setDefaultTimeout(60_000);
/** @type {string[]} */
const complaints = [];
page.on("pageerror", (error) => complaints.push(error.message));
page.on("console", (said) => {
  // That the preview has stopped is what one of the tests is about.
  if (said.type() === "error" && !/ERR_CONNECTION|ERR_INCOMPLETE|503|net::ERR/.test(said.text())) complaints.push(said.text());
});

/** Waits until the main part says something. @param {string} words */
const says = (words) => page.waitForFunction((words) => document.querySelector("main")?.textContent?.includes(words), words);
/** @param {string} id */
const inBar = (id) => page.locator(`#chapterhouse-preview ${id}`);
const settled = () => page.waitForFunction(() => !document.querySelector(".preview-changed"));

/** @param {string} name @param {() => Promise<void>} test */
const section = async (name, test) => {
  const before = failed;
  try {
    await test();
  } catch (error) {
    check(name, false, String(error).split("\n").slice(0, 3));
  }
  console.log(`${failed > before ? "FAIL" : "ok  "} ${name}`);
};

const text = read(CHAPTER);
const [head, ...rest] = text.split("\n## ");
const withWords = (/** @type {string} */ words, /** @type {number} */ at = 1) =>
  [head, ...rest.map((section, place) => (place === at ? section.replace("\n\n", `\n\n${words}\n\n`) : section))].join("\n## ");

await page.goto(server.address + PAGE);
await page.waitForSelector("#chapterhouse-preview");
await inBar(".tally").waitFor();

await section("only what changed is replaced", async () => {
  await page.evaluate(() => {
    const held = /** @type {any} */ (globalThis);
    held.kept = [...document.querySelectorAll("main h2, main p, .site-title")];
    held.alive = true;
    document.querySelector("main details")?.setAttribute("open", "");
    // The box is in sight, and what is to change is not.
    scrollTo(0, 0);
    const field = /** @type {HTMLInputElement} */ (document.querySelector("#find-words"));
    field.focus({ preventScroll: true });
    field.value = "half a wo";
  });
  save(CHAPTER, withWords("A first bungalow stands here.", rest.length - 1));
  await says("A first bungalow stands here.");
  const found = await page.evaluate(() => {
    const held = /** @type {any} */ (globalThis);
    const field = /** @type {HTMLInputElement} */ (document.querySelector("#find-words"));
    return {
      alive: held.alive === true,
      lost: held.kept.filter((/** @type {Element} */ one) => !one.isConnected).length,
      open: document.querySelector("main details")?.hasAttribute("open") ?? true,
      field: field.value,
      focus: document.activeElement === field,
      forms: document.querySelector("form.find")?.hasAttribute("hidden"),
    };
  });
  check("the page was not loaded anew", found.alive);
  check("what did not change is the same", found.lost === 0, found.lost);
  check("an open fold stays open", found.open);
  check("what is half typed stays", found.field === "half a wo" && found.focus, found);
  check("what a script has shown stays", found.forms === false);
  check("somebody who types is not moved", (await page.evaluate(() => scrollY)) === 0, await page.evaluate(() => scrollY));
  await page.evaluate(() => /** @type {HTMLInputElement} */ (document.querySelector("#find-words")).blur());
});

await section("a change is marked and brought into view", async () => {
  await settled();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(() => scrollTo(0, 0));
  save(CHAPTER, withWords("A second bungalow stands here.", rest.length - 1));
  await page.waitForSelector(".preview-changed");
  const marked = await page.$$eval(".preview-changed", (all) => all.map((one) => one.textContent));
  check("the new block is marked", marked.some((words) => words?.includes("A second bungalow")), marked);
  const top = await page.$eval(".text .preview-changed", (one) => one.getBoundingClientRect().top);
  check("and can be seen", top > 0 && top < 800, top);
  await settled();
  const left = await page.$$eval("main [class='']", (all) => all.map((one) => one.outerHTML.slice(0, 80)));
  check("no mark is left behind", left.length === 0, left);
  await page.evaluate(() => {
    const words = /** @type {Node} */ (document.querySelector("main h1")?.firstChild);
    getSelection()?.selectAllChildren(/** @type {Node} */ (words.parentNode));
    /** @type {any} */ (globalThis).sections = [...document.querySelectorAll(".text h2")];
  });
  const selected = await page.evaluate(() => `${getSelection()}`);
  // Two sections change places.
  const swapped = [head, rest[1], rest[0], ...rest.slice(2)].join("\n## ");
  save(CHAPTER, swapped);
  await page.waitForFunction(() => {
    const [first, second] = /** @type {any} */ (globalThis).sections;
    return Boolean(second.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  const lost = await page.evaluate(() => /** @type {any} */ (globalThis).sections.filter((/** @type {Element} */ one) => !one.isConnected).length);
  check("sections that changed places are the same ones", lost === 0, lost);
  check("a selection stays", (await page.evaluate(() => `${getSelection()}`)) === selected && selected !== "");
  save(CHAPTER, text);
  await page.waitForFunction(() => {
    const [first, second] = /** @type {any} */ (globalThis).sections;
    return Boolean(first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  await page.emulateMedia({ reducedMotion: null });
});

await section("another page's change is offered", async () => {
  const other = "content/06-our-people/01-supervision.md";
  const before = read(other);
  save(other, before.replace("\n## ", "\nAn added line.\n\n## "));
  const link = inBar(".also a");
  await link.first().waitFor();
  check("it is named", (await link.first().textContent()) === "6.1 Supervision", await link.allTextContents());
  check("its link leads there", (await link.first().getAttribute("href")) === "/chapter/supervision/");
  save(other, before);
  check("this page was left alone", await page.evaluate(() => /** @type {any} */ (globalThis).alive === true));
});

await section("looks come without the page", async () => {
  const looks = fs.readFileSync(new URL("../../themes/default/static/css/site.css", import.meta.url), "utf8");
  save("themes/default/static/css/site.css", `${looks}\nh1 { letter-spacing: 7px; }\n`);
  await page.waitForFunction(() => getComputedStyle(/** @type {Element} */ (document.querySelector("h1"))).letterSpacing === "7px");
  fs.rmSync(path.join(root, "themes"), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(/** @type {Element} */ (document.querySelector("h1"))).letterSpacing !== "7px");
  check("the page was not loaded anew", await page.evaluate(() => /** @type {any} */ (globalThis).alive === true));
});

await section("an error never costs the page", async () => {
  save(CHAPTER, withWords("[<img src=x onerror=alert(1)>](missing.md) and a third bungalow."));
  await inBar("#panel").waitFor();
  const panel = inBar("#panel");
  check("the last page stays", !(await page.textContent("main"))?.includes("third bungalow") && (await page.$("main h1")) !== null);
  check("this page's own faults come first", (await panel.locator("h3").first().textContent()) === "On this page");
  const first = panel.locator("li.error").first();
  check("with the file and the line", /03-family-time\.md, line \d+, column \d+/.test((await first.textContent()) ?? ""), await first.textContent());
  const href = (await first.locator("a").getAttribute("href")) ?? "";
  check("that opens the editor", /^vscode:\/\/file\/.*03-family-time\.md:\d+:\d+$/.test(href), href);
  check("the line is shown as text", ((await first.locator("pre").textContent()) ?? "").includes("<img src=x") && (await panel.locator("img").count()) === 0);
  check("it is said aloud", ((await inBar("[role=alert]").textContent()) ?? "").includes("error"));
  for (const scheme of /** @type {("light" | "dark")[]} */ (["light", "dark"])) {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      const barriers = await openAxe();
      check(`nobody is shut out, ${scheme}, ${width} px`, barriers.length === 0, barriers);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: null });
  await inBar(".list").focus();
  await page.keyboard.press("Escape");
  check("the keyboard hides it", await panel.isHidden());
  await page.keyboard.press("Enter");
  check("and shows it", await panel.isVisible());
  await inBar("#panel button").click();
  save(CHAPTER, withWords("[<img src=x onerror=alert(1)>](missing.md) and a third bungalow indeed."));
  const number = await page.evaluate(async () => document.querySelector("main h1")?.textContent);
  check("hidden, it stays hidden for the same fault", (await panel.isHidden()) && number !== undefined);
  save(CHAPTER, withWords("A third bungalow stands here."));
  await says("A third bungalow stands here.");
  check("mended, it is gone", await panel.isHidden());
  check("the page was not loaded anew", await page.evaluate(() => /** @type {any} */ (globalThis).alive === true));
});

await section("search is no older than the page", async () => {
  const ask = async (/** @type {string} */ words) => {
    await page.fill("#find-words", words);
    await page.waitForSelector("#find-list a[href*='family-time']");
  };
  await page.click("#find-words");
  await ask("bungalow");
  save(CHAPTER, withWords("A lighthouse and a fourth bungalow stand here."));
  await says("A lighthouse");
  await page.fill("#find-words", "");
  await ask("lighthouse");
  check("the page was not loaded anew", await page.evaluate(() => /** @type {any} */ (globalThis).alive === true));
  await page.fill("#find-words", "");
});

await section("the preview stops and comes back", async () => {
  await server.stop();
  await page.waitForFunction(() => document.querySelector("#chapterhouse-preview")?.shadowRoot?.querySelector("[role=status]")?.textContent?.includes("has stopped"));
  check("the page stays", ((await page.textContent("main")) ?? "").includes("A lighthouse"));
  save(CHAPTER, withWords("Written while nobody looked."));
  server = await serve(port);
  await says("Written while nobody looked.");
  check("the page was not loaded anew", await page.evaluate(() => /** @type {any} */ (globalThis).alive === true));
});

await section("views", async () => {
  await inBar("summary").click();
  await inBar("#view").selectOption("~now/");
  await inBar("form button").click();
  await page.waitForURL(`**/~now/${PAGE}`);
  await says("Written while nobody looked.");
  await page.waitForFunction(() => document.querySelector("#chapterhouse-preview")?.shadowRoot?.querySelector("summary")?.textContent?.includes("in force today"));
  await page.click(".site-title a");
  await page.waitForURL("**/~now/index.html");
  check("links stay within a view", page.url().includes("/~now/"));
});

await section("a manual that could not be built yet", async () => {
  await server.stop();
  save("site.toml.good", read("site.toml"));
  save("site.toml", `[site\n${read("site.toml")}`);
  server = await serve(port);
  await page.goto(server.address + PAGE);
  await inBar("#panel li.error").first().waitFor();
  save("site.toml", read("site.toml.good"));
  await says("Written while nobody looked.");
});

async function openAxe() {
  // Tests may put a script into the page; its own policy lets nobody else.
  const client = await context.newCDPSession(page);
  await client.send("Page.setBypassCSP", { enabled: true });
  const { result } = await client.send("Runtime.evaluate", {
    expression: `${axe};axe.run().then((found) => found.violations.map((one) => one.id + " " + one.nodes.map((node) => node.target).join(" ")))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await client.detach();
  // The check itself styles what it measures.
  complaints.splice(0, complaints.length, ...complaints.filter((said) => !said.includes("Applying inline style")));
  return /** @type {string[]} */ (result.value);
}

check("nothing complained", complaints.length === 0, complaints);
await browser.close();
await server.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
