// While somebody types, results open under the box: the pattern of a combobox, in which the focus stays and the arrows choose.

const MOST = 6;
/** Where counts are announced. */
const teller = make("p", { class: "status", role: "status" });
const list = make("div", { id: "find-list", role: "listbox", "aria-label": RESULTS });
/** While an answer is on its way, what is shown for other words is seen to be old. @type {any} */
const panel = make("div", { class: "find-panel" }, list);
form.append(panel, teller);
/** The looks of the list. */
const looks = make("link", { rel: "stylesheet", href: house.root + "theme/css/search.css" + house.version });
const dressed = new Promise((done) => (looks.onload = looks.onerror = done));
document.head.append(looks);
/** @type {HTMLElement[]} */
let options = [];
let active = -1;
let turn = 0;
// On a slow network questions that nobody waits for any more would keep the last one waiting, and cost what they load. So there is one
// at a time, and as soon as one is still on its way when the next is there, only longer pauses in typing are taken for the end of a question.
let busy = false;
/** In milliseconds. */
let pause = 150;
/** The words whose answer is shown, or why there is none. */
let shownFor = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {number} to */
const activate = (to) => {
  if (options[active]) dress(options[active], { "aria-selected": "false" });
  active = to;
  const option = options[to];
  if (option) dress(option, { "aria-selected": "true" }).scrollIntoView({ block: "nearest" });
  dress(input, { "aria-activedescendant": option?.id ?? "" });
};

/** Whether it is the box or in the list. A second try is reached by keys, past the form's button. @param {any} element */
const isOurs = (element) => (options[0] ? element === input || panel.contains(element) : form.contains(element));

/** @param {boolean} open */
const show = (open) => {
  panel.hidden = !open;
  panel.ariaBusy = busy;
  dress(input, { "aria-expanded": open && !!options[0] });
  if (!open) activate(-1);
};

/** A choice is a real link. @param {string} href @param {string} kind @param {...(Node | string)} within */
const choice = (href, kind, ...within) => {
  const link = make("a", { href, id: "find-" + options.length, class: kind, role: "option", tabindex: "-1", "aria-selected": "false" }, ...within);
  options.push(link);
  return link;
};

/** A result with its sections, as choices. @param {Piece} piece @param {Record<string, string>} asked */
const group = ({ shown, sections }, asked) => {
  const [, number, title, url] = shown;
  // What is found in a register is an entry of it.
  const top = choice(addressOf(url, shown[4] === "register" ? sections[0][0] : "", asked), "find-title", ...named(number, title), ...standing(shown));
  const whole = make("div", { role: "group", "aria-label": title }, top);
  for (const [anchor, number, heading, snippet] of sections) {
    if (heading) whole.append(choice(addressOf(url, anchor, asked), "", ...named(number, heading), snippet));
    else top.append(snippet);
  }
  return whole;
};

/** Asks what is in the box. */
const look = async () => {
  const q = input.value;
  const mine = ++turn;
  const words = { "words": q.slice(0, 60) };
  /** An answer that comes late does not take the place of a newer one. */
  const isOld = () => {
    busy = false;
    return mine < turn;
  };
  try {
    if (!q.trim()) {
      options = [];
      shownFor = teller.textContent = "";
      return show(false);
    }
    if (busy) {
      pause = 320;
      return void (timer = setTimeout(look, 50));
    }
    panel.ariaBusy = busy = true;
    await bring(q, { unfinished: true, filters: {}, limit: MOST }, async (answer) => {
      await dressed;
      if (isOld()) return;
      const n = answer.entries;
      const notes = shared.notes?.(answer) ?? [];
      return (piece, place) => {
        if (mine < turn) return;
        if (!place) {
          // The last list stays until there is something to take its place.
          activate(-1);
          options = [];
          list.replaceChildren();
          shownFor = q;
          panel.replaceChildren(...notes, list);
        }
        if (piece) list.append(group(piece, { q, typed: "" }));
        else {
          list.append(choice(asking(form.action, { q, typed: "" }), "find-all", n ? count(ALL, n) : fill(HELP, words)));
          teller.replaceChildren(...notes.map((note) => note.textContent + " "), n ? count(LISTED, n, place) : fill(NONE, words));
        }
        show(isOurs(document.activeElement));
      };
    });
  } catch (fault) {
    const told = await failure(fault, look);
    if (isOld()) return;
    options = [];
    teller.textContent = /** @type {Element} */ (told.firstChild).textContent;
    shownFor = q;
    panel.replaceChildren(told);
    show(isOurs(document.activeElement));
  }
};

dress(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id });
show(false);
input.oninput = () => {
  clearTimeout(timer);
  timer = setTimeout(look, pause);
};
/** Shows again what was shown, unless other words are in the box by now. */
const showAgain = () => shownFor && (shownFor === input.value ? show(true) : look());
input.onfocus = showAgain;
input.onkeydown = (/** @type {KeyboardEvent} */ event) => {
  const { key, altKey } = event;
  const all = options.length;
  const down = key === "ArrowDown";
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  if (down || key === "ArrowUp") {
    event.preventDefault();
    if (!all || shownFor !== input.value) return busy || look();
    show(down || !altKey);
    // Past either end the box itself has its turn.
    if (!altKey) activate(((active + 1 + (down ? 1 : all)) % (all + 1)) - 1);
  } else if (key === "Enter" && options[active]) {
    event.preventDefault();
    options[active].click();
  } else if (key === "Escape") {
    event.preventDefault();
    clearTimeout(timer);
    turn++;
    if (!panel.hidden) return show(false);
    input.value = "";
    look();
  } else {
    // What is typed, or moves the cursor in the box, leads back to it.
    activate(-1);
  }
};
// A press on the list leaves the focus in the box.
panel.onmousedown = (/** @type {Event} */ event) => event.preventDefault();
form.addEventListener("focusout", ({ relatedTarget }) => isOurs(relatedTarget) || show(false));
