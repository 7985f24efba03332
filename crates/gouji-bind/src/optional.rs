//! Tables that a report may leave out. One that is not there is only reported to be left out where no text
//! names it; else it is missing, and what needs it is blocked.

use gouji_model::{Form, ObservationKind, Report, TableId};

use crate::key::normal;
use crate::lines::Line;

/// What headings of a table may say, as compared: its title, and captions in it.
pub(crate) fn titles(form: &Form, table: usize) -> Vec<String> {
    let own = &form.tables[table];
    let captions = own.blocks.iter().filter_map(|block| block.caption.as_ref());
    let captions = captions.map(|caption| caption.text.as_str());
    let all = [own.title.zh.as_str(), own.title.en.as_str()];
    let all = all.into_iter().chain(captions).map(normal);
    all.filter(|title| !title.is_empty()).collect()
}

/// Takes back that tables are missing which a report of its year may leave out.
pub(crate) fn take_back(lines: &[Line<'_>], form: &Form, report: &mut Report) {
    let year = report.year;
    let left_out = |id: &TableId| {
        let at = usize::from(id.0);
        let own = &form.tables[at];
        own.optional && own.from.is_none() && !own.is_needed(year) && {
            let titles = titles(form, at);
            let mut texts = lines.iter().flat_map(|line| &line.tokens);
            !texts.any(|token| {
                let text = normal(token.text);
                titles.iter().any(|title| text.contains(title.as_str()))
            })
        }
    };
    let missing = report.observations.iter();
    let missing = missing.filter(|seen| seen.kind == ObservationKind::MissingTable);
    let mut absent: Vec<TableId> = missing.filter_map(|seen| seen.table).collect();
    absent.retain(left_out);
    if absent.is_empty() {
        return;
    }
    report.lost_tables.retain(|table| !absent.contains(table));
    report.observations.retain(|seen| {
        let own = seen.table.is_some_and(|table| absent.contains(&table));
        !own || seen.kind != ObservationKind::MissingTable
    });
}
