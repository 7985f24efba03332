//! How much memory the machine lets this process have.

use std::fs;
use std::path::Path;

/// What is believed of a machine that does not say.
const UNKNOWN: u64 = 2 << 30;
/// Where the limits of a container stand, in its new and in its old form.
const CONTAINER: [&str; 2] = [
    "/sys/fs/cgroup/memory.max",
    "/sys/fs/cgroup/memory/memory.limit_in_bytes",
];

/// The memory of the machine, or of the container or limits this process runs under.
pub(super) fn memory() -> u64 {
    let all = read("/proc/meminfo").and_then(|text| total(&text));
    let own = read("/proc/self/limits").and_then(|text| process(&text));
    let container = CONTAINER
        .iter()
        .filter_map(|path| read(path)?.trim().parse().ok());
    let known = container.chain(all).chain(own);
    known.min().unwrap_or(UNKNOWN)
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(Path::new(path)).ok()
}

/// `MemTotal:       24597368 kB`
fn total(text: &str) -> Option<u64> {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let number: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    number.checked_mul(1024)
}

/// The least of the limits on the memory of a process: their names, soft and hard limit, and unit
/// stand in columns.
fn process(text: &str) -> Option<u64> {
    let limit = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    let limits = ["Max address space", "Max data size"].into_iter();
    limits.filter_map(limit).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_as_the_system_writes_them() {
        assert_eq!(
            total("MemTotal:       2048 kB\nMemFree: 1 kB\n"),
            Some(2 << 20)
        );
        let limits = "Limit                     Soft Limit           Hard Limit           Units\n\
             Max data size             unlimited            unlimited            bytes\n\
             Max address space         1048576              unlimited            bytes\n";
        assert_eq!(process(limits), Some(1 << 20));
        assert_eq!(
            process("Max data size   unlimited   unlimited   bytes\n"),
            None
        );
        assert!(memory() > 0);
    }
}
