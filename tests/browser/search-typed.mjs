// The search while somebody types, and what stays of it: nothing typed early is lost, no list and no count is of other words than those
// beside it, and what goes wrong on the way is got over or told. Takes pages from a server, whose answers these tests hold back.
// @ts-check

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./search.mjs").Open} Open */
/** @typedef {import("./search.mjs").Report} Report */

const BOX = "#find-words";
const OPTION = '#find-list [role="option"]';
const DONE = "#found:not([aria-busy]):not([hidden])";
const PATIENCE = { timeout: 40_000 };

/** @param {boolean} right @param {unknown} seen @returns {string[]} */
const unless = (right, seen) => (right ? [] : [JSON.stringify(seen).slice(0, 300)]);

/** The words that the list under the box answers. @param {Page} page */
const listedFor = (page) => page.$eval("#find-list > a", (link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).searchParams.get("q"));

/** @param {Page} page @param {string} words */
const listOf = (page, words) =>
  page.waitForFunction((words) => new URL(/** @type {any} */ (document.querySelector("#find-list > a"))?.href ?? "x:").searchParams.get("q") === words, words, PATIENCE);

/** @param {string} text */
const numberIn = (text) => Number(/\d+/.exec(text.replace(/\D(?=\d{3})/g, ""))?.[0] ?? 1);

/** @param {(file: string) => string} addressOf
 * @param {Open} open
 * @param {Report} report
 * @param {string} words the title of a chapter */
export async function testTyped(addressOf, open, report, words) {
  const home = addressOf("index.html");
  const results = addressOf("search/index.html");
  const longest = words.split(" ").reduce((a, b) => (b.length > a.length ? b : a));
  const begun = longest.slice(0, Math.max(4, longest.length - 3));

  await open(results, {}, async (page) => {
    /** @type {(() => void)[]} */
    const waiting = [];
    await page.route(/theme\/js\/search(-page)?\.js/, (route) => new Promise((done) => waiting.push(() => done(route.continue()))));
    await page.goto(`${results}?q=${begun}`, { waitUntil: "commit" });
    await page.waitForSelector(BOX);
    await page.click(BOX);
    await page.keyboard.type(words);
    const early = await page.evaluate(() => [...document.querySelectorAll("main p")].filter((text) => text.checkVisibility()).map((text) => text.textContent ?? ""));
    report("the page of results does not say that it is looking", unless(early.some((text) => text.startsWith("Searching …")) && !early.some((text) => text.includes("needs")), early));
    for (const go of waiting.splice(0)) go();
    await page.unroute(/theme\/js\/search(-page)?\.js/);
    await page.waitForSelector(DONE, PATIENCE);
    const [typed, title] = [await page.inputValue(BOX), await page.title()];
    report("what is typed before the scripts come is lost", unless(typed === words, typed));
    report("what is typed early takes the place of what was asked", unless(title.includes(`“${begun}”`), title));
  });

  await open(home, {}, async (page) => {
    await page.locator(BOX).pressSequentially(begun, { delay: 5 });
    await listOf(page, begun);
    const told = (await page.textContent(".find-all")) ?? "";
    await page.click(".find-all");
    await page.waitForSelector(DONE, PATIENCE);
    const found = (await page.textContent(".found-count")) ?? "";
    report("all results are not as many as the list counted", unless(numberIn(told) === numberIn(found) && !found.includes("Nothing"), [told, found]));
    const first = await page.locator(".found-list a").first().getAttribute("href");
    report("words that were not finished are finished on the page that opens", unless(first?.includes("typed=") === true, first));
    await page.goto(`${results}?q=${begun}`);
    await page.waitForSelector(DONE, PATIENCE);
    const asked = (await page.textContent(".found-count")) ?? "";
    report("who asks before the word is finished finds nothing", unless(!asked.includes("Nothing") && (await page.locator(".found-list li").count()) > 0, asked));
  });

  await open(home, {}, async (page) => {
    await page.fill(BOX, words);
    await listOf(page, words);
    await page.fill(BOX, longest);
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    await listOf(page, longest).catch(() => {});
    report("an old list opens for new words", unless((await listedFor(page)) === longest, await listedFor(page)));
  });

  await open(`${results}?${new URLSearchParams({ q: words })}`, {}, async (page) => {
    await page.waitForSelector(DONE, PATIENCE);
    const before = await page.textContent(".found-count");
    await page.fill(BOX, "qxzvkjqx");
    await page.waitForFunction(() => document.querySelector("form.find [role=status]")?.textContent?.includes("qxzvkjqx"), undefined, PATIENCE).catch(() => {});
    const [after, told] = [await page.textContent(".found-count"), await page.textContent("form.find [role=status]")];
    report("what is typed changes the count of what stands below", unless(before === after, after));
    report("what is typed on the page of results is not told of", unless(told?.includes("qxzvkjqx") === true, told));
  });

  // A letter too many: who only hears is told that other words were asked.
  await open(home, {}, async (page) => {
    const wrong = `${longest.slice(0, 3)}q${longest.slice(3)} `;
    await page.fill(BOX, wrong);
    await listOf(page, wrong);
    const told = (await page.textContent("form.find [role=status]")) ?? "";
    report("other words than those typed are not told of", unless(told.includes(longest.toLowerCase()) && /\d/.test(told), told));
  });

  // What the sample writes with a hyphen and people ask for without.
  await open(home, {}, async (page) => {
    await page.fill(BOX, "email");
    await listOf(page, "email");
    const marks = await page.$$eval("#find-list mark", (found) => found.map((mark) => mark.textContent ?? ""));
    report("a word that is joined by a hyphen is not marked in the list", unless(marks.some((mark) => /^e-?mail/i.test(mark) || mark === "mail"), marks));
  });

  // The list knows no filters and no days.
  await open(`${results}?${new URLSearchParams({ q: words, type: "policy" })}`, {}, async (page) => {
    await page.waitForSelector(DONE, PATIENCE);
    await page.fill(BOX, longest);
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(1_000);
    report("a list opens where filters are chosen that it does not know", unless(!(await page.locator(".find-panel").isVisible()), await page.textContent(".find-panel")));
    await page.selectOption("#find-type", "");
    await page.fill(BOX, longest);
    await page.fill(BOX, words);
    await listOf(page, words).catch(() => {});
    report("no list opens where no filter is chosen any more", unless(await page.locator(".find-panel").isVisible(), "closed"));
  });

  await open(`${results}?${new URLSearchParams({ q: "child" })}`, { viewport: { width: 390, height: 600 } }, async (page) => {
    await page.waitForSelector(DONE, PATIENCE);
    await page.waitForFunction(() => document.querySelectorAll(".found-list li").length > 8, undefined, PATIENCE);
    const aside = await page.evaluate(() => document.querySelector(".found-notes a[href*=aside]")?.textContent ?? "");
    report("what is set aside stands before the results", unless(!aside, aside));
    const link = page.locator(".found-list h2 a").nth(6);
    await link.scrollIntoViewIfNeeded();
    const left = await page.evaluate(() => scrollY);
    await link.click();
    await page.waitForURL((url) => !url.pathname.includes("/search/"));
    await page.goBack();
    await page.waitForSelector(DONE, PATIENCE);
    await page.waitForFunction((left) => Math.abs(scrollY - left) < 60, left, { timeout: 20_000 }).catch(() => {});
    const now = await page.evaluate(() => scrollY);
    report("who comes back to the results does not find the place that was left", unless(left > 300 && Math.abs(now - left) < 60, [left, now]));
  });

  // Words that are nowhere are told, where others are found.
  await open(`${results}?${new URLSearchParams({ q: `qxzvkjqx ${words}` })}`, {}, async (page) => {
    await page.waitForSelector(DONE, PATIENCE);
    const told = (await page.textContent("#found")) ?? "";
    report("a word that is nowhere is passed over", unless(told.includes("Not in this manual: “qxzvkjqx”"), told));
  });

  await open(`${results}?type=policy`, {}, async (page) => {
    await page.waitForSelector(DONE, PATIENCE).catch(() => {});
    report("filters without words get no word", unless((await page.locator(".found-count").isVisible()) && ((await page.textContent(".found-count")) ?? "").length > 20, "silent"));
  });

  await testOnTheWay(home, open, report, words);
}

