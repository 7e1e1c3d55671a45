// Whether text becomes the same terms in the browser as in the program: node words.mjs FILE, FILE holding what the program made of
// many texts (tests/suite/search_words.rs writes it). Says the first differences and how many there are.
// @ts-check
import fs from "node:fs";
import { engine } from "./engine.mjs";

const { stemOf, read, mannerOf, needMore } = engine();
// Compounds of every kind.
await needMore();
const given = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
let compared = 0;
let different = 0;

/** @param {string} asked @param {unknown} ours @param {unknown} theirs */
const compare = (asked, ours, theirs) => {
  compared++;
  const [a, b] = [JSON.stringify(ours), JSON.stringify(theirs)];
  if (a === b || different++ > 10) return;
  console.log(`${JSON.stringify(asked)}\n  browser ${a}\n  program ${b}`);
};

for (const pair of given.stems.split("\n")) {
  const [word, stem] = pair.split(" ");
  compare(word, stemOf(word, true), stem);
}
const stems = compared;
for (const english of [true, false]) {
  const manner = mannerOf({ counts: { english, stopWords: new Set(english ? given.stop : []) }, glossary: given.glossary });
  for (const [text, words, compounds] of given.texts[String(english)]) {
    const ours = read(text, manner);
    /** @param {any} word */
    const word = ({ begins, ends, folded, stem, place }) => [begins, ends, folded, stem, place];
    /** @param {any} compound */
    const compound = ({ term, startsAt, last }) => `${last} ${startsAt} ${term}`;
    compare(text, [ours.words.map(word), ours.compounds.map(compound).sort()], [words, compounds.sort()]);
  }
}
console.log(`${stems} words and ${compared - stems} texts compared, ${different} different`);
process.exit(different ? 1 : 0);
