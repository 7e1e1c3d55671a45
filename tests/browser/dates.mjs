// What the pages do with days in a real browser: the manual as at a date, and a page that is read long after it was built.
// Takes a way to open pages and a place for faults; knows nothing of servers or how faults are counted.
// @ts-check
import fs from "node:fs";
import path from "node:path";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{take: () => Promise<string[]>}} Heard */
/** @typedef {(address: string, test: (page: Page, heard: Heard) => Promise<void>, now?: string) => Promise<void>} Open */
/** @typedef {(name: string, faults: string[]) => void} Report */

/** A day on which the manual stood otherwise than today: in the middle between its first change and its last.
 * @param {any} timeline
 * @returns {string} */
export function middleDay(timeline) {
  const days = timeline.chapters.flatMap((/** @type {any} */ chapter) => chapter.stretches.map((/** @type {any} */ stretch) => stretch[0]));
  const past = days.filter((/** @type {string | null} */ day) => day !== null && day <= timeline.known_on).sort();
  return past[Math.floor(past.length / 2)];
}

/** The picker lists what was in force, its links stay within the day, and leaving leads back.
 * @param {string} root the folder of the site
 * @param {(file: string) => string} addressOf
 * @param {Open} open
 * @param {Report} report
 * @param {(page: Page) => Promise<string[]>} findOverflow
 * @returns {Promise<string>} */
