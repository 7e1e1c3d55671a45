// Asks the scripts of the pages what they make of days, and compares with a table that the tests in Rust wrote.
//
//   node days.mjs TABLE.json        exit 1, and the first answers that differ, when any does
//
// The table: `timelines` (each with the data of timeline.json and what is asked of it), `counts` (whether something counts
// on a day), `zones` (the day on which a moment falls in a time zone). Needs no browser.
// @ts-check
import fs from "node:fs";
import vm from "node:vm";

const folder = new URL("../../themes/default/static/js/", import.meta.url);
for (const file of ["site.js", "as-at.js"]) vm.runInThisContext(fs.readFileSync(new URL(file, folder), "utf8"), { filename: file });
const house = /** @type {any} */ (globalThis).chapterhouse;

const table = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
/** @type {string[]} */
const faults = [];
let asked = 0;

/** @param {unknown} said @param {unknown} expected @param {string} of */
function compare(said, expected, of) {
  asked += 1;
  if (JSON.stringify(said) !== JSON.stringify(expected)) {
    faults.push(`${of}: the script says ${JSON.stringify(said)}, the build ${JSON.stringify(expected)}`);
  }
}

for (const { timeline, asked: questions } of table.timelines ?? []) {
  for (const { id, day, standing, edition } of questions) {
    const chapter = timeline.chapters.find((/** @type {any} */ chapter) => chapter.id === id);
    const said = house.standingOn(chapter, day);
    compare([said.standing, said.edition], [standing, edition], `${id} on ${day}`);
  }
}
for (const { day, from, until, counts } of table.counts ?? []) {
  compare(house.counts(day, from, until), counts, `from ${from} until ${until} on ${day}`);
}
for (const { zone, moment, day } of table.zones ?? []) {
  compare(house.dayIn(zone, new Date(moment)), day, `${moment} in ${zone}`);
}
console.log(`${asked} asked, ${faults.length} differ`);
for (const fault of faults.slice(0, 10)) console.log(fault);
process.exitCode = faults.length || asked === 0 ? 1 : 0;