/** What does not come.
 * @param {string} home
 * @param {Open} open
 * @param {Report} report
 * @param {string} words */
async function testOnTheWay(home, open, report, words) {
  const shards = /\/search\/now\/t[^/]*\.js/;
  await open(home, {}, async (page) => {
    await page.route(shards, (route) => route.abort());
    await page.fill(BOX, words);
    await page.waitForSelector(".find-panel button", PATIENCE);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => Boolean(document.activeElement?.closest(".find-panel")?.checkVisibility()));
    report("a second try cannot be reached by keys", unless(focus, await page.evaluate(() => document.activeElement?.outerHTML)));
  });

  // The site was published anew with other files while a page was open: those it knows of are gone.
  await open(home, {}, async (page) => {
    let first = true;
    await page.route(/\/search\/now\/m\.js/, (route) => {
      first = !/v=\d{12}/.test(route.request().url());
      return route.continue();
    });
    await page.route(shards, (route) => (first ? route.fulfill({ status: 404 }) : route.continue()));
    await page.fill(BOX, words);
    await page.waitForSelector(`.find-panel button, ${OPTION}`, PATIENCE);
    report("files that are gone are missed for good", unless((await page.locator(OPTION).count()) > 0, await page.textContent(".find-panel")));
  });

  // A request that never ends.
  await open(home, {}, async (page) => {
    let held = 0;
    await page.route(shards, (route) => (held++ ? route.continue() : undefined));
    await page.fill(BOX, words);
    await page.waitForSelector(OPTION, PATIENCE).catch(() => {});
    report("a request that never ends keeps every answer waiting", unless((await page.locator(OPTION).count()) > 0, `${held} asked for`));
  });
}
