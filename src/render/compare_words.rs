//! What a page says of a compared section besides its words: labels, where it stood, what it was called.

use crate::compare::comparison::{Fate, Matter, SectionChange, SectionKind, SectionName};
use crate::language::words::Words;

/// What became of a section: the names of a word or two for each.
pub fn labels(section: &SectionChange) -> Vec<&'static str> {
    let mut labels = Vec::new();
    match section.kind {
        SectionKind::Unchanged => {}
        SectionKind::Changed => labels.push("section_changed"),
        SectionKind::Added => labels.push("section_new"),
        SectionKind::Removed => labels.push("section_taken_out"),
    }
    match section.heading {
        Some(Fate::Added) => labels.push("heading_put_in"),
        Some(_) => labels.push("heading_taken_out"),
        None => {}
    }
    if section.renamed {
        labels.push("section_renamed");
    }
    if section.moved {
        labels.push("section_moved");
    }
    labels
}

/// Where it stood, what it was called and how it was set out, in sentences.
pub fn history(words: &Words, section: &SectionChange) -> Vec<String> {
    let mut said = Vec::new();
    let number = |name: &Option<SectionName>| name.as_ref().and_then(|name| name.number.clone());
    if section.moved {
        said.push(match (number(&section.older), number(&section.newer)) {
            (Some(from), Some(to)) if from != to => {
                words.tell("moved_from_to", &[("from", (&from).into()), ("to", (&to).into())])
            }
            _ => words.say("moved_elsewhere").to_owned(),
        });
        if section.kind == SectionKind::Unchanged {
            said.push(words.say("its_text_unchanged").to_owned());
        }
    }
    let heading = section.older.as_ref().map_or("", |name| name.title.as_str());
    match section.heading {
        Some(Fate::Added) => said.push(words.say("heading_is_new").to_owned()),
        Some(_) => said.push(words.tell("heading_was_taken_out", &[("title", heading.into())])),
        None => {}
    }
    if section.heading.is_some() && section.kind == SectionKind::Unchanged {
        said.push(words.say("the_text_unchanged").to_owned());
    }
    if section.set_out && section.is_different() {
        said.push(words.say("some_set_out").to_owned());
    }
    if section.renamed {
        let title = section.older.as_ref().map_or("", |name| name.title.as_str());
        said.push(words.tell("was_called", &[("title", title.into())]));
    }
    said
}

/// What matters in a section that is in one edition only: "3 time limits and 2 duties"; `None` of other sections, and where
/// there is nothing.
pub fn holds_words(words: &Words, section: &SectionChange) -> Option<String> {
    if !section.is_whole() {
        return None;
    }
    let told = Matter::ALL.into_iter().filter_map(|matter| {
        let of_matter = section.points.iter().filter(|point| point.matter == matter);
        let count: usize = of_matter.map(|point| point.count).sum();
        let name = match matter {
            Matter::TimeLimit => "holds_time_limits",
            Matter::Age => "holds_ages",
            Matter::Duty => "holds_duties",
            Matter::Number => "holds_numbers",
        };
        (count > 0).then(|| words.tell(name, &[("n", count.into())]))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { None } else { Some(words.list(&told)) }
}

/// What is said to the ear before changed words, and behind them.
pub fn said(words: &Words, fate: Fate) -> (&str, &str) {
    let (before, behind) =
        if fate == Fate::Added { ("ear_inserted", "ear_inserted_end") } else { ("ear_removed", "ear_removed_end") };
    (words.say(before), words.say(behind))
}

/// The title of a section; what stands before the first heading has one of the program's own.
pub fn section_title<'a>(words: &'a Words, name: &'a SectionName) -> &'a str {
    if name.anchor.is_empty() { words.say("introduction") } else { &name.title }
}

/// The name of a fact of front matter, which comparisons have in English.
pub fn fact_name(words: &Words, name: &str) -> String {
    let name = match name {
        "Title" => "title",
        "Scope" => "scope",
        "Owner" => "owner",
        "Applies to" => "applies_to",
        "For" => "for_whom",
        "Forms" => "forms",
        other => return other.to_owned(),
    };
    words.say(name).to_owned()
}
