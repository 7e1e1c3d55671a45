//! The server of a preview: takes connections, gives answers, and bounds everything that somebody else could make grow. Knows
//! how requests arrive and answers leave; what they say is decided elsewhere.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio_io_timeout::TimeoutStream;

use super::answers::{Answer, Asked, admit, answer};
use super::gate::Gate;
use super::guests::Guests;
use super::hub::{EventStream, Hub};
use super::session::Session;

/// How long a request's headers may take to arrive, the wait for the next request of a connection among it.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long somebody may take nothing of an answer.
const WRITE_PATIENCE: Duration = Duration::from_secs(20);
/// The most bytes of a request's headers.
const MOST_HEADER_BYTES: usize = 16 * 1024;
/// The most headers of a request.
const MOST_HEADERS: usize = 100;
/// How often a silent stream is looked at.
const TOUCH: Duration = Duration::from_secs(30);

/// What every answer says: only the page itself may use it, and nobody keeps it. The policy is the one under which a
/// published site has to work.
const ALWAYS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; \
         require-trusted-types-for 'script'",
    ),
    ("x-content-type-options", "nosniff"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// A place on this machine at which a preview can be asked.
pub struct Bound {
    listener: TcpListener,
    address: SocketAddr,
}

/// Takes a port. `host` is an address or a name of this machine.
///
/// # Errors
/// When it cannot be had, or the host is not known.
pub fn bind(host: &str, port: u16) -> io::Result<Bound> {
    let mut addresses: Vec<SocketAddr> = (host.trim_matches(['[', ']']), port).to_socket_addrs()?.collect();
    addresses.sort_by_key(SocketAddr::is_ipv6);
    let Some(address) = addresses.first() else { return Err(io::ErrorKind::NotFound.into()) };
    let listener = TcpListener::bind(address)?;
    let address = listener.local_addr()?;
    Ok(Bound { listener, address })
}

impl Bound {
    /// The address and the port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether others on the network can ask it.
    pub fn is_open(&self) -> bool {
        !self.address.ip().is_loopback()
    }

    /// What a browser is to open: where every address of the machine is answered to, none of them is its name.
    pub fn page(&self, host: &str) -> String {
        let port = self.address.port();
        match self.address.ip() {
            ip if ip.is_unspecified() => format!("http://localhost:{port}/"),
            ip if !ip.is_loopback() && host.parse::<IpAddr>().is_err() => format!("http://{host}:{port}/"),
            IpAddr::V6(ip) => format!("http://[{ip}]:{port}/"),
            IpAddr::V4(ip) => format!("http://{ip}:{port}/"),
        }
    }

    /// Begins to answer, on threads of its own, until what is given is dropped. `stopped` is called when somebody at the
    /// terminal has had enough.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn serve(
        self,
        session: Arc<Session>,
        hub: Arc<Hub>,
        gate: Gate,
        stopped: impl Fn() + Clone + Send + 'static,
    ) -> io::Result<Serving> {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.worker_threads(2).max_blocking_threads(8).enable_all().build()?;
        self.listener.set_nonblocking(true)?;
        let house = Arc::new(House { session, hub, gate, guests: Guests::default() });
        let listener = self.listener;
        let accepting = Arc::clone(&house);
        let entered = runtime.enter();
        let listener = tokio::net::TcpListener::from_std(listener)?;
        drop(entered);
        runtime.spawn(async move {
            loop {
                match listener.accept().await {
                    Ok((stream, _)) => take_in(&accepting, stream),
                    // Too many files are open, or the caller has gone: what is there goes on.
                    Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                }
            }
        });
        runtime.spawn(async move {
            loop {
                tokio::time::sleep(TOUCH).await;
                house.hub.touch();
            }
        });
        heed_signals(&runtime, stopped);
        Ok(Serving(Some(runtime)))
    }
}

/// Calls when the terminal, or the system, wants the program to end.
fn heed_signals(runtime: &tokio::runtime::Runtime, stopped: impl Fn() + Clone + Send + 'static) {
    let on_interrupt = stopped.clone();
    runtime.spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            on_interrupt();
        }
    });
    #[cfg(unix)]
    runtime.spawn(async move {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            end.recv().await;
            stopped();
        }
    });
}

