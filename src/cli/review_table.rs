//! The review register as a table for the terminal.
//!
//! Takes rows of the register, gives text. Titles stand last in their lines, so that no title is cut off and none pushes a
//! column out of line.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::review::Due;
use crate::data::dates::{add_to_date, long_date};
use crate::model::review::ReviewState;
use crate::model::review_register::ReviewStanding;
use crate::model::site::Site;
use crate::render::review_files::ReviewRow;

/// The table: a group for each owner, a line for each chapter, and a last line that counts.
pub fn review_table(site: &Site, rows: &[ReviewRow<'_>], due: Due) -> String {
    let cells: Vec<[String; 3]> = rows
        .iter()
        .map(|row| [plain(row.number), row.plan.due.map_or_else(|| "-".to_owned(), long_date), words(row, site.today)])
        .collect();
    let width = |column: usize| {
        let widths = cells.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count());
        widths.max().unwrap_or(0)
    };
    let (number, day, state) = (width(0), width(1), width(2));
    let mut text = String::new();
    let mut owner = None;
    for (row, [a, b, c]) in rows.iter().zip(&cells) {
        if owner != Some(row.owner) {
            let gap = if owner.is_some() { "\n" } else { "" };
            owner = Some(row.owner);
            let _ = writeln!(text, "{gap}{}", owner_line(row));
        }
        let _ = writeln!(text, "  {a:<number$}  {b:>day$}  {c:<state$}  {}", plain(row.title));
        if let Some(planned) = row.plan.planned {
            let by = row.extended_by.map(|by| format!(" by {}", plain(by))).unwrap_or_default();
            let reason = row.extension_reason.map(|reason| format!(": {}", plain(reason))).unwrap_or_default();
            let _ = writeln!(text, "  {:<number$}  extended from {}{by}{reason}", "", long_date(planned));
        }
    }
    if !rows.is_empty() {
        text.push('\n');
    }
    let _ = writeln!(text, "{}: {}", long_date(site.today), summary(site, rows, due));
    text
}

fn owner_line(row: &ReviewRow<'_>) -> String {
    let Some(id) = row.owner else { return "No owner".to_owned() };
    let mut line = match row.owner_name {
        Some(name) => format!("{} ({})", plain(name), plain(id)),
        None => plain(id),
    };
    for reach in [row.owner_telephone, row.owner_email].into_iter().flatten() {
        let _ = write!(line, ", {}", plain(reach));
    }
    line
}

/// "12 days overdue", "due in 20 days".
fn words(row: &ReviewRow<'_>, today: Date) -> String {
    let days = |count: i32| format!("{count} day{}", if count == 1 { "" } else { "s" });
    match (row.standing, row.plan.due) {
        (ReviewStanding::Expired, _) => format!("expired on {}", row.expires.map(long_date).unwrap_or_default()),
        (ReviewStanding::InForce(ReviewState::Unplanned), _) | (_, None) => "no date".to_owned(),
        (ReviewStanding::InForce(_), Some(due)) => match days_between(today, due) {
            0 => "due today".to_owned(),
            1 => "due tomorrow".to_owned(),
            left if left < 0 => format!("{} overdue", days(-left)),
            left => format!("due in {}", days(left)),
        },
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |length| length.get_days())
}

fn summary(site: &Site, rows: &[ReviewRow<'_>], due: Due) -> String {
    let count = |word: &str| rows.iter().filter(|row| row.standing.word() == word).count();
    let (late, expired, without) = (count("overdue"), count("expired"), count("unplanned"));
    let ahead = rows.len() - late - expired - without;
    let mut said = vec![if late == 0 { "nothing overdue".to_owned() } else { format!("{late} overdue") }];
    match due {
        Due::Within(length) => {
            let ahead = if ahead == 0 { "none".to_owned() } else { ahead.to_string() };
            said.push(format!("{ahead} due by {}", long_date(add_to_date(site.today, length))));
        }
        Due::All => said.push(format!("{ahead} due later")),
    }
    said.extend((expired > 0).then(|| format!("{expired} expired")));
    said.extend((without > 0).then(|| format!("{without} without a date")));
    said.join(", ")
}

/// A text without what could move the cursor or break the line.
fn plain(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}
