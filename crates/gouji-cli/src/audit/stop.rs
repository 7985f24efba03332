//! Ctrl-C: the first one ends a run tidily, the second one at once.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use gouji_model::{Bilingual, Language};

use crate::output::complain;

/// Whether the run is to end.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// The exit status of a run that was broken off, as shells have it for this signal.
const BROKEN_OFF: u8 = 130;

/// Listens for Ctrl-C.
pub(super) fn listen(language: Language) {
    let stop = move || {
        if STOPPED.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(BROKEN_OFF));
        }
        let message = Bilingual::new(
            "正在停止；再按一次 Ctrl-C 立即结束",
            "stopping; Ctrl-C again ends at once",
        );
        complain(message.get(language));
    };
    // Where the system cannot do that, Ctrl-C ends at once.
    let _ = ctrlc::set_handler(stop);
}

/// Whether the run is to end.
pub(super) fn is_asked() -> bool {
    STOPPED.load(Ordering::SeqCst)
}

/// The status of a run that was asked to end.
pub(super) fn status() -> ExitCode {
    ExitCode::from(BROKEN_OFF)
}

/// Says how far the run came.
pub(super) fn report(done: usize, of: usize, is_kept: bool, language: Language) {
    let rest = match is_kept {
        true => Bilingual::new(
            "已检查的已存下，再运行一次会接着做",
            "what was checked is kept, and the same command goes on from there",
        ),
        false => Bilingual::new(
            "没有结果；用 --store 可以接着做",
            "there is no result; with --store the next run would go on from there",
        ),
    };
    let message = Bilingual::new(
        format!("已停止：{of} 个文件检查了 {done} 个；{}", rest.zh),
        format!("stopped after {done} of {of} files; {}", rest.en),
    );
    complain(message.get(language));
}
