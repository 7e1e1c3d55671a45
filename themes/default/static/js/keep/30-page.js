// The control on the page keep/, and what goes on quietly on every page of a manual that is kept: going on with what was begun, and
// looking for a newer build.

/** What this page says, by the names of the theme's words (words/en.ftl); those that never change stand on the page itself. */
const say = {
  size: "say:script_keep_size",
  large: ["say:script_keep_large_one", "say:script_keep_large"],
  progress: "say:script_keep_progress",
  kept: "say:script_keep_kept",
  checking: "say:script_keep_checking",
  newest: "say:script_keep_newest",
  renewed: "say:script_keep_renewed",
  removed: "say:script_keep_removed",
  elsewhere: "say:script_keep_elsewhere",
  space: "say:script_keep_space",
  trouble: {
    network: "say:script_keep_network",
    full: "say:script_keep_full",
    refused: "say:script_keep_refused",
    absent: "say:script_keep_absent",
    altered: "say:script_keep_altered",
    evicted: "say:script_keep_evicted",
  },
};
/** Puts values in place of their names. @param {string} text @param {Record<string, string>} values */
const told = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
/** How long a build is believed to be the newest, in milliseconds. */
const BELIEVED = 3_600_000;

const language = document.documentElement.lang || "en-GB";
const written = (/** @type {number} */ number) => number.toLocaleString(language);
/** A size as people read it. @param {number} bytes */
const size = (bytes) => (bytes < 1_000_000 ? `${written(Math.ceil(bytes / 1000))} KB` : `${(bytes / 1_000_000).toLocaleString(language, { maximumFractionDigits: 1 })} MB`);
const dayOf = (/** @type {string} */ moment) => new Date(moment).toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });

const box = document.querySelector("#keep");
/** @template {Element} T @param {string} name @returns {T | undefined} */
const part = (name) => box?.querySelector(name) ?? undefined;
/** Writes a text where it has a place. @param {string} name @param {string} text */
const write = (name, text) => {
  const place = part(name);
  if (place && place.textContent !== text) place.textContent = text;
};
/** Shows the parts of the control that have one of some names, and hides the others. A reader whose button goes is led to the one that
 * takes its place. @param {...string} names */
const show = (...names) => {
  const pressed = box?.contains(document.activeElement) ? document.activeElement : undefined;
  for (const piece of box?.querySelectorAll("[data-state]") ?? []) {
    if (piece instanceof HTMLElement) piece.hidden = !names.includes(piece.dataset.state ?? "");
  }
  if (pressed && !pressed.getClientRects().length) /** @type {HTMLElement | undefined} */ (part("[data-state]:not([hidden]) button"))?.focus();
};
/** Says something to who does not see the page, too. @param {string} text */
const announce = (text) => write(".keep-said", text);

/** The newest build, as far as it is known. @type {Head | undefined} */
let head;
/** What stops the saving of this page. @type {AbortController | undefined} */
let saving;

/** @param {any} fault */
const wordsOf = (fault) => {
  const words = /** @type {Record<string, string>} */ (say.trouble)[fault?.kind ?? "refused"] ?? say.trouble.refused;
  return told(words, { file: fault?.file });
};

/** Tells how far it is: to the eye always, to the ear at every quarter. @type {Tell} */
const tellProgress = (here, all) => {
  const bar = /** @type {HTMLProgressElement | undefined} */ (part("progress"));
  if (!bar) return;
  const before = bar.max ? Math.floor((4 * bar.value) / bar.max) : 0;
  [bar.max, bar.value] = [all, here];
  const words = told(say.progress, { here: written(here), all: written(all) });
  write(".keep-progress", words);
  if (Math.floor((4 * here) / all) > before && here < all) announce(words);
};

/** Shows how things stand: nothing kept, begun, or kept. @param {string} [words]  What is to be said besides. */
const showStanding = async (words = "") => {
  const [kept, note] = [await readKept(), readNote()];
  announce(words);
  if (kept && note) {
    write(".keep-kept", told(say.kept, { built: kept.days[1] ?? kept.days[0], saved: dayOf(kept.saved) }));
    return show("kept", "some");
  }
  if (note) return show("stopped", "some");
  if (head) {
    write(".keep-size", told(say.size, { files: written(head.files), size: size(head.bytes) }));
    write(".keep-large-words", told(say.large[+(head.large.files !== 1)], { files: written(head.large.files), size: size(head.large.bytes) }));
  }
  show("off", ...(head?.large.files ? ["large"] : []));
};

