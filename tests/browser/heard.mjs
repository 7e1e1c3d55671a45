// Opens chosen pages of a built site and writes what a screen reader says of each.
//
//   node heard.mjs DIR LIST.json OUT        OUT/NAME.txt for each { name, address, width?, press? } of the list
//
// `press` is the words of what is pressed first. The clock stands at noon of the day on which the site was built, and the
// browser can reach this machine only.
// @ts-check
import fs from "node:fs";
import path from "node:path";

import { launch, noonOf } from "./opened.mjs";
import { SUB_PATH, answer, publishedAt, serve } from "./site.mjs";
import { spoken } from "./spoken.mjs";

const [root, list, out] = [fs.realpathSync(process.argv[2]), process.argv[3], process.argv[4]];
/** @type {{name: string, address: string, width?: number, press?: string}[]} */
const pages = JSON.parse(fs.readFileSync(list, "utf8"));
const browser = await launch();
const server = await serve(root);
const published = publishedAt(root);

for (const { name, address, width, press } of pages) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London", viewport: { width: width ?? 1280, height: 900 } });
  // Nobody is led on from a page that is to be heard.
  await context.route("**/moved.js*", (route) => route.abort());
  if (published) {
    await context.route(`${published}**`, (route) => {
      const found = answer(root, new URL(route.request().url()).href.slice(published.length).split("?")[0]) ?? answer(root, "404.html");
      return route.fulfill({ status: 200, body: found?.bytes, headers: { "content-type": found?.type ?? "" } });
    });
  }
  const page = await context.newPage();
  await page.clock.setFixedTime(noonOf(root));
  await page.goto(address === "404.html" ? `${published}no/such/page/` : `${server.origin}${SUB_PATH}${address}`, { waitUntil: "load" });
  if (press) await page.getByText(press, { exact: true }).first().click();
  // What scripts bring is there when the network has been quiet for a while.
  await page.waitForLoadState("networkidle");
  const text = await spoken(page);
  // How much a site is in bytes is no matter of how it is said, and is another with every word of it.
  fs.writeFileSync(path.join(out, `${name}.txt`), text.replace(/\d+(\.\d+)? (KB|MB|files)/g, "N $2"));
  await context.close();
}
server.close();
await browser.close();
