// What the bar and the panel are made of. Text goes in as text, never as markup.

const say = {
  preview: "Preview",
  view: "View: {view}",
  views: { "": "drafts and coming editions", "~drafts/": "drafts", "~future/": "coming editions", "~now/": "in force today", "~review/": "for review" },
  asAt: "as at {day}",
  onADay: "as at a day",
  show: "Show",
  day: "Day",
  look: "Show this view",
  fine: "Nothing is wrong",
  errors: ["1 error", "{n} errors"],
  warnings: ["1 warning", "{n} warnings"],
  wrong: "What is wrong",
  old: "The newest text has errors. This is the last page that could be built.",
  none: "No page could be built yet. Mend the errors and save: the page comes by itself.",
  here: "On this page",
  elsewhere: "Elsewhere in the manual",
  more: "{n} more are listed by chapterhouse check.",
  help: "Help: ",
  place: "{file}, line {line}, column {column}",
  hide: "Hide",
  updated: "Updated at {time}",
  changed: "Also changed: ",
  gone: "This page is no longer in the manual.",
  stopped: "The preview has stopped. This page is kept, and the preview is looked for.",
};

/**
 * An element with what is in it.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} within
 */
const make = (tag, attributes, ...within) => {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...within);
  return element;
};

/** @param {string} text @param {Record<string, string | number>} values */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => `${values[name] ?? whole}`);

/** @param {string[]} forms @param {number} n */
const count = (forms, n) => fill(forms[n === 1 ? 0 : 1], { n: n.toLocaleString("en-GB") });

/** "1 error, 2 warnings". @param {number} errors @param {number} warnings */
const tally = (errors, warnings) =>
  [errors && count(say.errors, errors), warnings && count(say.warnings, warnings)].filter(Boolean).join(", ") || say.fine;

/**
 * @typedef {{code: string, severity: string, message: string, help: string | null, file: string, line: number, column: number,
 *   excerpt: [string, string, string], edit: string}} Notice
 * @typedef {{title: string, href: string, here: boolean}} Way
 * @typedef {{number: number, day: string, today: string, current: boolean, errors: number, warnings: number, trouble: string | null,
 *   view: {prefix: string, as_at: string | null, page: string}, notices: {here: Notice[], elsewhere: Notice[], more: number},
 *   ways: Way[]}} State
 */

// Everything of the preview's own stands apart from the page: neither changes the looks of the other, and no script of the
// site meets it.
const home = make("div", { "data-preview": "", id: "chapterhouse-preview" });
const shade = home.attachShadow({ mode: "open" });
shade.append(make("link", { rel: "stylesheet", href: "/~preview/bar.css" }));

/** What was chosen, kept until the tab is closed. @param {string} key @param {string} [value] */
const kept = (key, value) => {
  try {
    if (value !== undefined) sessionStorage.setItem(`chapterhouse ${key}`, value);
    return sessionStorage.getItem(`chapterhouse ${key}`);
  } catch {
    return null;
  }
};
