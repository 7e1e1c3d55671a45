//! The properties that only the scripts of the search know, and what they are called where readers load them.
//!
//! Takes a property's name, gives a short one. Knows no script. A name that a browser, a published file, an address or another script
//! knows, too, must not stand here; `tests/suite/script_names.rs` looks for it.

/// The properties, those first that are said most. Where the scripts say one in quotation marks, or take it from a text, it keeps its name.
pub const PRIVATE: &[&str] = &[
    "words",
    "folded",
    "stem",
    "shown",
    "terms",
    "number",
    "sections",
    "ordinals",
    "times",
    "postings",
    "english",
    "counts",
    "term",
    "ends",
    "phrases",
    "taken",
    "firsts",
    "isEntry",
    "searched",
    "unfinished",
    "unfiltered",
    "score",
    "sorted",
    "places",
    "facts",
    "last",
    "begins",
    "compounds",
    "manner",
    "repairs",
    "limit",
    "entryAt",
    "analysed",
    "make",
    "filled",
    "spelled",
    "stamp",
    "repair",
    "further",
    "norms",
    "titleWords",
    "common",
    "glossary",
    "startsAt",
    "place",
    "breaks",
    "rest",
    "factor",
    "filters",
    "meaning",
    "scores",
    "hits",
    "exactness",
    "stemOf",
    "notes",
    "teller",
    "inSection",
    "ways",
    "asked",
    "nodes",
    "readerOf",
    "loadScript",
    "unpacked",
    "entryCount",
    "tokens",
    "asides",
    "placesOf",
    "readFacts",
    "beginnings",
    "known",
    "between",
    "joined",
    "unclosed",
    "findPhrases",
    "stopWords",
    "atEnd",
    "begunBy",
    "need",
    "meant",
    "marked",
    "units",
    "boost",
    "addPhrases",
    "limits",
    "quoted",
    "loosened",
    "isLong",
    "isStop",
    "firstWords",
    "askedOf",
    "way",
    "idfOf",
    "weightOf",
    "seldom",
    "named",
    "standing",
    "asking",
    "addressOf",
    "openSet",
    "withSet",
    "bring",
    "failure",
    "needMore",
    "ask",
    "mannerOf",
    "matching",
    "nothing",
    "finder",
    "future",
    "filtered",
    "similar",
    "asWritten",
];

/// Letters of which a short name is made.
const LETTERS: &str = "etnriaoscludfpmhgvybxwkjqzSCTEDAONLRIHMPFUGBWVYKXJQZ";

/// The short name of a property; nothing for one that others know. Those behind the letters have a digit, which no property of a browser
/// has for its second sign.
pub fn short_name(name: &str) -> Option<String> {
    let place = PRIVATE.iter().position(|private| *private == name)?;
    let count = LETTERS.len();
    let letter = LETTERS.chars().nth(place % count)?;
    Some(if place < count { letter.to_string() } else { format!("{letter}{}", place / count) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_properties_have_one_name() {
        let short: BTreeSet<String> = PRIVATE.iter().filter_map(|name| short_name(name)).collect();
        assert_eq!(short.len(), PRIVATE.len());
        assert_eq!(short_name("length"), None);
    }
}
