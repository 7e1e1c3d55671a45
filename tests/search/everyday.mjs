// Everyday questions, asked of the files that browsers load: node everyday.mjs SITE FILE, FILE holding what `search eval --json` printed
// (tests/suite/search_judged.rs writes it). Demands the right section at the place that the program found it at.
// @ts-check
import fs from "node:fs";
import { engine } from "./engine.mjs";

const [site, file] = process.argv.slice(2);
const { judgements } = JSON.parse(fs.readFileSync(file, "utf8"));
const { ask, openSet } = engine(site);
const index = await openSet("now");
const { firsts } = index.counts;
/** As many entries as the program looks at. */
const LIMIT = 50;
let different = 0;
for (const { query, wanted, place } of judgements) {
  const { hits } = await ask(index, query, { limit: LIMIT });
  const given = [];
  for (const { entryAt, sections } of hits) {
    const ordinals = sections.map((/** @type {[number]} */ [ordinal]) => ordinal);
    const shown = await index.shown(entryAt, ordinals);
    for (const ordinal of ordinals) given.push([shown[3].replace(/^chapter\/|\/(index\.html)?$/g, ""), shown[0][ordinal - firsts[entryAt]][0]]);
  }
  const best = Math.max(...wanted.map((/** @type {any} */ { grade }) => grade));
  const right = wanted.filter((/** @type {any} */ { grade }) => grade === best);
  const found = given.findIndex(([id, anchor]) => right.some((/** @type {any} */ { entry, section }) => entry === id && (section ?? anchor) === anchor)) + 1;
  if ((found || null) === place) continue;
  different++;
  console.log(`${query}: place ${found || "none"}, the program's is ${place}`);
}
console.log(`${judgements.length} questions, ${different} answered otherwise`);
process.exit(different ? 1 : 0);
