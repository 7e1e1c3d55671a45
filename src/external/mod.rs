//! Whether the addresses outside the manual still lead somewhere: asked of web servers, only when somebody wants it.
//!
//! What is asked, what an answer means, what is remembered and what is said of it are pure and know no network:
//! [`test_links`] takes a [`web::Web`] to ask and a moment, and reads no clock. Only [`http`] talks, and it is the only
//! place of the house that does. A build never comes here.

pub mod addresses;
pub mod answers;
pub mod ask;
pub mod exceptions;
pub mod http;
pub mod judge;
pub mod memory;
pub mod raw_html;
pub mod rounds;
pub mod said;
pub mod test_links;
pub mod web;
