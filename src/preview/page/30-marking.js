// Shows what changed: marks it for a moment, and brings it into view if nobody can see it.

const BLOCKS = "p, li, tr, dt, dd, h1, h2, h3, h4, h5, h6, caption, figure, table, pre, blockquote, ul, ol, dl, section, aside, div";
/** How long a mark stays, in milliseconds; the looks fade it in the same time. */
const MARKED_FOR = 2500;
const MOST_MARKED = 30;
const MARK = "preview-changed";

const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Whether any of it can be seen. The bar covers the foot of the window. @param {Element} element */
const isInView = (element) => {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight - 60;
};

/** What stands for an element to the eye: in a fold that is closed, the fold. @param {Element} element */
const visibleFor = (element) => {
  let found = element.closest(BLOCKS) ?? element;
  for (let fold = found.closest("details:not([open])"); fold; fold = fold.parentElement?.closest("details:not([open])") ?? null) {
    if (!element.closest("summary") || element.closest("details") !== fold) found = fold;
  }
  return found;
};

/** Marks elements of which the text is otherwise. @param {Set<Element>} touched */
const markChanged = (touched) => {
  const main = document.querySelector("main");
  const within = [...touched].filter((element) => main?.contains(element) && element !== main && !element.closest("nav"));
  const text = within.filter((element) => element.closest(".text"));
  const blocks = [...new Set((text.length ? text : within).map(visibleFor))];
  // An element that only holds what changed is not marked besides.
  const changed = blocks.filter((block) => !blocks.some((other) => other !== block && block.contains(other)));
  for (const block of changed.slice(0, MOST_MARKED)) {
    block.classList.remove(MARK);
    // The mark begins anew where it is still fading.
    requestAnimationFrame(() => block.classList.add(MARK));
    setTimeout(() => {
      block.classList.remove(MARK);
      if (!block.classList.length) block.removeAttribute("class");
    }, MARKED_FOR);
  }
  const first = changed[0];
  const writing = document.activeElement?.matches("input, select, textarea") && isInView(document.activeElement);
  if (!first || writing || changed.some(isInView)) return;
  first.scrollIntoView({ block: "center", behavior: isCalm() ? "auto" : "smooth" });
};
