//! What ends the wait: the system says that something changed, some time has passed, or Ctrl-C.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::{output, replacing};

/// How long to wait at most before looking: network drives tell of nothing.
const LOOK: Duration = Duration::from_secs(2);
/// The status of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Says when to look again.
pub(super) struct Trigger {
    signals: Receiver<()>,
    is_over: Arc<AtomicBool>,
    /// Tells as long as it is kept.
    _watcher: Option<RecommendedWatcher>,
}

impl Trigger {
    /// A bell for what the paths name.
    pub(super) fn new(paths: &[OsString]) -> Self {
        // One ring is as good as many.
        let (ring, signals) = sync_channel(1);
        let is_over = Arc::new(AtomicBool::new(false));
        stop_at_interrupt(Arc::clone(&is_over), ring.clone());
        Self {
            signals,
            is_over,
            _watcher: watcher(paths, ring),
        }
    }

    /// Waits for a reason to look.
    pub(super) fn wait(&self) {
        // Time running out is as good a reason.
        let _ = self.signals.recv_timeout(LOOK);
    }

    /// Whether the watch is to end: Ctrl-C, or nobody reads what it prints.
    pub(super) fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed) || output::is_gone()
    }
}

/// The first Ctrl-C ends the watch when the check is done, the second at once.
fn stop_at_interrupt(is_over: Arc<AtomicBool>, ring: SyncSender<()>) {
    let stop = move || {
        if is_over.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        let _ = ring.try_send(());
    };
    // Without it Ctrl-C still ends the program.
    let _ = ctrlc::set_handler(stop);
}

/// Watches the folders that the paths name or lie in. Where that is not to be had, time alone
/// rings the bell.
fn watcher(paths: &[OsString], ring: SyncSender<()>) -> Option<RecommendedWatcher> {
    let on_event = move |event: notify::Result<Event>| {
        if event.map_or(true, |event| is_change(event.kind)) {
            let _ = ring.try_send(());
        }
    };
    let mut watcher = notify::recommended_watcher(on_event).ok()?;
    for path in paths.iter().map(Path::new) {
        let _ = match path.is_dir() {
            true => watcher.watch(path, RecursiveMode::Recursive),
            // The folder, since a save by renaming makes another file.
            false => watcher.watch(replacing::folder_of(path), RecursiveMode::NonRecursive),
        };
    }
    Some(watcher)
}

/// Whether files may be others: reading them, as this program does, is none.
const fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}
