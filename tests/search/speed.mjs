// How long the browser's engine takes to score: node speed.mjs [SECTIONS]. The set is invented: ten sections in each entry, three words, of
// which one stands in nearly half of all sections. Nothing is loaded. Prints one line of JSON, times in milliseconds.
// @ts-check
import { engine } from "./engine.mjs";

const sections = Number(process.argv[2] ?? 10_000);
const entries = sections / 10;
const every = (/** @type {number} */ step, /** @type {number} */ end) => Uint32Array.from({ length: Math.floor(end / step) }, (_, at) => at * step);
const times = (/** @type {Uint32Array} */ places) => places.map((place) => 1 + (place % 3));

/** @param {number} step */
const posting = (step) => {
  const [all, heading, title] = [every(step, sections), every(step * 10, sections), every(step * 10, entries)];
  const ordinals = [all, heading, title];
  return { ordinals, times: ordinals.map(times) };
};

/** @type {Record<string, any>} */
const postings = { assess: posting(2.1), visit: posting(7), record: posting(31) };
const counts = {
  sections,
  entryCount: entries,
  tokens: [sections * 3, sections * 4, sections * 120],
  english: true,
  stopWords: new Set(),
  firsts: [...every(10, sections + 10)],
  norms: [
    Uint8Array.from({ length: sections }, (_, at) => 30 + (at % 20)),
    Uint8Array.from({ length: sections }, (_, at) => at % 6),
    new Uint8Array(entries).fill(3),
  ],
  titleWords: new Uint8Array(entries).fill(3),
  asides: new Uint8Array(entries),
  common: new Set(),
};
const terms = /** @type {[string, string[]][]} */ ([]);
const index = {
  counts,
  glossary: terms,
  postings: async (/** @type {string[]} */ stems) => stems.map((stem) => postings[stem]),
  words: async () => [],
};

const { ask } = engine();
const taken = [];
for (let round = 0; round < 51; round++) {
  const start = performance.now();
  await ask(index, "assessment visits recorded", { limit: 10 });
  taken.push(performance.now() - start);
}
const first = taken[0];
taken.sort((a, b) => a - b);
const rounded = (/** @type {number} */ time) => Math.round(time * 100) / 100;
console.log(JSON.stringify({ sections, first: rounded(first), median: rounded(taken[25]), slowest: rounded(taken[50]) }));
