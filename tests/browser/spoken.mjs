// What a screen reader says of an open page, line by line: made of the tree that Chromium gives to assistive technology.
// Takes a page of the browser, gives text. Knows no kind of page; nothing in it depends on pixels, faces or the day.
//
// A line is what is said in one breath. Landmarks, lists and tables are opened by a line, and what is in them stands further
// in. In running text a link stands as [link words], a button as [button words]; what a reader is told besides of it stands
// behind its words.
// @ts-check

/** @typedef {{nodeId: string, ignored: boolean, role?: {value: string}, name?: {value: string}, description?: {value: string},
 *   value?: {value: unknown}, properties?: {name: string, value: {value: unknown}}[], childIds?: string[],
 *   parentId?: string, backendDOMNodeId?: number}} Node */

/** Parts of a page that a reader can jump to. @type {Record<string, string>} */
const LANDMARKS = {
  banner: "banner", navigation: "navigation", main: "main", contentinfo: "footer", complementary: "aside", region: "region",
  search: "search", form: "form",
};
/** What is said within a line. @type {Record<string, string>} */
const WITHIN = { link: "link", button: "button", image: "picture", deletion: "taken out", insertion: "put in" };
/** What is filled in or chosen. */
const FIELDS = new Set(["textbox", "searchbox", "combobox", "checkbox", "radio", "Date", "spinbutton", "listbox", "slider", "progressbar", "ProgressIndicator", "DisclosureTriangle"]);
/** @type {Record<string, string>} */
const CALLED = { DisclosureTriangle: "fold", Date: "date field", textbox: "field", ProgressIndicator: "progress" };
/** Elements that begin and end a line of their own; all others go on in the line. */
const LINES = /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|CAPTION|DD|DETAILS|DIV|DL|DT|FIELDSET|FIGCAPTION|FIGURE|FOOTER|FORM|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|SUMMARY|TABLE|UL)$/;

/** @param {import("playwright-core").Page} page
 * @returns {Promise<string>} */
export async function spoken(page) {
  // The browser's own account of a page leaves out texts of nothing but space; where two elements stand apart is noted beforehand.
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("body *")) {
      const next = element.nextSibling;
      if (next?.nodeType === 3 && !next.nodeValue?.trim() && next.nodeValue) element.setAttribute("data-apart", "");
    }
  });
  const client = await page.context().newCDPSession(page);
  const { nodes } = /** @type {{nodes: Node[]}} */ (/** @type {unknown} */ (await client.send("Accessibility.getFullAXTree")));
  const { root } = await client.send("DOM.getDocument", { depth: -1 });
  await client.detach();
  return new Reader(nodes, root).read();
}

class Reader {
  /** @param {Node[]} nodes @param {any} root */
  constructor(nodes, root) {
    this.nodes = new Map(nodes.map((node) => [node.nodeId, node]));
    this.first = nodes[0];
    /** @type {Map<number, string>} */
    this.elements = new Map();
    /** What says that it is the page, the part or the step where the reader is. The tree leaves it out.
     * @type {Map<number, string>} */
    this.currents = new Map();
    /** What is written apart from what stands beside it: how it is laid out may hide the space, but nobody says them as one word.
     * @type {Set<number>} */
    this.before = new Set();
    /** @type {Set<number>} */
    this.behind = new Set();
    const ends = (/** @type {string | undefined} */ sign) => Boolean(sign && !sign.trim());
    /** The first or the last thing within an element. @param {any} node @param {0 | -1} at @returns {number} */
    const edge = (node, at) => (node.children?.length ? edge(node.children.at(at), at) : node.backendNodeId);
    const walk = (/** @type {any} */ node) => {
      this.elements.set(node.backendNodeId, node.nodeName);
      const at = node.attributes?.indexOf("aria-current") ?? -1;
      if (at >= 0) this.currents.set(node.backendNodeId, node.attributes[at + 1]);
      const children = node.children ?? [];
      for (const [place, child] of children.entries()) {
        // What the tree leaves out, as it does what is only there for looks, has its first and last words in it.
        const apart = child.attributes?.includes("data-apart");
        if (ends(children[place - 1]?.nodeValue?.slice(-1))) for (const node of [child.backendNodeId, edge(child, 0)]) this.before.add(node);
        if (apart || ends(children[place + 1]?.nodeValue?.[0])) for (const node of [child.backendNodeId, edge(child, -1)]) this.behind.add(node);
        walk(child);
      }
    };
    walk(root);
    /** @type {string[]} */
    this.lines = [];
    this.line = "";
    this.lead = "";
  }

