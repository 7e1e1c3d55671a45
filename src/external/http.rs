//! The only place of the house that talks to the network, and only when `check --external` asks for it.
//!
//! Takes one address at a time, gives what its server said. It follows no redirect, keeps no cookie, sends no password,
//! and reads no page: an answer is done with when its head was read. What an answer means is for others to say.

use std::time::Duration;

use thiserror::Error;

/// How questions leave this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// The proxy for addresses with `http`.
    pub http_proxy: Option<String>,
    /// The proxy for addresses with `https`.
    pub https_proxy: Option<String>,
    /// The servers that are asked without one, parted by commas; each stands for what belongs to it too, `*` for all.
    pub no_proxy: String,
    /// How long to wait for an answer.
    pub timeout: Duration,
}

/// Why nothing can be asked.
#[derive(Debug, Error)]
pub enum NoWay {
    /// This program was built without it.
    #[error(
        "this chapterhouse was built without --external\nhelp: build it with the feature `external`, which is one of the defaults"
    )]
    NotBuilt,
    /// A proxy's address cannot be read.
    #[error(
        "the proxy `{0}` cannot be meant\nhelp: HTTPS_PROXY and HTTP_PROXY are written as http://proxy.example:8080"
    )]
    BadProxy(String),
    /// This machine trusts nobody.
    #[error(
        "this machine has no certificates by which to know a server: {0}\nhelp: install those of the system (ca-certificates)"
    )]
    NoCertificates(String),
}

/// Whether a server is asked without a proxy.
#[cfg_attr(not(feature = "external"), expect(dead_code, reason = "nothing is asked"))]
fn goes_straight(host: &str, no_proxy: &str) -> bool {
    let host = host.trim_matches(['[', ']']).to_lowercase();
    if host == "localhost" || host == "::1" || host.starts_with("127.") {
        return true;
    }
    no_proxy.split([',', ' ']).map(str::trim).filter(|entry| !entry.is_empty()).any(|entry| {
        let entry = entry.to_lowercase();
        let name = entry.trim_start_matches("*.").trim_start_matches('.');
        name == "*" || host == name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'))
    })
}

#[cfg(feature = "external")]
pub use asking::HttpWeb;

/// The web of a program that was built without it.
#[cfg(not(feature = "external"))]
pub struct HttpWeb(std::convert::Infallible);

#[cfg(not(feature = "external"))]
impl HttpWeb {
    /// There is none.
    ///
    /// # Errors
    /// Always.
    pub fn new(_: &Way) -> Result<Self, NoWay> {
        Err(NoWay::NotBuilt)
    }
}

#[cfg(not(feature = "external"))]
impl super::web::Web for HttpWeb {
    fn ask(&self, _: &url::Url, _: super::web::Method) -> super::answers::Answer {
        match self.0 {}
    }

    fn rest(&self, _: Duration) {
        match self.0 {}
    }
}

#[cfg(feature = "external")]
mod asking {
    use std::io::{self, ErrorKind};
    use std::sync::Arc;
    use std::time::Duration;

    use rustls::CertificateError;
    use ureq::http::{Response, header};
    use ureq::tls::{Certificate, RootCerts, TlsConfig};
    use ureq::{Agent, Body, Error, Proxy};
    use url::Url;

    use super::{NoWay, Way, goes_straight};
    use crate::external::answers::{Answer, Silence};
    use crate::external::web::{Method, Web};

    /// What we call ourselves, so that whoever runs a server knows who asks.
    const NAME: &str = concat!("chapterhouse/", env!("CARGO_PKG_VERSION"), " (link check)");

    /// The web by way of this machine's network.
    pub struct HttpWeb {
        straight: Agent,
        by_http_proxy: Option<Agent>,
        by_https_proxy: Option<Agent>,
        no_proxy: String,
    }

    impl HttpWeb {
        /// The web, reached in this way.
        ///
        /// # Errors
        /// When a proxy cannot be meant, or this machine knows no certificates.
        pub fn new(way: &Way) -> Result<Self, NoWay> {
            let tls = trusted()?;
            let agent = |proxy: Option<Proxy>| {
                let timeout = Some(way.timeout);
                Agent::config_builder()
                    .tls_config(tls.clone())
                    .proxy(proxy)
                    .http_status_as_error(false)
                    .max_redirects(0)
                    .max_redirects_will_error(false)
                    .user_agent(NAME)
                    .timeout_global(timeout)
                    .build()
                    .new_agent()
            };
            let by = |proxy: &Option<String>| -> Result<Option<Agent>, NoWay> {
                let Some(written) = proxy else { return Ok(None) };
                let proxy = Proxy::new(written).map_err(|_| NoWay::BadProxy(written.clone()))?;
                Ok(Some(agent(Some(proxy))))
            };
            Ok(HttpWeb {
                straight: agent(None),
                by_http_proxy: by(&way.http_proxy)?,
                by_https_proxy: by(&way.https_proxy)?,
                no_proxy: way.no_proxy.clone(),
            })
        }
    }

