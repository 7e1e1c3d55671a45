//! The list of exceptions: which addresses are not asked.
//!
//! A pattern stands for every address that begins with it, and `*` in it for anything. Both are compared as written but
//! for capitals, which scheme and host do not tell apart.

/// Whether an address is among the exceptions.
pub fn is_excepted(address: &str, patterns: &[String]) -> bool {
    patterns.iter().any(|pattern| begins_with(address, pattern))
}

/// Whether an address begins with what a pattern stands for. Each piece between two stars is taken at its first place:
/// what is left over is then as long as it can be, and nothing is read twice.
fn begins_with(address: &str, pattern: &str) -> bool {
    let address = address.to_lowercase();
    let pattern = pattern.to_lowercase();
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or("");
    // `https://intranet.example` means that server, and not one whose name begins the same.
    let Some(mut rest) = address.strip_prefix(first) else { return false };
    let mut open = false;
    for piece in pieces {
        open = true;
        let Some((_, after)) = rest.split_once(piece) else { return false };
        rest = after;
    }
    let whole_host = first.matches('/').count() >= 3 || rest.is_empty() || rest.starts_with(['/', ':', '?']);
    open || whole_host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_stands_for_what_begins_with_it() {
        for (pattern, address, expected) in [
            ("https://intranet.example/*", "https://intranet.example/forms/1", true),
            ("https://intranet.example/", "https://intranet.example/forms/1", true),
            ("https://intranet.example", "https://intranet.example/forms/1", true),
            ("https://intranet.example", "https://intranet.example:8443/", true),
            ("https://Intranet.Example", "https://intranet.example", true),
            ("https://intranet.example", "https://intranet.example.org/", false),
            ("https://intranet.example/forms", "https://intranet.example/forms-old", true),
            ("https://intranet.example/forms", "http://intranet.example/forms", false),
            ("*://intranet.example/forms", "http://intranet.example/forms", true),
            ("https://*.council.example/", "https://forms.council.example/a", true),
            ("https://*.council.example/", "https://council.example/a", false),
            ("https://a.example/*.pdf", "https://a.example/b/c.pdf?x", true),
            ("https://a.example/*.pdf", "https://a.example/b/c.html", false),
            ("*", "https://a.example/", true),
        ] {
            assert_eq!(begins_with(address, pattern), expected, "{pattern} of {address}");
        }
    }

    #[test]
    fn many_stars_cost_no_more_than_the_address_is_long() {
        let address = format!("https://a.example/{}", "a".repeat(100_000));
        assert!(!begins_with(&address, &format!("https://{}b", "*a".repeat(1_000))));
    }
}
