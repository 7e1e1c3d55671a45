// What the search seldom says to readers: where a question was read otherwise than it was written, why there is no answer, and how an
// edition stands that is not in force.
{
  const { fill, make } = theirs;
  const REPAIRED = "Showing results for {shown}: “{asked}” is not in this manual.";
  const OR = " or ";
  const LOOSENED = "Nothing has these words side by side. Showing results for the words.";
  /** By kinds of trouble, and by states of editions. @type {Record<string, string>} */
  const words = {
    renewed: "The manual was published anew just now.",
    browser: "This browser is too old to search. The A to Z leads to every chapter.",
    prospective: "Not yet in force",
    superseded: "Replaced on {day}",
    withdrawn: "Withdrawn",
    expired: "Expired",
    draft: "Draft",
  };

  /**
   * What is shown in place of words that are not in the manual, and of phrases that stand nowhere.
   * @param {Answer} answer
   */
  const notes = ({ repairs, loosened }) =>
    [
      ...repairs.map(({ asked, shown }) => fill(REPAIRED, { asked, shown: shown.map((word) => `“${word}”`).join(OR) })),
      ...(loosened ? [LOOSENED] : []),
    ].map((text) => make("p", { class: "find-note" }, text));

  Object.assign(theirs, { words, notes });
}
