//! What scripts say to readers, in the language of the site.
//!
//! Takes the text of a script and the words of a language, gives the script with the words in place of their names: where it says
//! `"say:NAME"` it says the message of that name, `{name}` where a value stands. Knows no message, and no script.

use crate::language::words::Words;

/// What stands before a name.
const SAY: &str = "\"say:";

/// A script that says its words.
pub fn say_words(script: &str, words: &Words) -> String {
    let mut said = String::with_capacity(script.len());
    let mut rest = script;
    while let Some((before, after)) = rest.split_once(SAY) {
        said.push_str(before);
        if let Some((name, behind)) = after.split_once('"').filter(|(name, _)| is_name(name)) {
            // A text of JSON is one of a script.
            said.push_str(&serde_json::Value::from(words.template(name)).to_string());
            rest = behind;
        } else {
            said.push_str(SAY);
            rest = after;
        }
    }
    said.push_str(rest);
    said
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::place::Place;
    use crate::source::source_tree::ThemeFile;

    #[test]
    fn names_become_words() {
        let text = "script_none = No \"{ $words }\" \\ here\nstate_draft = Drafft\n";
        let file = ThemeFile { path: Arc::from("words/cy.ftl"), bytes: Arc::from(text.as_bytes()) };
        let theme = BTreeMap::from([("words/cy.ftl".to_owned(), file)]);
        let words = Words::of("cy", &Place::file(&Arc::from("")), &theme).value;
        let script = "a(\"say:script_none\"); b([\"say:state_draft\", \"say:\", \"say:not this\", 'say:state_draft']);";
        let said =
            "a(\"No \\\"{words}\\\" \\\\ here\"); b([\"Drafft\", \"say:\", \"say:not this\", 'say:state_draft']);";
        assert_eq!(say_words(script, &words), said);
        assert_eq!(say_words("nothing to say", &words), "nothing to say");
    }
}
