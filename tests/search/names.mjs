// Whether only the scripts of the search know the properties that get short names: node names.mjs NAME… (tests/suite/script_names.rs
// says them). It reads the scripts as TypeScript does, and holds each name against what browsers, files, forms, addresses and other scripts say.
// @ts-check
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const require = createRequire(path.join(root, "tests/browser/package.json"));
const ts = require("typescript");
const names = process.argv.slice(2);
/** @type {string[]} */
const faults = [];

/** The nodes of a text. @param {string} file @param {(node: any) => void} each */
const walk = (file, each) => {
  const kind = file.endsWith(".d.ts") ? ts.ScriptKind.TS : ts.ScriptKind.JS;
  /** @param {any} node */
  const visit = (node) => {
    each(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, kind));
};
/** @param {string} folder @param {RegExp} which */
const filesIn = (folder, which) => fs.readdirSync(folder).filter((file) => which.test(file)).map((file) => path.join(folder, file));

// What the language and the browser have.
/** @type {Set<string>} */
const known = new Set();
for (const file of filesIn(path.dirname(require.resolve("typescript")), /^lib\.(dom.*|es.*)\.d\.ts$/)) {
  walk(file, (node) => {
    if (node.name && ts.isIdentifier(node.name) && (ts.isTypeElement(node) || ts.isClassElement(node))) known.add(node.name.text);
  });
}
for (const name of names) if (known.has(name)) faults.push(`${name}: browsers have a property of this name`);

// What the scripts say, and whom they say it to.
const scripts = path.join(root, "themes/default/static/js");
const ours = [...filesIn(path.join(scripts, "search"), /\.js$/), ...filesIn(path.join(scripts, "search-more"), /\.js$/), ...filesIn(scripts, /^search.*\.js$/)];
/** @type {Set<string>} */
const said = new Set();
/** @param {any} node */
const nameOf = (node) => (node && ts.isIdentifier(node) ? node.text : "");
for (const file of ours) {
  walk(file, (node) => {
    if (ts.isPropertyAccessExpression(node)) said.add(nameOf(node.name));
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) said.add(nameOf(node.name));
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) said.add(nameOf(node.propertyName ?? node.name));
    // The keys of these become attributes, parts of an address, and names in texts; those in quotation marks keep their names.
    if (ts.isCallExpression(node) && /^(make|dress|asking|addressOf|fill)$/.test(nameOf(node.expression))) {
      for (const given of node.arguments.filter(ts.isObjectLiteralExpression)) {
        for (const { name } of given.properties) {
          if (names.includes(nameOf(name))) faults.push(`${nameOf(name)}: ${node.expression.text}() gives it to others in ${path.basename(file)}`);
        }
      }
    }
  });
}
for (const name of names) if (!said.has(name)) faults.push(`${name}: no script says it`);

// The keys of files, the fields of forms, and what other scripts ask the search for.
/** @param {string} file @param {RegExp} key */
const keysIn = (file, key) => [...fs.readFileSync(file, "utf8").matchAll(key)].map(([, name]) => name);
const elsewhere = [
  ...keysIn(path.join(root, "src/search/facts.rs"), /"(\w+)": /g),
  ...filesIn(path.join(root, "themes/default/templates"), /\.html$/).flatMap((file) => keysIn(file, /\bname="([\w-]+)"/g)),
  ...[...filesIn(path.join(root, "src/preview/page"), /\.js$/), path.join(scripts, "site.js")].flatMap((file) => keysIn(file, /\bsearch\??\.(\w+)/g)),
];
if (elsewhere.length < 20) faults.push("what others say is not found any more");
for (const name of elsewhere) if (names.includes(name)) faults.push(`${name}: others say it, too`);

console.log(faults.join("\n"));
process.exit(faults.length ? 1 : 0);
