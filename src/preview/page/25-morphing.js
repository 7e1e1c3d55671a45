// Makes the page as it was sent, and with it the page that is shown, like a new one: only what is otherwise is touched.

/**
 * Puts a node of the page that is shown beside those that show its neighbours. Scripts may have put nodes of their own between.
 * @param {Node} parent
 * @param {Node} one  As it was sent, in its place already.
 * @param {Node} shown
 */
const place = (parent, one, shown) => {
  const before = shownOf(one.previousSibling);
  let next = one.nextSibling;
  while (next && !shownOf(next)) next = next.nextSibling;
  const behind = before?.parentNode === parent ? before.nextSibling : (shownOf(next) ?? parent.firstChild);
  const at = behind?.parentNode === parent ? behind : null;
  // A node that is moved this way keeps what has the focus in it, where the browser can.
  const { moveBefore } = /** @type {any} */ (parent);
  if (moveBefore && shown.isConnected) moveBefore.call(parent, shown, at);
  else parent.insertBefore(shown, at);
};

/** Puts a node last. @param {Node} parent @param {Node} one */
const putLast = (parent, one) => {
  parent.appendChild(one);
  const [above, shown] = [shownOf(parent), shownOf(one)];
  if (above && shown) place(above, one, shown);
};

/**
 * Makes one node like another.
 * @param {Node} one  As it was sent.
 * @param {Node} next
 * @param {Set<Element>} touched  Takes the elements whose text is otherwise.
 */
const morph = (one, next, touched) => {
  const shown = shownOf(one);
  if (one instanceof Element) {
    morphAttributes(one, /** @type {Element} */ (next), shown);
    return morphChildren(one, next, touched);
  }
  if (one.nodeValue === next.nodeValue) return;
  one.nodeValue = next.nodeValue;
  if (!shown) return;
  shown.nodeValue = next.nodeValue;
  if (shown.parentElement && next.nodeValue?.trim()) touched.add(shown.parentElement);
};

/** @param {Element} one @param {Element} next @param {Node | undefined} shown */
const morphAttributes = (one, next, shown) => {
  const both = shown instanceof Element ? [one, shown] : [one];
  for (const name of one.getAttributeNames()) if (!next.hasAttribute(name)) for (const node of both) node.removeAttribute(name);
  for (const { name, value } of next.attributes) {
    if (one.getAttribute(name) !== value) for (const node of both) node.setAttribute(name, value);
  }
};

/** @param {Element} one @param {Node} next @param {Set<Element>} touched */
const morphChildren = (one, next, touched) => {
  const after = [...next.childNodes];
  const { was, left } = matchChildren([...one.childNodes], after);
  const above = shownOf(one);
  for (const node of left) {
    const shown = shownOf(node);
    if (shown instanceof Element) {
      // Where a block was taken out, what stood beside it shows the place.
      const beside = shown.matches(BLOCKS) ? (shown.previousElementSibling ?? shown.nextElementSibling) : above;
      if (beside instanceof Element) touched.add(beside);
    }
    /** @type {ChildNode | undefined} */ (shown)?.remove();
    /** @type {ChildNode} */ (node).remove();
  }
  after.forEach((wanted, at) => {
    const known = was[at];
    if (!known) {
      const [copy, shown] = [document.importNode(wanted, true), document.importNode(wanted, true)];
      one.insertBefore(copy, one.childNodes[at] ?? null);
      if (!above) return;
      pair(copy, shown);
      place(above, copy, shown);
      if (shown instanceof Element) touched.add(shown);
      else if (above instanceof Element && wanted.nodeValue?.trim()) touched.add(above);
      return;
    }
    while (one.childNodes[at] !== known) {
      // Where one node went from the front to the end, that one is moved, and not all others.
      if (one.childNodes[at + 1] === known) putLast(one, one.childNodes[at]);
      else {
        one.insertBefore(known, one.childNodes[at] ?? null);
        const shown = shownOf(known);
        if (above && shown) place(above, known, shown);
      }
    }
    if (!known.isEqualNode(wanted)) morph(known, wanted, touched);
  });
};
