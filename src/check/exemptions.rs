//! Faults that an author leaves as they are, with a reason.
//!
//! Takes the exemptions of all files and a report, gives the report without what is exempted, and says which exemptions
//! nothing needs. Must not know what the rules look for: it goes by code, file and place alone, so that it holds for every
//! rule there will be.

use std::collections::HashMap;
use std::sync::Arc;

use super::severities::is_off;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::{Diagnostic, sort_diagnostics};
use crate::diagnostics::place::{Place, Span};
use crate::parse::document::Document;
use crate::parse::exemptions::yaml_exemptions;
use crate::source::source_tree::SourceText;

/// Codes of faults that come and go with the day, or that are looked for only when somebody asks: that one is not found
/// now does not make its exemption needless.
const COME_AND_GO: &[&str] = &[
    "dead-link",
    "moved-link",
    "unreachable-link",
    "review-overdue",
    "review-due-soon",
    "date-in-future",
    "expired",
    "stale-statement",
    "edition-not-recorded",
    "unpublished-chapter",
];

/// One exemption of one code.
struct Allowance {
    code: &'static Code,
    /// Where it stands.
    place: Place,
    /// What it covers; nothing for the whole file.
    covers: Option<Span>,
    /// Whether its file could be read, so that every rule had its say.
    judged: bool,
    used: bool,
    /// Whether it says why.
    reasoned: bool,
}

/// Every exemption of a manual.
#[derive(Default)]
pub struct Exemptions {
    allowances: Vec<Allowance>,
    /// The places of the allowances of each file.
    files: HashMap<Arc<str>, Vec<usize>>,
    /// How many faults they took out of the report, with reasons.
    pub exempted: usize,
}

impl Exemptions {
    /// Gathers the exemptions of documents and registers, and reports what is wrong with those of YAML comments.
    pub fn gather<'a>(
        documents: impl Iterator<Item = &'a Arc<Document>>,
        registers: &[SourceText],
        faults: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut all = Exemptions::default();
        for document in documents {
            let path = &document.path;
            let yaml = document.yaml.clone().filter(|_| document.exempts);
            let yaml = yaml.map(|yaml| yaml_exemptions(path, &document.text, yaml, faults));
            for exemption in document.body.exemptions.iter().chain(yaml.iter().flatten()) {
                for code in &exemption.codes {
                    let place = document.place(exemption.span);
                    all.add((code, exemption.reasoned), place, Some(exemption.covers), document.understood);
                }
            }
            for (code, reasoned) in &document.front_matter.allow {
                let path = [crate::data::node::key_path("allow"), crate::data::node::key_path(code.name)].concat();
                all.add((code, *reasoned), document.place_of(&path), None, document.understood);
            }
        }
        for register in registers.iter().filter(|register| !register.path.ends_with(".lock")) {
            for exemption in yaml_exemptions(&register.path, &register.text, 0..register.text.len(), faults) {
                for code in &exemption.codes {
                    let place = Place::new(&register.path, exemption.span);
                    all.add((code, exemption.reasoned), place, Some(exemption.covers), true);
                }
            }
        }
        all
    }

    fn add(&mut self, (code, reasoned): (&'static Code, bool), place: Place, covers: Option<Span>, judged: bool) {
        self.files.entry(Arc::clone(&place.file)).or_default().push(self.allowances.len());
        self.allowances.push(Allowance { code, place, covers, judged, used: false, reasoned });
    }

    /// Takes out of a report what is exempted.
    pub fn apply(&mut self, report: &mut Vec<Diagnostic>) {
        if self.allowances.is_empty() {
            return;
        }
        // What several pages were told of one shared passage is one fault.
        sort_diagnostics(report);
        let mut exempted = 0;
        let mut open = Open::default();
        let mut file: Option<Arc<str>> = None;
        report.retain(|fault| {
            if file.as_ref() != Some(&fault.place.file) {
                file = Some(Arc::clone(&fault.place.file));
                open = Open::of(self.files.get(&fault.place.file), &self.allowances);
            }
            match open.innermost(fault.code, fault.place.span.start, &self.allowances) {
                Some(place) => {
                    if let Some(allowance) = self.allowances.get_mut(place) {
                        allowance.used = true;
                        // One that does not say why is told as a fault of its own.
                        exempted += usize::from(allowance.reasoned);
                    }
                    false
                }
                None => true,
            }
        });
        self.exempted += exempted;
    }

    /// Reports the exemptions that took nothing out. Only once every rule has run over the whole manual.
    pub fn report_unused(&self, config: &SiteConfig, report: &mut Vec<Diagnostic>) {
        for allowance in &self.allowances {
            let name = allowance.code.name;
            let told = allowance.judged
                && !allowance.used
                && config.understood
                && !COME_AND_GO.contains(&name)
                && !is_off(allowance.code, &allowance.place.file, config);
            if told {
                let message = format!("this exemption from `{name}` is not needed: nothing of the kind is found here");
                let help = "take it out, so that the fault is told if it comes back";
                report.push(Diagnostic::new(&codes::EXEMPTION_UNUSED, allowance.place.clone(), message).help(help));
            }
        }
    }
}

/// The exemptions of one file, opened and closed as its faults come by in their order, so that the cost is that of both
/// lists and not of their product.
#[derive(Default)]
struct Open {
    /// Those still to come: start, end, place; the next one last.
    ahead: Vec<(u32, u32, usize)>,
    /// Those that have begun, by code: their end and place, the innermost last.
    begun: HashMap<&'static str, Vec<(u32, usize)>>,
}

impl Open {
    fn of(places: Option<&Vec<usize>>, allowances: &[Allowance]) -> Self {
        let bounds = |place: &usize| {
            let (start, end) = match allowances.get(*place)?.covers {
                Some(span) => (span.start, span.end.max(span.start + 1)),
                None => (0, u32::MAX),
            };
            Some((start, end, *place))
        };
        let mut ahead: Vec<_> = places.into_iter().flatten().filter_map(bounds).collect();
        ahead.sort_by_key(|(start, end, place)| (*start, std::cmp::Reverse(*end), *place));
        ahead.reverse();
        Open { ahead, begun: HashMap::new() }
    }

    /// The innermost exemption from a code at a place, which must not lie before the place asked for last.
    fn innermost(&mut self, code: &Code, at: u32, allowances: &[Allowance]) -> Option<usize> {
        while let Some((_, end, place)) = self.ahead.pop_if(|(start, _, _)| *start <= at) {
            if let Some(allowance) = allowances.get(place) {
                self.begun.entry(allowance.code.name).or_default().push((end, place));
            }
        }
        let begun = self.begun.get_mut(code.name)?;
        while begun.pop_if(|(end, _)| *end <= at).is_some() {}
        begun.last().map(|(_, place)| *place)
    }
}
