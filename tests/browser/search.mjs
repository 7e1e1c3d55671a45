// The search as readers meet it: the box, the page of results, words marked on the page that opens, and what happens when
// something is missing. Takes a way to open pages and a place for faults; knows nothing of servers or how faults are counted.
// @ts-check
import fs from "node:fs";
import path from "node:path";

import { findBarriers, findOverflow } from "./checks.mjs";
import { testTyped } from "./search-typed.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{take: () => Promise<string[]>}} Heard */
/** @typedef {(address: string, options: import("playwright-core").BrowserContextOptions, test: (page: Page, heard: Heard, requests: string[]) => Promise<void>, now?: string) => Promise<void>} Open */
/** @typedef {(name: string, faults: string[]) => void} Report */

const BOX = "#find-words";
const NOWHERE = "qxzvkjqx";
/** Results on their page, when all have come. */
const ROWS = "#found:not([aria-busy]) .found-list li";
/** What a question of one letter loads at once in a small manual: its list of words, then where the words stand that begin so. */
const MOST_FILES_OF_A_LETTER = 1;
const HOSTILE = [
  '<img src=x onerror="document.title=1"> "><script>document.title=1</script>',
  "a".repeat(10_000),
  "ab ".repeat(3_333),
  "\u202Eהגנת ילדים مرحبا",
  "👩‍👧‍👦 🚨 \u0000\uFFFF \uD800",
  '"never closed',
  "the of and",
  "?!…—()",
  "x",
];

/** @param {Page} page @param {string} words */
const type = async (page, words) => {
  await page.locator(BOX).pressSequentially(words, { delay: 5 });
  await page.waitForSelector('#find-list [role="option"]', { timeout: 40_000 });
  // The last letters have their answer too.
  await page.waitForFunction((words) => document.querySelector("#find-list > a")?.getAttribute("href")?.includes(new URLSearchParams({ q: words }).toString()), words, { timeout: 40_000 });
};

/** @param {Page} page */
const stateOf = (page) =>
  page.evaluate(() => {
    const box = /** @type {HTMLInputElement} */ (document.querySelector("#find-words"));
    const active = box.getAttribute("aria-activedescendant");
    const options = [...document.querySelectorAll('#find-list [role="option"]')];
    const list = document.querySelector("#find-list");
    return {
      expanded: box.getAttribute("aria-expanded"),
      focused: document.activeElement === box,
      visible: Boolean(list?.checkVisibility()),
      active: options.findIndex((option) => option.id === active),
      selected: options.filter((option) => option.getAttribute("aria-selected") === "true").length,
      options: options.length,
      value: box.value,
      told: document.querySelector("form.find [role=status]")?.textContent ?? "",
    };
  });

/** @param {boolean} right @param {unknown} seen @returns {string[]} */
const unless = (right, seen) => (right ? [] : [JSON.stringify(seen).slice(0, 300)]);

/** All tests of the search, from one place that pages are opened from.
 * @param {string} root the folder of the site
 * @param {(file: string) => string} addressOf
 * @param {Open} open
 * @param {Report} report
 * @param {string} axe
 * @param {boolean} served whether the pages come from a server, whose answers can fail
 * @returns {Promise<string>} */
