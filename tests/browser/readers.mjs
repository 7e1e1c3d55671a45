// What readers change on their side, and what a page must not do to them: their own spacing and windows, less motion,
// keys that their voice or hand presses by chance, controls that only a pointer finds. Each check gives its faults as sentences.
// Takes a page of the browser, opened with the policy bypassed; knows nothing of kinds of pages or how faults are counted.
// @ts-check
import { findOverflow } from "./checks.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** Spacing as WCAG 1.4.12 names it. */
const SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";
/** Half a desk's window, the same just where rows stop being cards, and two more before its full width. */
const BETWEEN = [640, 650, 800, 1024];
/** Keys that programs like to take (WCAG 2.1.4). */
const KEYS = ["s", "/", "?", "f", "n", "p", "j", "k", "ArrowRight"];

/** Text that is cut off by what holds it, if not on purpose out of sight.
 * @param {Page} page
 * @returns {Promise<string[]>} */
const findClipped = (page) => page.evaluate(() =>
  [...document.querySelectorAll("body *")].flatMap((element) => {
    const style = getComputedStyle(element);
    const cuts = /hidden|clip/.test(style.overflowX + style.overflowY) && element.clientWidth > 20 && element.clientHeight > 8;
    const more = element.scrollHeight > element.clientHeight + 3 || element.scrollWidth > element.clientWidth + 3;
    return cuts && more && element.textContent?.trim() ? [`${element.tagName.toLowerCase()}.${element.className} cuts off its text`] : [];
  }));

/** With a reader's own spacing nothing is cut off or runs over; nor at 200% on a desk and on windows between a telephone's and a desk's.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export async function findSpacingFaults(page) {
  const faults = [];
  const style = await page.addStyleTag({ content: SPACED });
  for (const fault of [...(await findClipped(page)), ...(await findOverflow(page))]) faults.push(`spaced: ${fault}`);
  await style.evaluate((element) => element.parentNode?.removeChild(element));
  const size = page.viewportSize() ?? { width: 1280, height: 900 };
  for (const width of BETWEEN) {
    await page.setViewportSize({ ...size, width });
    for (const fault of await findOverflow(page)) faults.push(`at ${width} px: ${fault}`);
  }
  await page.setViewportSize(size);
  return faults;
}

/** A key alone does nothing but scroll.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export async function findShortcuts(page) {
  const state = () => page.evaluate(() => [
    location.href, document.activeElement?.tagName, document.body.className,
    [...document.querySelectorAll("body *")].filter((element) => element.getClientRects().length).length,
  ].join(" "));
  const faults = [];
  for (const key of KEYS) {
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    const before = await state();
    await page.keyboard.press(key);
    if ((await state()) !== before) faults.push(`the key ${key} does something`);
  }
  return faults;
}

/** What looks as if it could be pressed can have the focus.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export function findPointerOnly(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")].flatMap((element) => {
      const pressed = element.getClientRects().length && getComputedStyle(element).cursor === "pointer";
      const reached = element.closest("a[href], button, input, select, textarea, summary, label, [tabindex='0']");
      return pressed && !reached ? [`${element.tagName.toLowerCase()}.${element.className} can only be pressed`] : [];
    }));
}

/** Nothing moves for who wants less of it.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export async function findMotion(page) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const found = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) => {
      const style = getComputedStyle(element);
      const longest = (/** @type {string} */ times) => Math.max(...times.split(",").map(parseFloat));
      const moves = longest(style.transitionDuration) > 0.02 || (longest(style.animationDuration) > 0.02 && style.animationName !== "none") || style.scrollBehavior === "smooth";
      return moves ? [`${element.tagName.toLowerCase()}.${element.className} moves`] : [];
    }));
  await page.emulateMedia({ reducedMotion: null });
  return found;
}

/** Without script: whatever is seen and can be pressed does something.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export function findDead(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("button, [role=button], input, select")].flatMap((element) => {
      const seen = element.getClientRects().length && getComputedStyle(element).visibility === "visible";
      return seen ? [`${element.tagName.toLowerCase()} "${element.textContent?.trim().slice(0, 30)}" stands there and does nothing`] : [];
    }));
}

/** On paper nothing is left that is to be pressed.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export async function findPressedOnPaper(page) {
  await page.emulateMedia({ media: "print" });
  const found = await page.evaluate(() =>
    [...document.querySelectorAll("nav, button, input, select, form, [role=search]")].flatMap((element) =>
      element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length ? [`${element.tagName.toLowerCase()}.${element.className} is printed`] : [],
    ));
  await page.emulateMedia({ media: null });
  return found;
}
