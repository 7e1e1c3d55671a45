// The page of results. Its address holds everything that was asked, so that it can be kept, sent, and gone back to.
// @ts-check
"use strict";

(() => {
  const house = /** @type {any} */ (globalThis).chapterhouse;
  const { stamp, nothing: NONE, make, filled: fill, amount: count, named, standing, asking, addressOf, openSet, bring, needMore, failure, finder: form, box } =
    /** @type {typeof offered & Shared} */ (house.search);
  /** What only this page says, beside the words of 60-words.js. */
  const told = {
    results: ["say:script_found_one", "say:script_found"],
    aside: ["say:script_aside_one", "say:script_aside"],
    unfiltered: ["say:script_unfiltered_one", "say:script_unfiltered"],
    filtered: "say:script_filtered",
    similar: "say:script_similar",
    terms: "say:script_terms",
    waiting: "say:script_waiting",
    wordless: "say:script_no_words",
    title: "say:script_title",
  };
  const STEP = 20;
  const at = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(name));
  const [found, said, list, more, without] = ["#found", ".found-notes", ".found-list", ".found-more", "#find-without"].map(at);
  const next = /** @type {HTMLAnchorElement} */ (more.firstElementChild);
  const address = new URLSearchParams(location.search);

  // What somebody typed or chose while this script was on its way stays.
  const early = form.elements.namedItem(/** @type {any} */ (document.activeElement)?.name);
  /** The form is filled from the address: what it does not take for a choice or a day is none. */
  const fillForm = () => {
    for (const field of form.elements) {
      const value = address.get(/** @type {HTMLInputElement} */ (field).name);
      if (field === early && /** @type {HTMLInputElement} */ (field).value) continue;
      if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value !== null;
      else if (field instanceof HTMLInputElement) field.value = value ?? "";
      else if (field instanceof HTMLSelectElement) {
        field.value = value ?? "";
        if (!field.value) field.selectedIndex = 0;
      }
    }
  };
  fillForm();
  // Whoever comes back finds what is shown below the form, and not what was chosen in it before going on. Some browsers put that back when
  // this script has run; what a reader has chosen by then stays.
  let touched = false;
  form.addEventListener("input", () => (touched = true));
  addEventListener("pageshow", ({ persisted }) => (persisted || !touched) && fillForm());
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
  // The list under the box knows no filters and no days: where some are chosen, it would show what this page leaves out.
  const isNarrow = () => [...new FormData(form)].some(([name, value]) => name !== "q" && value !== "");
  const own = /** @type {any} */ (box);
  for (const name of ["oninput", "onfocus", "onkeydown"]) {
    const open = own[name];
    own[name] = (/** @type {Event} */ event) => isNarrow() || open(event);
  }
  /** @type {Record<string, string>} */
  const given = {};
  for (const [name, value] of new FormData(form)) given[name] = String(value);
  if (early) {
    const name = /** @type {HTMLInputElement} */ (early).name;
    delete given[name];
    if (address.get(name)) given[name] = /** @type {string} */ (address.get(name));
  }
  const { q = "", since, all, "as-at": asAt, aside, ...choices } = given;
  const set = all || asAt ? "all" : "now";
  const filters = { ...choices, since, asAt, aside: Boolean(aside) };
  const limited = Object.keys(given).some((name) => name !== "q" && name !== "aside");
  const words = q.slice(0, 60);
  let page = Math.max(1, Math.min(50, Math.floor(Number(address.get("page"))) || 1));
  if (Object.keys(given).length > 1) form.querySelector("details")?.setAttribute("open", "");
  // Where a browser does not keep the page itself, it looks for the place that a reader left before the results have come. A reader who
  // moves meanwhile stays.
  const placed = () => `chapterhouse found ${location.href}`;
  const arrival = /** @type {any} */ (performance.getEntriesByType("navigation")[0]);
  let left = 0;
  try {
    if (arrival?.type === "back_forward" || arrival?.type === "reload") left = Number(sessionStorage.getItem(placed()));
    // Its own place, where the page was short still, would come behind ours on a slow machine.
    if (left) history.scrollRestoration = "manual";
  } catch {}
  for (const move of ["wheel", "touchmove", "pointerdown", "keydown"]) addEventListener(move, () => (left = 0), { once: true, passive: true });
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(placed(), `${Math.round(scrollY)}`);
    } catch {}
  });
  // The form's own line goes on to tell of what is typed there.
  const counted = document.querySelector(".found-count") ?? make("p", { class: "found-count", role: "status" });
  found.prepend(counted);
  const behind = make("div", { class: "found-behind" });
  found.append(behind);
  // What the list under a box counted was not finished.
  /** @type {Record<string, string>} */
  const typed = address.has("typed") ? { "typed": "" } : {};

  /** @param {string} text @param {Record<string, string>} asked */
  const way = (text, asked) => make("a", { href: asking(form.action, asked) }, text);

  /** @param {Piece} piece @param {Facts} facts */
  const item = ({ entryAt: entry, shown, sections }, { type, types, part, parts }) => {
    const [, number, title, url, kind] = shown;
    const asked = { q, ...typed, ...(set === "all" && { in: set }), ...(asAt && { "as-at": asAt }) };
    const link = (/** @type {string} */ anchor, /** @type {(Node | string)[]} */ within) =>
      make("a", { href: addressOf(url, anchor, asked) }, ...within);
    const above = parts[part[entry]];
    // A type is called here what it is called in the form.
    const sort = types[type[entry]] ?? "";
    const about = [document.querySelector(`#find-type [value="${sort}"]`)?.textContent ?? sort, above ? `${above.number} ${above.title}`.trim() : ""];
    // What is found in a register is an entry of it.
    const first = kind === "register" ? sections[0][0] : "";
    const row = make("li", {}, make("h2", {}, link(first, named(number, title)), ...standing(shown)));
    if (kind === "chapter") row.append(make("p", { class: "quiet" }, about.filter(Boolean).join(" · ")));
    for (const [anchor, number, heading, snippet] of sections) {
      row.append(make("p", { class: "found-section" }, ...(heading ? [link(anchor, named(number, heading))] : []), snippet));
    }
    return row;
  };

  /** Shows the results from a place on. @param {number} from */
  const show = async (from) => {
    found.hidden = false;
    found.setAttribute("aria-busy", "true");
    more.hidden = true;
    for (const part of [said, behind]) part.replaceChildren();
    without.hidden = true;
    counted.textContent = told.waiting;
    try {
      // A cache may hold the other script from before the site was published anew.
      if (stamp && stamp !== "STAMP-OF-ALL-SCRIPTS") throw new Error("page");
      const known = Promise.all([openSet(set).then((index) => index.facts()), needMore()]);
      known.catch(() => {});
      await bring(q, { unfinished: address.has("typed"), filters, limit: page * STEP }, async (answer) => {
        const { entries, unfiltered, aside: others } = answer;
        const [facts, further] = await known;
        const line = (/** @type {(Node | string)[]} */ ...within) => said.append(make("p", {}, ...within));
        while (list.children.length > from) list.lastChild?.remove();
        const notes = further.notes(answer);
        said.replaceChildren(...notes);
        behind.replaceChildren();
        // Who only hears is told of other words first, too; they see them below.
        counted.replaceChildren(
          ...notes.map((note) => make("span", { class: "said" }, note.textContent + " ")),
          (limited ? told.filtered + " " : "") + (entries ? count(told.results, entries) : fill(NONE, { "words": words })),
        );
        const label = document.querySelector("[for=find-aside]")?.textContent;
        // Few look for these: they stand behind what is found, when all of it has come.
        const besides = others && label ? [make("p", {}, way(fill(told.aside[+(others !== 1)], { "label": label, "n": others }), { ...given, ...typed, aside: "1" }))] : [];
        if (!entries) said.append(...besides);
        if (limited && unfiltered > entries) line(way(count(told.unfiltered, unfiltered), { q, ...typed, ...(set === "all" && { all: "1" }), ...(aside && { aside }) }));
        if (!unfiltered) {
          for (const [text, links] of await alike()) if (links.length) line(text, " ", ...links.flatMap((link) => [link, " "]));
          at(".find-hint").hidden = without.hidden = false;
        }
        return (piece, place) => {
          if (piece) {
            const row = item(piece, facts);
            list.append(row);
            if (from && !place) row.querySelector("a")?.focus();
          } else {
            if (entries) behind.append(...besides);
            more.hidden = entries <= page * STEP;
            next.href = asking(form.action, { ...given, ...typed, page: `${page + 1}` });
            if (left) scrollTo(0, left);
            left = 0;
          }
        };
      }, set, from);
    } catch (fault) {
      counted.textContent = "";
      said.replaceChildren(await failure(fault, () => show(from)));
      without.hidden = false;
    }
    found.removeAttribute("aria-busy");
  };

  /**
   * What resembles words that are nowhere: words that begin alike, and entries of the glossary.
   * @returns {Promise<[string, HTMLElement[]][]>}
   */
  const alike = async () => {
    const index = await openSet(set);
    const starts = (q.toLowerCase().match(/[\p{L}\p{N}]{3,40}/gu) ?? []).slice(0, 4).map((word) => [...word].slice(0, Math.max(3, Math.ceil(word.length * 0.6))).join(""));
    const known = await Promise.all(starts.map((start) => index.words(start)));
    const near = known.flat().sort((a, b) => b[1] - a[1]).slice(0, 5);
    const entries = index.glossary.filter(([, forms]) => forms.some((form) => starts.some((start) => form.toLowerCase().includes(start)))).slice(0, 5);
    return [
      [told.similar, near.map(([word]) => way(word, { q: word }))],
      [told.terms, entries.map(([id, [name]]) => make("a", { href: addressOf(`register/glossary/${/index\.\w+$/.exec(form.action) ?? ""}`, id, { q: name }) }, name))],
    ];
  };

  next.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    page += 1;
    // Whoever comes back finds as much as was left; some browsers refuse this to pages without a server.
    try {
      history.replaceState(null, "", next.href);
    } catch {}
    show((page - 1) * STEP);
  };
  if (q.trim()) {
    document.title = fill(told.title, { "words": words }) + " - " + document.title;
    show(0);
  } else {
    without.hidden = false;
    if (limited) {
      found.hidden = false;
      counted.textContent = told.wordless;
    }
  }
})();
