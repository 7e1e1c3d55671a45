// The bar at the foot of the window: which manual is shown, what is wrong with it, what else has changed.

const summary = make("summary", {});
const choice = make("select", { id: "view" });
const dayField = make("input", { type: "date", id: "day" });
const dayLine = make("p", { hidden: "" }, make("label", { for: "day" }, say.day), dayField);
const views = make("form", {}, make("p", {}, make("label", { for: "view" }, say.show), choice), dayLine, make("button", {}, say.look));
const fold = make("details", {}, summary, views);
const ways = make("span", { class: "ways" });
const also = make("span", { class: "also" });
const teller = make("p", { class: "status", role: "status" });
const bar = make("div", { id: "bar", role: "region", "aria-label": say.preview }, fold, ways, also, teller, toggle);
shade.append(alarm, panel, bar);

for (const [prefix, words] of Object.entries(say.views)) choice.append(make("option", { value: prefix }, words));
choice.append(make("option", { value: "as-at" }, say.onADay));
choice.onchange = () => {
  dayLine.hidden = choice.value !== "as-at";
};

/** Where the page is: which view, and its address in every view. */
let seen = { prefix: "", page: "" };

views.onsubmit = (/** @type {Event} */ event) => {
  event.preventDefault();
  const prefix = choice.value === "as-at" ? dayField.value && `~as-at/${dayField.value}/` : choice.value;
  if (choice.value === "as-at" && !prefix) return dayField.focus();
  location.assign(`/${prefix}${seen.page}${location.search}${location.hash}`);
};
fold.onkeydown = (/** @type {KeyboardEvent} */ { key }) => {
  if (key !== "Escape") return;
  fold.open = false;
  summary.focus();
};

/** @param {string} day */
const writtenDay = (day) => new Date(day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** @param {State} state */
const showBar = (state) => {
  const { prefix, as_at, page } = state.view;
  const isOther = prefix !== seen.prefix || !choice.dataset.set;
  seen = { prefix, page: page.split("/").map(encodeURIComponent).join("/") };
  const known = /** @type {Record<string, string>} */ (say.views)[prefix];
  summary.textContent = fill(say.view, { view: known ?? fill(say.asAt, { day: writtenDay(state.day) }) });
  if (isOther) {
    choice.value = known === undefined ? "as-at" : prefix;
    choice.dataset.set = "";
    dayField.value = as_at ?? state.today;
    dayLine.hidden = choice.value !== "as-at";
  }
  ways.replaceChildren(...state.ways.map(({ title, href, here }) => make("a", here ? { href, "aria-current": "page" } : { href }, title)));
};

/** Offers the pages that changed besides this one. @param {{title: string, folder: string}[]} pages */
const offerOthers = (pages) => {
  const others = pages.filter(({ folder }) => (folder ? !seen.page.startsWith(folder) : !/^(index\.\w+)?$/.test(seen.page)));
  if (!others.length) return;
  const links = others.slice(0, 3).map(({ title, folder }) => make("a", { href: `/${seen.prefix}${folder}` }, title));
  also.replaceChildren(say.changed, ...links.flatMap((link, at) => (at ? [", ", link] : [link])));
};

/** @param {string} words */
const tell = (words) => {
  if (teller.textContent !== words) teller.textContent = words;
};
const tellUpdated = () => tell(fill(say.updated, { time: new Date().toLocaleTimeString("en-GB") }));
