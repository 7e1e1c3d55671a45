//! Reviews and approvals that are dated after the day of the build: what is written there cannot have happened yet.

use jiff::civil::Date;

use crate::data::dates::long_date;
use crate::data::node::{Step, key_path};
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::chapter::{Edition, State};
use crate::model::site::Site;
use crate::parse::front_matter::AmendmentKind;

/// Checks every edition that is published. One that is only previewed may name the day on which it is to be approved.
pub fn check_future_dates(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let today = site.built_on;
    for edition in site.chapters.iter().flat_map(|chapter| &chapter.editions) {
        let front = edition.front();
        let published = edition.visible && front.published_on.is_none_or(|on| on <= today);
        if !published || edition.state == State::Draft || !edition.document().understood {
            continue;
        }
        check_edition(edition, today, diagnostics);
    }
}

fn check_edition(edition: &Edition, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    let document = edition.document();
    let front = edition.front();
    let mut question = |what: &str, day: Option<Date>, place: &dyn Fn() -> Place| {
        let Some(day) = day.filter(|day| *day > today) else { return };
        let message = format!("{what} on {}, which is still to come", long_date(day));
        let help = "write the day on which it was done; a date that is only planned does not belong here";
        diagnostics.push(Diagnostic::new(&codes::DATE_IN_FUTURE, place(), message).help(help));
    };
    question("this was reviewed", front.last_reviewed_on, &|| document.place_of_key("last_reviewed_on"));
    question("this was approved", front.approved_on, &|| {
        document.place_of_key(if document.has_key("approved_on") { "approved_on" } else { "ratified_on" })
    });
    for (index, amendment) in front.amendments.iter().enumerate() {
        if amendment.kind == Some(AmendmentKind::Review) {
            let path = [key_path("amendments"), vec![Step::Item(index)], key_path("date")].concat();
            question("a review is recorded", amendment.date, &|| document.place_of(&path));
        }
    }
}
