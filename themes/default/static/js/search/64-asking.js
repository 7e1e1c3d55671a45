// Asks a set, and brings what is shown of each entry that answers, one after the other.

/**
 * A result: an entry, what is shown of it, and those of its sections that answer.
 * @typedef {{entryAt: number, shown: Shown, sections: [anchor: string, number: string, heading: string, snippet: HTMLElement | string][]}} Piece
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
const bring = (words, options, begin, name = "now", from = 0) =>
  withSet(name, async (index) => {
    const { firsts } = index.counts;
    const answer = await ask(index, words, options);
    const take = await begin(answer);
    if (!take) return;
    /** @param {Answer["hits"][number]} hit @returns {Promise<Piece>} */
    const pieceOf = async ({ entryAt: entry, sections }) => {
      const ordinals = sections.map(([ordinal]) => ordinal);
      // While somebody types, only the best section of an entry shows its text: texts are most of what is loaded.
      const texts = ordinals.slice(0, options.unfinished ? 1 : 3);
      let shown = await index.shown(entry, texts);
      if (ordinals.some((ordinal) => !shown[0][ordinal - firsts[entry]])) shown = await index.shown(entry, ordinals);
      // What is joined by hyphens is one word, too, for who has loaded what reads it.
      const text = texts.map((ordinal) => shown[0][ordinal - firsts[entry]][3]).join().toLowerCase();
      const isJoined = (/** @type {string} */ term) => !text.includes(term) && text.replace(/[-‐‑]/g, "").includes(term);
      if (!isPlain(shown) || [...answer.terms.keys()].some(isJoined)) await needMore();
      return {
        entryAt: entry,
        shown,
        sections: ordinals.map((ordinal) => {
          const [anchor, number, heading, text] = shown[0][ordinal - firsts[entry]];
          return [anchor, number, heading, texts.includes(ordinal) ? marked(snippet(text, answer.terms, mannerOf(index), shown[4] === "register")) : ""];
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
const failure = async ({ message }, again) => {
  // Where something cannot be loaded is no time to ask for more.
  if (message !== "missing") await needMore().catch(() => {});
  const button = make("button", { type: "button" }, AGAIN);
  // A page that is older than what it asks for must come anew itself.
  button.onclick = () => (message === "page" ? location.reload() : again());
  return make("div", { class: "callout warning" }, make("p", {}, shared.words?.[message] ?? MISSING), button);
};
