// What has changed since a reader's last visit: nothing is kept unasked, what was asked for is told, one press forgets it.
// Takes a way to open a page; knows nothing of how faults are counted.
// @ts-check

/** @param {string} address
 * @param {(address: string, test: (page: import("playwright-core").Page) => Promise<void>, now?: string) => Promise<void>} at
 * @param {(name: string, faults: string[]) => void} report */
export async function testVisits(address, at, report) {
  await at(
    address,
    async (page) => {
      const kept = () => page.evaluate(() => Object.entries(localStorage).map(([key, value]) => `${key}: ${value}`));
      const shown = () =>
        page.evaluate(() =>
          [...document.querySelectorAll("#visits [data-visits]")]
            .filter((part) => part.getClientRects().length > 0)
            .map((part) => (part instanceof HTMLElement ? (part.dataset.visits ?? "") : "")),
        );
      const unless = (/** @type {boolean} */ right, /** @type {string} */ fault) => (right ? [] : [fault]);

      report("keeps something unasked", await kept());
      report("does not offer to keep a visit", unless((await shown()).join() === "off", `shows ${await shown()}`));
      await page.getByRole("button", { name: "Keep the day of my visits" }).click();
      await page.waitForSelector("#visits [data-visits=first]");
      report("does not keep a visit", unless((await kept()).length === 1, `keeps ${await kept()}`));

      await page.evaluate(() => {
        for (const key of Object.keys(localStorage)) localStorage.setItem(key, JSON.stringify({ last: "2026-10-30" }));
      });
      await page.reload();
      await page.waitForSelector("#visits li a");
      const since = await page.locator("#visits time:visible").textContent();
      report("names another day", unless(since === "30 October 2026", `says ${since}`));
      const told = await page.locator("#visits li a").count();
      const newer = await page.evaluate(() => {
        const lines = [...document.querySelectorAll("[data-told]")];
        const since = lines.filter((line) => (line.getAttribute("data-told") ?? "") >= "2026-10-30");
        return new Set(since.map((line) => line.querySelector("a")?.href)).size;
      });
      report("tells other changes", unless(told === newer && told > 0, `${told} told, ${newer} since then`));
      await page.reload();
      await page.waitForSelector("#visits li a");
      report("forgets on the same day", unless((await page.locator("#visits li a").count()) === told, "tells others"));

      await page.getByRole("button", { name: "Forget my visits" }).click();
      report("does not forget", await kept());
      report("does not offer it again", unless((await shown()).join() === "off", `shows ${await shown()}`));
    },
    "2026-11-16T10:00:00Z",
  );
}
