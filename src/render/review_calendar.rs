//! The review register as a calendar: `reviews.ics` (iCalendar, RFC 5545), an all-day event on each day that is due.
//!
//! Takes rows of the register, gives text. Own few lines and no library: those that there are put the clock and random
//! numbers into a file that must be the same in every build of one day.

use jiff::civil::Date;

use super::review_files::ReviewRow;
use crate::language::words::Words;
use crate::model::review::ReviewState;
use crate::model::review_register::ReviewStanding;
use crate::model::site::Site;

/// The most octets of a line, its end aside (RFC 5545, section 3.1).
const LONGEST_LINE: usize = 75;

/// `reviews.ics`. A chapter without a date is in no calendar, nor is one that has expired.
pub fn reviews_ics(site: &Site, rows: &[ReviewRow<'_>]) -> String {
    let mut text = String::new();
    let name = escaped(&site.words.tell("calendar_name", &[("title", (&site.config.title).into())]));
    push_line(&mut text, "BEGIN:VCALENDAR");
    push_line(&mut text, "VERSION:2.0");
    push_line(&mut text, "PRODID:-//Chapterhouse//Review register//EN");
    push_line(&mut text, "CALSCALE:GREGORIAN");
    push_line(&mut text, &format!("NAME:{name}"));
    push_line(&mut text, &format!("X-WR-CALNAME:{name}"));
    for row in rows {
        push_event(&mut text, site, row);
    }
    push_line(&mut text, "END:VCALENDAR");
    text
}

fn push_event(text: &mut String, site: &Site, row: &ReviewRow<'_>) {
    let (Some(due), ReviewStanding::InForce(state)) = (row.plan.due, row.standing) else { return };
    let words = &site.words;
    let basic = |day: Date| day.strftime("%Y%m%d").to_string();
    let what = words.say(if state == ReviewState::Overdue { "review_overdue" } else { "review_due" });
    push_line(text, "BEGIN:VEVENT");
    push_line(text, &format!("UID:{}", escaped(&uid(&site.config.base_url, row.id))));
    // The day of the build and not the moment: two builds of one day give the same file.
    push_line(text, &format!("DTSTAMP:{}T000000Z", basic(site.built_on)));
    push_line(text, &format!("DTSTART;VALUE=DATE:{}", basic(due)));
    if let Ok(next) = due.tomorrow() {
        push_line(text, &format!("DTEND;VALUE=DATE:{}", basic(next)));
    }
    push_line(text, &format!("SUMMARY:{}", escaped(&format!("{what}: {} {}", row.number, row.title))));
    push_line(text, &format!("DESCRIPTION:{}", escaped(&description(words, row, state, due))));
    if let Some(url) = &row.url {
        push_line(text, &format!("URL:{}", without_controls(url)));
    }
    let owner = row.owner_name.or(row.owner).map(|owner| format!(",{}", escaped(owner))).unwrap_or_default();
    push_line(text, &format!("CATEGORIES:{}{owner}", escaped(words.say("review_category"))));
    // It is to be remembered, and keeps nobody from being invited elsewhere.
    push_line(text, "TRANSP:TRANSPARENT");
    push_line(text, "END:VEVENT");
}

/// What names the event for ever: the chapter's permanent id, and the site, so that two manuals can share a calendar. A
/// title, a number and a day can change; a calendar that is read again then moves its event and makes no second one.
fn uid(base_url: &str, id: &str) -> String {
    let site = base_url.split_once("://").map_or(base_url, |(_, rest)| rest).trim_end_matches('/').replace('/', ".");
    format!("review-{id}@{}", if site.is_empty() { "manual.invalid" } else { &site })
}

fn description(words: &Words, row: &ReviewRow<'_>, state: ReviewState, due: Date) -> String {
    let name = if state == ReviewState::Overdue { "event_overdue" } else { "event_due" };
    let chapter = format!("{} {}", row.number, row.title);
    let mut lines = vec![words.tell(name, &[("chapter", chapter.into()), ("day", words.date(due).into())])];
    if let Some(owner) = row.owner_name.or(row.owner) {
        let reach: Vec<&str> = [row.owner_telephone, row.owner_email].into_iter().flatten().collect();
        let reach = if reach.is_empty() { String::new() } else { format!(" ({})", reach.join(", ")) };
        lines.push(format!("{}: {owner}{reach}", words.say("owner")));
    }
    lines.extend(row.plan.last.map(|day| format!("{}: {}", words.say("last_reviewed"), words.date(day))));
    if let Some(planned) = row.plan.planned {
        let extended = words.tell("review_extended_from", &[("from", words.date(planned).into())]);
        let by = row.extended_by.map(|by| format!(" {}", words.tell("extended_by", &[("by", by.into())])));
        let reason = row.extension_reason.map(|reason| format!(": {reason}"));
        lines.push(format!("{extended}{}{}", by.unwrap_or_default(), reason.unwrap_or_default()));
    }
    lines.push(match row.expires {
        Some(last) => words.tell("event_expires", &[("day", words.date(last).into())]),
        None => words.say("event_stays").to_owned(),
    });
    lines.join("\n")
}

/// A text as RFC 5545, section 3.3.11, writes it.
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            sign => out.push(sign),
        }
    }
    without_controls(&out)
}

/// A text without the control characters that no line may hold.
fn without_controls(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

/// Writes a line, folded where it is too long: never within a character.
fn push_line(text: &mut String, line: &str) {
    let mut used = 0;
    for sign in line.chars() {
        if used + sign.len_utf8() > LONGEST_LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(sign);
        used += sign.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        for length in 60..90 {
            let line = format!("SUMMARY:{}👩‍👩‍👧 é{}", "a".repeat(length), "ß".repeat(100));
            let mut text = String::new();
            push_line(&mut text, &line);
            assert!(text.ends_with("\r\n"));
            assert!(text.split("\r\n").all(|piece| piece.len() <= LONGEST_LINE), "{text}");
            assert_eq!(text.replace("\r\n ", ""), format!("{line}\r\n"));
        }
        let (mut full, exactly) = (String::new(), "a".repeat(75));
        push_line(&mut full, &exactly);
        assert_eq!(full, format!("{exactly}\r\n"));
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a, b; c\\d\r\ne\rf\u{7}"), "a\\, b\\; c\\\\d\\ne\\nf ");
    }

    #[test]
    fn an_event_has_one_name_for_ever() {
        assert_eq!(uid("https://example.org/", "a"), "review-a@example.org");
        assert_eq!(uid("https://example.org:8080/north/", "a"), "review-a@example.org:8080.north");
        assert_eq!(uid("", "a"), "review-a@manual.invalid");
    }
}