/** Whether the browser has room, as far as it tells. @param {number} needed */
const findRoom = async (needed) => {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined ? Infinity : quota - (usage ?? 0) - needed;
};

/** Saves until it is done, stopped or fails. Only one page of the manual does so at a time. @param {Head} [known] */
const save = async (known) => {
  const had = await readKept();
  const { signal } = (saving = new AbortController());
  show("saving", ...(had ? ["kept", "some"] : []));
  write(".keep-progress", say.elsewhere);
  try {
    await navigator.locks.request(key, { signal }, () => saveNewest(known, readNote()?.large === true, signal, tellProgress));
    await showStanding(had ? say.renewed : "");
  } catch (/** @type {any} */ fault) {
    if (signal.aborted) return await showStanding();
    await showStanding(wordsOf(fault));
    if (fault.kind !== "network") writeNote(had ? { state: "kept" } : { state: "stopped" });
    else addEventListener("online", () => void save(), { once: true });
  } finally {
    saving = undefined;
  }
};

/** What a press on "Keep" or "Go on" does. */
const begin = async () => {
  const tick = /** @type {HTMLInputElement | undefined} */ (part("#keep-large"));
  if (head && !readNote()) {
    const needed = head.bytes + (tick?.checked ? head.large.bytes : 0);
    const room = await findRoom(needed);
    if (room < 0) return announce(told(say.space, { needed: size(needed), free: size(needed + room) }));
  }
  try {
    // First of all: where the browser refuses the worker, nothing is to be fetched in vain.
    await navigator.serviceWorker.register(house.scriptAddress("keep.js"), { scope: root });
    writeNote({ state: "saving", ...(readNote() ? {} : { large: tick?.checked === true }) });
  } catch {
    return announce(say.trouble.refused);
  }
  // Firefox asks the reader, who may never answer: saving does not wait for it.
  void navigator.storage?.persist?.().catch(() => false);
  await save();
};

const stopSaving = () => {
  writeNote({ state: "stopped" });
  saving?.abort();
};

const remove = async () => {
  saving?.abort();
  // What another page is saving is stopped by the note that goes.
  localStorage.removeItem(key);
  await navigator.locks.request(key, removeAll);
  await showStanding(say.removed);
};

/** Looks for a newer build, and saves it. @param {boolean} asked  Whether the reader asks for it. */
const check = async (asked) => {
  if (asked) announce(say.checking);
  try {
    head = await readHead(new AbortController().signal);
    const kept = await readKept();
    writeNote({ checked: Date.now() });
    if (kept?.stamp !== head.stamp) return await save(head);
    if (asked) await showStanding(say.newest);
  } catch (fault) {
    if (asked) announce(wordsOf(fault));
  }
};

/** What this page does by itself. */
const start = async () => {
  const note = readNote();
  const kept = note && (await readKept());
  if (note?.state === "kept" && !kept) {
    localStorage.removeItem(key);
    if (box) await introduce(say.trouble.evicted);
    return;
  }
  sweep();
  if (box) await introduce();
  if (note?.state === "saving") return save();
  const spares = /** @type {any} */ (navigator).connection?.saveData === true;
  if (note?.state === "kept" && !spares && Date.now() - (note.checked ?? 0) > BELIEVED) await check(false);
};

/** Shows the control for the first time. @param {string} [words] */
const introduce = async (words) => {
  try {
    head = await readHead(new AbortController().signal);
  } catch (/** @type {any} */ fault) {
    if (!readNote()) {
      show("no");
      return write(".keep-why", wordsOf(fault));
    }
  }
  await showStanding(words);
};

part("[data-press=keep]")?.addEventListener("click", () => void begin());
part("[data-press=go-on]")?.addEventListener("click", () => void begin());
part("[data-press=stop]")?.addEventListener("click", stopSaving);
part("[data-press=check]")?.addEventListener("click", () => void check(true));
part("[data-press=remove]")?.addEventListener("click", () => void remove());
addEventListener("storage", (event) => {
  if (event.key !== key) return;
  if ((readNote()?.state ?? "stopped") === "stopped") saving?.abort();
  if (!saving) void showStanding();
});
start().catch((fault) => {
  show("no");
  write(".keep-why", wordsOf(fault));
});
