// What the list under the box and the page of results are put together from. Text becomes text nodes, never markup.

/** In the head of most pages, in the midst of the page of results. */
const form = /** @type {HTMLFormElement} */ (document.querySelector(".find"));
const input = /** @type {HTMLInputElement} */ (/** @type {any} */ (form).q);

/**
 * Gives an element attributes.
 * @template {Element} T
 * @param {T} element
 * @param {Record<string, any>} attributes
 */
const dress = (element, attributes) => {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return element;
};

/**
 * An element with what is in it.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} within
 */
const make = (tag, attributes, ...within) => {
  const element = dress(document.createElement(tag), attributes);
  element.append(...within);
  return element;
};

/** Puts values in place of their names. These are told in quotation marks: no short name may stand in for them. @param {string} text @param {Record<string, any>} values */
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** @param {string[]} forms @param {number} n @param {number} [m] */
const count = (forms, n, m) => fill(forms[+(n !== 1)], { "n": n.toLocaleString(), "m": m });

/** @param {string} day */
const written = (day) => new Date(day).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium", timeZone: "UTC" });

/** A name with its number before it. @param {string} number @param {string} name */
const named = (number, name) => (number ? [make("span", { class: "number" }, number), ` ${name}`] : [name]);

/**
 * How an entry stands for who reads today, which may be long after the build; nothing if there is nothing to say.
 * @param {Shown} shown
 */
const standing = (shown) => {
  const { today } = house;
  const changed = shown[8];
  const age = (+new Date(today) - +new Date(changed)) / 864e5;
  const [text, day] = isPlain(shown) ? [age >= 0 && age < /** @type {any} */ (form.dataset.days) && FRESH[shown[9]], changed] : /** @type {More} */ (shared).seldom(shown, today);
  return text ? [" ", make("span", { class: "badge" }, fill(text, { "day": day && written(day) }))] : [];
};

/** Whether an entry is in force and nothing else is to be said of it. @param {Shown} shown */
const isPlain = ([, , , , , state, from, until]) => /current|future/.test(state) && from <= house.today && (until || "9") > house.today;

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
const marked = ([before, runs, behind]) =>
  make("span", { class: "snippet", dir: "auto" }, before, ...runs.map((run, at) => (at % 2 ? make("mark", {}, run) : run)), behind);
