//! Readers: from the decoded text of a file to a document.
