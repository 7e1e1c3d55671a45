//! What web servers and hosts are told of old addresses, each in its own language. Takes the rules of the model, gives files.
//!
//! A server's own answer is better than a page that leads on: search engines follow it, and programs do too. The fragment
//! of an address never reaches a server; browsers carry it along by themselves (RFC 9110, section 10.2.2).
//!
//! For Apache the file is one to include, and not `.htaccess`: a file of that name guards folders on many servers, and
//! files whose names begin with a dot are lost by much of what copies sites.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::escape::push_text;
use crate::config::page_files::PageFiles;
use crate::config::site_config::RedirectHost;
use crate::model::redirects::RedirectRule;
use crate::model::site::Site;

/// What is encoded in the path of an address: all but what is plain in each of the files' languages.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'/');

/// The files of redirects that the settings ask for: paths and texts.
pub fn redirect_files(site: &Site) -> Vec<(String, String)> {
    let base = base_path(&site.config.base_url);
    let rules = &site.redirects.rules;
    let pages = site.config.pages;
    let hosts = site.config.redirect_hosts.iter().filter(|_| !site.frozen && !site.is_for_review());
    let files = hosts.map(|host| match host {
        RedirectHost::Netlify => ("_redirects", netlify(&base, pages, rules)),
        RedirectHost::Nginx => ("redirects.nginx.conf", nginx(&base, pages, rules)),
        RedirectHost::Apache => ("redirects.apache.conf", apache(&base, pages, rules)),
        RedirectHost::Iis => ("web.config", iis(&base, pages, rules)),
    });
    files.map(|(path, text)| (path.to_owned(), text)).collect()
}

/// The folder of the host that the site stands in, not encoded: `/`, or `/procedures/`.
fn base_path(base_url: &str) -> String {
    let path = url::Url::parse(base_url).map_or_else(|_| "/".to_owned(), |url| url.path().to_owned());
    percent_decode_str(&path).decode_utf8_lossy().into_owned()
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// The address that a rule leads to, encoded.
fn goal(base: &str, pages: PageFiles, rule: &RedirectRule) -> String {
    // What stands behind an old folder is put behind the new one: there the file comes along.
    let to = if rule.below { rule.to.folder().to_owned() } else { rule.to.published(pages) };
    encoded(&format!("{base}{to}"))
}

/// `_redirects`: one rule in a line. The exclamation mark is because a page stands at each old address, too.
fn netlify(base: &str, pages: PageFiles, rules: &[RedirectRule]) -> String {
    let mut text = String::from("# Old addresses of this manual.\n");
    for rule in rules {
        let (from, to) = (encoded(&format!("{base}{}", rule.from)), goal(base, pages, rule));
        let (below, name) = if rule.below { ("/*", ":splat") } else { ("", "") };
        let _ = writeln!(text, "{from}{below}  {to}{name}  301!");
    }
    text
}

/// Directives for a `server` block of nginx, which compares with the address decoded.
fn nginx(base: &str, pages: PageFiles, rules: &[RedirectRule]) -> String {
    let mut text =
        String::from("# Old addresses of this manual. Within the server block: include redirects.nginx.conf;\n");
    for rule in rules {
        let (from, to) = (format!("{base}{}", rule.from), goal(base, pages, rule));
        if rule.below {
            let to = to.trim_end_matches('/');
            let _ = writeln!(text, "rewrite \"^{}(/[A-Za-z0-9./-]*)?$\" \"{to}$1\" permanent;", pattern(&from));
            continue;
        }
        let from = quoted(&from);
        let index = format!("/{}", pages.index());
        let also: &[&str] = if rule.is_file { &[""] } else { &["", "/", &index] };
        for ending in also {
            let _ = writeln!(text, "location = \"{from}{ending}\" {{ return 301 \"{to}\"; }}");
        }
    }
    text
}

/// Directives of Apache's `mod_alias`, for a virtual host or `.htaccess`; it compares with the address decoded.
fn apache(base: &str, pages: PageFiles, rules: &[RedirectRule]) -> String {
    let mut text =
        String::from("# Old addresses of this manual. Within the virtual host: Include redirects.apache.conf\n");
    let index = format!("(?:/(?:{})?)?", pattern(pages.index()));
    for rule in rules {
        let (from, to) = (pattern(&format!("{base}{}", rule.from)), goal(base, pages, rule));
        let (ending, to) = if rule.below {
            ("(/[A-Za-z0-9./-]*)?", format!("{}$1", to.trim_end_matches('/')))
        } else if rule.is_file {
            ("", to)
        } else {
            (index.as_str(), to)
        };
        let _ = writeln!(text, "RedirectMatch 301 \"^{from}{ending}$\" \"{to}\"");
    }
    text
}

/// `web.config` of Internet Information Services, by HTTP Redirection, which needs no module from elsewhere: a rule of URL
/// Rewrite would stop the whole site on a server that lacks it.
fn iis(base: &str, pages: PageFiles, rules: &[RedirectRule]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Old addresses of this manual. -->\n<configuration>\n",
    );
    for rule in rules {
        text.push_str("  <location path=\"");
        push_text(&mut text, &rule.from);
        text.push_str("\">\n    <system.webServer>\n      <httpRedirect enabled=\"true\" destination=\"");
        let to = goal(base, pages, rule);
        // What stands behind the old address is put behind the new one, from its `/` on.
        push_text(&mut text, if rule.below { to.trim_end_matches('/') } else { &to });
        let exact = !rule.below;
        let _ = writeln!(
            text,
            "\" exactDestination=\"{exact}\" httpResponseStatus=\"Permanent\" />\n    </system.webServer>\n  </location>"
        );
    }
    text.push_str("</configuration>\n");
    text
}

