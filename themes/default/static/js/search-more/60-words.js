// What the search seldom says to readers: where a question was read otherwise than it was written, why there is no answer, and how an
// edition stands that is not in force.
{
  const { filled: fill, make } = theirs;
  const REPAIRED = "say:script_repaired";
  const OR = "say:script_or";
  const MISSING_WORDS = "say:script_missing_words";
  const LOOSENED = "say:script_loosened";
  /** By kinds of trouble, and by states of editions. @type {Record<string, string>} */
  const words = {
    renewed: "say:script_renewed",
    page: "say:script_older_page",
    browser: "say:script_older_browser",
    prospective: "say:badge_not_yet",
    superseded: "say:script_replaced",
    withdrawn: "say:badge_withdrawn",
    expired: "say:badge_expired",
    draft: "say:badge_draft",
    future: "say:script_from",
    ended: "say:script_ended",
  };

  /**
   * What is shown in place of words that are not in the manual, and of phrases that stand nowhere; which words are nowhere, where others are found.
   * @param {Answer} answer
   */
  const notes = ({ repairs, loosened, hits }) => {
    const quoted = (/** @type {string[]} */ words, between = ", ") => words.map((word) => `“${word}”`).join(between);
    // Of a number that was found nothing is missing, though its `section` may stand nowhere.
    const missing = repairs.filter(({ shown }) => hits[0]?.exactness < 2 && !shown.length).map(({ asked }) => asked);
    return [
      ...repairs.flatMap(({ asked, shown }) => (shown.length ? fill(REPAIRED, { "asked": asked, "shown": quoted(shown, ` ${OR} `) }) : [])),
      ...(missing.length ? [fill(MISSING_WORDS, { "words": quoted(missing) })] : []),
      ...(loosened ? [LOOSENED] : []),
    ].map((text) => make("p", { class: "find-note" }, text));
  };

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
