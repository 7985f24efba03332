//! How much memory the machine lets this process have.

use std::fs;
use std::path::Path;

/// What is believed of a machine that does not say.
const UNKNOWN: u64 = 2 << 30;
/// What a run takes beside what it reads, where the system counts what is reserved and not what is used.
const OWN: u64 = 128 << 20;
/// How many times what it needs an allocator reserves.
const RESERVED: u64 = 3;
/// Where the limits of a container stand, in its new and in its old form.
const CONTAINER: [&str; 2] = [
    "/sys/fs/cgroup/memory.max",
    "/sys/fs/cgroup/memory/memory.limit_in_bytes",
];

/// The memory of the machine, or of the container or limits this process runs under.
pub(super) fn memory() -> u64 {
    let all = read("/proc/meminfo").and_then(|text| total(&text));
    let limits = read("/proc/self/limits").unwrap_or_default();
    let own = process(&limits, &read("/proc/self/status").unwrap_or_default());
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
    kilobytes(text, "MemTotal:")
}

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let number: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    number.checked_mul(1024)
}

/// What the limits on the memory of a process leave for files: names, soft and hard limit, and unit stand in
/// columns. The program itself counts towards the space of addresses.
fn process(limits: &str, status: &str) -> Option<u64> {
    let left = |name: &str, taken: u64| {
        let line = limits.lines().find_map(|line| line.strip_prefix(name))?;
        let limit: u64 = line.split_whitespace().next()?.parse().ok()?;
        Some(limit.saturating_sub(taken + OWN) / RESERVED)
    };
    let size = |name| kilobytes(status, name).unwrap_or(0);
    let program = size("VmSize:").saturating_sub(size("VmData:"));
    let limits = [left("Max address space", program), left("Max data size", 0)];
    limits.into_iter().flatten().min()
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
             Max address space         536870912            unlimited            bytes\n";
        assert_eq!(process(limits, ""), Some(128 << 20));
        let status = "VmSize:     106496 kB\nVmData:      8192 kB\n";
        assert_eq!(process(limits, status), Some(96 << 20));
        let small = "Max data size   1048576   unlimited   bytes\n";
        assert_eq!(process(small, status), Some(0));
        let unlimited = "Max data size   unlimited   unlimited   bytes\n";
        assert_eq!(process(unlimited, status), None);
        assert!(memory() > 0);
    }
}
