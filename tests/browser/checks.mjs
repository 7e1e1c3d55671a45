// What must be true of an open page, whatever it shows. Each check gives the faults that it found, as sentences.
// Takes a page of the browser; knows nothing of servers, kinds of pages or how faults are counted.
// @ts-check

/** @typedef {import("playwright-core").Page} Page */

/** Listens for everything that a page may complain of. Call before the page is opened; the array fills as it goes.
 * @param {Page} page */
export async function listen(page) {
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`not loaded: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(() => {
    const seen = /** @type {any} */ (window);
    seen.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      seen.violations.push(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return {
    /** What was complained of since the last call. */
    take: async () => {
      const violations = await page.evaluate(() => /** @type {any} */ (window).violations?.splice(0) ?? []);
      return [...complaints.splice(0), ...violations];
    },
  };
}

/** Nothing is cut off or scrolls sideways, and the stylesheet came.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export async function findOverflow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const faults = [];
    if (document.styleSheets.length === 0) faults.push("no stylesheet");
    if (root.scrollWidth > root.clientWidth) {
      const edge = root.clientWidth + 0.5;
      const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > edge);
      const names = wide.slice(-3).map((e) => `${e.tagName.toLowerCase()}.${e.className}`);
      faults.push(`${root.scrollWidth - root.clientWidth} px wider than the window: ${names.join(", ")}`);
    }
    return faults;
  });
}

/** No violation of WCAG 2.2 AA or of good practice. The page must have been opened with the policy bypassed.
 * @param {Page} page
 * @param {string} source axe-core's script
 * @param {boolean} [forced] whether the reader's colours are forced on the page: axe would measure the page's own, which
 *   nobody sees then
 * @returns {Promise<string[]>} */
export async function findBarriers(page, source, forced = false) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const found = await page.evaluate(
    (contrast) => /** @type {any} */ (window).axe.run(document, {
      runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
      rules: { "target-size": { enabled: true }, "color-contrast": { enabled: contrast } },
      resultTypes: ["violations"],
    }),
    !forced,
  );
  return found.violations.map(
    (/** @type {any} */ { id, impact, nodes }) => `axe ${id} (${impact}) ×${nodes.length}: ${nodes[0]?.target.join(" ")}`,
  );
}

/** The first Tab shows the skip link, and it moves the focus past the menus. Call on a page just opened.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export async function findSkipFaults(page) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const link = document.activeElement;
    const box = link?.getBoundingClientRect();
    const seen = !!box && box.width > 24 && box.left >= 0 && box.top >= 0 && box.bottom <= innerHeight;
    return { href: link?.getAttribute("href"), seen, outline: link ? getComputedStyle(link).outlineStyle : "" };
  });
  if (first.href !== "#main") return [`the first Tab goes to ${first.href}, not to the skip link`];
  const faults = [];
  if (!first.seen) faults.push("the skip link has the focus and cannot be seen");
  if (first.outline === "none") faults.push("the skip link has no focus ring");
  await page.keyboard.press("Enter");
  const after = await page.evaluate(() => document.activeElement?.id);
  if (after !== "main") faults.push(`the skip link moves the focus to ${after || "nothing"}, not to main`);
  return faults;
}

/** Nothing moves under a reader's eyes while the page loads.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export async function findShift(page) {
  const moved = await page.evaluate(
    () =>
      new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += /** @type {any} */ (entry).value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(sum), 100);
      }),
  );
  return moved < 0.01 ? [] : [`by ${moved.toFixed(3)} in all`];
}

/** Every stop of the keyboard shows that it has the focus, within the window.
 * @param {Page} page
 * @param {number} stops
 * @returns {Promise<string[]>} */
export async function findLostFocus(page, stops) {
  const faults = [];
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const name = `${element.tagName.toLowerCase()} "${element.textContent?.trim().slice(0, 30)}"`;
      if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `${name} shows no focus`;
      if (box.bottom <= 0 || box.top >= innerHeight) return `${name} has the focus out of sight`;
      return null;
    });
    if (fault) faults.push(fault);
  }
  return faults;
}

/** Nothing stays in front of the text as it scrolls: at 320 × 256 a page at 400% has no room for it.
 * @param {Page} page
 * @returns {Promise<string[]>} */
export async function findCover(page) {
  return page.evaluate(() => {
    scrollTo(0, document.documentElement.scrollHeight / 2);
    const stuck = [...document.querySelectorAll("body *")].filter((element) => {
      if (!["fixed", "sticky"].includes(getComputedStyle(element).position)) return false;
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    });
    return stuck.map((element) => `${element.tagName.toLowerCase()}.${element.className} covers the text`);
  });
}

/** The mean number of characters on the full lines of the page's paragraphs, or nothing when it has no long paragraph.
 * @param {Page} page
 * @returns {Promise<number | null>} */
export async function measureLine(page) {
  return page.evaluate(() => {
    const long = [...document.querySelectorAll(".text p, .changes p")].filter(
      (p) => (p.textContent ?? "").length > 240 && !p.closest(".callout, blockquote, table, .text li, .footnotes"),
    );
    const lines = long.slice(0, 8).flatMap((paragraph) => {
      /** @type {Map<number, number>} */
      const counts = new Map();
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let at = 0; at < (node.nodeValue ?? "").length; at += 1) {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getClientRects()[0];
          if (!box?.width) continue;
          const line = Math.round(box.top / 8);
          counts.set(line, (counts.get(line) ?? 0) + 1);
        }
      }
      return [...counts.values()].slice(0, -1);
    });
    return lines.length ? Math.round((10 * lines.reduce((sum, line) => sum + line, 0)) / lines.length) / 10 : null;
  });
}