export async function testAsAt(root, addressOf, open, report, findOverflow) {
  const timeline = JSON.parse(fs.readFileSync(path.join(root, "timeline.json"), "utf8"));
  const day = middleDay(timeline);
  /** @type {string[]} */
  const expected = [];
  for (const chapter of timeline.chapters) {
    const begun = chapter.stretches.filter((/** @type {any} */ [from]) => from === null || from <= day);
    const edition = begun[begun.length - 1][2];
    if (edition) expected.push(`${chapter.path}edition/${edition}/${timeline.page}?as-at=${day}`);
  }
  await open(addressOf("as-at/index.html"), async (page, heard) => {
    await page.fill("#as-at-day", day);
    await page.click("#as-at-form button");
    await page.waitForSelector("#as-at-list a");
    report("the day is not kept in the address", page.url().endsWith(`?day=${day}`) ? [] : [page.url()]);
    const links = await page.$$eval("#as-at-list li > a", (found) => found.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
    const base = addressOf("");
    const missing = expected.filter((link) => !links.includes(base + link)).concat(links.filter((link) => !expected.includes(link.slice(base.length))));
    report("the list is not that of the timeline", missing);
    const said = await page.textContent("#as-at-count");
    const count = expected.length;
    report("the number is not announced", /\d+ chapters? in force/.test(said ?? "") ? [] : [`${said} (${count} expected)`]);
    report("the list scrolls sideways", await findOverflow(page));
    report("complains with a day chosen", await heard.take());
  });
  // The last day of which anything is known may be years before the reader's own.
  const later = new Date(Date.parse(timeline.known_on) + 3 * 366 * 86_400_000).toJSON();
  await open(
    addressOf("as-at/index.html"),
    async (page) => {
      const last = await page.getAttribute("#as-at-day", "max");
      report("a day since the build cannot be chosen", last === later.slice(0, 10) ? [] : [`${last} on ${later}`]);
    },
    later,
  );
  for (const bad of ["2026-02-30", "soon", ""]) {
    await open(addressOf("as-at/index.html") + `?day=${bad}`, async (page, heard) => {
      await page.waitForFunction(() => document.querySelector("#as-at-count")?.textContent);
      const links = await page.$$("#as-at-list a");
      report(`"${bad}" is taken for a day`, links.length ? ["a list"] : []);
      report(`complains of "${bad}"`, await heard.take());
    });
  }
  const first = expected.find((link) => {
    const html = fs.readFileSync(path.join(root, link.split("?")[0]), "utf8");
    return /<div class="text">.*href="[^"]*chapter\/[^"]*"/s.test(html);
  });
  if (!first) return "no chapter of that day has links";
  await open(addressOf(first), async (page, heard) => {
    await page.waitForSelector("#as-at-banner");
    const told = (await page.textContent("#as-at-banner")) ?? "";
    report("the text of the day says that it is another", told.includes("as it stood on") && !told.includes("not the text") ? [] : [told]);
    const strays = await page.$$eval(".text a[href*='chapter/']", (links) =>
      links.map((link) => /** @type {HTMLAnchorElement} */ (link)).filter((link) => !link.href.includes("?as-at=") && link.nextElementSibling?.className !== "quiet").map((link) => link.href),
    );
    report("a link leads out of the day", strays);
    const own = first.split("/")[1];
    const turned = await page.$$eval(`main a[href*='chapter/${own}/'][href*='?as-at=']`, (links) => links.map((link) => link.getAttribute("href") ?? ""));
    report("a link to another edition of the chapter was turned", turned);
    report("complains as at a day", await heard.take());
    await page.click("#as-at-banner p:last-of-type a");
    report("leaving does not lead to the manual of today", page.url().includes("as-at") ? [page.url()] : []);
  });
  const chapter = timeline.chapters.find((/** @type {any} */ chapter) => chapter.editions.length > 1 && expected.some((link) => link.startsWith(chapter.path)));
  const other = expected.find((link) => link.startsWith(`${chapter?.path}edition/`));
  const wrong = chapter?.editions.find((/** @type {any} */ edition) => !other?.includes(`/${edition.name}/`))?.name;
  if (wrong) {
    await open(addressOf(`${chapter.path}edition/${wrong}/${timeline.page}?as-at=${day}`), async (page) => {
      await page.waitForSelector("#as-at-banner");
      const told = (await page.textContent("#as-at-banner")) ?? "";
      const link = await page.$eval("#as-at-banner a", (link) => /** @type {HTMLAnchorElement} */ (link).href);
      const right = told.includes("not the text") && !told.includes("You are reading") && link === addressOf(other ?? "");
      report("another text than that of the day does not say so", right ? [] : [told, link]);
    });
  }
  return `${expected.length} chapters on ${day}`;
}

/** A page that is read after the day on which a new edition took effect says so; before that day it does not.
 * @param {string} root
 * @param {(file: string) => string} addressOf
 * @param {Open} open
 * @param {Report} report
 * @returns {Promise<string>} */
export async function testLater(root, addressOf, open, report) {
  const timeline = JSON.parse(fs.readFileSync(path.join(root, "timeline.json"), "utf8"));
  const next = timeline.chapters
    .filter((/** @type {any} */ chapter) => chapter.stretches.length > 2)
    .map((/** @type {any} */ chapter) => ({ path: chapter.path, day: chapter.stretches.find((/** @type {any} */ stretch) => stretch[0] > timeline.known_on)?.[0] }))
    .find((/** @type {any} */ chapter) => chapter.day);
  if (!next) return "nothing is to come";
  const looks = [
    { now: `${timeline.known_on}T12:00:00Z`, told: false, old: false },
    { now: new Date(Date.parse(`${next.day}T00:00:00Z`) - 1000).toJSON(), told: false, old: true },
    { now: `${next.day}T00:00:01Z`, told: true, old: true },
  ];
  for (const { now, told, old } of looks) {
    await open(
      addressOf(`${next.path}${timeline.page}`),
      async (page, heard) => {
        const visible = (/** @type {string} */ words) => page.getByText(words).first().isVisible();
        report(`the new edition is ${told ? "not told" : "told too early"} at ${now}`, (await visible("A new edition took effect on")) === told ? [] : [next.path]);
        report(`the coming edition is still announced at ${now}`, (await visible("A new edition takes effect on")) === !told ? [] : [next.path]);
        const age = Date.parse(now) - Date.parse(timeline.known_on) > 37 * 86_400_000;
        report(`the age of the copy is wrong at ${now}`, (await visible("This copy is old.")) === (age && old) ? [] : [next.path]);
        report(`complains at ${now}`, await heard.take());
      },
      now,
    );
  }
  return `${next.path} on ${next.day}`;
}
