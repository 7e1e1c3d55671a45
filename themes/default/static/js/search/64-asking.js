// Asks a set, and brings what is shown of each entry that answers, one after the other.

/**
 * A result: an entry, what is shown of it, and those of its sections that answer.
 * @typedef {{entry: number, shown: Shown, sections: {anchor: string, number: string, heading: string, snippet: HTMLElement | string}[]}} Piece
 */
/**
 * Takes the results one by one, and at the end nothing, each with its place.
 * @typedef {(piece: Piece | undefined, place: number) => void} Take
 */

/**
 * Finds the answer, tells it to `begin`, and gives each result from a place on to what `begin` gave, in their order, as soon as all before it
 * have come. If `begin` gives nothing, nobody wants them any more, and none is loaded. It may be told a second answer: the site was published
 * anew meanwhile.
 * @param {string} words
 * @param {{unfinished: boolean, filters: Filters, limit: number}} options
 * @param {(answer: Answer) => Promise<Take | undefined>} begin
 * @param {string} [name]
 * @param {number} [from]
 */
const find = (words, options, begin, name = "now", from = 0) =>
  withSet(name, async (index) => {
    const [answer, { first, english }, terms] = await Promise.all([ask(index, words, options), index.counts(), index.terms()]);
    const take = await begin(answer);
    if (!take) return;
    /** @param {Answer["hits"][number]} hit @returns {Promise<Piece>} */
    const pieceOf = async ({ entry, sections }) => {
      const ordinals = sections.map(([ordinal]) => ordinal);
      // While somebody types, only the best section of an entry shows its text: texts are most of what is loaded.
      let shown = await index.shown(entry, options.unfinished ? ordinals.slice(0, 1) : ordinals);
      if (ordinals.some((ordinal) => !shown.sections[ordinal - first[entry]])) shown = await index.shown(entry, ordinals);
      return {
        entry,
        shown,
        sections: ordinals.map((ordinal, at) => {
          const section = shown.sections[ordinal - first[entry]];
          const isShown = !at || !options.unfinished;
          return { ...section, snippet: isShown ? marked(snippet(section.text, answer.terms, english, terms)) : "" };
        }),
      };
    };
    const pieces = answer.hits.slice(from).map(pieceOf);
    // The first that fails is told; the others are of no use then.
    for (const piece of pieces) piece.catch(() => {});
    let place = 0;
    for (const piece of pieces) take(await piece, place++);
    take(undefined, place);
  });

/** Says why there is no answer, with a true second try. @param {any} fault @param {() => void} again */
const failure = async ({ kind }, again) => {
  const known = kind in say ? undefined : await needMore().catch(() => undefined);
  const told = /** @type {any} */ (known?.words ?? say);
  const button = make("button", { type: "button" }, say.again);
  // A page that is older than what it asks for must come anew itself.
  button.onclick = () => (kind === "page" ? location.reload() : again());
  return make("div", { class: "callout warning" }, make("p", {}, told?.[kind] ?? say.missing), button);
};
