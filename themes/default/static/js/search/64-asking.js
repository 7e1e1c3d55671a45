// Asks a set, and brings what is shown of each entry that answers.

/** @type {Record<string, SearchIndex>} */
const sets = {};
/** @param {string} name */
const setOf = (name) => (sets[name] ??= openSet(name));

/**
 * An answer with what is shown of its entries, those from a place on.
 * @param {string} words
 * @param {{unfinished: boolean, filters: Filters, limit: number}} options
 * @param {string} [name]
 * @param {number} [from]
 */
const find = async (words, options, name = "now", from = 0) => {
  const index = setOf(name);
  const [answer, { first, english }, terms] = await Promise.all([ask(index, words, options), index.counts(), index.terms()]);
  const pieces = answer.hits.slice(from).map(async ({ entry, sections }) => {
    const shown = await index.shown(entry);
    return {
      entry,
      shown,
      sections: sections.map(([ordinal]) => {
        const section = shown.sections[ordinal - first[entry]];
        return { ...section, snippet: marked(snippet(section.text, answer.terms, english, terms)) };
      }),
    };
  });
  return { answer, pieces: await Promise.all(pieces) };
};

/**
 * What is shown in place of words that are not in the manual, and of phrases that stand nowhere.
 * @param {Answer} answer
 */
const notes = ({ repairs, loosened }) =>
  [
    ...repairs.map(({ asked, shown }) => fill(say.repaired, { asked, shown: shown.map((word) => `“${word}”`).join(say.or) })),
    ...(loosened ? [say.loosened] : []),
  ].map((text) => make("p", { class: "find-note" }, text));

/** Says that a file of the search cannot be had, with a true second try. @param {() => void} again */
const failure = (again) => {
  const button = make("button", { type: "button" }, say.again);
  button.onclick = again;
  return make("div", { class: "callout warning" }, make("p", {}, say.failed), button);
};
