// Which children of a node are which of the new one's: by id, then by equal content, then by their kind and place. So what
// stays is never made anew, and a selection, a focus or an open fold in it stays too.

/** What a node is known by. @param {Node} node */
const keyOf = (node) => {
  if (!(node instanceof Element)) return `${node.nodeType} ${node.nodeValue}`;
  return node.id ? `#${node.id}` : node.outerHTML;
};

/** Whether one can become the other. @param {Node} one @param {Node} other */
const isAlike = (one, other) =>
  one.nodeName === other.nodeName && (!(one instanceof Element) || one.id === /** @type {Element} */ (other).id);

/**
 * For each new child, the old one that it is; and the old ones that are none.
 * @param {Node[]} before
 * @param {Node[]} after
 * @returns {{was: (Node | undefined)[], left: Node[]}}
 */
const matchChildren = (before, after) => {
  /** @type {(Node | undefined)[]} */
  const was = Array.from({ length: after.length });
  let [start, end] = [0, 0];
  const most = Math.min(before.length, after.length);
  while (start < most && before[start].isEqualNode(after[start])) was[start] = before[start++];
  while (end < most - start && before[before.length - 1 - end].isEqualNode(after[after.length - 1 - end])) {
    was[after.length - 1 - end] = before[before.length - 1 - end];
    end++;
  }
  const old = before.slice(start, before.length - end);
  const left = new Set(old);
  /** @type {Map<string, Node[]>} */
  const known = new Map();
  for (const node of old) {
    const key = keyOf(node);
    const found = known.get(key);
    if (found) found.push(node);
    else known.set(key, [node]);
  }
  for (let at = start; at < after.length - end; at++) {
    const found = known.get(keyOf(after[at]))?.shift();
    if (!found) continue;
    was[at] = found;
    left.delete(found);
  }
  // What is left becomes what stands where it stood.
  let from = 0;
  for (let at = start; at < after.length - end; at++) {
    const found = was[at];
    if (found) {
      from = Math.max(from, old.indexOf(found) + 1);
      continue;
    }
    for (let place = from; place < old.length && left.has(old[place]); place++) {
      if (!isAlike(old[place], after[at])) continue;
      was[at] = old[place];
      left.delete(old[place]);
      from = place + 1;
      break;
    }
  }
  return { was, left: [...left] };
};
