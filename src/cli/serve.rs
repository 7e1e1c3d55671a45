//! `chapterhouse serve`: the preview.

use super::failure::Failure;
use super::serve_args::ServeArguments;

/// Shows the manual until somebody stops it.
///
/// # Errors
/// When the port cannot be had, or there is no manual.
#[cfg(feature = "serve")]
pub fn run(typed: &ServeArguments) -> Result<bool, Failure> {
    running::run(typed)
}

/// Says that this program cannot.
///
/// # Errors
/// Always.
#[cfg(not(feature = "serve"))]
pub fn run(_typed: &ServeArguments) -> Result<bool, Failure> {
    let message = "this chapterhouse was built without its preview\nhelp: build it with its feature `serve`, or use chapterhouse build";
    Err(Failure::Usage(message.to_owned()))
}

#[cfg(feature = "serve")]
mod running {
    use std::io::ErrorKind;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::sync::mpsc::channel;

    use crate::cli::failure::Failure;
    use crate::cli::load::{find_root, find_today, record_folders, recover_interrupted};
    use crate::cli::port_holder::port_holder;
    use crate::cli::report::{print, say};
    use crate::cli::serve_args::{ServeArguments, WatcherMeans};
    use crate::cli::serve_terminal::Terminal;
    use crate::preview::change::Change;
    use crate::preview::gate::Gate;
    use crate::preview::hub::Hub;
    use crate::preview::rounds::{Listener, Rounds};
    use crate::preview::server::bind;
    use crate::preview::session::{Session, SessionSettings};
    use crate::preview::watcher::{Means, Signal};

    pub(super) fn run(typed: &ServeArguments) -> Result<bool, Failure> {
        let root = find_root(typed.root.as_deref())?;
        let root = root.canonicalize().map_err(|cause| Failure::File { action: "find", path: root, cause })?;
        // What was typed is judged before anything else is done.
        find_today(typed.today.as_deref(), "UTC")?;
        recover_interrupted(&root)?;
        let bound = bind(&typed.host, typed.port).map_err(|cause| refusal(typed, &cause))?;
        let session = Arc::new(Session::open(settings(typed, root)));
        let hub = Arc::new(Hub::default());
        let terminal = Terminal::new(typed.talk);
        let address = bound.page(&typed.host);
        let rebuilt = session.refresh(&Change::Everything);
        terminal.rebuilt(&rebuilt, &session.current());
        let (sender, receiver) = channel();
        let stop = sender.clone();
        let gate = Gate::new(bound.address().port(), bound.is_open().then_some(typed.host.as_str()));
        let is_open = bound.is_open();
        let serving = bound.serve(Arc::clone(&session), Arc::clone(&hub), gate, move || {
            let _ = stop.send(Signal::Stop);
        });
        let _serving = serving.map_err(|cause| Failure::Usage(format!("the preview cannot begin: {cause}")))?;
        print(&format!("{address}\n"));
        if is_open {
            say("warning: everybody on this network can read this preview, drafts too, as long as it runs");
        }
        if !typed.talk.quiet {
            say("this is the manual with drafts and coming editions; stop it with Ctrl-C");
        }
        if typed.open && open::that_detached(&address).is_err() {
            say("no browser could be opened: open the address above yourself");
        }
        let means = match typed.watcher {
            None => Means::Best,
            Some(WatcherMeans::Native) => Means::Native,
            Some(WatcherMeans::Poll) => Means::Poll,
        };
        Rounds::new(&session, &hub, &terminal, means, (sender, receiver)).run();
        if !typed.talk.quiet {
            say("stopped");
        }
        Ok(true)
    }

    fn settings(typed: &ServeArguments, root: PathBuf) -> SessionSettings {
        let typed_day = typed.today.clone();
        let folder = root.clone();
        SessionSettings {
            root,
            now: Box::new(std::time::SystemTime::now),
            today: Box::new(move |zone| find_today(typed_day.as_deref(), zone).unwrap_or_default()),
            outside: Box::new(move || outside(&folder)),
        }
    }

    fn outside(root: &Path) -> Vec<PathBuf> {
        let mut outside = vec![root.join(".chapterhouse"), root.join("public")];
        outside.extend(record_folders(root));
        outside
    }

    fn refusal(typed: &ServeArguments, cause: &std::io::Error) -> Failure {
        let (host, port) = (&typed.host, typed.port);
        Failure::Usage(match cause.kind() {
            ErrorKind::AddrInUse => {
                let who = port_holder(port);
                let by = who.map(|who| format!(" by {} (process {})", who.name, who.process)).unwrap_or_default();
                let next = port.checked_add(1).unwrap_or(4000);
                format!(
                    "port {port} is taken{by}\nhelp: stop that first, or choose another port: chapterhouse serve --port {next}"
                )
            }
            ErrorKind::PermissionDenied => {
                format!(
                    "port {port} is not yours to take: {cause}\nhelp: choose one from 1024 up: chapterhouse serve --port 4000"
                )
            }
            _ => format!(
                "cannot answer at {host}: {cause}\nhelp: --host is an address or a name of this machine; leave it out to be alone with the preview"
            ),
        })
    }
}
