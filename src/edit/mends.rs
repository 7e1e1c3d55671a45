//! Takes the changes that diagnostics bring with them, gives those that can be made together, and texts with them made.
//! Knows nothing of what a change means.
//!
//! The changes of one diagnostic are made together or not at all. Where those of two meet, the first in the order of the
//! report wins; the other is left for the next time, when it may read differently.

use std::collections::BTreeMap;

use super::manuscript::{Manuscript, Splice};
use crate::diagnostics::diagnostic::{Diagnostic, Mend};

/// The changes of each file that are decided, by where they begin: where they end, and what is put there.
type Decided<'a> = BTreeMap<&'a str, BTreeMap<u32, (u32, &'a str)>>;

/// The diagnostics whose changes can be made together, in their order.
pub fn agreeing<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Vec<&'a Diagnostic> {
    let mut decided = Decided::new();
    diagnostics.into_iter().filter(|fault| !fault.mends.is_empty() && decide(&mut decided, fault)).collect()
}

/// Takes in all changes of a diagnostic, or none of them. Gives which it was.
fn decide<'a>(decided: &mut Decided<'a>, fault: &'a Diagnostic) -> bool {
    let mut added: Vec<&Mend> = Vec::new();
    for mend in &fault.mends {
        let (start, end) = (mend.place.span.start, mend.place.span.end.max(mend.place.span.start));
        let file = decided.entry(&mend.place.file).or_default();
        // Two diagnostics may ask for one and the same change.
        if file.get(&start) == Some(&(end, mend.text.as_str())) {
            continue;
        }
        let before = file.range(..=start).next_back().is_none_or(|(from, (to, _))| *to <= start && *from < start);
        let behind = file.range(start..).next().is_none_or(|(from, _)| *from >= end && *from > start);
        if before && behind {
            file.insert(start, (end, &mend.text));
            added.push(mend);
            continue;
        }
        for mend in added {
            if let Some(file) = decided.get_mut(mend.place.file.as_ref()) {
                file.remove(&mend.place.span.start);
            }
        }
        return false;
    }
    true
}

/// The changes of diagnostics that agree, by file, in the order of the text.
pub fn splices(agreed: &[&Diagnostic]) -> BTreeMap<String, Vec<Splice>> {
    let mut decided = Decided::new();
    for fault in agreed {
        decide(&mut decided, fault);
    }
    let splice = |(start, (end, text)): (u32, (u32, &str))| Splice::new(start as usize..end as usize, text);
    decided.into_iter().map(|(file, all)| (file.to_owned(), all.into_iter().map(splice).collect())).collect()
}

/// A file with changes made in it; nothing if one of them does not fit it.
pub fn mended(old: &Manuscript, splices: &[Splice]) -> Option<Manuscript> {
    let fits = |splice: &Splice| old.text().get(splice.range.clone()).is_some();
    splices.iter().all(fits).then(|| old.spliced(splices))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes;
    use crate::diagnostics::place::{Place, Span};
    use std::sync::Arc;

    fn fault(mends: &[(std::ops::Range<usize>, &str)]) -> Diagnostic {
        let place = |range: &std::ops::Range<usize>| Place::new(&Arc::from("a.md"), Span::new(range.clone()));
        let empty = Diagnostic::new(&codes::LINK_CASE, place(&(0..0)), "x");
        mends.iter().fold(empty, |fault, (range, text)| fault.mend(place(range), *text))
    }

    #[test]
    fn what_meets_is_left_for_the_next_time() {
        let faults = [
            fault(&[(2..4, "xx")]),
            fault(&[(3..5, "no")]),
            fault(&[(8..9, "y"), (2..3, "no")]),
            fault(&[(8..9, "z")]),
            fault(&[(2..4, "xx")]),
            fault(&[(4..4, "+")]),
            fault(&[(4..4, "-")]),
            fault(&[]),
        ];
        let agreed = agreeing(&faults);
        let texts: Vec<&str> = agreed.iter().map(|fault| fault.mends[0].text.as_str()).collect();
        assert_eq!(texts, ["xx", "z", "xx", "+"]);
        let file = Manuscript::new("a.md", "\u{FEFF}ab\r\nde\r\nghi".to_owned());
        assert_eq!(file.text(), "ab\nde\nghi");
        let changes = splices(&agreed);
        assert_eq!(changes["a.md"].len(), 3);
        // What would leave a line end in pieces is still made as it was asked for: the text is the program's own.
        let new = mended(&file, &[Splice::new(3..5, "DE"), Splice::new(8..9, "I\nJ")]).unwrap();
        assert_eq!(new.raw(), "\u{FEFF}ab\r\nDE\r\nghI\r\nJ");
        assert!(mended(&file, &[Splice::new(8..12, "")]).is_none());
    }
}
