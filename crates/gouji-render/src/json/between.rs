//! Findings between reports: every cell says which file it is in.

use gouji_model::Evidence;

use super::cell::members;
use crate::written::Json;
use crate::{Checked, OtherCell, OtherSuspect, SharedPassage};

/// The cells of a finding, those of this report first.
pub(super) fn cells<'e>(
    json: &mut Json,
    checked: &Checked<'_>,
    own: impl Iterator<Item = &'e Evidence>,
    far: &[OtherCell],
) {
    json.raw("[");
    for evidence in own {
        json.item();
        json.raw("{");
        match (evidence.prior, &checked.prior) {
            (true, Some(prior)) => {
                members(json, evidence.cell, prior.form, prior.report, prior.places);
                json.text("file", prior.path);
                json.mark("prior", true);
            }
            _ => {
                let form = &checked.pack.form;
                members(json, evidence.cell, form, checked.report, checked.places);
                json.text("file", checked.path);
            }
        }
        json.raw("}");
    }
    for cell in far {
        json.item();
        far_cell(json, cell);
    }
    json.raw("]");
}

/// A cell of another file.
fn far_cell(json: &mut Json, cell: &OtherCell) {
    json.raw("{");
    json.text("id", &cell.id);
    json.key("value");
    match cell.figure {
        Some(figure) => json.raw(&figure.to_string()),
        None if cell.text.is_empty() => json.raw("null"),
        None => json.string(&cell.text),
    }
    json.text("text", &cell.text);
    if let Some(location) = &cell.location {
        json.key("location");
        json.raw(&location.to_string());
    }
    json.text("file", &cell.file);
    json.raw("}");
}

/// What is likely wrong, with the file and the year it is in.
pub(super) fn suspect(json: &mut Json, suspect: &OtherSuspect) {
    json.raw("{");
    json.text("id", &suspect.id);
    json.key("suggested");
    json.raw(&suspect.suggested);
    json.text_or_null("file", suspect.file.as_deref());
    json.text_or_null("organization", suspect.organization.as_deref());
    if let Some(year) = suspect.year {
        json.number("year", year);
    }
    json.mark("prior", suspect.is_prior);
    json.key("certain");
    json.raw(if suspect.is_certain { "true" } else { "false" });
    json.raw("}");
}

/// A text that stands in two files.
pub(super) fn passage(json: &mut Json, passage: &SharedPassage) {
    json.raw("{");
    json.text("text", &passage.text);
    if let Some(location) = &passage.location {
        json.key("location");
        json.raw(&location.to_string());
    }
    json.text("file", &passage.file);
    json.text("other_text", &passage.other_text);
    if let Some(location) = &passage.other_location {
        json.key("other_location");
        json.raw(&location.to_string());
    }
    json.raw("}");
}
