// What the search seldom says to readers: where a question was read otherwise than it was written, why there is no answer, and how an
// edition stands that is not in force.
{
  const { filled: fill, make } = theirs;
  const REPAIRED = "Showing results for {shown}: “{asked}” is not in this manual.";
  const OR = " or ";
  const LOOSENED = "Nothing has these words side by side. Showing results for the words.";
  /** By kinds of trouble, and by states of editions. @type {Record<string, string>} */
  const words = {
    renewed: "The manual was published anew just now.",
    page: "The manual was published anew since this page was opened.",
    browser: "This browser is too old to search. The A to Z leads to every chapter.",
    prospective: "Not yet in force",
    superseded: "Replaced on {day}",
    withdrawn: "Withdrawn",
    expired: "Expired",
    draft: "Draft",
    future: "In force from {day}",
    ended: "Not in force since {day}",
  };

  /**
   * What is shown in place of words that are not in the manual, and of phrases that stand nowhere.
   * @param {Answer} answer
   */
  const notes = ({ repairs, loosened }) =>
    [
      ...repairs.map(({ asked, shown }) => fill(REPAIRED, { "asked": asked, "shown": shown.map((word) => `“${word}”`).join(OR) })),
      ...(loosened ? [LOOSENED] : []),
    ].map((text) => make("p", { class: "find-note" }, text));

  /** @type {More["seldom"]} */
  const seldom = ([, , , , , state, from, until], today) =>
    from > today ? [words.future, from]
    // These are in no list under the box, and the page of results has their names.
    : !/current|future/.test(state) ? [words[state], until]
    : [words.ended, until];

  Object.assign(theirs, { notes, seldom });
  // Whoever has this script of another publication may still say why there is no answer.
  asker.words = words;
}
