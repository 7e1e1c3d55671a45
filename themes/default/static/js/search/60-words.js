// What the search says to readers in the box. Its other words: search-more/60-words.js (seldom said), and the tops of search-page.js and
// search-marks.js. In braces stand what is counted, named and dated; of two forms the first is for one.

const LISTED = ["1 result", "{n} results, {m} listed"];
const NONE = "Nothing found for “{words}”";
const HELP = "Nothing found for “{words}”. What may help";
const ALL = ["The result on its own page", "All {n} results"];
const RESULTS = "Results";
const MISSING = "Part of the search could not be loaded. Check your connection.";
const AGAIN = "Try again";
const FRESH = ["Updated {day}", "New {day}"];
