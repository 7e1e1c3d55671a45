// The words that a page explains: by keyboard, by pointer, by touch, without script, on paper.
// Takes an address with marked words and a way to open it; gives faults as sentences to `report`.
// @ts-check
import { findBarriers, findOverflow } from "./checks.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{take: () => Promise<string[]>}} Heard */
/** @typedef {(options: import("playwright-core").BrowserContextOptions, test: (page: Page, heard: Heard) => Promise<void>) => Promise<void>} Open */

/** @param {Page} page */
const shown = (page) => page.evaluate(() => {
  const box = document.querySelector(".word:popover-open");
  const link = box?.previousElementSibling;
  const entry = document.getElementById(decodeURIComponent(link?.getAttribute("href") ?? "").slice(1));
  const right = Boolean(entry && box?.textContent?.includes(entry.querySelector("dd")?.textContent ?? "-"));
  return { open: Boolean(box), right, within: Boolean(box?.contains(document.activeElement)), boxes: document.querySelectorAll(".word").length };
});

/** @param {Page} page */
const closed = async (page) => {
  await page.waitForFunction(() => !document.querySelector(".word"), undefined, { timeout: 5_000 }).catch(() => {});
  return page.evaluate(() => !document.querySelector(".word") && document.activeElement?.classList.contains("term"));
};

/** @param {Page} page */
const opened = (page) => page.waitForSelector(".word:popover-open", { timeout: 5_000 }).catch(() => null);

/** All tests of the words on one page.
 * @param {Open} open
 * @param {(name: string, faults: string[]) => void} report
 * @param {string} axe */
export async function testWords(open, report, axe) {
  for (const width of [320, 1280]) {
    await open({ viewport: { width, height: 700 } }, async (page, heard) => {
      const before = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.locator(".text a.term").first().focus();
      await page.keyboard.press("Enter");
      await opened(page);
      const found = await shown(page);
      report(`a word is not explained by keyboard at ${width} px`, found.open && found.right && found.within ? [] : [JSON.stringify(found)]);
      report(`an explanation moves the text at ${width} px`, before === (await page.evaluate(() => document.documentElement.scrollHeight)) ? [] : ["another height"]);
      report(`an explanation is cut off at ${width} px`, await findOverflow(page));
      await page.keyboard.press("Tab");
      report("Tab does not lead into the explanation", (await page.evaluate(() => Boolean(document.activeElement?.closest(".word a")))) ? [] : ["elsewhere"]);
      await page.keyboard.press("Escape");
      report(`Escape does not lead back at ${width} px`, (await closed(page)) ? [] : ["the focus is elsewhere"]);
      await page.locator(".text a.term").nth(1).click();
      await opened(page);
      report(`a word is not explained by pointer at ${width} px`, (await shown(page)).right ? [] : ["nothing shown"]);
      await page.locator(".text a.term").first().click();
      await page.waitForFunction(() => document.querySelectorAll(".word").length === 1, undefined, { timeout: 5_000 }).catch(() => {});
      const next = await shown(page);
      report("two explanations at once", next.right && next.boxes === 1 ? [] : [JSON.stringify(next)]);
      report("explaining breaks the strict policy", await heard.take());
    });
  }
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await open({ bypassCSP: true, colorScheme, viewport: { width: 390, height: 844 }, hasTouch: true }, async (page) => {
      await page.locator(".text a.term").first().tap();
      await opened(page);
      report("a word is not explained by touch", (await shown(page)).right ? [] : ["nothing shown"]);
      report(`an explanation shuts readers out, ${colorScheme}`, await findBarriers(page, axe));
    });
  }
  await open({ javaScriptEnabled: false }, async (page) => {
    const link = page.locator(".text a.term").first();
    const target = decodeURIComponent((await link.getAttribute("href")) ?? "").slice(1);
    await link.click();
    const seen = await page.locator(`[id="${target}"]`).isVisible();
    report("without script a word leads nowhere", seen && decodeURIComponent(new URL(page.url()).hash) === `#${target}` ? [] : [page.url()]);
    await page.emulateMedia({ media: "print" });
    report("paper does not list the words", (await page.locator(".words dd").first().isVisible()) ? [] : ["hidden"]);
  });
}
