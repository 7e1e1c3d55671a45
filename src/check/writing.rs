//! The rules of running text, all in one walk over a document.
//!
//! Takes a document and the site's settings for writing, gives diagnostics, and what its sentences claim of days, which
//! only the whole site can judge.

use super::ambiguous_dates::check_ambiguous_dates;
use super::claims::{Claim, ClaimKind};
use super::long_duties::check_long_duties;
use super::prose::{Form, visit_stretches};
use super::reading_age::{Count, ReadingAge};
use super::review_promises::find_promise;
use super::sentences::split_sentences;
use super::stale_statements::find_statement;
use crate::config::site_config::Writing;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::document::Document;

/// Checks a document's running text.
pub fn check_writing(document: &Document, writing: &Writing, diagnostics: &mut Vec<Diagnostic>) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut reading = ReadingAge::new(Count::AtMost);
    let mut sentences = Vec::new();
    visit_stretches(document, &mut |stretch| {
        // A row of a table is one statement, whatever stands in its cells.
        if stretch.setting.form == Form::Row {
            sentences.clear();
            sentences.push(0..stretch.text.len());
        } else {
            split_sentences(stretch.text, &mut sentences);
        }
        check_ambiguous_dates(document, stretch, writing.month_first, diagnostics);
        // The rules below know English words.
        if !writing.english {
            return;
        }
        reading.read(stretch, &sentences);
        check_long_duties(document, stretch, &sentences, writing.longest_duty, diagnostics);
        let promise = find_promise(stretch, &sentences);
        if let Some(promise) = &promise {
            let words = stretch.text.get(promise.range.clone()).unwrap_or("").to_owned();
            let place = document.place(stretch.span(promise.range.clone()));
            claims.push(Claim { place, words, kind: ClaimKind::Review(promise.days) });
        }
        if stretch.setting.quoted || stretch.setting.form == Form::Row {
            return;
        }
        for sentence in &sentences {
            // What a promise of review says is told as that.
            if promise
                .as_ref()
                .is_some_and(|promise| promise.range.start >= sentence.start && promise.range.start < sentence.end)
            {
                continue;
            }
            if let Some(found) = find_statement(stretch.text, sentence) {
                let words = stretch.text.get(found.range.clone()).unwrap_or("").to_owned();
                let place = document.place(stretch.span(found.range));
                claims.push(Claim { place, words, kind: ClaimKind::ToCome(found.last) });
            }
        }
    });
    // Few texts are so hard to read that their syllables must be counted one by one.
    if writing.english && reading.may_exceed(writing.reading_age) {
        let mut reading = ReadingAge::new(Count::Each);
        visit_stretches(document, &mut |stretch| {
            if stretch.setting.form != Form::Row {
                split_sentences(stretch.text, &mut sentences);
                reading.read(stretch, &sentences);
            }
        });
        reading.report(document, writing.reading_age, diagnostics);
    }
    claims
}
