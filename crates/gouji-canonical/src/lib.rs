//! The canonical JSON of a report, written and read.
