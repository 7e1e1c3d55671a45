// Where Tab leads on an open page: every stop, whether its focus is seen, whether the order is that of the text.
// Takes a page of the browser, gives faults as sentences; knows no kind of page.
// @ts-check

/** @typedef {import("playwright-core").Page} Page */
/** A stop: what it is, its place among all elements, what it stands in, and where that is seen.
 * @typedef {{name: string, place: number, block: number, index: number, top: number, bottom: number, left: number, right: number}} Stop */

/** Presses Tab until it stops at what a selector means.
 * @param {Page} page @param {string} selector @param {number} [most]
 * @returns {Promise<string[]>} */
export async function tabTo(page, selector, most = 250) {
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => Boolean(document.activeElement?.matches(selector)), selector)) return [];
  }
  return [`${most} presses of Tab do not reach ${selector}`];
}

/** What can be scrolled can be scrolled by keyboard: it can have the focus, or something in it.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export function findScrollFaults(page) {
  return page.evaluate(() => {
    const faults = [];
    for (const element of document.querySelectorAll("body *")) {
      const style = getComputedStyle(element);
      const scrolls = [style.overflowX, style.overflowY].some((how) => how === "auto" || how === "scroll");
      const more = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      if (!scrolls || !more || element.matches("textarea, select, input")) continue;
      if (!element.querySelector("a[href], button, input, select, summary, [tabindex='0']") && !element.matches("[tabindex='0']")) {
        faults.push(`${element.tagName.toLowerCase()}.${element.className} scrolls, and nothing in it can have the focus`);
      }
    }
    return faults;
  });
}

/** Goes through a page with Tab, up to a number of stops.
 * @param {Page} page @param {number} most
 * @returns {Promise<{stops: Stop[], unseen: string[], missed: string[]}>} */
export async function walk(page, most) {
  await page.evaluate(() => {
    const all = [...document.querySelectorAll("body *")];
    const blocks = new Map();
    const nameOf = (/** @type {Element} */ element) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 30)}"`;
    /** What the element is in: a column of the page, a fold, a list that may stand in columns. @param {Element} element */
    const blockOf = (element) => {
      const block = element.closest("main > *, header, footer, body > *") ?? document.body;
      if (!blocks.has(block)) blocks.set(block, blocks.size);
      return blocks.get(block);
    };
    const seen = new Set();
    /** @type {Element | undefined} */
    let last;
    Object.assign(window, {
      // Asked after each press.
      tabbed: () => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        // A field of several parts is one control, and keeps the focus for as many presses.
        if (element === last) return "again";
        if (seen.has(element)) return null;
        seen.add(element);
        last = element;
        const style = getComputedStyle(element);
        // A field is framed by the line that holds it, or by itself.
        const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        const boxes = [...element.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
        const box = boxes[0];
        const faults = [];
        if (!ringed) faults.push(`${nameOf(element)} shows no focus`);
        if (!box || box.width < 2 || box.height < 2) faults.push(`${nameOf(element)} has the focus and no size`);
        else if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push(`${nameOf(element)} has the focus out of sight`);
        else {
          const [x, y] = [(Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
          const top = document.elementFromPoint(x, y);
          if (top && !element.contains(top) && !top.contains(element)) faults.push(`${nameOf(element)} is covered by ${nameOf(top)}`);
        }
        const tabindex = Number(element.getAttribute("tabindex") ?? 0);
        if (tabindex > 0) faults.push(`${nameOf(element)} has a place of its own in the order`);
        const at = box ?? new DOMRect();
        return {
          faults,
          stop: { name: nameOf(element), place: all.indexOf(element), block: blockOf(element), index: seen.size, top: at.top + scrollY, bottom: at.bottom + scrollY, left: at.left, right: at.right },
        };
      },
      /** What can be used and was no stop. */
      untabbed: () =>
        all.filter((element) => element.matches("a[href], button, input, select, textarea, summary"))
          .filter((element) => !seen.has(element) && element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled") && !element.closest("[inert]"))
          .map((element) => `${nameOf(element)} is left out`),
    });
  });
  /** @type {Stop[]} */
  const stops = [];
  /** @type {string[]} */
  const unseen = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => /** @type {any} */ (window).tabbed());
    if (!found) return { stops, unseen, missed: await page.evaluate(() => /** @type {any} */ (window).untabbed()) };
    if (found === "again") continue;
    stops.push(found.stop);
    unseen.push(...found.faults);
  }
  // Not all of the page was gone through.
  return { stops, unseen, missed: [] };
}

/** Each stop comes behind the one before it, in the source and before the eye: below it, or beside it to the right, or in the
 * next column.
 * @param {Stop[]} stops
 * @returns {string[]} */
export function findOrderFaults(stops) {
  const faults = [];
  for (const [at, stop] of stops.entries()) {
    const before = stops[at - 1];
    if (!before) continue;
    if (stop.place < before.place) faults.push(`${stop.name} stands before ${before.name}, and comes after it`);
    else if (stop.block === before.block && stop.bottom <= before.top && stop.left < before.right) {
      faults.push(`${stop.name} stands before ${before.name} for the eye`);
    }
  }
  return faults;
}