/// A text as a regular expression (PCRE) that means just it, for a place between quotation marks.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // A quotation mark and what could begin a variable of the file's language are written by number.
            '"' | '\\' | '$' | '%' | ' ' => {
                let _ = write!(pattern, "\\x{:02x}", u32::from(letter));
            }
            '.' | '+' | '*' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '^' | '|' | '#' => {
                pattern.push('\\');
                pattern.push(letter);
            }
            letter => pattern.push(letter),
        }
    }
    pattern
}

/// A text between quotation marks, as nginx reads it.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::page_files::PageEnding;
    use crate::model::address::Address;

    const HTML: PageFiles = PageFiles { ending: PageEnding::Html, named: true };

    #[test]
    fn where_no_server_shows_a_folder_the_file_is_named() {
        let aspx = PageFiles { ending: PageEnding::Aspx, named: true };
        let netlify = netlify("/", aspx, &rules());
        assert!(netlify.contains("x.html  /chapter/home-visits/index.aspx  301!"), "{netlify}");
        assert!(netlify.contains("/chapter/visits/*  /chapter/home-visits/:splat  301!"), "{netlify}");
        let nginx = nginx("/", aspx, &rules());
        assert!(nginx.contains("location = \"/é (1)/index.aspx\" {"), "{nginx}");
        let apache = apache("/", aspx, &rules());
        assert!(apache.contains("(?:/(?:index\\.aspx)?)?$\""), "{apache}");
    }

    fn rules() -> Vec<RedirectRule> {
        let rule = |from: &str, is_file: bool, below: bool| RedirectRule {
            from: from.to_owned(),
            is_file,
            below,
            to: Address::chapter("home-visits"),
        };
        vec![
            rule("chapter/visits", false, true),
            rule("old/a b & 'c' $x.html", true, false),
            rule("é (1)", false, false),
        ]
    }

    #[test]
    fn every_language_has_its_own_signs() {
        let base = base_path("https://x.example/our%20site/");
        assert_eq!(
            netlify(&base, HTML, &rules()),
            "# Old addresses of this manual.\n\
             /our%20site/chapter/visits/*  /our%20site/chapter/home-visits/:splat  301!\n\
             /our%20site/old/a%20b%20%26%20%27c%27%20%24x.html  /our%20site/chapter/home-visits/  301!\n\
             /our%20site/%C3%A9%20%281%29  /our%20site/chapter/home-visits/  301!\n"
        );
        let nginx = nginx(&base, HTML, &rules());
        assert!(nginx.contains("rewrite \"^/our\\x20site/chapter/visits(/[A-Za-z0-9./-]*)?$\""), "{nginx}");
        assert!(
            nginx.contains("location = \"/our site/old/a b & 'c' $x.html\" { return 301 \"/our%20site/"),
            "{nginx}"
        );
        assert!(nginx.contains("location = \"/our site/é (1)/index.html\" {"), "{nginx}");
        let apache = apache(&base, HTML, &rules());
        assert!(apache.contains("\"^/our\\x20site/old/a\\x20b\\x20&\\x20'c'\\x20\\x24x\\.html$\""), "{apache}");
        assert!(apache.contains("\"^/our\\x20site/é\\x20\\(1\\)(?:/(?:index\\.html)?)?$\""), "{apache}");
    }

    #[test]
    fn the_file_for_iis_is_xml() {
        let text = iis("/", HTML, &rules());
        let read = roxmltree::Document::parse(&text).unwrap();
        let paths: Vec<&str> = read.descendants().filter_map(|node| node.attribute("path")).collect();
        assert_eq!(paths, ["chapter/visits", "old/a b & 'c' $x.html", "é (1)"]);
        let to: Vec<&str> = read.descendants().filter_map(|node| node.attribute("destination")).collect();
        assert_eq!(to, ["/chapter/home-visits", "/chapter/home-visits/", "/chapter/home-visits/"]);
    }
}
