// Everything that a page can do, done without a pointer; and on a page of each kind where Tab leads, and what is seen of it.
//
//   node keyboard.mjs DIR       one line a section, then "N passed, N failed"; exit 1 when anything failed
//
// Each test is named after the fault that it guards. Nothing here clicks, hovers or sets a field's value.
// @ts-check
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { launch, opener, runAll } from "./opened.mjs";
import { SUB_PATH, findKinds, publishedAt } from "./site.mjs";
import { findOrderFaults, findScrollFaults, tabTo, walk } from "./tabbing.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./opened.mjs").Report} Report */
/** @typedef {import("./opened.mjs").Tests} Tests */

const WIDE = { viewport: { width: 1280, height: 900 } };
const TELEPHONE = { viewport: { width: 390, height: 844 } };
/** As a page at 400% on a screen of 1280 × 1024. */
const ENLARGED = { viewport: { width: 320, height: 256 } };
/** How many stops of a page are looked at on each screen: what comes later is more of the same. */
const STOPS = [{ how: WIDE, most: 400, name: "1280 px" }, { how: TELEPHONE, most: 150, name: "390 px" }, { how: ENLARGED, most: 60, name: "400%" }];

const root = fs.realpathSync(process.argv[2] ?? ".");
const browser = await launch();
const open = opener(browser, root);
/** @param {boolean} right @param {unknown} seen @returns {string[]} */
const unless = (right, seen) => (right ? [] : [JSON.stringify(seen)?.slice(0, 300) ?? "nothing"]);
/** @param {Page} page @returns {Promise<{id: string, words: string, onPage: boolean}>} */
const focus = (page) => page.evaluate(() => ({
  id: document.activeElement?.id ?? "",
  words: document.activeElement?.textContent?.trim().slice(0, 60) ?? "",
  onPage: document.activeElement !== document.body,
}));
/** Presses a key and waits until it has led to another address. @param {Page} page @param {string} key @param {RegExp | ((url: URL) => boolean)} to */
const go = (page, key, to) => Promise.all([page.waitForURL(to, { timeout: 40_000 }), page.keyboard.press(key)]);

/** @type {[name: string, tests: Tests][]} */
const sections = [];
/** Something that readers do, from a page of the site. @param {string} name @param {string} file
 * @param {import("playwright-core").BrowserContextOptions} how
 * @param {(page: Page, report: Report, heard: import("./opened.mjs").Heard) => Promise<void>} test */
const does = (name, file, how, test) =>
  sections.push([name, (report, server) =>
    open(`${server.origin}${SUB_PATH}${file}`, how, async (page, heard) => {
      await test(page, report, heard);
      // Who goes on to another page does not wait for what this one still loads.
      report("complains", (await heard.take()).filter((complaint) => !complaint.includes("ERR_ABORTED")));
    })]);

const index = JSON.parse(fs.readFileSync(path.join(root, "pages.json"), "utf8"));
/** @type {{path: string, state: string, editions: {path: string}[]}[]} */
const chapters = index.chapters;
const current = chapters.filter((chapter) => chapter.state === "current");
const withEditions = [...current].sort((a, b) => b.editions.length - a.editions.length)[0];

does("skip link", "index.html", WIDE, async (page, report) => {
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => Boolean(document.activeElement?.closest("main")));
  report("what follows the skip link is not the page's own", unless(inside, await focus(page)));
});

