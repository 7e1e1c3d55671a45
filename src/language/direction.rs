//! Which way a language is written. Takes a language tag (BCP 47), knows scripts.

/// Languages whose usual script runs from right to left.
const LANGUAGES: &[&str] =
    &["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"];
/// Scripts that run from right to left (ISO 15924).
const SCRIPTS: &[&str] = &["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

/// `rtl` for a language that is written from right to left, else `ltr`. A script that the tag names counts for more than the language.
pub fn direction_of(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let script = parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_right_to_left = match script {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&language),
    };
    if is_right_to_left { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_counts_for_more_than_the_language() {
        for (tag, direction) in [
            ("en-GB", "ltr"),
            ("cy", "ltr"),
            ("ur", "rtl"),
            ("ar-EG", "rtl"),
            ("ur-Latn", "ltr"),
            ("pa-Arab-PK", "rtl"),
        ] {
            assert_eq!(direction_of(tag), direction, "{tag}");
        }
    }
}
