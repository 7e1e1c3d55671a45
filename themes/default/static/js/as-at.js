// The manual as at a date: lists it on its own page, and leads a reader from text to text of one day. It reads timeline.js.
// The words stand in the page and in timeline.js. site.js loads it where an address names a day.
// @ts-check
"use strict";

/** @typedef {[string | null, string, string | null]} Stretch first day, how the chapter stands, the edition's name */
/** @typedef {{name: string, title?: string, published_on?: string}} Edition */
/** @typedef {{id: string, number: string, title: string, path: string, part?: number, stretches: Stretch[], editions: Edition[]}} Chapter */
/** @typedef {{page: string, known_on: string, parts: {number: string, title: string}[], chapters: Chapter[]}} Timeline */

(() => {
  /**
   * How a chapter stands on a day: the last stretch that has begun.
   * @param {Chapter} chapter
   * @param {string} day
   * @returns {{standing: string, edition: string | null, from: string | null}}
   */
  const standingOn = (chapter, day) => {
    const begun = chapter.stretches.filter(([from]) => from === null || from <= day);
    const [from, standing, edition] = begun[begun.length - 1];
    return { standing, edition, from };
  };

  /**
   * The edition that readers saw on a day: the last that had begun and was published by then.
   * @param {Chapter} chapter
   * @param {string} day
   * @returns {Edition | undefined}
   */
  const seenOn = (chapter, day) =>
    chapter.editions
      .filter(({ name }) => name === "undated" || /^\d/.test(name))
      .filter((edition) => !(firstDay(edition) > day) && !((edition.published_on ?? "") > day))
      .pop();

  /** @param {Edition} edition */
  const firstDay = (edition) => (edition.name === "undated" ? "" : edition.name.slice(0, 10));

  const house = /** @type {any} */ (globalThis).chapterhouse;
  Object.assign(house, { standingOn, seenOn });
  if (typeof document === "undefined") return;
  const timeline = /** @type {Timeline | undefined} */ (/** @type {any} */ (globalThis).chapterhouseTimeline);
  const words = /** @type {Record<string, string>} */ (/** @type {any} */ (globalThis).chapterhouseWords);
  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const language = document.documentElement.lang || "en-GB";

  /** @param {string} day @returns {boolean} */
  const isDay = (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;

  /** @param {string} day */
  const written = (day) =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  /** @param {Element | null} place @param {string} day */
  const putDay = (place, day) => {
    if (!(place instanceof HTMLTimeElement)) return;
    place.dateTime = day;
    place.textContent = written(day);
  };

  /** @param {string} tag @param {string} text @param {string} [name] */
  const make = (tag, text, name) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  };

  /** @param {Chapter} chapter @param {string} edition @param {string} day */
  const addressOf = (chapter, edition, day) =>
    `${root}${chapter.path}edition/${encodeURIComponent(edition)}/${timeline?.page ?? ""}?as-at=${day}`;

  /** @param {Element} within @param {string} name */
  const reveal = (within, name) => {
    const element = within.querySelector(`[data-when="${name}"]`);
    element?.removeAttribute("hidden");
    return element;
  };

  /** Lists the manual of a day on its page. @param {Timeline} line @param {Element} result @param {string} day */
  const list = (line, result, day) => {
    const word = (/** @type {string} */ name) => result.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
    const count = document.querySelector("#as-at-count");
    result.removeAttribute("hidden");
    if (!isDay(day)) {
      document.querySelector("#as-at-title")?.remove();
      result.setAttribute("aria-label", word("no-day"));
      result.removeAttribute("aria-labelledby");
      for (const other of [...result.children]) if (other !== count) other.setAttribute("hidden", "");
      if (count) count.textContent = word("no-day");
      return;
    }
    putDay(document.querySelector("#as-at-title time"), day);
    const input = document.querySelector("#as-at-day");
    if (input instanceof HTMLInputElement) input.value = day;
    document.title = `${document.querySelector("#as-at-title")?.textContent} - ${document.title}`;
    if (day > line.known_on) reveal(result, "future");
    const editionWords = (/** @type {string} */ name) =>
      name === "undated" ? word("undated") : word("edition").replace("{day}", written(name.slice(0, 10)));

    /** @type {Record<string, number>} */
    const counted = { "in-force": 0, withdrawn: 0, expired: 0, "not-yet": 0 };
    const place = document.querySelector("#as-at-list");
    /** @type {number | undefined | null} */
    let part = null;
    let rows = document.createElement("ul");
    for (const chapter of line.chapters) {
      const { standing, edition, from } = standingOn(chapter, day);
      counted[standing] += 1;
      if (edition === null) continue;
      if (chapter.part !== part) {
        part = chapter.part;
        const above = part === undefined ? undefined : line.parts[part];
        place?.append(make("h3", above ? `${above.number} ${above.title}` : word("loose")));
        rows = document.createElement("ul");
        rows.className = "plain numbered";
        place?.append(rows);
      }
      const found = chapter.editions.find(({ name }) => name === edition);
      const row = document.createElement("li");
      const link = document.createElement("a");
      link.href = addressOf(chapter, edition, day);
      link.textContent = found?.title ?? chapter.title;
      row.append(make("span", chapter.number, "number"), " ", link, " ", make("span", editionWords(edition), "quiet"));
      if (standing !== "in-force") {
        row.append(" ", make("span", word(`was-${standing}`).replace("{day}", from ? written(from) : ""), "badge"));
      }
      if (found?.published_on && found.published_on > day) {
        const note = make("span", `${word("retrospective").replace("{day}", written(found.published_on))} `, "note-line");
        const seen = seenOn(chapter, day);
        if (seen) {
          const other = document.createElement("a");
          other.href = addressOf(chapter, seen.name, day);
          other.textContent = editionWords(seen.name);
          note.append(`${word("saw")} `, other, ".");
        } else {
          note.append(word("saw-nothing"));
        }
        row.append(" ", note);
      }
      rows.append(row);
    }
    const said = Object.entries(counted)
      .filter(([name, number]) => number > 0 || name === "in-force")
      .map(([name, number]) => word(name === "in-force" && number === 1 ? "in-force-one" : name).replace("{n}", String(number)));
    // Who prints the list of a day wants no other.
    document.querySelector("#as-at-updates")?.classList.add("screen-only");
    if (count) count.textContent = `${said.join("; ")}.`;
  };

  /** The chapter that an address of this site leads to. @param {Timeline} line @param {string} address */
  const chapterAt = (line, address) => {
    if (!address.startsWith(root)) return undefined;
    const [, id] = /^chapter\/([^/?#]+)\/(?:edition\/[^/]+\/)?(?:index\.\w+)?(?:[?#]|$)/.exec(address.slice(root.length)) ?? [];
    return id === undefined ? undefined : line.chapters.find((chapter) => chapter.id === decodeURIComponent(id));
  };

  /** Says which day a chapter is read as at, and keeps its links within that day.
   * @param {Timeline} line @param {string} day */
  const keep = (line, day) => {
    const chapter = chapterAt(line, location.href);
    if (!chapter || !isDay(day)) return;
    const word = (/** @type {string} */ name, of = day) => words[name].replace("{day}", written(of));
    const way = (/** @type {string} */ text, /** @type {string} */ address) => {
      const line = document.createElement("p");
      const link = document.createElement("a");
      link.href = address;
      link.textContent = text;
      line.append(link);
      return line;
    };
    const banner = make("div", "", "panel banner as-at");
    banner.id = "as-at-banner";
    banner.append(make("p", word("label"), "callout-label"), " ");
    const { standing, edition } = standingOn(chapter, day);
    // The chapter's own page shows the text of the day on which the site was built.
    const named = /\/edition\/([^/]+)\//.exec(location.pathname)?.[1];
    const shown = named ? decodeURIComponent(named) : (standingOn(chapter, line.known_on).edition ?? chapter.editions[0]?.name);
    if (edition !== null && edition !== shown) {
      banner.append(make("p", word("other")), " ", way(word("right"), addressOf(chapter, edition, day) + location.hash), " ");
    } else {
      banner.append(make("p", word("reading")), " ");
      if (standing !== "in-force") banner.append(make("p", word(standing)), " ");
      const published = chapter.editions.find(({ name }) => name === shown)?.published_on;
      if (edition !== null && published && published > day) banner.append(make("p", word("unpublished", published)), " ");
    }
    banner.append(way(word("leave"), `${root}${chapter.path}${line.page}`));
    document.querySelector("h1")?.after(banner);
    for (const link of document.querySelectorAll("main a[href]")) {
      // Links of notices and of the lists of editions name what they lead to; those of menus lead out.
      if (!(link instanceof HTMLAnchorElement) || link.closest(".banner, [data-editions]")) continue;
      const target = link.getAttribute("href")?.startsWith("#") ? undefined : chapterAt(line, link.href);
      // What leads to this chapter's own other editions is left alone.
      if (!target || target === chapter) continue;
      const { edition: then } = standingOn(target, day);
      if (then !== null) link.href = addressOf(target, then, day) + link.hash;
      else link.after(" ", make("span", word("absent"), "quiet"));
    }
  };

  const search = new URLSearchParams(location.search);
  const result = document.querySelector("#as-at-result");
  if (!timeline) return;
  if (result) list(timeline, result, search.get("day") ?? "");
  else keep(timeline, search.get("as-at") ?? "");
})();
