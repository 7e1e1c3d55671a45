// What indexing costs, beside Pagefind on the same pages: seconds of CPU and of the clock, and memory.
//
//   node benches/search/cost.mjs MANUAL…
//
// Ours is the bench `search`, which reads no page: it has the manual in memory, as a build has. Pagefind reads its pages from
// a folder, as it must.
// @ts-check
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

import { indexWithPagefind, pagesOf, records, repository, work } from "./peers.mjs";

for (const manual of process.argv.slice(2)) {
  const root = path.resolve(manual);
  const bench = spawnSync("cargo", ["bench", "-q", "--bench", "search", "--", root], { cwd: repository, encoding: "utf8" });
  process.stdout.write(bench.stdout);
  if (bench.status !== 0) {
    throw new Error(bench.stderr);
  }
  const pages = pagesOf(records(root));
  const { cpu, wall } = await indexWithPagefind(pages, path.basename(root));
  console.log(`  Pagefind ${cpu.toFixed(2)} s CPU ${wall.toFixed(2)} s\n`);
  fs.rmSync(path.join(work, "pagefind", path.basename(root)), { recursive: true, force: true });
}
