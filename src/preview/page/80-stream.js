// Listens for changes, as long as somebody looks at the page: a page behind others has no connection, and catches up when it
// is turned to. When the preview stops, it is looked for again, less and less often.

/** Waits before the next try, in milliseconds. */
const WAITS = [250, 500, 1000, 2000, 4000, 8000];

/** @type {EventSource | undefined} */
let stream;
let tries = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let again;

const listen = () => {
  clearTimeout(again);
  if (document.hidden || stream) return;
  stream = new EventSource("/~preview/events");
  stream.onmessage = ({ data }) => {
    const { number, looks = false, scripts = false, pages } = JSON.parse(data);
    if (pages) return catchUp({ looks, scripts, pages });
    // The first word of every connection is which revision there is.
    const isBack = tries > 0;
    tries = 0;
    if (number !== shownNumber || isBack) catchUp({ looks: isBack, scripts: false, pages: [] });
  };
  stream.onerror = () => {
    rest();
    if (tries > 0) tell(say.stopped);
    again = setTimeout(listen, WAITS[Math.min(tries, WAITS.length - 1)]);
    tries += 1;
  };
};

const rest = () => {
  clearTimeout(again);
  stream?.close();
  stream = undefined;
};

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
addEventListener("pagehide", rest);
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) listen();
});
document.addEventListener("DOMContentLoaded", () => {
  document.body.append(home);
  get(statePath(), "json").then(({ response }) => showState(response), () => {});
  listen();
});
