// What the search says to readers in the box. Its other words: search-more/60-words.js (seldom said), and the tops of search-page.js and
// search-marks.js. To say them in another language, replace these files. In braces stand what is counted, named and dated; of two
// forms the first is for one.

const say = {
  listed: ["1 result", "{n} results, {m} listed"],
  none: "Nothing found for “{words}”",
  help: "Nothing found for “{words}”. What may help",
  all: ["The result on a page of its own", "All {n} results"],
  options: "Results",
  missing: "Part of the search could not be loaded, so there is no answer to trust. Check your connection.",
  page: "The manual was published anew since this page was opened.",
  again: "Try again",
  future: "In force from {day}",
  ended: "Not in force since {day}",
  fresh: ["Updated {day}", "New {day}"],
};