does("search box", `${current[0].path}index.html`, WIDE, async (page, report) => {
  report("Tab does not reach the field", await tabTo(page, "#find-words"));
  await page.keyboard.type("child", { delay: 5 });
  await page.waitForSelector('#find-list [role="option"]', { timeout: 40_000 });
  const chosen = () => page.evaluate(() => {
    const field = document.querySelector("#find-words");
    const option = document.getElementById(field?.getAttribute("aria-activedescendant") ?? "");
    const seen = option?.getBoundingClientRect();
    return {
      focused: document.activeElement === field,
      open: field?.getAttribute("aria-expanded"),
      option: option?.id ?? "",
      seen: Boolean(seen && seen.height > 0 && seen.top >= 0 && seen.bottom <= innerHeight),
    };
  });
  await page.keyboard.press("ArrowDown");
  const first = await chosen();
  report("an arrow chooses nothing", unless(first.focused && first.open === "true" && first.option !== "" && first.seen, first));
  const count = await page.locator('#find-list [role="option"]').count();
  for (let times = 1; times < count; times += 1) await page.keyboard.press("ArrowDown");
  const last = await chosen();
  report("the last result is chosen out of sight", unless(last.seen && (count === 1 || last.option !== first.option), last));
  await page.keyboard.press("Escape");
  report("Escape does not close the results", unless((await chosen()).open !== "true" && (await chosen()).focused, await chosen()));
  await page.keyboard.press("ArrowDown");
  await page.waitForSelector('#find-list [role="option"]', { timeout: 40_000 });
  if (!(await chosen()).option) await page.keyboard.press("ArrowDown");
  const before = page.url();
  await go(page, "Enter", (url) => url.href !== before);
  report("Enter does not open what was chosen", unless(/[?&]q=child/.test(page.url()), page.url()));
});

does("results and filters", `${current[0].path}index.html`, WIDE, async (page, report) => {
  await tabTo(page, "#find-words");
  await page.keyboard.type("child", { delay: 5 });
  await go(page, "Enter", /search\/.*q=child/);
  await page.waitForSelector(".found-list a", { timeout: 40_000 });
  const all = await page.textContent(".found-count");
  report("Tab does not reach the filters", await tabTo(page, ".filters summary"));
  await page.keyboard.press("Enter");
  report("Tab does not reach a filter", await tabTo(page, "#find-type"));
  await page.keyboard.press("End");
  report("a key chooses nothing", unless((await page.inputValue("#find-type")) === "register", await page.inputValue("#find-type")));
  report("Tab does not reach the button", await tabTo(page, ".filters button"));
  await go(page, "Enter", /type=register/);
  await page.waitForSelector(".found-list a", { timeout: 40_000 });
  report("the filter changes nothing", unless((await page.textContent(".found-count")) !== all, all));
  report("Tab does not reach a result", await tabTo(page, ".found-list a"));
  const before = page.url();
  await go(page, "Enter", (url) => url.href !== before);
});

const citing = { ...WIDE, permissions: ["clipboard-read", "clipboard-write"] };
does("copying what to cite", `${current[0].path}index.html`, citing, async (page, report) => {
  report("Tab does not reach a heading", await tabTo(page, ".text h2 a.here"));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("main > .status")?.textContent, undefined, { timeout: 40_000 }).catch(() => {});
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const title = await page.evaluate(() => {
    const heading = document.activeElement?.closest("h2")?.cloneNode(true);
    if (heading instanceof Element) heading.querySelector(".number")?.remove();
    return heading?.textContent?.trim() ?? "-";
  });
  report("a heading does not copy what to cite", unless(copied.includes(title) && copied.includes(page.url().split("#")[1]), copied));
  report("nothing says that it was copied", unless(Boolean(await page.textContent("main > .status")), "silence"));
});

// What keys do to a heading at once, a pointer does in two places.
does("copying with a pointer", `${current[0].path}index.html`, citing, async (page, report) => {
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  // The first heading is on the screen, whatever stands above it.
  await page.setViewportSize({ width: 1280, height: 3000 });
  await page.evaluate(() => navigator.clipboard.writeText("before"));
  const [words, link] = await page.evaluate(() => {
    const heading = document.querySelector(".text h2 a.here");
    const range = document.createRange();
    if (heading) range.selectNodeContents(heading);
    const rects = [...range.getClientRects()];
    const last = rects[rects.length - 1];
    const sign = heading?.getClientRects()[heading.getClientRects().length - 1];
    return [{ x: last.left + last.width / 2, y: last.top + last.height / 2 }, { x: ((sign?.right ?? 0) + last.right) / 2, y: last.top + last.height / 2 }];
  });
  await page.mouse.click(words.x, words.y);
  await page.waitForFunction(() => location.hash !== "", undefined, { timeout: 40_000 }).catch(() => {});
  report("a press on the words does not lead to the section", unless(new URL(page.url()).hash !== "", page.url()));
  await page.waitForLoadState("networkidle");
  report("going to a section overwrites what was copied", unless((await read()) === "before", await read()));
  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.click(link.x, link.y);
  await page.waitForFunction(() => document.querySelector("main > .status")?.textContent, undefined, { timeout: 40_000 }).catch(() => {});
  report("the sign does not copy what to cite", unless((await read()).includes(page.url().split("#")[1]), await read()));
});

