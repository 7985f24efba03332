//! Binding: from a document to reports in an official form.
