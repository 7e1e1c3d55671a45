//! Anchors and ids from the words of headings and file names.

/// The anchor of a heading: lower-case ASCII words with hyphens between them; apostrophes vanish, other scripts are
/// spelt in Latin letters. Text without a letter or digit gives "section".
pub fn anchor_of(text: &str) -> String {
    let without: String = text.chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | '`')).collect();
    let slug = slug::slugify(without);
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// The anchor that common code hosts give a heading: links written there keep working here.
pub fn host_anchor_of(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .collect()
}

/// A number typed at the start of a heading and the rest: `("3.1", "Aims")` of "3.1 Aims", `("2", "Scope")` of
/// "2. Scope". A number without any dot ("2024 in review") is text.
pub fn split_number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let (number, rest) = text.split_at_checked(end)?;
    let words = rest.trim_start();
    let bare = number.trim_end_matches('.');
    let parts = bare.split('.').collect::<Vec<_>>();
    let plain = number.contains('.')
        && number.len() - bare.len() <= 1
        && parts.len() <= 6
        && parts.iter().all(|part| (1..=3).contains(&part.len()));
    (plain && rest.starts_with(char::is_whitespace) && !words.is_empty()).then_some((bare, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_plain_words() {
        assert_eq!(anchor_of("Children’s needs & wishes"), "childrens-needs-wishes");
        assert_eq!(anchor_of("Été à la plage"), "ete-a-la-plage");
        assert_eq!(anchor_of("…"), "section");
    }

    #[test]
    fn numbers_are_told_from_text() {
        assert_eq!(split_number("1. Introduction"), Some(("1", "Introduction")));
        assert_eq!(split_number("3.1 Aims"), Some(("3.1", "Aims")));
        assert_eq!(split_number("2024 in review"), None);
        assert_eq!(split_number("1.. Odd"), None);
        assert_eq!(split_number("1."), None);
    }
}