does("the manual as at a day", "as-at/index.html", WIDE, async (page, report) => {
  report("Tab does not reach the day", await tabTo(page, "#as-at-day"));
  // Whichever of day and month a browser asks for first.
  await page.keyboard.type("01022025");
  await go(page, "Enter", /day=2025-0[12]-0[12]/);
  await page.waitForSelector("#as-at-list a", { timeout: 40_000 });
  report("Tab does not reach what was in force", await tabTo(page, "#as-at-list a"));
  await go(page, "Enter", /edition\/.*as-at=2025-/);
});

does("choosing a comparison", `${withEditions.path}index.html`, WIDE, async (page, report) => {
  report("Tab does not reach the history", await tabTo(page, "a[href*='history/']"));
  await go(page, "Enter", /history\//);
  report("Tab does not reach a comparison", await tabTo(page, "main a[href*='compare/']"));
  await go(page, "Enter", /compare\//);
  const first = page.url();
  const other = "main section a[href*='...']:not([aria-current])";
  report("Tab does not reach another comparison", await tabTo(page, other, 400));
  await go(page, "Enter", (url) => url.href !== first && url.pathname.includes("compare/"));
});

does("keeping the manual on a device", "keep/index.html", WIDE, async (page, report) => {
  await page.waitForSelector("[data-press=keep]", { timeout: 40_000 });
  report("Tab does not reach the button", await tabTo(page, "[data-press=keep]"));
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-state=kept]:not([hidden])", { timeout: 60_000 });
  report("the focus is lost when it is kept", unless((await focus(page)).onPage, await focus(page)));
  report("Tab does not reach what removes it", await tabTo(page, "[data-press=remove]"));
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-state=off]:not([hidden])", { timeout: 40_000 });
  report("the focus is lost when it is removed", unless((await focus(page)).onPage, await focus(page)));
});

does("visits", "index.html", WIDE, async (page, report) => {
  report("Tab does not reach the button", await tabTo(page, "#visits [data-visits=off] button"));
  await page.keyboard.press("Enter");
  await page.waitForSelector("#visits [data-visits=on]:not([hidden])", { timeout: 40_000 });
  report("the focus is lost when visits are kept", unless((await focus(page)).onPage, await focus(page)));
  report("Tab does not reach what forgets them", await tabTo(page, "#visits [data-visits=on] button"));
  await page.keyboard.press("Enter");
  await page.waitForSelector("#visits [data-visits=off]:not([hidden])", { timeout: 40_000 });
  report("the focus is lost when visits are forgotten", unless((await focus(page)).onPage, await focus(page)));
});

