//! Time, on the clock and of the processor.

use std::time::Instant;

/// What gives the command its memory: another one is slower where threads free what others took.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// When something began.
pub struct Clock {
    begun: Instant,
    used: u64,
}

impl Clock {
    pub fn new() -> Self {
        Self {
            begun: Instant::now(),
            used: used(),
        }
    }

    /// How long it took, in words.
    pub fn elapsed(&self) -> String {
        let clock = self.begun.elapsed().as_millis();
        let used = used() - self.used;
        let seconds = |tenths: u128| format!("{}.{}", tenths / 10, tenths % 10);
        let (clock, used) = (seconds(clock / 100), seconds(u128::from(used / 10)));
        format!("{clock} s, {used} s of processor time")
    }
}

/// The processor time of this process in hundredths of a second, where the system says.
fn used() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let fields = fields.split_whitespace().skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

/// The most memory this process had, in MB.
pub fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let size = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok());
    size.unwrap_or_default() / 1024
}
