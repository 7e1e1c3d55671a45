// What the search says to readers in the box, by the names of the theme's words (words/en.ftl): the words come in their place when the
// script is joined. Its other words: search-more/60-words.js (seldom said), and the tops of search-page.js and search-marks.js. In
// them stand in braces what is counted, named and dated; of two forms the first is for one.

const LISTED = ["say:script_listed_one", "say:script_listed"];
const NONE = "say:script_none";
const HELP = "say:script_none_help";
const ALL = ["say:script_all_one", "say:script_all"];
const RESULTS = "say:script_results";
const MISSING = "say:script_missing";
const AGAIN = "say:script_again";
const FRESH = ["say:script_updated", "say:script_new"];
