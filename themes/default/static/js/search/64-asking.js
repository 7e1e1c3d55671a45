// Asks a set, and brings what is shown of each entry that answers.

/**
 * An answer with what is shown of its entries, those from a place on.
 * @param {string} words
 * @param {{unfinished: boolean, filters: Filters, limit: number}} options
 * @param {string} [name]
 * @param {number} [from]
 */
const find = (words, options, name = "now", from = 0) =>
  withSet(name, async (index) => {
    const [answer, { first, english }, terms] = await Promise.all([ask(index, words, options), index.counts(), index.terms()]);
    const pieces = answer.hits.slice(from).map(async ({ entry, sections }) => {
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
    });
    return { answer, pieces: await Promise.all(pieces) };
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
