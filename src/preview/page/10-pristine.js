// The page as it was sent, kept beside the page as the site's own scripts have made it since. What changes from one text to the
// next is worked out between pages as they were sent, and done to the page that is shown: what a script or a reader has done
// to that one stays.

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
/** The revision of the manual that is shown. */
let shownNumber = Number(script.dataset.number);

/** The page as it was sent. @type {HTMLElement | undefined} */
let sent;
let sentTitle = "";
/** What its head loads. */
let sentLoads = "";
/** For each node of it, the node that shows it. @type {WeakMap<Node, Node>} */
const shownBy = new WeakMap();

/** Notes which node shows which, of two trees that are alike. @param {Node} one @param {Node} shown */
const pair = (one, shown) => {
  shownBy.set(one, shown);
  for (let [at, beside] = [one.firstChild, shown.firstChild]; at && beside; [at, beside] = [at.nextSibling, beside.nextSibling]) {
    pair(at, beside);
  }
};

/** The node that shows one, if it is still in the page. @param {Node | null | undefined} one */
const shownOf = (one) => {
  const shown = one && shownBy.get(one);
  return shown?.isConnected ? shown : undefined;
};

// The page is whole now, and no script of the site has run: those wait for this moment to be over.
document.addEventListener("readystatechange", () => {
  if (sent) return;
  sent = /** @type {HTMLElement} */ (document.body.cloneNode(true));
  sentTitle = document.title;
  sentLoads = pathsOf(document);
  pair(sent, document.body);
});
