//! The review register as files: `reviews.json` and `reviews.csv` (RFC 4180). The calendar is in
//! [`super::review_calendar`]; the `review` command prints the same.
//!
//! Takes the site and which reviews are wanted, gives text. Own few lines and no library: a row of quoted cells is not
//! worth one, and what matters, that no cell is taken for a formula, no library does.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::review::ReviewPlan;
use crate::model::review_register::{OwnerReviews, Review, ReviewStanding};
use crate::model::site::Site;

/// A chapter in the register, as files tell of it. Days are written year-month-day.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewRow<'a> {
    /// The chapter's id.
    pub id: &'a str,
    /// Its number.
    pub number: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its page's folder, relative to the site's root.
    pub path: &'a str,
    /// Its page's whole address, where the site's own is known.
    pub url: Option<String>,
    /// The file that holds it.
    pub source: &'a str,
    /// Its owner: a contact's id.
    pub owner: Option<&'a str>,
    /// The owner's name.
    pub owner_name: Option<&'a str>,
    /// The owner's telephone number.
    pub owner_telephone: Option<&'a str>,
    /// The owner's e-mail address.
    pub owner_email: Option<&'a str>,
    /// How it stands: "overdue", "due-soon", "up-to-date", "unplanned" or "expired".
    pub state: &'a str,
    /// The last review.
    pub last_reviewed_on: Option<String>,
    /// The day by which the next is due, an extension counted.
    pub next_review_on: Option<String>,
    /// The day that was planned, where an extension moved it.
    pub planned_for: Option<String>,
    /// Who extended it: the contact's name.
    pub extended_by: Option<&'a str>,
    /// Why it was extended.
    pub extension_reason: Option<&'a str>,
    /// The last day on which it is in force, if it has one.
    pub expires_on: Option<String>,
    /// How it stands, for what is not written into the files.
    #[serde(skip)]
    pub standing: ReviewStanding,
    /// The same days, to be written otherwise.
    #[serde(skip)]
    pub plan: &'a ReviewPlan,
    /// The last day on which it is in force.
    #[serde(skip)]
    pub expires: Option<Date>,
}

/// The reviews that are wanted, in the order of the register.
pub fn review_rows(site: &Site, wanted: impl Fn(&OwnerReviews, &Review) -> bool) -> Vec<ReviewRow<'_>> {
    let listed = site.reviews.all().filter(|(owner, review)| wanted(owner, review));
    listed.filter_map(|(owner, review)| row(site, owner, review)).collect()
}

fn row<'a>(site: &'a Site, owner: &'a OwnerReviews, review: &Review) -> Option<ReviewRow<'a>> {
    let chapter = site.chapters.get(review.chapter)?;
    let edition = chapter.shown()?;
    let contact = |id: &'a String| site.registers.contacts.get(id);
    let found = owner.owner.as_ref().and_then(contact);
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let plan = &chapter.review;
    let base = site.config.base_url.as_str();
    Some(ReviewRow {
        id: &chapter.id,
        number: &chapter.number,
        title: &edition.title,
        path: chapter.address.folder(),
        url: (!base.is_empty()).then(|| format!("{base}{}", chapter.address.published(site.config.pages))),
        source: &edition.document().path,
        owner: owner.owner.as_deref(),
        owner_name: found.map(|contact| contact.name.as_str()),
        owner_telephone: found.and_then(|contact| contact.telephone.as_deref()),
        owner_email: found.and_then(|contact| contact.email.as_deref()),
        state: review.standing.word(),
        last_reviewed_on: day(plan.last),
        next_review_on: day(plan.due),
        planned_for: day(plan.planned),
        extended_by: plan
            .extended_by
            .as_ref()
            .map(|id| contact(id).map_or(id.as_str(), |contact| contact.name.as_str())),
        extension_reason: plan.extension_reason.as_deref(),
        expires_on: day(edition.front().expires_on),
        standing: review.standing,
        plan,
        expires: edition.front().expires_on,
    })
}

/// `reviews.json`: a line for each chapter, so that what changed from build to build is seen at a glance.
pub fn reviews_json(site: &Site, rows: &[ReviewRow<'_>]) -> String {
    let text = |value: &str| serde_json::to_string(value).unwrap_or_default();
    let lines: Vec<String> = rows.iter().map(|row| serde_json::to_string(row).unwrap_or_default()).collect();
    format!(
        "{{\n\"title\": {},\n\"publisher\": {},\n\"today\": \"{}\",\n\"reviews\": [\n{}\n]\n}}\n",
        text(&site.config.title),
        text(&site.config.publisher),
        site.today,
        lines.join(",\n")
    )
}

/// The columns of `reviews.csv`.
const COLUMNS: &[&str] = &[
    "number",
    "title",
    "state",
    "next_review_on",
    "last_reviewed_on",
    "owner",
    "owner_name",
    "owner_telephone",
    "owner_email",
    "planned_for",
    "extended_by",
    "extension_reason",
    "expires_on",
    "id",
    "path",
    "url",
    "source",
];

/// `reviews.csv` (RFC 4180, with a header; UTF-8).
pub fn reviews_csv(rows: &[ReviewRow<'_>]) -> String {
    let mut text = String::new();
    push_record(&mut text, COLUMNS);
    for row in rows {
        let day = |date: &'_ Option<String>| date.clone().unwrap_or_default();
        let (next, last) = (day(&row.next_review_on), day(&row.last_reviewed_on));
        let (planned, expires, url) = (day(&row.planned_for), day(&row.expires_on), day(&row.url));
        let cells = [
            row.number,
            row.title,
            row.state,
            &next,
            &last,
            row.owner.unwrap_or(""),
            row.owner_name.unwrap_or(""),
            row.owner_telephone.unwrap_or(""),
            row.owner_email.unwrap_or(""),
            &planned,
            row.extended_by.unwrap_or(""),
            row.extension_reason.unwrap_or(""),
            &expires,
            row.id,
            row.path,
            &url,
            row.source,
        ];
        push_record(&mut text, &cells);
    }
    text
}

/// A record: quoted where it must be, with an apostrophe before what a spreadsheet would take for a formula.
fn push_record(text: &mut String, cells: &[&str]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        let formula =
            cell.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        let quoted = formula || cell.contains(['"', ',', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
        if quoted {
            text.push('"');
        }
        if formula {
            text.push('\'');
        }
        text.push_str(&cell.replace('"', "\"\""));
        if quoted {
            text.push('"');
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(cells: &[&str]) -> String {
        let mut text = String::new();
        push_record(&mut text, cells);
        text
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(record(&["a", "", "b c"]), "a,,b c\r\n");
        assert_eq!(record(&["a,b", "say \"no\"", "two\nlines"]), "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+44 1632", "-2", "@SUM(A1)", "\t=1", " =1", "＝1"] {
            assert_eq!(record(&[cell]), format!("\"'{cell}\"\r\n"));
        }
        assert_eq!(record(&["2026-11-15", "a@b"]), "2026-11-15,a@b\r\n");
    }
}