  read() {
    this.lines.push(`page: ${this.first?.name?.value}`);
    this.each(this.first, 0);
    this.end(0);
    return `${this.lines.join("\n")}\n`;
  }

  /** @param {Node | undefined} node @returns {Node[]} */
  children(node) {
    return (node?.childIds ?? []).flatMap((id) => this.nodes.get(id) ?? []);
  }

  /** @param {Node} node @param {string} name */
  state(node, name) {
    return node.properties?.find((property) => property.name === name)?.value.value;
  }

  /** Those of a role below a node, not looked for below each other. @param {Node} node @param {string[]} roles @returns {Node[]} */
  below(node, roles) {
    return this.children(node).flatMap((child) =>
      !child.ignored && roles.includes(child.role?.value ?? "") ? [child] : child.role?.value === "list" ? [] : this.below(child, roles),
    );
  }

  /** Ends a line, and says it. @param {number} depth */
  end(depth) {
    const text = this.line.replace(/\s+/g, " ").trim();
    if (text || this.lead) this.lines.push(`${"  ".repeat(depth)}${this.lead}${text}`.trimEnd());
    this.line = "";
    this.lead = "";
  }

  /** @param {Node | undefined} node @param {number} depth */
  each(node, depth) {
    for (const child of this.children(node)) this.say(child, depth);
  }

  /** A line that opens a part, and what is in it. @param {Node} node @param {number} depth @param {string} words */
  part(node, depth, words) {
    this.end(depth);
    this.lead = words;
    this.end(depth);
    this.each(node, depth + 1);
    this.end(depth + 1);
  }

  /** A line of its own. @param {Node} node @param {number} depth @param {string} lead */
  own(node, depth, lead) {
    this.end(depth);
    this.lead = lead;
    this.each(node, depth);
    this.end(depth);
  }

  /** What is said of a node's state. @param {Node} node */
  states(node) {
    const said = [];
    const expanded = this.state(node, "expanded");
    if (expanded !== undefined) said.push(expanded ? "open" : "closed");
    if (this.state(node, "required") === true) said.push("required");
    if (this.state(node, "disabled") === true) said.push("not available");
    const checked = this.state(node, "checked");
    if (checked !== undefined) said.push(checked === "true" || checked === true ? "ticked" : "not ticked");
    const current = this.current(node);
    if (current) said.push(current);
    if (node.description?.value) said.push(node.description.value);
    return said.map((words) => `, ${words}`).join("");
  }

  /** @param {Node} node */
  current(node) {
    const here = this.currents.get(node.backendDOMNodeId ?? 0);
    return here ? `current ${here}` : "";
  }

  /** @param {Node} node @param {number} depth */
  say(node, depth) {
    const at = node.backendDOMNodeId ?? 0;
    if (this.before.has(at)) this.line += " ";
    this.speak(node, depth);
    if (this.behind.has(at)) this.line += " ";
  }

