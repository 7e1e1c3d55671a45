// What has changed since a reader's last visit: loaded by site.js for those who asked for it. The days of two visits are kept
// in this browser, nothing is sent, and one press forgets them.
// @ts-check
"use strict";

(() => {
  const { key, today } = /** @type {any} */ (globalThis).chapterhouse;
  const box = document.querySelector("#visits");
  if (!box) return;

  /** Shows the parts of the box that have one of some names, and hides the others. @param {...string} names */
  const show = (...names) => {
    const pressed = box.contains(document.activeElement) ? document.activeElement : undefined;
    for (const part of box.querySelectorAll("[data-visits]")) {
      if (part instanceof HTMLElement) part.hidden = !names.includes(part.dataset.visits ?? "");
    }
    // Who pressed what is gone now goes on from what stands in its place.
    const next = box.querySelector("[data-visits]:not([hidden]) button");
    if (pressed && !pressed.getClientRects().length && next instanceof HTMLElement) next.focus();
  };

  /** The days of the last visit and of the one before it. @returns {{last?: string, before?: string}} */
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "{}") ?? {};
    } catch {
      return {};
    }
  };

  /** @param {string} day */
  const isDay = (day) => /^\d{4}-\d\d-\d\d$/.test(day);

  /** Links to what readers were told of since a day, each once, as they stand on the page. @param {string} day */
  const changesSince = (day) => {
    /** @type {Map<string, Node>} */
    const found = new Map();
    for (const line of document.querySelectorAll("[data-told]")) {
      const link = line.querySelector("a");
      const told = line instanceof HTMLElement ? line.dataset.told ?? "" : "";
      if (link && told >= day && !found.has(link.href)) found.set(link.href, link.cloneNode(true));
    }
    return [...found.values()];
  };

  /** Tells what has changed, and keeps the day. A second look on one day tells the same as the first. */
  const tell = () => {
    const kept = read();
    const last = isDay(kept.last ?? "") ? kept.last : undefined;
    const before = last === today ? (isDay(kept.before ?? "") ? kept.before : undefined) : last;
    localStorage.setItem(key, JSON.stringify({ last: today, before }));
    if (!before) return show("first", "on");
    const changes = changesSince(before);
    const [year, month, day] = before.split("-").map(Number);
    const written = new Date(year, month - 1, day).toLocaleDateString(document.documentElement.lang || "en-GB", { day: "numeric", month: "long", year: "numeric" });
    for (const place of box.querySelectorAll(".visit-day")) {
      const time = document.createElement("time");
      time.dateTime = before;
      time.textContent = written;
      place.replaceChildren(time);
    }
    const list = box.querySelector("ul");
    list?.replaceChildren(...changes.map((link) => {
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
    show(changes.length ? "some" : "none", "on");
  };

  box.querySelector("[data-visits=off] button")?.addEventListener("click", tell);
  box.querySelector("[data-visits=on] button")?.addEventListener("click", () => {
    localStorage.removeItem(key);
    show("off");
  });
  tell();
})();
