//! What a page says of a compared section besides its words: labels, where it stood, what it was called.

use crate::compare::comparison::{Fate, SectionChange, SectionKind, SectionName};

/// What became of a section, each in a word or two.
pub fn labels(section: &SectionChange) -> Vec<&'static str> {
    let mut labels = Vec::new();
    match section.kind {
        SectionKind::Unchanged => {}
        SectionKind::Changed => labels.push("Changed"),
        SectionKind::Added => labels.push("New"),
        SectionKind::Removed => labels.push("Taken out"),
    }
    match section.heading {
        Some(Fate::Added) => labels.push("Heading put in"),
        Some(_) => labels.push("Heading taken out"),
        None => {}
    }
    if section.renamed {
        labels.push("Renamed");
    }
    if section.moved {
        labels.push("Moved");
    }
    labels
}

/// Where it stood, what it was called and how it was set out, in sentences.
pub fn history(section: &SectionChange) -> Vec<String> {
    let mut said = Vec::new();
    let number = |name: &Option<SectionName>| name.as_ref().and_then(|name| name.number.clone());
    if section.moved {
        said.push(match (number(&section.older), number(&section.newer)) {
            (Some(from), Some(to)) if from != to => format!("Moved from {from} to {to}."),
            _ => "Moved to another place.".to_owned(),
        });
        if section.kind == SectionKind::Unchanged {
            said.push("Its text is unchanged.".to_owned());
        }
    }
    let heading = section.older.as_ref().map_or("", |name| &name.title);
    match section.heading {
        Some(Fate::Added) => said.push("The heading is new; the text stood before the first heading.".to_owned()),
        Some(_) => said.push(format!("Its heading “{heading}” was taken out.")),
        None => {}
    }
    if section.heading.is_some() && section.kind == SectionKind::Unchanged {
        said.push("The text is unchanged.".to_owned());
    }
    if section.set_out && section.is_different() {
        said.push("Some of it is set out differently.".to_owned());
    }
    if section.renamed {
        let title = section.older.as_ref().map_or("", |name| &name.title);
        said.push(format!("It was called “{title}”."));
    }
    said
}
