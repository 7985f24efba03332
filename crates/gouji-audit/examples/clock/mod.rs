//! Time, on the clock and of the processor.

use std::time::Instant;

/// When something began.
pub struct Clock {
    begun: Instant,
    used: f64,
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
        let clock = self.begun.elapsed().as_secs_f64();
        format!(
            "{clock:.1} s, {:.1} s of processor time",
            used() - self.used
        )
    }
}

/// The processor time of this process, where the system tells it.
fn used() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let mut fields = fields.split_whitespace().skip(11);
    let ticks = fields.next().zip(fields.next());
    let ticks = ticks
        .and_then(|(user, system)| Some(user.parse::<f64>().ok()? + system.parse::<f64>().ok()?));
    ticks.unwrap_or_default() / 100.0
}

/// The most memory this process had, in MB.
pub fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let size = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok());
    size.unwrap_or_default() / 1024
}