does("menus on a telephone", `${current[0].path}index.html`, TELEPHONE, async (page, report) => {
  for (const [summary, link] of [[".menu summary", ".menu nav a"], [".beside summary", ".beside a"]]) {
    report(`Tab does not reach ${summary}`, await tabTo(page, summary));
    await page.keyboard.press("Enter");
    report(`${summary} opens nothing`, unless(await page.locator(link).first().isVisible(), "hidden"));
    await page.keyboard.press("Tab");
    const within = await page.evaluate((link) => Boolean(document.activeElement?.matches(link)), link);
    report(`Tab does not go on into ${summary}`, unless(within, await focus(page)));
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    report(`${summary} does not close again`, unless(!(await page.locator(link).first().isVisible()), "open"));
    await page.keyboard.press("Enter");
  }
  await tabTo(page, ".beside a");
  await go(page, "Enter", /#./);
  const place = await page.evaluate(() => document.querySelector(":target")?.getBoundingClientRect().top ?? -1);
  report("a section of the contents is not where it leads", unless(place >= -1 && place < 844, place));
});

const folded = fs.readFileSync(path.join(root, "register/contacts/index.html"), "utf8").includes("<summary");
if (folded) {
  does("folds", "register/contacts/index.html", WIDE, async (page, report) => {
    report("Tab does not reach a fold", await tabTo(page, "main summary"));
    await page.keyboard.press("Enter");
    report("a fold does not open", unless(await page.evaluate(() => Boolean(document.activeElement?.closest("details[open]"))), "closed"));
  });
}

const published = publishedAt(root);
/** Pages that are of no kind in `findKinds`. @type {[string, RegExp][]} */
const others = [["comparison", /^chapter\/[^/]+\/compare\/.*index\.html$/], ["chapter as a file", /^chapter\/.*\/download\/.*\.html$/]];
const files = /** @type {string[]} */ (fs.readdirSync(root, { recursive: true })).map((file) => file.split(path.sep).join("/")).sort();
const more = others.flatMap(([name, pattern]) => files.filter((file) => pattern.test(file)).slice(0, 1).map((file) => ({ name, file, heavy: false })));
for (const kind of [...findKinds(root), ...more]) {
  sections.push([`${kind.name} (${kind.file})`, async (report, server) => {
    let address = kind.file === "404.html" ? `${published}no/such/page/` : `${server.origin}${SUB_PATH}${kind.file}`;
    // What is downloaded holds its own style, which a host's policy would not let in.
    if (kind.file.includes("/download/")) address = pathToFileURL(path.join(root, kind.file)).href;
    let stops = 0;
    for (const { how, most, name } of kind.heavy ? STOPS.slice(0, 1) : STOPS) {
      await open(address, how, async (page) => {
        report(`what scrolls cannot be reached at ${name}`, await findScrollFaults(page));
        const walked = await walk(page, kind.heavy ? 60 : most);
        report(`focus is not seen at ${name}`, walked.unseen);
        report(`Tab misses something at ${name}`, walked.missed);
        report(`Tab does not follow the text at ${name}`, findOrderFaults(walked.stops));
        stops += walked.stops.length;
      });
    }
    return `${stops} stops`;
  }]);
}

// The checks themselves can fail: a page that hides its focus, keeps it, mixes its order and leaves a control out.
sections.push(["the checks themselves", (report, server) =>
  open(`${server.origin}${SUB_PATH}index.html`, { ...WIDE, bypassCSP: true }, async (page) => {
    await page.evaluate(() => {
      document.body.innerHTML = `<main><div><a href="#1" style="outline: none; box-shadow: none">a</a> <a href="#2" tabindex="2">b</a></div>
        <div><a href="#3" style="position: relative; top: -300px">c</a> <a href="#4" id="covered">d</a> <button tabindex="-1">e</button></div>
        <div style="width: 50px; overflow: auto"><p style="width: 500px">wide</p></div></main>`;
      const cover = document.createElement("div");
      const box = document.querySelector("#covered")?.getBoundingClientRect();
      cover.style.cssText = `position: fixed; inset: ${(box?.top ?? 0) - 5}px 0 auto; height: 50px; background: white`;
      document.body.append(cover);
    });
    // A browser that makes whatever scrolls a stop of its own leaves nothing for this check to find.
    const scrolls = await findScrollFaults(page);
    const walked = await walk(page, 20);
    const found = [...walked.unseen, ...walked.missed, ...findOrderFaults(walked.stops)].join("\n");
    for (const word of ["shows no focus", "is covered", "is left out", "stands before", "has a place of its own"]) {
      report(`blind: ${word}`, unless(found.includes(word), found));
    }
    report("blind: scrolls", unless(scrolls.length > 0, scrolls));
  })]);

await runAll(sections, root);
await browser.close();
