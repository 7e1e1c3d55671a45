//! Web addresses that lead to the same page though they are written otherwise.
//!
//! Takes an address, gives what two such addresses have in common. Says nothing of whether the page is there.

/// What an address is known by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SamePage {
    /// Host, path and query, without what does not matter: the same for every way of writing it.
    pub page: String,
    /// The place on the page that it names, without `#`; or empty.
    pub fragment: String,
}

/// Keys of a query that only say where a reader came from.
const TRACKING: &[&str] = &["gclid", "fbclid", "mc_cid", "mc_eid", "msclkid", "dclid"];

/// Reads an address; nothing if it is none of the web.
///
/// `http` and `https` are one, `www.` and a slash at the end do not count, and what a mailing adds to the query is left
/// out. An Act on legislation.gov.uk is the same page by its table of contents.
pub fn same_page(address: &str) -> Option<SamePage> {
    let address = if address.starts_with("//") { format!("https:{address}") } else { address.trim().to_owned() };
    let address = url::Url::parse(&address).ok()?;
    if !matches!(address.scheme(), "http" | "https") {
        return None;
    }
    let host = address.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = address.port().map(|port| format!(":{port}")).unwrap_or_default();
    let mut path = address.path().trim_end_matches('/');
    if host == "legislation.gov.uk" {
        path = path.strip_suffix("/contents").unwrap_or(path);
    }
    let tracks = |pair: &&str| {
        let key = pair.split('=').next().unwrap_or("");
        key.starts_with("utm_") || TRACKING.contains(&key)
    };
    let query: Vec<&str> =
        address.query().unwrap_or("").split('&').filter(|pair| !pair.is_empty() && !tracks(pair)).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Some(SamePage { page: format!("{host}{port}{path}{query}"), fragment: address.fragment().unwrap_or("").to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_one_address_are_one() {
        let one = same_page("https://www.legislation.gov.uk/ukpga/1989/41").unwrap();
        for other in [
            "http://legislation.gov.uk/ukpga/1989/41/",
            "//www.legislation.gov.uk/ukpga/1989/41",
            "https://WWW.Legislation.gov.uk:443/ukpga/1989/41/contents",
            "https://www.legislation.gov.uk/ukpga/1989/41?utm_source=news&utm_medium=email",
        ] {
            assert_eq!(same_page(other).unwrap(), one, "{other}");
        }
        assert_eq!(same_page("https://www.legislation.gov.uk/ukpga/1989/41#s").unwrap().fragment, "s");
    }

    #[test]
    fn other_pages_stay_apart() {
        let pages = [
            "https://www.legislation.gov.uk/ukpga/1989/41",
            "https://www.legislation.gov.uk/ukpga/1989/41/section/47",
            "https://www.legislation.gov.uk/ukpga/1989/4",
            "https://example.org/ukpga/1989/41",
            "https://example.org/ukpga/1989/41?page=2",
            "https://example.org:8443/ukpga/1989/41",
        ];
        let found: std::collections::HashSet<_> = pages.iter().map(|page| same_page(page).unwrap()).collect();
        assert_eq!(found.len(), pages.len());
        assert_eq!(same_page("mailto:a@example.org"), None);
        assert_eq!(same_page("nothing"), None);
    }
}
