//! The web as the rest of the room sees it: something that can be asked, and time that passes.

use std::time::Duration;

use url::Url;

use super::answers::Answer;

/// How to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Without the page itself, which nobody reads here.
    Head,
    /// As a reader would: for servers that do not know better.
    Get,
}

/// Something that can be asked. Tests bring their own.
pub trait Web: Sync {
    /// Asks for an address once, following nothing.
    fn ask(&self, address: &Url, method: Method) -> Answer;

    /// Lets time pass.
    fn rest(&self, time: Duration);
}
