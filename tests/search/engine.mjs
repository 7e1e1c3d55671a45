// The engine of the browser where there is no page: the theme's scripts as they are joined for readers, in one function, with
// the names that tests ask for given out. What the engine loads, it finds: its further script in the theme, a set's files in a folder.
// @ts-check
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const SCRIPTS = fileURLToPath(new URL("../../themes/default/static/js/", import.meta.url));

/** The scripts of a folder whose names begin with one of some numbers, joined in the order of their names.
 * @param {string} name
 * @param {RegExp} which */
function joined(name, which) {
  const folder = path.join(SCRIPTS, name);
  const files = fs.readdirSync(folder).filter((file) => which.test(file)).sort();
  return files.map((file) => fs.readFileSync(path.join(folder, file), "utf8")).join("\n");
}

const NAMES = ["stemOf", "read", "mannerOf", "ask", "snippet", "openSet", "needMore"];

/** The engine, to be asked over any index, or over the sets whose files are in a folder. Only the last that was made may load.
 * @param {string} [root]
 * @returns {any} */
export function engine(root = "") {
  /** @param {string} file */
  const textOf = (file) => {
    const script = /^theme\/js\/([\w-]+)\.js$/.exec(file);
    return script ? joined(script[1], /^\d/) : fs.readFileSync(path.join(root, file), "utf8");
  };
  /** @type {any} */ (globalThis).chapterhouse = {
    version: "",
    load: (/** @type {string} */ file) => {
      /** @type {any} */
      const script = { remove: () => {} };
      queueMicrotask(() => {
        try {
          new Function(textOf(file.split("?")[0]))();
        } catch (fault) {
          return script.onerror(fault);
        }
        script.onload();
      });
      return script;
    },
  };
  return new Function(`"use strict";\n${joined("search", /^[13]/)}\nreturn { ${NAMES.join(", ")} };`)();
}