    /// What the operating system trusts, a council's own intercepting proxy among it.
    fn trusted() -> Result<TlsConfig, NoWay> {
        let found = rustls_native_certs::load_native_certs();
        if found.certs.is_empty() {
            let why = found.errors.first().map_or_else(|| "none was found".to_owned(), ToString::to_string);
            return Err(NoWay::NoCertificates(why));
        }
        let certificates: Vec<Certificate<'static>> =
            found.certs.iter().map(|certificate| Certificate::from_der(certificate.as_ref()).to_owned()).collect();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots = RootCerts::new_with_certs(&certificates);
        Ok(TlsConfig::builder().root_certs(roots).unversioned_rustls_crypto_provider(provider).build())
    }

    impl Web for HttpWeb {
        fn ask(&self, address: &Url, method: Method) -> Answer {
            let proxied = if address.scheme() == "https" { &self.by_https_proxy } else { &self.by_http_proxy };
            let straight = goes_straight(address.host_str().unwrap_or(""), &self.no_proxy);
            let proxied = proxied.as_ref().filter(|_| !straight);
            let agent = proxied.unwrap_or(&self.straight);
            let said = match method {
                Method::Head => agent.head(address.as_str()).call(),
                Method::Get => agent.get(address.as_str()).call(),
            };
            match said {
                // The page itself goes unread: dropping the answer ends the connection.
                Ok(response) => heard(&response),
                Err(error) => Answer::Silent(silence_of(&error, proxied.is_some())),
            }
        }

        fn rest(&self, time: Duration) {
            std::thread::sleep(time);
        }
    }

    fn heard(response: &Response<Body>) -> Answer {
        let text = |name: header::HeaderName| {
            response.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        // A day in place of seconds is not obeyed: it would need a clock, and is longer than we wait.
        let seconds = text(header::RETRY_AFTER).and_then(|value| value.trim().parse().ok());
        Answer::Said {
            status: response.status().as_u16(),
            location: text(header::LOCATION).filter(|location| !location.trim().is_empty()),
            rest: seconds.map(Duration::from_secs),
        }
    }

    fn silence_of(error: &Error, proxied: bool) -> Silence {
        match error {
            Error::Timeout(_) => Silence::TimedOut,
            Error::HostNotFound if proxied => Silence::Proxy("the proxy's own name is not known".to_owned()),
            Error::HostNotFound => Silence::NoSuchServer,
            Error::ConnectProxyFailed(why) => Silence::Proxy(why.clone()),
            Error::Protocol(_) | Error::Http(_) | Error::LargeResponseHeader(..) => Silence::Garbage,
            Error::Rustls(error) => secure_silence(error),
            Error::Tls(why) => Silence::Certificate((*why).to_owned()),
            Error::Io(error) => io_silence(error, proxied),
            other => Silence::Other(other.to_string()),
        }
    }

    fn io_silence(error: &io::Error, proxied: bool) -> Silence {
        if let Some(error) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            return secure_silence(error);
        }
        let words = error.to_string();
        if proxied && error.kind() != ErrorKind::TimedOut {
            return Silence::Proxy(words);
        }
        match error.kind() {
            ErrorKind::ConnectionRefused => Silence::Refused,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Silence::TimedOut,
            ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::UnexpectedEof
            | ErrorKind::BrokenPipe => Silence::Cut,
            // Name services are told apart by their words; on Windows by numbers (WSAHOST_NOT_FOUND, WSATRY_AGAIN).
            _ if words.contains("Temporary failure") || error.raw_os_error() == Some(11_002) => Silence::NoNameService,
            _ if words.contains("failed to lookup address") || error.raw_os_error() == Some(11_001) => {
                Silence::NoSuchServer
            }
            _ => Silence::Other(words),
        }
    }

    fn secure_silence(error: &rustls::Error) -> Silence {
        let rustls::Error::InvalidCertificate(fault) = error else {
            return Silence::Certificate(format!("no secure connection could be agreed on ({error})"));
        };
        let words = match fault {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => "its certificate has expired",
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "its certificate is not valid yet"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "its certificate is that of another server"
            }
            CertificateError::UnknownIssuer => "nobody whom this machine trusts has signed its certificate",
            CertificateError::Revoked => "its certificate was revoked",
            other => return Silence::Certificate(format!("its certificate is not valid ({other})")),
        };
        Silence::Certificate(words.to_owned())
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn names_that_are_not_there_are_told_from_name_services_that_are_not() {
            for (words, silence) in [
                ("failed to lookup address information: Name or service not known", Silence::NoSuchServer),
                ("failed to lookup address information: Temporary failure in name resolution", Silence::NoNameService),
            ] {
                assert_eq!(io_silence(&io::Error::other(words), false), silence);
                assert!(matches!(io_silence(&io::Error::other(words), true), Silence::Proxy(_)));
            }
            let error = rustls::Error::InvalidCertificate(CertificateError::Expired);
            let words = "its certificate has expired".to_owned();
            assert_eq!(io_silence(&io::Error::new(ErrorKind::InvalidData, error), true), Silence::Certificate(words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_servers_are_asked_without_a_proxy() {
        for (host, list, straight) in [
            ("a.example", "", false),
            ("localhost", "", true),
            ("127.0.0.1", "", true),
            ("[::1]", "", true),
            ("a.example", "*", true),
            ("a.example", "b.example, A.example", true),
            ("www.a.example", ".a.example", true),
            ("www.a.example", "*.a.example", true),
            ("www.a.example", "a.example", true),
            ("nota.example", "a.example", false),
        ] {
            assert_eq!(goes_straight(host, list), straight, "{host} with {list}");
        }
    }
}
