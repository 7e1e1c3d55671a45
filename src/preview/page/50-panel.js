// The panel: what is wrong, the page's own faults first, each with its line, how to mend it, and a way into the editor. It
// stands over the foot of the page, which stays.

const title = make("h2", { id: "title" });
const hide = make("button", { type: "button" }, say.hide);
const list = make("div", { class: "list", tabindex: "0", role: "group", "aria-labelledby": "title" });
const panel = make("section", { id: "panel", "aria-labelledby": "title", hidden: "" }, make("header", {}, title, hide), list);
/** Said aloud when something comes that is wrong. */
const alarm = make("p", { class: "aside", role: "alert", "aria-live": "polite" });
const toggle = make("button", { type: "button", class: "tally", "aria-expanded": "false", "aria-controls": "panel" });

/** @param {boolean} open */
const openPanel = (open) => {
  panel.hidden = !open;
  toggle.setAttribute("aria-expanded", `${open}`);
};

/** @param {Notice} notice */
const noticeOf = ({ code, severity, message, help, file, line, column, excerpt: [before, marked, behind], edit }) => {
  const item = make("li", { class: severity });
  item.append(make("p", { class: "message" }, make("strong", {}, severity === "error" ? "Error" : "Warning"), ` ${message} `, make("code", {}, code)));
  item.append(make("p", {}, make("a", { href: edit }, fill(say.place, { file, line, column }))));
  if ((before + marked + behind).trim()) item.append(make("pre", {}, before, make("mark", {}, marked || "\u200b"), behind));
  if (help) item.append(make("p", {}, say.help + help));
  return item;
};

/** @param {string} words @param {Notice[]} notices */
const groupOf = (words, notices) => (notices.length ? [make("h3", {}, words), make("ul", {}, ...notices.map(noticeOf))] : []);

/** What the errors are known by: hidden once, they stay hidden until others come. @param {State} state */
const errorsOf = ({ trouble, notices }) => {
  const errors = [...notices.here, ...notices.elsewhere].filter(({ severity }) => severity === "error");
  return JSON.stringify([trouble, ...errors.map(({ code, file, message }) => [code, file, message]).sort()]);
};

let errorsNow = "";

/** @param {State} state */
const showNotices = (state) => {
  const { errors, warnings, trouble, notices } = state;
  const words = tally(errors, warnings);
  const unbuilt = document.querySelector("main.preview-unbuilt") !== null;
  title.textContent = `${say.wrong}: ${words}`;
  toggle.textContent = words;
  toggle.className = `tally ${errors ? "error" : warnings ? "warning" : ""}`;
  toggle.disabled = !errors && !warnings;
  const scrolled = list.scrollTop;
  list.replaceChildren(
    ...(state.current ? [] : [make("p", { class: "lead" }, unbuilt ? say.none : say.old)]),
    ...(trouble ? [make("p", { class: "message error" }, make("strong", {}, "Error"), ` ${trouble}`)] : []),
    ...groupOf(say.here, notices.here),
    ...groupOf(say.elsewhere, notices.elsewhere),
    ...(notices.more ? [make("p", {}, fill(say.more, { n: notices.more }))] : []),
  );
  list.scrollTop = scrolled;
  const before = errorsNow;
  errorsNow = errors ? errorsOf(state) : "";
  if (!errors) {
    alarm.textContent = "";
    if (before) openPanel(false);
    if (!warnings) openPanel(false);
  } else if (errorsNow !== before) {
    alarm.textContent = `${words}. ${unbuilt ? say.none : say.old}`;
    openPanel(kept("hidden") !== errorsNow);
  }
};

hide.onclick = () => {
  kept("hidden", errorsNow);
  openPanel(false);
  toggle.focus();
};
toggle.onclick = () => {
  openPanel(panel.hidden);
  kept("hidden", panel.hidden ? errorsNow : "");
  if (!panel.hidden) list.focus();
};
panel.onkeydown = (/** @type {KeyboardEvent} */ { key }) => {
  if (key === "Escape") hide.click();
};
