//! Which columns of a table say by when or how often, and which say what is to be done: told by their names, in every language of
//! the interface.
//!
//! Takes names, gives yes or no. The handbook for authors lists the names that count; must not know what is made of the columns.

/// The names of columns that hold time limits, in small letters.
const NAMES: &[&str] = &[
    "time limit",
    "time limits",
    "within",
    "within what time",
    "by when",
    "by the end of",
    "by what time",
    "no later than",
    "at the latest",
    "latest",
    "deadline",
    "due",
    "due by",
    "timescale",
    "timescales",
    "time scale",
    "how soon",
    "how quickly",
    "notice",
    "frequency",
    "every",
    // Welsh.
    "terfyn amser",
    "terfynau amser",
    "o fewn",
    "erbyn",
    "erbyn pryd",
    "erbyn diwedd",
    "dim hwyrach na",
    "amserlen",
    "pa mor fuan",
    "rhybudd",
    "amlder",
    "bob",
];
/// The beginnings of such names: "How often at the least".
const BEGINNINGS: &[&str] = &["how often", "pa mor aml"];
/// The ends of such names: "Decides within". "By" is none of them: "Approved by" names a person.
const ENDS: &[&str] = &[
    " within",
    " no later than",
    " due",
    " every",
    " again",
    " how often",
    " o fewn",
    " erbyn",
    " bob",
    " eto",
    " pa mor aml",
];
/// Those that say no more than that the column holds time limits.
const PLAIN: &[&str] = &[
    "time limit",
    "time limits",
    "within what time",
    "by when",
    "by what time",
    "deadline",
    "timescale",
    "timescales",
    "time scale",
    "how soon",
    "how quickly",
    "terfyn amser",
    "terfynau amser",
    "erbyn pryd",
    "amserlen",
    "pa mor fuan",
];
/// How columns begin that say how long something lasts: no limit, however much its cells look like one.
const LENGTHS: &[&str] = &["how long", "length", "duration", "least time", "lasts", "pa mor hir", "hyd"];
/// The last words of names that the limit goes on from: "Decides within" one working day.
const OPEN: &[&str] =
    &["within", "every", "by", "than", "of", "before", "until", "fewn", "erbyn", "bob", "na", "cyn", "diwedd"];
/// The names of columns that say what is to be done.
const ACTIONS: &[&str] = &[
    "step",
    "steps",
    "action",
    "actions",
    "task",
    "tasks",
    "to do",
    "does",
    "duty",
    "cam",
    "camau",
    "gweithred",
    "tasg",
    "i'w wneud",
    "dyletswydd",
];
/// The first words of such names: "What happens".
const ACTION_BEGINNINGS: &[&str] = &["what", "beth"];
/// The first words of names under which stands what one person does: "The manager".
const DOERS: &[&str] = &["the", "you", "we", "y", "yr", "chi", "ni"];
/// How columns begin that say neither what is to be done nor anything that a time limit could be of.
const ASIDES: &[&str] = &[
    "who",
    "by whom",
    "with whom",
    "where",
    "why",
    "record",
    "it means",
    "what it means",
    "meaning",
    "example",
    "age",
    "note",
    "notes",
    "reason",
    "owner",
    "supervisor",
    "contact",
    "form",
    "pwy",
    "gan bwy",
    "gyda phwy",
    "ble",
    "pam",
    "cofnod",
    "ystyr",
    "mae'n golygu",
    "beth mae'n ei olygu",
    "enghraifft",
    "oed",
    "nodiadau",
    "rheswm",
    "cyswllt",
    "ffurflen",
];

/// A column that says what is to be done, in a table of time limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionColumn {
    /// Which one it is.
    pub column: usize,
    /// Whether its cells say something only with its name.
    pub with_name: bool,
}

/// Whether a column holds time limits.
pub fn is_limit(name: &str) -> bool {
    let name = small(name);
    NAMES.contains(&name.as_str()) || begins(&name, BEGINNINGS) || says_what(&name)
}