  /** @param {Node} node @param {number} depth */
  speak(node, depth) {
    const role = node.role?.value ?? "";
    const name = node.name?.value ?? "";
    const named = name ? ` "${name}"` : "";
    if (node.ignored) return this.pass(node, depth);
    if (role === "StaticText") {
      this.line += name;
      return;
    }
    if (role === "InlineTextBox") return;
    if (role === "LineBreak") {
      this.line += " ";
      return;
    }
    if (role === "ListMarker") {
      // A dot is said as nothing; a number is.
      const number = this.children(node).map((child) => child.name?.value ?? "").join("") || name;
      if (/[\p{L}\p{N}]/u.test(number)) this.line += number;
      return;
    }
    // A form without a name is no place to jump to.
    if (role in LANDMARKS && (role !== "form" || name)) {
      // What stands still and can be reached with Tab alone says so.
      return this.part(node, depth, `${LANDMARKS[role]}${named}${this.stops(node)}`);
    }
    if (role === "heading") return this.own(node, depth, `heading ${this.state(node, "level")}: `);
    if (role === "list") return this.part(node, depth, `list${named} of ${this.below(node, ["listitem"]).length}${this.stops(node)}`);
    if (role === "listitem") {
      this.end(depth);
      const from = this.lines.length;
      this.each(node, depth);
      this.end(depth);
      // What goes on under the first line of an entry stands further in.
      for (let at = from; at < this.lines.length; at += 1) {
        const line = this.lines[at].slice(2 * depth);
        this.lines[at] = `${"  ".repeat(depth)}${at === from ? "- " : "  "}${line}`;
      }
      return;
    }
    if (role === "table" || role === "grid") return this.table(node, depth, named);
    if (role in WITHIN) {
      // A name that is not what stands there is said instead of it.
      const before = this.line;
      this.line = "";
      if (role !== "image") this.each(node, depth);
      const shown = this.line.replace(/\s+/g, " ").trim();
      const words = name && name.replace(/\s+/g, " ").trim() !== shown ? name : shown;
      this.line = `${before}[${WITHIN[role]} ${words}${this.states(node)}]`;
      return;
    }
    if (FIELDS.has(role)) {
      const value = node.value?.value;
      this.line += `[${CALLED[role] ?? role} "${name}"${value === undefined || value === "" ? "" : `: ${value}`}${this.states(node)}]`;
      return;
    }
    if (role === "status" || role === "alert" || role === "log") {
      this.end(depth);
      this.lead = `${role}: `;
      this.each(node, depth);
      return this.end(depth);
    }
    this.pass(node, depth);
  }

  /** A node that is not spoken of itself. @param {Node} node @param {number} depth */
  pass(node, depth) {
    const element = this.elements.get(node.backendDOMNodeId ?? 0) ?? "";
    if (!LINES.test(element)) return this.each(node, depth);
    this.end(depth);
    const leads = /** @type {Record<string, string>} */ ({ BLOCKQUOTE: "quotation: ", DT: "term: ", DD: "meaning: ", HR: "line across" });
    if (!node.ignored && leads[element]) this.lead = leads[element];
    this.each(node, depth);
    this.end(depth);
  }

  /** Whether Tab stops at what is no control. @param {Node} node */
  stops(node) {
    return this.state(node, "focusable") === true && node.role?.value !== "main" ? ", a stop of Tab" : "";
  }

  /** A table as it is read cell by cell, each with the head of its column. @param {Node} table @param {number} depth @param {string} named */
  table(table, depth, named) {
    this.end(depth);
    const rows = this.below(table, ["row"]);
    /** @type {string[]} */
    let heads = [];
    const cells = rows.map((row) => this.below(row, ["columnheader", "rowheader", "cell", "gridcell"]));
    this.lines.push(`${"  ".repeat(depth)}table${named}, ${rows.length} rows, ${Math.max(0, ...cells.map((row) => row.length))} columns${this.stops(table)}`);
    for (const [at, row] of cells.entries()) {
      this.lines.push(`${"  ".repeat(depth + 1)}row ${at + 1}`);
      const isHead = row.length > 0 && row.every((cell) => cell.role?.value === "columnheader");
      if (isHead) heads = row.map((cell) => cell.name?.value ?? "");
      for (const [column, cell] of row.entries()) {
        const head = isHead ? "head" : cell.role?.value === "rowheader" ? "head of row" : heads[column];
        this.lead = head ? `${head}: ` : "";
        this.each(cell, depth + 2);
        this.end(depth + 2);
      }
    }
  }
}
