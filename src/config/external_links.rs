//! `[links.external]`: how the addresses outside the manual are tested, and which are not.
//!
//! Takes the keys of the group, gives [`ExternalLinks`] and every fault in it. Asks no server.

use jiff::Span as Length;
use jiff::ToSpan;

use crate::data::fields::Fields;
use crate::diagnostics::codes;

/// The longest time to wait for an answer, in seconds.
const LONGEST_WAIT: i64 = 300;

/// How `check --external` works.
#[derive(Clone, Debug)]
pub struct ExternalLinks {
    /// Addresses that are not asked: each stands for all that begin with it; `*` in it stands for anything.
    pub ignore: Vec<String>,
    /// How long an answer that was good is believed.
    pub max_age: Length,
    /// How many servers are asked at once.
    pub parallel: usize,
    /// How long to wait for an answer, in seconds.
    pub timeout: u64,
    /// How often an address is tried whose server does not answer.
    pub tries: usize,
}

impl Default for ExternalLinks {
    fn default() -> Self {
        ExternalLinks { ignore: Vec::new(), max_age: 7.days(), parallel: 8, timeout: 20, tries: 3 }
    }
}

/// Reads `[links.external]`.
pub fn read_external_links(mut group: Fields<'_>) -> ExternalLinks {
    let mut settings = ExternalLinks { ignore: group.texts("ignore"), ..ExternalLinks::default() };
    settings.ignore.retain(|pattern| {
        let useful = pattern.starts_with("http://") || pattern.starts_with("https://") || pattern.starts_with('*');
        if !useful {
            let help = Some("begin it with https:// or http://, or with * for both".to_owned());
            let message = format!("`ignore`: \"{pattern}\" is not the beginning of a web address");
            group.reading().fault(&codes::BAD_SETTING, &group.path_of("ignore"), message, help);
        }
        useful
    });
    if let Some((length, _)) = group.duration("max_age") {
        settings.max_age = length;
    }
    let whole = |number: i64| usize::try_from(number).unwrap_or(1);
    settings.parallel = group.integer("parallel", 1..=32).map_or(settings.parallel, whole);
    settings.tries = group.integer("tries", 1..=10).map_or(settings.tries, whole);
    if let Some(seconds) = group.integer("timeout", 1..=LONGEST_WAIT) {
        settings.timeout = seconds.unsigned_abs();
    }
    group.finish();
    settings
}
