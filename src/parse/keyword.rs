//! A keyword of front matter: words that readers look for, and the section that they mean where it is not the whole chapter.
//!
//! Takes the text of a keyword, `aftercare worker#personal-adviser`, gives its words and the section's anchor. Whether there is such a
//! section is not known here.

/// A keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Keyword<'a> {
    /// What readers look for.
    pub words: &'a str,
    /// The anchor of the section that is meant; `None`: the chapter as a whole.
    pub section: Option<&'a str>,
}

/// Reads a keyword. A number sign that no anchor follows is one of its words' own.
pub fn read_keyword(text: &str) -> Keyword<'_> {
    match text.rsplit_once('#') {
        Some((words, anchor))
            if !words.trim().is_empty() && !anchor.is_empty() && !anchor.contains(char::is_whitespace) =>
        {
            Keyword { words: words.trim_end(), section: Some(anchor) }
        }
        _ => Keyword { words: text, section: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_follows_a_number_sign() {
        let read = |text| {
            let Keyword { words, section } = read_keyword(text);
            (words, section)
        };
        assert_eq!(read("debrief"), ("debrief", None));
        assert_eq!(read("aftercare worker#personal-adviser"), ("aftercare worker", Some("personal-adviser")));
        assert_eq!(read("debrief #return"), ("debrief", Some("return")));
        for whole in ["C#", "#return", " #return", "form # 3", "a # b c", ""] {
            assert_eq!(read(whole), (whole, None));
        }
    }
}