export async function testSearch(root, addressOf, open, report, axe, served) {
  const index = JSON.parse(fs.readFileSync(path.join(root, "pages.json"), "utf8"));
  const current = index.chapters.filter((/** @type {any} */ chapter) => chapter.state === "current" && !String(chapter.audience).includes("authors"));
  // A title of several words that no other chapter has.
  const sought = current.find((/** @type {any} */ chapter) => chapter.title.split(" ").length > 2) ?? current[0];
  const words = sought.title;
  const results = addressOf("search/index.html");
  const asked = (/** @type {string} */ q, more = "") => `${results}?${new URLSearchParams({ q })}${more}`;
  const size = (/** @type {number} */ width) => ({ viewport: { width, height: width < 600 ? 844 : 900 } });

  for (const width of [320, 1280]) {
    await open(addressOf("index.html"), size(width), async (page, heard) => {
      /** @type {string[]} */
      const outside = [];
      page.on("request", (request) => !request.url().startsWith(addressOf("")) && !request.url().startsWith("data:") && outside.push(request.url()));
      await page.evaluate(() => {
        const seen = /** @type {any} */ (window);
        seen.shift = 0;
        new PerformanceObserver((entries) => {
          for (const entry of entries.getEntries()) seen.shift += /** @type {any} */ (entry).value;
        }).observe({ type: "layout-shift" });
      });
      await type(page, words);
      const open_ = await stateOf(page);
      report(`the list does not open at ${width} px`, unless(open_.expanded === "true" && open_.focused && open_.visible && open_.active === -1, open_));
      report(`the number is not announced at ${width} px`, unless(/\d/.test(open_.told), open_.told));
      const first = await page.locator('#find-list [role="option"]').first().getAttribute("href");
      report(`the chapter of that title is not first at ${width} px`, unless(first?.includes(sought.path) === true, first));
      report(`the list scrolls sideways at ${width} px`, await findOverflow(page));
      await page.keyboard.press("ArrowDown");
      const down = await stateOf(page);
      report("the arrow does not choose the first", unless(down.active === 0 && down.selected === 1 && down.focused, down));
      await page.keyboard.press("Home");
      const home = await stateOf(page);
      report("Home does not lead back to the box", unless(home.active === -1 && home.selected === 0, home));
      await page.keyboard.press("ArrowUp");
      const up = await stateOf(page);
      report("the arrow up does not choose the last", unless(up.active === up.options - 1, up));
      await page.keyboard.press("ArrowDown");
      report("past the end is not the box", unless((await stateOf(page)).active === -1, "another"));
      await page.keyboard.press("Escape");
      const escaped = await stateOf(page);
      report("Escape does not close", unless(escaped.expanded === "false" && !escaped.visible && escaped.value === words, escaped));
      await page.keyboard.press("ArrowDown");
      report("the arrow does not open again", unless((await stateOf(page)).visible, "closed"));
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      report("Escape does not clear", unless((await stateOf(page)).value === "", "words left"));
      await type(page, words);
      await page.keyboard.press("Tab");
      const left = await stateOf(page);
      report("Tab does not leave", unless(!left.visible && !left.focused, left));
      const shift = await page.evaluate(() => /** @type {any} */ (window).shift);
      report("the page moves when the search comes", unless(shift < 0.01, shift));
      report("asks somebody else", outside);
      report(`complains while typing at ${width} px`, await heard.take());
    });
  }

  // On a page of the manual the box shares its line with the menu.
  for (const width of [320, 390, 700, 768]) {
    await open(addressOf(`${sought.path}index.html`), size(width), async (page, heard) => {
      await type(page, words);
      const box = await page.locator(".find-panel").boundingBox();
      report(`the list is cut off at ${width} px`, unless(box !== null && box.x >= 0 && box.x + box.width <= width, box));
      if (width > 320) return;
      await page.fill(BOX, "");
      await type(page, NOWHERE);
      const { told } = await stateOf(page);
      report("what is not found is not named in the list", unless(told.includes(NOWHERE) && (await page.locator(".find-all").textContent())?.includes(NOWHERE) === true, told));
      // The words stand in the title, and never one behind itself.
      const phrase = `"${words} ${words}"`;
      await page.fill(BOX, "");
      await type(page, phrase);
      report("a phrase that stands nowhere finds nothing", unless((await page.locator('#find-list [role="group"]').count()) > 0, await page.textContent(".find-panel")));
      report("complains of a phrase that stands nowhere", await heard.take());
    });
  }

  await open(addressOf("index.html"), size(1280), async (page, heard) => {
    await type(page, words);
    const links = await page.$$eval('#find-list [role="option"]', (found) => found.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
    const place = links.findIndex((href) => href.includes("#"));
    for (let times = 0; times <= place; times += 1) await page.keyboard.press("ArrowDown");
    await Promise.all([page.waitForURL((url) => url.href === links[place]), page.keyboard.press("Enter")]);
    await page.waitForSelector(".found-marks", { timeout: 40_000 });
    const seen = await page.evaluate(() => ({
      marks: /** @type {any} */ (CSS).highlights.get("found")?.size ?? 0,
      value: /** @type {HTMLInputElement} */ (document.querySelector("#find-words")).value,
      at: document.querySelector(":target")?.getBoundingClientRect().top ?? -1,
    }));
    report("words are not marked on the page that opens", unless(seen.marks > 0 && seen.value === words, seen));
    report("the section is out of sight", unless(seen.at > -50 && seen.at < 900, seen));
    await page.click(".found-marks button");
    const after = await page.evaluate(() => ({ marks: /** @type {any} */ (CSS).highlights.has("found"), focus: document.activeElement?.id }));
    report("marks stay", unless(!after.marks && after.focus === "main", after));
    report("complains of marks", await heard.take());
  });

  await open(addressOf("index.html"), size(1280), async (page) => {
    // A browser that cannot mark without elements must leave the text as it was.
    await page.addInitScript(() => Object.defineProperty(CSS, "highlights", { value: undefined }));
    await page.goto(`${addressOf(`${sought.path}index.html`)}?${new URLSearchParams({ q: words })}`);
    const before = await page.evaluate(() => document.querySelector("main .text")?.textContent);
    await page.waitForSelector(".found-mark", { timeout: 40_000 });
    const marked = await page.evaluate(() => document.querySelector("main .text")?.textContent);
    await page.click(".found-marks button");
    const after = await page.evaluate(() => document.querySelectorAll(".found-mark").length);
    report("marks by elements change the text", unless(before === marked && after === 0, after));
  });

  await open(addressOf("index.html"), size(390), async (page, heard) => {
    await type(page, words);
    await Promise.all([page.waitForURL(/search\//), page.keyboard.press("Enter")]);
    await page.waitForSelector(ROWS, { timeout: 40_000 });
    const all = await page.locator(".found-list li").count();
    report("the address does not hold the question", unless(page.url() === asked(words), page.url()));
    report("the title does not say the question", unless((await page.title()).includes(words), await page.title()));
    report("the box does not hold the question", unless((await page.inputValue(BOX)) === words, "other words"));
    report("the results scroll sideways", await findOverflow(page));
    const told = (await page.textContent(".found-count")) ?? "";
    report("the number of results is not said", unless(/\d/.test(told), told));
    await page.locator(".filters summary").click();
    await page.selectOption("#find-type", "register");
    await page.locator(".filters button").click();
    await page.waitForURL(/type=register/);
    await page.waitForFunction(() => /\d|Nothing|„|“/.test(document.querySelector(".found-count")?.textContent ?? ""), undefined, { timeout: 40_000 });
    await page.waitForSelector("#found:not([aria-busy])");
    const chapters = await page.$$eval(".found-list h2 a", (links) => links.filter((link) => link.getAttribute("href")?.includes("/chapter/")).length);
    report("a filter lets others through", unless(chapters === 0 && (await page.inputValue("#find-type")) === "register", chapters));
    const tops = await page.$$eval(".found-list h2 a", (links) => links.map((link) => link.getAttribute("href") ?? "").filter((href) => href.includes("/register/") && !href.includes("#")));
    report("a register leads to its top and not to what was found in it", tops);
    report("an empty filter stands in the address", unless(!/=(&|$)/.test(page.url()), page.url()));
    await page.goBack();
    await page.waitForSelector(ROWS, { timeout: 40_000 });
    report("the way back shows something else", unless((await page.locator(".found-list li").count()) === all && page.url() === asked(words), page.url()));
    await page.locator(".filters summary").click();
    await page.selectOption("#find-type", "register");
    await page.locator(".found-list h2 a").first().click();
    await page.waitForURL((url) => !url.pathname.includes("/search/"));
    await page.goBack();
    await page.waitForSelector(ROWS, { timeout: 40_000 });
    report("a choice that nothing was asked with is still there after the way back", unless((await page.inputValue("#find-type")) === "", await page.inputValue("#find-type")));
    report("complains of results", await heard.take());
  });

  await open(asked("child"), size(1280), async (page, heard) => {
    await page.waitForSelector(ROWS, { timeout: 40_000 });
    const total = Number(/\d+/.exec((await page.textContent(".found-count")) ?? "")?.[0]);
    if (total <= 20) return;
    await page.click(".found-more a");
    await page.waitForFunction((rows) => document.querySelectorAll(rows).length > 20, ROWS);
    const focus = await page.evaluate(() => [...document.querySelectorAll(".found-list li")].findIndex((row) => row.contains(document.activeElement)));
    report("more results do not begin where the last ended", unless(focus === 20, focus));
    const count = await page.locator(".found-list li").count();
    await page.reload();
    await page.waitForFunction(([rows, count]) => document.querySelectorAll(`${rows}`).length === count, [ROWS, count], { timeout: 40_000 }).catch(() => {});
    report("the address does not hold how much was shown", unless((await page.locator(".found-list li").count()) === count, page.url()));
    report("complains of more", await heard.take());
  });

  await testArrival(root, asked(words), results, open, report);

  await open(asked(NOWHERE), size(1280), async (page, heard) => {
    await page.waitForSelector("#find-without", { timeout: 40_000 });
    const told = await page.textContent(".found-count");
    const ways = await page.locator("#find-without a:visible").count();
    report("nothing found, and no help", unless(told?.includes(NOWHERE) === true && ways > 1 && (await page.locator(".found-list li").count()) === 0, told));
    report("complains of nothing found", await heard.take());
  });

  for (const words of HOSTILE) {
    await open(asked(words), size(320), async (page, heard) => {
      const name = JSON.stringify(words.slice(0, 20));
      page.on("dialog", (dialog) => dialog.dismiss());
      await page.waitForFunction((waiting) => (document.querySelector(".found-count")?.textContent ?? waiting) !== waiting, "Searching …", { timeout: 40_000 }).catch(() => {});
      await page.waitForTimeout(100);
      const planted = await page.evaluate(() => ({ nodes: document.querySelectorAll("main img, main script").length, title: document.title === "1" }));
      report(`${name} acts`, unless(planted.nodes === 0 && !planted.title, planted));
      report(`${name} makes the page scroll sideways`, await findOverflow(page));
      report(`complains of ${name}`, await heard.take());
    });
  }

  await open(addressOf("index.html"), { ...size(390), javaScriptEnabled: false }, async (page) => {
    report("a dead box without script", unless(!(await page.locator(BOX).isVisible()), "visible"));
    await page.goto(results);
    const without = await page.evaluate(() => "").catch(() => "");
    report("the page does not say that it needs script", unless(without === "" && (await page.getByText("Searching needs script").isVisible()) && !(await page.locator(BOX).isVisible()), "silent"));
  });

  await open(results, size(1280), async (page) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, "DecompressionStream"));
    await page.goto(asked(words));
    await page.waitForSelector(ROWS, { timeout: 40_000 }).catch(() => {});
    report("a browser that cannot inflate finds nothing", unless((await page.locator(".found-list li").count()) > 0, await page.textContent("#found")));
  });

  if (served) {
    await testSlow(addressOf, open, report, words);
    await testMissing(addressOf, open, report, words);
    await testTyped(addressOf, open, report, words);
  }

  for (const colours of /** @type {const} */ ([["light", "none"], ["dark", "none"], ["dark", "active"]])) {
    const [colorScheme, forcedColors] = colours;
    for (const width of [320, 1280]) {
      await open(addressOf("index.html"), { ...size(width), bypassCSP: true, colorScheme, forcedColors }, async (page) => {
        await type(page, words.slice(0, -1));
        await page.keyboard.press("ArrowDown");
        report(`the open list shuts readers out at ${width} px, ${colours}`, await findBarriers(page, axe, forcedColors === "active"));
        await page.goto(asked(words, "&since=2020-01-01"));
        await page.waitForSelector(ROWS, { timeout: 40_000 });
        report(`the results shut readers out at ${width} px, ${colours}`, await findBarriers(page, axe, forcedColors === "active"));
        await page.goto(`${addressOf(`${sought.path}index.html`)}?${new URLSearchParams({ q: words })}`);
        await page.waitForSelector(".found-marks", { timeout: 40_000 });
        report(`a marked page shuts readers out at ${width} px, ${colours}`, await findBarriers(page, axe, forcedColors === "active"));
      });
    }
  }
  return `“${words}”`;
}

/** The page of results asks for nothing until somebody turns to its form, and for all at once with a question; nothing jumps.
 * @param {string} root
 * @param {string} asked the page with a question
 * @param {string} results the page without one
 * @param {Open} open
 * @param {Report} report */
async function testArrival(root, asked, results, open, report) {
  // On the day of the build no page says that its copy is old, which moves what is below.
  const now = `${/data-built="([^"]*)"/.exec(fs.readFileSync(path.join(root, "search/index.html"), "utf8"))?.[1]}T12:00:00Z`;
  const ofSearch = (/** @type {string[]} */ requests) => requests.filter((url) => /search(-\w+)?\.(js|css)|search\/now/.test(url));
  const formOf = (/** @type {Page} */ page) =>
    page.evaluate(() => JSON.stringify([...document.querySelectorAll(".find, .find *, #find-without p, #find-without li")].map((part) => {
      const { top, left, width, height } = part.getBoundingClientRect();
      return part.closest(".find-panel, .status") ? [] : [part.tagName, top, left, width, height];
    }).filter((box) => box.length)));
  const shiftOf = (/** @type {Page} */ page) =>
    page.evaluate(() => new Promise((done) => {
      let sum = 0;
      // A frame later than all that has been drawn.
      new PerformanceObserver((entries) => {
        for (const entry of entries.getEntries()) sum += /** @type {any} */ (entry).value;
      }).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(sum), 100);
    }));
  for (const width of [320, 1280]) {
    const size = { viewport: { width, height: width < 600 ? 844 : 900 } };
    await open(results, size, async (page, heard, requests) => {
      report("the page of results asks for the search before anybody else does", ofSearch(requests));
      const before = await formOf(page);
      await page.locator("#find-words").focus();
      await page.waitForSelector('#find-words[role="combobox"]');
      await page.waitForFunction(() => [...document.styleSheets].some((sheet) => sheet.href?.includes("search.css")));
      report(`the form of the page of results changes at ${width} px`, before === (await formOf(page)) ? [] : [before, await formOf(page)]);
      report(`the page of results moves at ${width} px`, unless(Number(await shiftOf(page)) < 0.01, await shiftOf(page)));
      report(`complains of the page of results at ${width} px`, await heard.take());
    }, now);
    await open(asked, size, async (page) => {
      await page.waitForSelector(ROWS, { timeout: 40_000 });
      await page.waitForLoadState("networkidle");
      report(`the page moves when results come at ${width} px`, unless(Number(await shiftOf(page)) < 0.01, await shiftOf(page)));
    }, now);
  }
  await open(results, { viewport: { width: 390, height: 844 } }, async (page) => {
    await page.route(/\/search\.js/, (route) => route.abort());
    await page.locator(".filters summary").click();
    await page.waitForSelector("#find-lost", { timeout: 40_000 }).catch(() => {});
    report("a search that does not come is not told of", unless(await page.locator("#find-lost").isVisible(), "silent"));
  }, now);
}