/// A server at work. It ends when this is dropped.
pub struct Serving(Option<tokio::runtime::Runtime>);

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// What all connections share.
struct House {
    session: Arc<Session>,
    hub: Arc<Hub>,
    gate: Gate,
    guests: Guests,
}

fn take_in(house: &Arc<House>, stream: TcpStream) {
    let Some(number) = house.guests.enter() else { return };
    let Ok(local) = stream.local_addr() else { return house.guests.leave(number) };
    let _ = stream.set_nodelay(true);
    let host = Arc::clone(house);
    let task = tokio::spawn(async move {
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(WRITE_PATIENCE));
        let service = service_fn(|request| {
            host.guests.has_asked(number);
            respond(Arc::clone(&host), request, local.ip())
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .max_header_size(MOST_HEADER_BYTES)
            .max_headers(MOST_HEADERS)
            .max_buf_size(4 * MOST_HEADER_BYTES);
        // A connection that breaks is the other side's affair.
        let _ = http.serve_connection(TokioIo::new(Box::pin(stream)), service).await;
        host.guests.leave(number);
    });
    house.guests.seat(number, task.abort_handle());
}

async fn respond(
    house: Arc<House>,
    request: Request<Incoming>,
    reached: IpAddr,
) -> Result<Response<Content>, Infallible> {
    let asked = Asked { method: request.method(), target: request.uri(), headers: request.headers(), reached };
    let answered = match admit(&asked, &house.gate) {
        Err(refusal) => refusal,
        Ok(path) => {
            let (session, target) = (Arc::clone(&house.session), request.uri().clone());
            // A page that nobody has asked for yet may still have to be made.
            let work = move || answer(&target, &path, &session.current(), session.root());
            tokio::task::spawn_blocking(work)
                .await
                .unwrap_or(Answer::Refused(StatusCode::INTERNAL_SERVER_ERROR, "This page could not be made."))
        }
    };
    Ok(dress(answered, &house))
}

/// An answer with its headers.
fn dress(answered: Answer, house: &House) -> Response<Content> {
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    let whole = |text: &'static str| Content::Whole(Full::new(Bytes::from_static(text.as_bytes())));
    let (status, media_type, content, further) = match answered {
        Answer::File { status, media_type, bytes } => {
            (status, HeaderValue::from_static(media_type), Content::Whole(Full::new(bytes)), None)
        }
        Answer::Moved(to) => {
            let to = HeaderValue::from_str(&to).ok().map(|to| (LOCATION, to));
            (StatusCode::TEMPORARY_REDIRECT, plain, whole(""), to)
        }
        Answer::Stream => match house.hub.open(&hello(house)) {
            Some(stream) => {
                (StatusCode::OK, HeaderValue::from_static("text/event-stream"), Content::Stream(stream), None)
            }
            None => (StatusCode::SERVICE_UNAVAILABLE, plain, whole("Too many pages of this preview are open.\n"), None),
        },
        Answer::Refused(status, words) => {
            let allow =
                (status == StatusCode::METHOD_NOT_ALLOWED).then(|| (ALLOW, HeaderValue::from_static("GET, HEAD")));
            (status, plain, whole(words), allow)
        }
    };
    let mut response = Response::new(content);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, media_type);
    headers.extend(further);
    headers.extend(ALWAYS.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))));
    response
}

/// The first event of a stream: which revision there is.
fn hello(house: &House) -> String {
    format!("{{\"number\":{}}}", house.session.current().number)
}

/// The body of an answer.
enum Content {
    Whole(Full<Bytes>),
    Stream(EventStream),
}

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Content::Whole(body) => Pin::new(body).poll_frame(context),
            Content::Stream(body) => Pin::new(body).poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Content::Whole(body) => body.is_end_stream(),
            Content::Stream(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Content::Whole(body) => body.size_hint(),
            Content::Stream(_) => SizeHint::default(),
        }
    }
}
