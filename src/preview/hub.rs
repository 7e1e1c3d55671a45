//! Those who are told when the manual changes: one stream of events for each page that somebody has open. Takes texts, gives
//! streams of them; must not know what they say.

use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// The most streams at a time. A page that is not looked at has none.
const MOST_STREAMS: usize = 64;
/// The most events that wait for a page. A page that does not take them asks for the newest state when it comes back.
const MOST_WAITING: usize = 64;

/// Tells open pages what happened.
#[derive(Default)]
pub struct Hub {
    streams: Mutex<Vec<Sender<Bytes>>>,
}

impl Hub {
    /// A new stream that begins with an event; nothing where there are too many already.
    pub fn open(&self, first: &str) -> Option<EventStream> {
        let mut streams = self.lock();
        streams.retain(|stream| !stream.is_closed());
        if streams.len() >= MOST_STREAMS {
            return None;
        }
        let (sender, receiver) = channel(MOST_WAITING);
        let _ = sender.try_send(event(first));
        streams.push(sender);
        Some(EventStream(receiver))
    }

    /// Tells all.
    pub fn tell(&self, text: &str) {
        self.send(&event(text));
    }

    /// Says nothing, which shows whether they are still there.
    pub fn touch(&self) {
        self.send(&Bytes::from_static(b":\n\n"));
    }

    fn send(&self, bytes: &Bytes) {
        self.lock().retain(|stream| stream.try_send(bytes.clone()).is_ok());
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Sender<Bytes>>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A text as an event of a stream: a line of its own for each line of the text.
fn event(text: &str) -> Bytes {
    let mut event = String::new();
    for line in text.lines() {
        event.push_str("data: ");
        event.push_str(line);
        event.push('\n');
    }
    event.push('\n');
    Bytes::from(event)
}

/// The body of an answer that goes on as long as somebody listens.
pub struct EventStream(Receiver<Bytes>);

impl Body for EventStream {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(context).map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_bounded_and_those_who_left_make_room() {
        let hub = Hub::default();
        let mut open: Vec<EventStream> = (0..MOST_STREAMS).filter_map(|_| hub.open("{}")).collect();
        assert_eq!(open.len(), MOST_STREAMS);
        assert!(hub.open("{}").is_none());
        open.pop();
        assert!(hub.open("{}").is_some());
        assert_eq!(event("a\nb"), Bytes::from_static(b"data: a\ndata: b\n\n"));
    }
}