/** Where every file takes longer than a letter, the last question is still answered, none before it keeps it waiting, and what was closed stays so.
 * @param {(file: string) => string} addressOf
 * @param {Open} open
 * @param {Report} report
 * @param {string} words */
async function testSlow(addressOf, open, report, words) {
  const held = async (/** @type {Page} */ page) => {
    const files = { onWay: 0, most: 0 };
    await page.route(/\/search\/now\/[tdp]\d/, async (route) => {
      files.most = Math.max(files.most, ++files.onWay);
      await new Promise((done) => setTimeout(done, 700));
      files.onWay -= 1;
      await route.continue();
    });
    return files;
  };
  await open(addressOf("index.html"), {}, async (page) => {
    const files = await held(page);
    // Each letter asks for other files, before those of the letter before it can have come; then all words are asked.
    for (const letter of ["s", "c", "p", "m"]) {
      await page.fill(BOX, letter);
      await page.waitForTimeout(400);
    }
    const most = files.most;
    await page.fill(BOX, "");
    await type(page, words);
    const first = await page.$eval('#find-list [role="option"]', (link) => link.textContent ?? "");
    report("on a slow network the last question is not answered", unless(first.includes(words), first));
    report("on a slow network many questions are on their way at once", unless(most <= MOST_FILES_OF_A_LETTER, most));
  });
  await open(addressOf("index.html"), {}, async (page) => {
    await held(page);
    await page.fill(BOX, words);
    await page.waitForTimeout(400);
    await page.fill(BOX, `${words} `);
    await page.waitForTimeout(400);
    await page.press(BOX, "Escape");
    await page.waitForTimeout(2500);
    report("on a slow network what was closed opens again", unless(!(await stateOf(page)).visible, "open"));
  });
}

