//! What a document may hold, seen while it is read: rules and renderings of the whole manual pass by the many documents that hold
//! nothing for them.
//!
//! Takes the text and its blocks, gives a few yes or no. A yes may be wrong, a no never is.

use super::block::{Block, ContainerKind};
use super::document::Body;

/// What a document may hold; passages that it includes have their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// A telephone number or an e-mail address, typed into the text.
    pub details: bool,
    /// A link to a telephone number or an e-mail address.
    pub reach: bool,
    /// A passage for some areas only.
    pub local: bool,
}

impl Hints {
    /// What may stand in a text, whose part from `start` on was read as `body`.
    pub fn of(text: &str, start: usize, body: &Body) -> Self {
        let mut blocks: Vec<&[Block]> = vec![&body.blocks];
        blocks.extend(body.footnotes.iter().map(|footnote| footnote.blocks.as_slice()));
        Hints {
            details: may_hold_details(text.as_bytes().get(start..).unwrap_or_default()),
            reach: body.links.iter().any(|link| leads_to_person(&link.destination)),
            local: blocks.into_iter().any(holds_local),
        }
    }
}

/// Whether a number or an address may stand in a text: most have neither an @ nor seven digits without a letter between.
fn may_hold_details(text: &[u8]) -> bool {
    let mut digits = 0;
    text.iter().any(|byte| {
        if byte.is_ascii_digit() {
            digits += 1;
        } else if byte.is_ascii_alphabetic() {
            digits = 0;
        }
        // An entity stands for any character.
        digits > 6 || matches!(byte, b'@' | b'&')
    })
}

fn leads_to_person(destination: &str) -> bool {
    let scheme = destination.split(':').next().unwrap_or("");
    scheme.eq_ignore_ascii_case("tel") || scheme.eq_ignore_ascii_case("mailto")
}

fn holds_local(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Container(container) => container.kind == ContainerKind::Local || holds_local(&container.blocks),
        Block::Quote(inner) => holds_local(inner),
        Block::List(list) => list.items.iter().any(|item| holds_local(&item.blocks)),
        Block::Definitions(definitions) => {
            definitions.iter().flat_map(|definition| &definition.descriptions).any(|blocks| holds_local(blocks))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::parse::document::parse_passage;
    use crate::source::source_tree::SourceText;

    #[test]
    fn sees_what_may_be_there() {
        let hints = |text: &str| {
            let found = parse_passage(&SourceText::new("a.md", text)).value.hints;
            (found.details, found.reach, found.local)
        };
        assert_eq!(hints("Ring within 24 hours on 2026-11-15."), (true, false, false));
        assert_eq!(hints("Ring within 24 hours on 15 November 2026."), (false, false, false));
        assert_eq!(hints("Write to duty@example.org."), (true, false, false));
        assert_eq!(hints("[Ring](TEL:999) us"), (false, true, false));
        assert_eq!(hints("- In one area:\n\n  > [!LOCAL coast]\n  > Here."), (false, false, true));
    }
}