/// Whether a name says no more than that the column holds time limits.
pub fn is_plain(name: &str) -> bool {
    PLAIN.contains(&small(name).as_str())
}

/// Whether a column says how long something lasts.
pub fn is_length(name: &str) -> bool {
    begins(&small(name), LENGTHS)
}

/// Whether a name and the limit under it make one phrase.
pub fn is_open(name: &str) -> bool {
    small(name).rsplit(' ').next().is_some_and(|word| OPEN.contains(&word))
}

/// Which column says what is to be done within the limits, besides the first that is none. `limits` says which columns hold them.
pub fn find_action(names: &[String], limits: &[bool]) -> Option<ActionColumn> {
    let names: Vec<String> = names.iter().map(|name| small(name)).collect();
    let is_limit = |column: usize| limits.get(column).copied().unwrap_or_default();
    let first = (0..names.len()).find(|column| !is_limit(*column))?;
    // Where the name of every limit says it, nothing is missing.
    let told = names.iter().enumerate().filter(|(column, _)| is_limit(*column)).all(|(_, name)| says_what(name));
    if told || names.get(first).is_none_or(|name| is_action(name)) {
        return None;
    }
    let end = (first..names.len()).find(|column| is_limit(*column)).unwrap_or(first);
    let others = || {
        let others = names.iter().enumerate().skip(first + 1);
        others.filter(|(column, name)| !is_limit(*column) && !begins(name, ASIDES) && !name.ends_with(" by"))
    };
    let (column, name) = others()
        .find(|(_, name)| is_action(name))
        .or_else(|| others().take_while(|(column, _)| *column < end).last())?;
    Some(ActionColumn { column, with_name: !is_action(name) && !begins(name, DOERS) })
}

/// Whether the name of a time limit says of what it is one.
fn says_what(name: &str) -> bool {
    ENDS.iter().any(|end| name.ends_with(end)) && !begins(name, ACTION_BEGINNINGS)
}

fn is_action(name: &str) -> bool {
    (ACTIONS.contains(&name) || begins(name, ACTION_BEGINNINGS)) && !begins(name, ASIDES)
}

/// Whether a name begins with some of these whole words.
fn begins(name: &str, beginnings: &[&str]) -> bool {
    let goes_on = |rest: &str| rest.starts_with(char::is_alphanumeric);
    beginnings.iter().any(|beginning| name.strip_prefix(beginning).is_some_and(|rest| !goes_on(rest)))
}

fn small(name: &str) -> String {
    name.trim().to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_time_limits_are_known_by_their_names() {
        for (name, limit) in [
            ("Step", false),
            (" Time limit", true),
            ("By when", true),
            ("When", false),
            ("By the end of", true),
            ("Decides within", true),
            ("Answer due", true),
            ("Approved by", false),
            ("Owned by us", false),
            ("What is due", false),
            ("How often at the least", true),
            ("Reviewed every", true),
            ("Looked at again", true),
            ("How long it takes", false),
            ("Erbyn", true),
            ("Pa mor aml", true),
        ] {
            assert_eq!(is_limit(name), limit, "{name}");
        }
    }

    #[test]
    fn what_is_to_be_done_stands_before_the_limit() {
        let found = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let limits: Vec<bool> = names.iter().map(|name| is_limit(name)).collect();
            find_action(&names, &limits).map(|action| (action.column, action.with_name))
        };
        for (names, action) in [
            (&["The LADO says", "It means", "The manager", "By when"][..], Some((2, false))),
            (&["Outcome", "What happens", "By when"], Some((1, false))),
            (&["Outcome", "By when", "What happens"], Some((2, false))),
            (&["Placement", "Supports", "Signs", "Within what time"], Some((2, true))),
            (&["Step", "How", "Who", "Time limit"], None),
            (&["Level", "Who leads", "What help", "Decides within"], None),
            (&["Stage", "Who", "Time limit"], None),
            (&["By when", "What", "Who"], None),
            (&["By when"], None),
            (&[], None),
        ] {
            assert_eq!(found(names), action, "{names:?}");
        }
    }
}