/** A file that cannot be had is said, never taken for an answer; a second try is one.
 * @param {(file: string) => string} addressOf
 * @param {Open} open
 * @param {Report} report
 * @param {string} words */
async function testMissing(addressOf, open, report, words) {
  const shards = /\/search\/now\/(t|c)[^/]*\.js/;
  await open(addressOf("search/index.html"), {}, async (page) => {
    await page.route(shards, (route) => route.abort());
    await page.goto(`${addressOf("search/index.html")}?${new URLSearchParams({ q: words })}`);
    await page.waitForSelector(".found-notes button", { timeout: 40_000 });
    const none = (await page.textContent("#found")) ?? "";
    report("a missing file looks like an answer", unless(!none.includes("Nothing found") && (await page.locator(".found-list li").count()) === 0, none));
    await page.unroute(shards);
    await page.click(".found-notes button");
    await page.waitForSelector(ROWS, { timeout: 40_000 }).catch(() => {});
    report("a second try is none", unless((await page.locator(".found-list li").count()) > 0, await page.textContent("#found")));
  });
  await open(addressOf("index.html"), {}, async (page) => {
    await page.route(shards, (route) => route.abort());
    // All words at once: a question asked by a later letter would not meet what is in the way.
    await page.fill(BOX, words);
    await page.waitForSelector(".find-panel button", { timeout: 40_000 });
    await page.unroute(shards);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.click(BOX);
    await page.keyboard.press("End");
    await page.keyboard.type(" ");
    await page.waitForSelector('#find-list [role="option"]', { timeout: 40_000 }).catch(() => {});
    report("the box does not try again", unless((await page.locator('#find-list [role="option"]').count()) > 0, "nothing"));
  });
  await open(addressOf("index.html"), {}, async (page) => {
    // What a question with quotes needs besides.
    const further = /\/search-more[^/]*\.js/;
    await page.route(further, (route) => route.abort());
    await page.fill(BOX, `"${words}"`);
    await page.waitForSelector(".find-panel button", { timeout: 40_000 });
    const options = await page.locator('#find-list [role="option"]').count();
    report("a question half understood looks like an answer", unless(options === 0, options));
    await page.unroute(further);
    await page.click(".find-panel button");
    await page.waitForSelector('#find-list [role="option"]', { timeout: 40_000 }).catch(() => {});
    report("the further script is not asked for again", unless((await page.locator('#find-list [role="option"]').count()) > 0, "nothing"));
  });
}
