// The engine of the browser where there is no page: the theme's scripts as they are joined for readers, in one function, with
// the names that tests ask for given out.
// @ts-check
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../themes/default/static/js/search/", import.meta.url));

/** The scripts whose names begin with one of some numbers, joined in the order of their names.
 * @param {RegExp} which
 * @param {string[]} names  What is given out.
 * @returns {any} */
export function join(which, names) {
  const files = fs.readdirSync(FOLDER).filter((file) => which.test(file)).sort();
  const code = files.map((file) => fs.readFileSync(path.join(FOLDER, file), "utf8")).join("\n");
  return new Function(`"use strict";\n${code}\nreturn { ${names.join(", ")} };`)();
}

const NAMES = ["stemOf", "read", "mannerOf", "isOneEdit", "byCodePoint", "STOP", "ask", "snippet", "marksIn"];

/** The engine alone, to be asked over any index. */
export const engine = () => join(/^3/, NAMES);

/** The engine with its loader, which finds a site's files in a folder. Only the last that was made may load.
 * @param {string} root */
export function engineOver(root) {
  /** @type {any} */ (globalThis).chapterhouse = {
    load: (/** @type {string} */ file) => {
      /** @type {any} */
      const script = { remove: () => {} };
      queueMicrotask(() => {
        try {
          new Function(fs.readFileSync(path.join(root, file.split("?")[0]), "utf8"))();
        } catch (fault) {
          return script.onerror(fault);
        }
        script.onload();
      });
      return script;
    },
  };
  return join(/^[13]/, [...NAMES, "openSet"]);
}
