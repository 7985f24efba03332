//! The linter's remarks and numbers for programs.

use gouji_model::Severity;
use gouji_pack::PackError;
use gouji_ruleset::{FilePlace, Numbers, Remark, System};
use serde_json::{Value, json};

use super::shown::Shown;

/// The whole of the output, one JSON object.
pub(super) fn json(shown: &Shown<'_>) -> String {
    let faults = shown.faults.iter().map(|fault| of_fault(shown, fault));
    let remarks = shown
        .linted
        .remarks
        .iter()
        .map(|remark| of_remark(shown, remark));
    let whole = json!({
        "version": 1,
        "remarks": faults.chain(remarks).collect::<Vec<Value>>(),
        "packs": shown.linted.numbers.iter().map(of_numbers).collect::<Vec<Value>>(),
        "summary": {
            "errors": shown.count(Severity::Error),
            "warnings": shown.count(Severity::Warning),
            "infos": shown.count(Severity::Info),
        },
    });
    format!("{whole:#}\n")
}

fn of_fault(shown: &Shown<'_>, fault: &PackError) -> Value {
    let places = match fault {
        PackError::Invalid {
            source_code, span, ..
        } => {
            let spot = FilePlace {
                file: source_code.name().to_owned(),
                range: span.offset()..span.offset() + span.len(),
            };
            vec![of_spot(shown, &spot)]
        }
        PackError::Unreadable { path, .. } => {
            vec![json!({ "file": path.to_string_lossy() })]
        }
    };
    json!({
        "code": gouji_ruleset::Code::Unusable.name(),
        "severity": Severity::Error.name(),
        "packs": [],
        "rules": [],
        "message": fault.message().get(shown.language),
        "help": fault.help().get(shown.language),
        "places": places,
    })
}

fn of_remark(shown: &Shown<'_>, remark: &Remark) -> Value {
    json!({
        "code": remark.code.name(),
        "severity": remark.severity.name(),
        "packs": remark.packs,
        "rules": remark.rules,
        "message": remark.message.get(shown.language),
        "help": remark.help.get(shown.language),
        "places": remark.spots.iter().map(|spot| of_spot(shown, spot)).collect::<Vec<Value>>(),
    })
}

/// A place with line and column, counted from 1 in characters.
fn of_spot(shown: &Shown<'_>, spot: &FilePlace) -> Value {
    let file = shown
        .survey
        .files
        .iter()
        .find(|file| file.path == spot.file);
    let before = file
        .and_then(|file| file.text.get(..spot.range.start))
        .unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({
        "file": spot.file,
        "line": before.matches('\n').count() + 1,
        "column": before.get(line_start..).unwrap_or("").chars().count() + 1,
        "start": spot.range.start,
        "end": spot.range.end,
    })
}

fn of_numbers(numbers: &Numbers) -> Value {
    json!({
        "form": numbers.form,
        "rules": numbers.rules,
        "relations": numbers.relations,
        "cells": numbers.cells,
        "alone": of_system(&numbers.alone),
        "with_prior": of_system(&numbers.with_prior),
        "caught": numbers.caught,
        "partly": numbers.partly,
        "unwatched": numbers.unwatched,
        "escaping_pairs": numbers.escaping_pairs(),
        "alike": numbers.alike,
    })
}

fn of_system(system: &System) -> Value {
    json!({
        "equations": system.equations,
        "rank": system.rank,
        "degrees_of_freedom": system.freedom,
    })
}
