//! What earlier tests found, and when: so that a server is asked once a week and not at every check.
//!
//! Takes and gives the text of a JSON file that anybody may delete. Whatever in it cannot be read is taken as not there;
//! the worst that a damaged file can do is a question more.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{Span as Length, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::answers::Verdict;

/// The form of the file; one of another form is taken as empty.
const FORM: u64 = 1;

/// What was found of one address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// When.
    pub asked: Timestamp,
    /// What.
    pub found: Verdict,
}

/// What was found of all addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkMemory {
    addresses: BTreeMap<String, Remembered>,
}

#[derive(Serialize)]
struct Written<'a> {
    form: u64,
    addresses: &'a BTreeMap<String, Remembered>,
}

impl LinkMemory {
    /// What a text remembers, as far as it can be read.
    pub fn read(text: &str) -> Self {
        let value: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        let known_form = value.get("form").and_then(serde_json::Value::as_u64) == Some(FORM);
        let entries = value.get("addresses").and_then(serde_json::Value::as_object).filter(|_| known_form);
        let readable = entries
            .into_iter()
            .flatten()
            .filter_map(|(address, entry)| Some((address.clone(), Remembered::deserialize(entry).ok()?)));
        LinkMemory { addresses: readable.collect() }
    }

    /// The text that remembers all this.
    pub fn text(&self) -> String {
        let written = Written { form: FORM, addresses: &self.addresses };
        let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
        text.push('\n');
        text
    }

    /// What is known of an address and can still be believed: what was good for `max_age`, what was not for a day at
    /// most, for it may have been mended.
    pub fn recall(&self, address: &str, now: Timestamp, max_age: Length) -> Option<&Remembered> {
        let found = self.addresses.get(address)?;
        let until = |age: Length| found.asked.to_zoned(TimeZone::UTC).checked_add(age).ok().map(|at| at.timestamp());
        let good = until(max_age)?;
        let until = if found.found.is_good() { good } else { good.min(until(1.days())?) };
        // What was asked in time to come was asked by a clock that was wrong.
        (found.asked <= now && now < until).then_some(found)
    }

    /// Remembers what was found of an address.
    pub fn keep(&mut self, address: &str, asked: Timestamp, found: Verdict) {
        self.addresses.insert(address.to_owned(), Remembered { asked, found });
    }

    /// Forgets addresses that the manual no longer holds.
    pub fn retain(&mut self, still_there: impl Fn(&str) -> bool) {
        self.addresses.retain(|address, _| still_there(address));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::external::answers::Silence;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn what_was_good_is_believed_for_a_week_and_what_was_not_for_a_day() {
        let mut memory = LinkMemory::default();
        memory.keep("https://a.example/", at("2026-11-01T12:00:00Z"), Verdict::Good);
        memory.keep("https://b.example/", at("2026-11-01T12:00:00Z"), Verdict::Gone(404));
        for (now, good, bad) in [
            ("2026-11-01T11:59:59Z", false, false),
            ("2026-11-01T12:00:00Z", true, true),
            ("2026-11-02T11:59:59Z", true, true),
            ("2026-11-02T12:00:00Z", true, false),
            ("2026-11-08T11:59:59Z", true, false),
            ("2026-11-08T12:00:00Z", false, false),
        ] {
            assert_eq!(memory.recall("https://a.example/", at(now), 7.days()).is_some(), good, "{now}");
            assert_eq!(memory.recall("https://b.example/", at(now), 7.days()).is_some(), bad, "{now}");
        }
        assert_eq!(memory.recall("https://b.example/", at("2026-11-01T14:00:00Z"), 1.hours()), None);
    }

    #[test]
    fn what_it_writes_it_reads_and_damage_costs_only_what_is_damaged() {
        let mut memory = LinkMemory::default();
        memory.keep("https://a.example/", at("2026-11-01T12:00:00Z"), Verdict::Moved("https://b.example/".to_owned()));
        let silence = Verdict::Silent(Silence::Certificate("expired".to_owned()), "b.example".to_owned());
        memory.keep("https://b.example/", at("2026-11-01T12:00:00Z"), silence);
        let text = memory.text();
        assert_eq!(LinkMemory::read(&text), memory);
        let damaged = LinkMemory::read(&text.replacen("2026-11-01", "2026-13-01", 1));
        assert!(damaged.addresses.contains_key("https://b.example/") && damaged.addresses.len() == 1);
        for broken in
            ["", "[]", "{\"addresses\": 3}", text.get(..40).unwrap(), &text.replace("\"form\": 1", "\"form\": 9")]
        {
            assert_eq!(LinkMemory::read(broken), LinkMemory::default(), "{broken}");
        }
    }
}
