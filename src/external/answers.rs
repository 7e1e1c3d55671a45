//! What came of asking for one address.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a server said, or why none did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A server answered.
    Said {
        /// The status code of HTTP (RFC 9110, section 15).
        status: u16,
        /// Where it sends those who ask.
        location: Option<String>,
        /// How long it wants to be left alone.
        rest: Option<Duration>,
    },
    /// No server answered, or not in HTTP.
    Silent(Silence),
}

/// Why no answer came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Silence {
    /// The name service knows no such server.
    NoSuchServer,
    /// The name service itself did not answer: mostly this machine is offline.
    NoNameService,
    /// The server takes no connection.
    Refused,
    /// Nothing came in time.
    TimedOut,
    /// The connection ended before an answer.
    Cut,
    /// What came is not HTTP.
    Garbage,
    /// The certificate is not valid, or the two sides could not agree; what was said of it.
    Certificate(String),
    /// The proxy of this machine's network did not let the question through.
    Proxy(String),
    /// Anything else, in the words of the machine.
    Other(String),
}

impl Silence {
    /// Whether another try may be answered.
    pub fn may_pass(&self) -> bool {
        !matches!(self, Silence::NoSuchServer | Silence::Certificate(_) | Silence::Garbage)
    }

    /// Whether it holds for every address of the server. A page may be slow, or break off, where others are not.
    pub fn concerns_server(&self) -> bool {
        !matches!(self, Silence::TimedOut | Silence::Cut | Silence::Garbage | Silence::Other(_))
    }

    /// Whether it looks as if this machine could reach no server at all.
    pub fn looks_offline(&self) -> bool {
        !matches!(self, Silence::Certificate(_) | Silence::Garbage | Silence::Cut)
    }
}

/// What an address is found to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It leads somewhere. So does one whose server lets only people in (401, 403) or is too busy for us (429).
    Good,
    /// It has moved for good: to here, which leads somewhere.
    Moved(String),
    /// Nothing is there: the status with which the server says so (404 or 410).
    Gone(u16),
    /// It sends those who ask round in a circle, or from place to place without end.
    Circle,
    /// It sends those who ask to something that is no web address.
    LeadsOff(String),
    /// The server answers with an error of its own, or finds the question faulty: the status.
    Failing(u16),
    /// No answer came from the server of this name.
    Silent(Silence, String),
    /// It holds a user name or password, which are nobody's to send.
    Secret,
}

impl Verdict {
    /// Whether nothing is to be said of it.
    pub fn is_good(&self) -> bool {
        *self == Verdict::Good
    }
}
