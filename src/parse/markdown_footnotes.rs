//! Footnotes: numbered by where the text points to them, and filled where they are written. Takes marks and definitions as the
//! builder meets them, gives the footnotes of the text and those that nothing points to.

use std::ops::Range;

use pulldown_cmark::Event;

use super::document::Footnote;
use super::markdown::Builder;
use crate::diagnostics::codes;

impl<'s, I: Iterator<Item = (Event<'s>, Range<usize>)>> Builder<'s, I> {
    pub(super) fn finish_footnotes(&mut self) {
        for (label, blocks, range) in std::mem::take(&mut self.definitions) {
            let known = self.footnotes.get(&label).and_then(|index| self.body.footnotes.get_mut(*index as usize));
            match known {
                Some(footnote) if footnote.blocks.is_empty() => footnote.blocks = blocks,
                Some(_) => {
                    let help = Some("give one of the two another label, here and in the text".to_owned());
                    let range = range.start..range.start + label.len() + 3;
                    let message = format!("there is a footnote `[^{label}]` already; this one would not be shown");
                    self.fault(&codes::UNUSED_FOOTNOTE, &range, message, help);
                }
                None => {
                    let help = Some(format!("put [^{label}] where it belongs in the text, or delete it"));
                    let range = range.start..range.start + label.len() + 3;
                    self.fault(
                        &codes::UNUSED_FOOTNOTE,
                        &range,
                        format!("nothing points to the footnote `[^{label}]`"),
                        help,
                    );
                }
            }
        }
    }

    pub(super) fn footnote_mark(&mut self, label: &str) -> u32 {
        let next = u32::try_from(self.body.footnotes.len()).unwrap_or(u32::MAX);
        let index = *self.footnotes.entry(label.to_owned()).or_insert(next);
        match self.body.footnotes.get_mut(index as usize) {
            Some(footnote) => footnote.marks += 1,
            None => self.body.footnotes.push(Footnote { label: label.into(), blocks: Vec::new(), marks: 1 }),
        }
        index
    }
}
