//! What the preview adds to a page as it sends it, and the page that stands where none could be made yet. Takes and gives
//! HTML; knows nothing of who asked.

use super::change::Report;
use super::notices::{MOST_SHOWN, Notices};
use crate::render::escape::push_text;

/// A page with the preview's own script and looks before the end of its head; `number` is the revision that it is of.
pub fn with_tags(html: &[u8], number: u64) -> Vec<u8> {
    let tags = tags(number);
    let end = find(html, b"</head>").unwrap_or(html.len());
    let (head, rest) = html.split_at_checked(end).unwrap_or((html, &[]));
    let mut page = Vec::with_capacity(html.len() + tags.len());
    page.extend_from_slice(head);
    page.extend_from_slice(tags.as_bytes());
    page.extend_from_slice(rest);
    page
}

/// The script comes first of all that runs: it has to see the page as it was sent.
fn tags(number: u64) -> String {
    format!(
        "<link rel=\"stylesheet\" href=\"/~preview/page.css\" data-preview>\
         <script src=\"/~preview/preview.js\" data-preview data-number=\"{number}\"></script>\n"
    )
}

fn find(text: &[u8], words: &[u8]) -> Option<usize> {
    text.windows(words.len()).position(|window| window == words)
}

/// The address of the site's page for lost readers leads to where it is published; here it has to lead into the preview.
pub fn at_home(html: &[u8], base_url: &str, prefix: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(html);
    if base_url.is_empty() {
        return text.replace("=\"/", &format!("=\"/{prefix}")).into_bytes();
    }
    text.replace(&format!("=\"{base_url}"), &format!("=\"/{prefix}")).into_bytes()
}

/// What stands at every address while there is no site: everything that is wrong. It can be read without script.
pub fn unbuilt_page(report: &Report, number: u64) -> Vec<u8> {
    let mut notices = Notices::of(report, "");
    let mut list = String::new();
    let said = report.trouble.iter().map(ToString::to_string);
    let lines: Vec<String> = report.diagnostics.iter().take(MOST_SHOWN).map(|one| notices.line(one)).collect();
    for line in said.chain(lines) {
        list.push_str("<li>");
        push_text(&mut list, &line);
        list.push_str("</li>\n");
    }
    let page = format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Not built yet</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n</head>\n<body>\n<main class=\"preview-unbuilt\" id=\"main\" tabindex=\"-1\">\n\
         <h1>There is no page to show yet</h1>\n\
         <p>The manual has errors. Mend them and save: the page comes by itself.</p>\n<ul>\n{list}</ul>\n</main>\n</body>\n</html>\n"
    );
    with_tags(page.as_bytes(), number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_before_the_end_of_the_head() {
        let page = b"<html><head><title>a</title></head><body></head></body>";
        let text = String::from_utf8(with_tags(page, 7)).unwrap();
        assert!(
            text.starts_with("<html><head><title>a</title><link ")
                && text.ends_with("</script>\n</head><body></head></body>")
        );
        assert!(with_tags(b"no head", 1).starts_with(b"no head<link "));
    }

    #[test]
    fn the_page_for_lost_readers_leads_into_the_preview() {
        let lost = b"<a href=\"https://m.example/p/a-to-z/\">A to Z</a> <a href=\"https://other.example/\">x</a>";
        let home = String::from_utf8(at_home(lost, "https://m.example/p/", "~now/")).unwrap();
        assert_eq!(home, "<a href=\"/~now/a-to-z/\">A to Z</a> <a href=\"https://other.example/\">x</a>");
        assert_eq!(at_home(b"<a href=\"/a/\">", "", ""), b"<a href=\"/a/\">");
    }
}
