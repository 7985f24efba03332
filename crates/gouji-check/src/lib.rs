//! Checking: from a report and a pack's rules to findings.
