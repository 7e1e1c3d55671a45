// What the list under the box and the page of results are put together from. Text becomes text nodes, never markup.

/** In the head of most pages, in the midst of the page of results. */
const form = /** @type {HTMLFormElement} */ (document.querySelector(".find"));
const input = /** @type {HTMLInputElement} */ (document.querySelector("#find-words"));

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

/** @param {string} text @param {Record<string, string>} values */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** @param {string[]} forms @param {number} n @param {number} [m] */
const count = (forms, n, m) => fill(forms[n === 1 ? 0 : 1], { n: n.toLocaleString(), m: `${m}` });

/** @param {string} day */
const written = (day) => new Date(day).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A name with its number before it. @param {string} number @param {string} name */
const named = (number, name) => (number ? [make("span", { class: "number" }, number), ` ${name}`] : [name]);

/**
 * How an entry stands for who reads today, which may be long after the build; nothing if there is nothing to say.
 * @param {Shown} shown
 */
const standing = ({ state, from, until, changed, isNew }) => {
  const { today } = house;
  const age = (Date.parse(today) - Date.parse(changed)) / 864e5;
  const [text, day] =
    from > today ? [say.future, from]
    // These are in no list under the box, and the page of results has their names.
    : !/current|future/.test(state) ? [shared.words?.[state], until]
    : until && until <= today ? [say.ended, until]
    : [age >= 0 && age < Number(form.dataset.days) && say.fresh[isNew], changed];
  return text ? [" ", make("span", { class: "badge" }, fill(text, { day: day && written(day) }))] : [];
};

/**
 * The address of a page with a question.
 * @param {string} page
 * @param {Record<string, string>} asked
 */
const asking = (page, asked) => `${page}?${new URLSearchParams(asked)}`;

/**
 * A result's address: the words go with it, to be marked on the page that opens.
 * @param {string} url
 * @param {string} anchor
 * @param {Record<string, string>} asked
 */
const addressOf = (url, anchor, asked) =>
  asking(house.root + url, asked) + (anchor && "#" + encodeURIComponent(anchor));

/**
 * A piece of text with words marked.
 * @param {ReturnType<typeof snippet>} piece
 */
const marked = ({ text, marks, cut }) => {
  const line = make("span", { class: "snippet", dir: "auto" }, cut[0] ? "… " : "");
  let at = 0;
  for (const [from, to] of marks) {
    line.append(text.slice(at, from), make("mark", {}, text.slice(from, to)));
    at = to;
  }
  line.append(text.slice(at), cut[1] ? " …" : "");
  return line;
};
