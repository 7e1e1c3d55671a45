// Whether the browser's engine gives the answers of the program: node equality.mjs FILE…, each file holding a set's records, what the
// program answered to many questions, and the folder where the set's files are published (tests/suite/search_equality.rs writes them). The
// files are asked; every few questions, so is an index made of the records alone, which tells what is wrong where they differ. Prints kinds
// of questions with how many were asked and answered alike; says the first differences.
// @ts-check
import fs from "node:fs";
import { engine } from "./engine.mjs";
import { memoryIndex } from "./memory.mjs";

/** Two programs that add in 32 bits, one with another logarithm, may differ by so much. */
const NEAR = 2e-6;

/** The order of code points, which is that of bytes and not that of UTF-16.
 * @param {string} a @param {string} b */
const inBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** What the numbers of the one are called by the other. */
const EXACT = ["no", "title", "number"];

/** One question in so many is asked of the records, too. */
const SOME = 4;

/** @type {Map<string, [asked: number, alike: number]>} */
const kinds = new Map();
let said = 0;

/** @param {number} a @param {number} b */
const isNear = (a, b) => Math.abs(a - b) <= NEAR * Math.max(Math.abs(a), Math.abs(b));

/** What differs between two answers, in a word; nothing if they are alike.
 * @param {any} ours @param {any} theirs */
const difference = (ours, theirs) => {
  const repairs = ours.repairs.filter((/** @type {any} */ { shown }) => shown.length);
  const missing = ours.repairs.filter((/** @type {any} */ { shown }) => !shown.length).map((/** @type {any} */ { asked }) => asked);
  ours = { ...ours, repairs, missing };
  const terms = JSON.stringify([...ours.terms.keys()].sort(inBytes));
  if (terms !== JSON.stringify(theirs.terms)) return `terms: ${terms} / ${JSON.stringify(theirs.terms)}`;
  for (const key of ["repairs", "missing", "loosened", "entries", "aside", "unfiltered"]) {
    if (JSON.stringify(ours[key]) !== JSON.stringify(theirs[key])) return `${key}: ${JSON.stringify(ours[key])} / ${JSON.stringify(theirs[key])}`;
  }
  if (ours.hits.length !== theirs.hits.length) return `${ours.hits.length} / ${theirs.hits.length} hits`;
  for (const [place, hit] of ours.hits.entries()) {
    const other = theirs.hits[place];
    const told = ` at ${place}: ${JSON.stringify(hit)} / ${JSON.stringify(other)}`;
    if (hit.entryAt !== other.entry || EXACT[hit.exactness] !== other.exact) return "order" + told;
    if (!isNear(hit.score, other.score)) return "score" + told;
    if (hit.sections.length !== other.sections.length) return "sections" + told;
    for (const [at, [ordinal, score]] of hit.sections.entries()) {
      if (ordinal !== other.sections[at][0] || !isNear(score, other.sections[at][1])) return "sections" + told;
    }
  }
};

for (const file of process.argv.slice(2)) {
  const { name, folder, set, words: known, questions } = JSON.parse(fs.readFileSync(file, "utf8"));
  const bare = engine();
  // All that is in the texts is indexed. The other loads it when a question needs it.
  await bare.needMore();
  const memory = memoryIndex(set, bare, known);
  const program = engine(folder);
  const index = await program.openSet(set.name);
  const manner = program.mannerOf(index);
  const texts = set.entries.flatMap((/** @type {any} */ entry) => entry.sections.map((/** @type {any} */ section) => section.text));
  const registers = set.entries.flatMap((/** @type {any} */ entry) => entry.sections.map(() => entry.register));
  // First what the first script alone should answer: once the further one has come, it stays.
  const later = (/** @type {any} */ { words, filters, answer }) =>
    Number(/[\d"“”„«»‐‑_-]/.test(words) || answer.repairs.length + answer.missing.length > 0 || Object.values(filters).some(Boolean));
  questions.sort((/** @type {any} */ a, /** @type {any} */ b) => later(a) - later(b));
  for (const [place, { kind, words, unfinished, filters, answer, snippets }] of questions.entries()) {
    const how = { unfinished, filters, limit: 20 };
    const ours = await program.ask(index, words, how);
    let different = difference(ours, answer);
    if (place % SOME === 0) {
      const apart = difference(await bare.ask(memory, words, how), answer);
      if (apart) different = `of the records: ${apart}\n  of the files: ${different}`;
    }
    for (const [ordinal, ...theirs] of snippets) {
      const shown = JSON.stringify([program.snippet(texts[ordinal], ours.terms, manner, registers[ordinal])]);
      if (shown !== JSON.stringify(theirs)) different ??= `snippet of ${ordinal}:\n  ${shown}\n  ${JSON.stringify(theirs)}`;
    }
    const count = kinds.get(kind) ?? [0, 0];
    kinds.set(kind, [count[0] + 1, count[1] + Number(!different)]);
    if (different && said++ < 12) {
      console.log(`${name}, ${kind}: ${JSON.stringify(words.slice(0, 200))} ${unfinished ? "unfinished " : ""}${JSON.stringify(filters)}`);
      console.log(`  browser / program: ${different}`);
    }
  }
}
let [asked, alike] = [0, 0];
for (const [kind, [all, same]] of kinds) {
  console.log(`${kind.padEnd(24)} ${String(all).padStart(6)} ${String(same).padStart(6)}`);
  [asked, alike] = [asked + all, alike + same];
}
console.log(`${"all".padEnd(24)} ${String(asked).padStart(6)} ${String(alike).padStart(6)}`);
process.exit(asked === alike ? 0 : 1);
