// The files of a set, read by the scripts that browsers load, held against what the index knows (tests/suite/search_files.rs
// writes both): node files.mjs FOLDER, the folder holding search/NAME/… and expected.json.
// @ts-check
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const scripts = fileURLToPath(new URL("../../themes/default/static/js/", import.meta.url));
const folder = process.argv[2];
const expected = JSON.parse(fs.readFileSync(path.join(folder, "expected.json"), "utf8"));

/** Scripts of a folder, as they are joined for readers. @param {string} from @param {RegExp} which */
const joined = (from, which) => {
  const files = fs.readdirSync(from).filter((file) => which.test(file)).sort();
  return files.map((file) => fs.readFileSync(path.join(from, file), "utf8")).join("\n");
};

/**
 * The loader over the files of the folder. `alter` may change the text of a file, or make it missing.
 * @param {(file: string, text: string, address: string) => string | undefined} [alter]
 */
const loader = (alter = (_, text) => text) => {
  /** @type {string[]} */
  const asked = [];
  const house = {
    version: "",
    inflate: undefined,
    load: (/** @type {string} */ address) => {
      const file = address.split("?")[0];
      asked.push(address);
      /** @type {any} */
      const script = { remove: () => {} };
      queueMicrotask(() => {
        const from = file.startsWith("theme/js/") ? path.join(scripts, file.slice(9)) : path.join(folder, file);
        const pieces = from.replace(/\.js$/, "");
        const whole = file.startsWith("theme/") && fs.existsSync(pieces) ? joined(pieces, /^\d/) : fs.existsSync(from) && fs.readFileSync(from, "utf8");
        const text = whole ? alter(file, whole, address) : undefined;
        if (text === undefined) return script.onerror();
        try {
          new Function(text)();
        } catch {
          // As in a browser: what cannot be read does nothing, and has loaded.
        }
        script.onload();
      });
      return script;
    },
  };
  Object.assign(globalThis, { chapterhouse: house });
  const code = joined(path.join(scripts, "search"), /^1/);
  const made = new Function(`"use strict";\n${code}\nreturn { openSet, withSet };`)();
  return { ...made, asked };
};

/** @param {ArrayLike<number>} one */
const plain = (one) => [...Array.from(one)];

/** What is shown of an entry, by names. @param {any[]} shown */
const objectOf = ([sections, number, title, url, kind, state, from, until, changed, isNew]) => ({
  ...{ number, title, url, kind, state, from, until, changed, isNew },
  sections: sections.map((/** @type {string[]} */ [anchor, number, heading, text]) => ({ anchor, number, heading, text })),
});

/** Everything that is in the files of a set. @param {any} index @param {any} set */
const compare = async (index, set) => {
  const { firsts: first, asides, entryCount, norms } = index.counts;
  const counts = { ...index.counts, first, aside: asides, entries: entryCount, allNorms: norms[0], headingNorms: norms[1], titleNorms: norms[2] };
  for (const [key, value] of Object.entries(set.counts)) {
    assert.deepEqual(typeof value === "object" ? plain(counts[key]) : counts[key], value, `${set.name}: ${key}`);
  }
  assert.deepEqual([...counts.stopWords], set.stop, `${set.name}: stop words`);
  assert.deepEqual([...counts.common].sort(), set.common.sort(), `${set.name}: common`);
  assert.deepEqual(index.glossary, set.terms);
  const found = await index.postings(set.postings.map((/** @type {any} */ [term]) => term));
  for (const [at, [term, all, heading, title, places]] of set.postings.entries()) {
    const posting = found[at];
    assert.ok(posting, `${set.name}: ${term}`);
    const pairs = (/** @type {Uint32Array} */ of, /** @type {Uint32Array} */ times) => plain(of).map((place, at) => [place, times[at]]);
    assert.deepEqual(pairs(posting.ordinals[0], posting.times[0]), all, `${set.name}: ${term}`);
    assert.deepEqual(pairs(posting.ordinals[1], posting.times[1]), heading, `${set.name}: ${term} in headings`);
    assert.deepEqual(pairs(posting.ordinals[2], posting.times[2]), title, `${set.name}: ${term} in titles`);
    if (!places) continue;
    assert.deepEqual((await index.places(term)).map(plain), places, `${set.name}: places of ${term}`);
  }
  for (const [key, value] of Object.entries(set.beside)) assert.deepEqual(plain(counts[key]), value, `${set.name}: ${key}`);
  assert.deepEqual(await index.postings(["no such term", "", "zzzz", "\u{10ffff}"]), Array(4).fill(undefined));
  assert.deepEqual(await index.words(""), set.words);
  for (const start of set.starts) {
    const wanted = set.words.filter((/** @type {[string]} */ [word]) => word.startsWith(start));
    assert.deepEqual(await index.words(start), wanted, `${set.name}: words that begin with ${start}`);
  }
  const facts = await index.facts();
  assert.deepEqual(plain(facts.changed), set.changed);
  assert.equal(facts.numbers.length, counts.entries);
  assert.ok(plain(facts.type).every((type) => facts.types[type] !== undefined));
  for (const [entry, wanted] of set.shown.entries()) {
    assert.deepEqual(objectOf(await index.shown(entry)), wanted, `${set.name}: entry ${entry}`);
    const ordinal = first[entry + 1] - 1;
    const last = objectOf(await index.shown(entry, [ordinal])).sections;
    assert.deepEqual(last.at(-1), wanted.sections.at(-1));
    if (last.length <= 40) assert.deepEqual(last.map((/** @type {any} */ { heading }) => heading), wanted.sections.map((/** @type {any} */ { heading }) => heading));
  }
};

