// Relevance: how far down stands the page that authors themselves linked to, asked in the words of their link?
//
//   node benches/search/relevance.mjs
//
// Ours is asked natively (`search eval --json`); that the browser gives the same answers is for tests/suite to say. Pagefind
// and MiniSearch get the same pages. Which corpora are for tuning stands in TUNING: the others are only ever measured.
// @ts-check
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

import { browse } from "./browser.mjs";
import { indexWithPagefind, load, mean, pagesOf, program, records, repository, run, seeded, shared, table, work } from "./peers.mjs";

/** Numbers and lists of QUERY.md may be chosen by looking at these, and at no others. */
const TUNING = ["sample manual", "gds-way"];
const HELD_OUT = ["civicactions-guidebook", "comply-policies", "seeds-manual", "west-ada-policies"];
const RESAMPLES = 10_000;

/** @typedef {{query: string, wanted: {entry: string, grade: number}[], entry_place: number | null, entry_ndcg: number, empty: boolean}} Judged */
/** @typedef {{ndcg: number[], rank: number[], empty: number}} Scores */

/** A manual of a corpus: its pages, and no more settings than it needs.
 * @param {string} name */
function manual(name) {
  if (name === "sample manual") {
    return { root: repository, pages: path.join(repository, "content") };
  }
  const root = path.join(work, "corpora", name);
  fs.rmSync(root, { recursive: true, force: true });
  fs.mkdirSync(root, { recursive: true });
  fs.cpSync(path.join(shared, "corpora", name), path.join(root, "content"), { recursive: true });
  const endings = '[".md", ".html.md.erb", ".md.erb", ".markdown"]';
  fs.writeFileSync(path.join(root, "site.toml"), `[site]\ntitle = "${name}"\nmarkdown = ${endings}\n`);
  return { root, pages: path.join(shared, "corpora", name) };
}

/** @param {string} root
 * @param {string} pages
 * @param {boolean} typos
 * @returns {Judged[]} */
function judged(root, pages, typos) {
  const maker = path.join(shared, "search-eval/anchor_judgements.py");
  const lines = execFileSync("python3", [maker, pages, ...(typos ? ["--typos"] : [])], { encoding: "utf8" });
  if (lines.trim() === "") {
    return [];
  }
  const file = path.join(work, `judgements-${typos ? "typos" : "plain"}.jsonl`);
  fs.writeFileSync(file, lines);
  return JSON.parse(run(["search", "eval", file, "--json", "--forget", "--aside"], root)).judgements;
}

/** Scores of entries in order against what was wanted: one right answer, so nDCG is 1 / log2(place + 1).
 * @param {Judged[]} judgements
 * @param {(query: string) => Promise<string[]> | string[]} ask */
async function scoreOf(judgements, ask) {
  /** @type {Scores} */
  const scores = { ndcg: [], rank: [], empty: 0 };
  for (const { query, wanted } of judgements) {
    const given = await ask(query);
    const place = given.indexOf(wanted[0]?.entry ?? "") + 1;
    scores.ndcg.push(place > 0 && place <= 10 ? 1 / Math.log2(place + 1) : 0);
    scores.rank.push(place > 0 ? 1 / place : 0);
    scores.empty += given.length === 0 ? 1 : 0;
  }
  return scores;
}

/** The interval in which 95 of 100 resamples of the mean difference lie.
 * @param {number[]} ours
 * @param {number[]} theirs */
function bootstrap(ours, theirs) {
  const random = seeded(5);
  const differences = ours.map((score, index) => score - (theirs[index] ?? 0));
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let draw = 0; draw < differences.length; draw += 1) {
      sum += differences[Math.floor(random() * differences.length)] ?? 0;
    }
    return sum / Math.max(1, differences.length);
  }).sort((one, other) => one - other);
  const at = (/** @type {number} */ share) => (means[Math.floor(share * (means.length - 1))] ?? 0).toFixed(3);
  return `${mean(differences).toFixed(3)} [${at(0.025)}, ${at(0.975)}]`;
}

const { default: MiniSearch } = await load("minisearch");
const browser = await browse();
console.log(`program: ${program}`);
const rows = [["corpus", "asked", "questions", "engine", "nDCG@10", "MRR", "empty", "ours minus it, with 95% interval"]];
/** @type {Map<string, Record<string, Scores>>} */
const together = new Map();

/** @param {string} corpus
 * @param {string} kind
 * @param {Record<string, Scores>} scores */
function add(corpus, kind, scores) {
  const ours = scores.Chapterhouse;
  for (const [engine, score] of Object.entries(scores)) {
    const beside = engine === "Chapterhouse" || ours === undefined ? "" : bootstrap(ours.ndcg, score.ndcg);
    const figures = [mean(score.ndcg).toFixed(3), mean(score.rank).toFixed(3), String(score.empty)];
    rows.push([corpus, kind, String(score.ndcg.length), engine, ...figures, beside]);
  }
}

for (const corpus of [...TUNING, ...HELD_OUT]) {
  if (corpus !== "sample manual" && !fs.existsSync(path.join(shared, "corpora", corpus))) {
    console.log(`${corpus}: not there`);
    continue;
  }
  const { root, pages: folder } = manual(corpus);
  if (judged(root, folder, false).length === 0) {
    console.log(`${corpus}: no internal links with words of their own, so no judgements`);
    continue;
  }
  const pages = pagesOf(records(root));
  const mini = new MiniSearch({ fields: ["title", "headings", "text"], searchOptions: { boost: { title: 2 }, fuzzy: 0.2, prefix: true } });
  mini.addAll(pages);
  const { site } = await indexWithPagefind(pages, corpus);
  const pagefind = await browser.pagefind(site);
  for (const typos of [false, true]) {
    const judgements = judged(root, folder, typos);
    /** @type {Record<string, Scores>} */
    const scores = {
      Chapterhouse: {
        ndcg: judgements.map((one) => one.entry_ndcg),
        rank: judgements.map((one) => (one.entry_place === null ? 0 : 1 / one.entry_place)),
        empty: judgements.filter((one) => one.empty).length,
      },
      MiniSearch: await scoreOf(judgements, (query) => mini.search(query).map((/** @type {{id: string}} */ hit) => hit.id)),
      Pagefind: await scoreOf(judgements, (query) => pagefind.ask(query)),
    };
    const kind = typos ? "one error" : "as linked";
    add(corpus, kind, scores);
    const split = `${TUNING.includes(corpus) ? "tuning" : "held out"}, ${kind}`;
    const sum = together.get(split) ?? {};
    for (const [engine, score] of Object.entries(scores)) {
      const known = sum[engine] ?? { ndcg: [], rank: [], empty: 0 };
      sum[engine] = { ndcg: [...known.ndcg, ...score.ndcg], rank: [...known.rank, ...score.rank], empty: known.empty + score.empty };
    }
    together.set(split, sum);
  }
  await pagefind.close();
}
await browser.close();
for (const [split, scores] of together) {
  const [corpus = "", kind = ""] = split.split(", ");
  add(`all ${corpus}`, kind, scores);
}
console.log(table(rows));