for (const set of expected.sets) {
  const { openSet, asked } = loader();
  await compare(await openSet(set.name), set);
  assert.equal(new Set(asked).size, asked.length, "a file was asked for twice");
}

// A browser that cannot unpack gets the small inflate, once.
const own = globalThis.DecompressionStream;
Object.assign(globalThis, { DecompressionStream: undefined });
{
  const { openSet, asked } = loader();
  await compare(await openSet("sample"), expected.sets.find((/** @type {any} */ { name }) => name === "sample"));
  assert.equal(asked.filter((/** @type {string} */ file) => file.includes("inflate")).length, 1);
  const without = loader((file, text) => (file.includes("inflate") ? undefined : text));
  await assert.rejects(without.openSet("sample"), { message: "browser" });
}
Object.assign(globalThis, { DecompressionStream: own });

/** A term of the first file of postings, which all damage below is done to. */
const term = expected.first;
const damages = {
  missing: () => undefined,
  "cut short": (/** @type {string} */ text) => text.slice(0, -40),
  "cut short, and closed": (/** @type {string} */ text) => text.slice(0, -40) + '")',
  empty: () => "",
  "of another name": (/** @type {string} */ text) => text.replace("/t0", "/t1"),
  "a page of the server": () => "<!doctype html><title>Not found</title>",
};
for (const [name, damage] of Object.entries(damages)) {
  const broken = loader((file, text) => (file.endsWith("/t0.js") ? damage(text) : text));
  const index = await broken.openSet("sample");
  await assert.rejects(index.postings([term]), { message: "missing" }, name);
  assert.equal(broken.asked.filter((/** @type {string} */ file) => file.includes("/t0.js")).length, 2, `${name}: one more try`);
  // It was damaged on its way, once.
  let times = 0;
  const mended = loader((file, text) => (file.endsWith("/t0.js") && times++ === 0 ? damage(text) : text));
  assert.ok((await (await mended.openSet("sample")).postings([term]))[0], name);
  // What failed is tried again when it is asked for again.
  times = -1;
  const later = loader((file, text) => (file.endsWith("/t0.js") && times++ < 1 ? damage(text) : text));
  const patient = await later.openSet("sample");
  await assert.rejects(patient.postings([term]), { message: "missing" }, name);
  assert.ok((await patient.postings([term]))[0], `${name}: later`);
}

// The first file, too, and a site without a search.
await assert.rejects(loader((file, text) => (file.endsWith("/m.js") ? text.slice(0, 40) : text)).openSet("sample"), { message: "missing" });
await assert.rejects(loader().openSet("other"), { message: "missing" });

/** A file of another build. @param {string} text */
const older = (text) => text.replace(/,"[^"]{8}",/, ',"00000000",');
for (const kind of ["t0", "n", "f/0"]) {
  // A cache gave an old file: the second try finds the new one.
  const cached = loader((file, text, address) => (file.endsWith(`/${kind}.js`) && !address.includes("-") ? older(text) : text));
  const index = await cached.openSet("sample");
  assert.ok((await index.postings([term]))[0] && (await index.shown(0))[3], kind);
  // The site is published anew while it is asked: the old first files are replaced, and the question asked again, if it was.
  for (const [old, asked] of /** @type {[RegExp, number][]} */ ([[/\/m\.js\?v=\d{1,6}$/, 1], [/\/m\.js\?v=\d{1,6}$|\/n\.js\?v=0{8}/, 2]])) {
    const anew = loader((file, text, address) => (old.test(address) ? older(text) : text));
    let times = 0;
    const wanted = await anew.withSet("sample", async (/** @type {any} */ index) => {
      times++;
      return [index.counts.entryCount, (await index.postings([term]))[0].times[0].length];
    });
    assert.ok(times === asked && wanted[0] > 0 && wanted[1] > 0, `${old}: ${times} times`);
  }
  // It never becomes one build: it is told, and nothing is answered.
  const mixed = loader((file, text) => (file.endsWith(`/${kind}.js`) ? older(text) : text));
  const ask = async (/** @type {any} */ index) => [await index.postings([term]), await index.shown(0)];
  await assert.rejects(mixed.withSet("sample", ask), { message: "renewed" }, kind);
  const firsts = mixed.asked.filter((/** @type {string} */ file) => file.includes("/m.js"));
  assert.ok(new Set(firsts).size >= 2, "the first file is asked for anew");
}

// A cache has the further script of another publication: it is told, and brings nothing.
{
  const mixed = loader((file, text) => (file.includes("search-more") ? text.replace("STAMP-OF-ALL-SCRIPTS", "00000000") : text));
  const index = await mixed.openSet("sample");
  await assert.rejects(index.places(term), { message: "page" });
  await assert.rejects(index.facts(), { message: "page" });
  assert.equal(/** @type {any} */ (globalThis).chapterhouse.shared.readFacts, undefined);
}

// A page that is older than the files.
await assert.rejects(
  loader((file, text) => (file.endsWith("/m.js") ? text.replace(/"[^"]*"\)/, `"${expected.newer}")`) : text)).openSet("sample"),
  { message: "page" },
);
console.log(`${expected.sets.length} sets are read as they were written`);
