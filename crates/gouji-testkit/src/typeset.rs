//! Reports printed as offices print them: the other way round of reading and binding.
//!
//! Tests and benchmarks need reports whose figures are known, in every style that real ones come
//! in. `printed` lays the tables of any form out as grids with merged cells, the way the official
//! form is printed; each style then writes the same grids in its own manner. No part of the
//! product depends on this crate.

mod aligned;
pub(crate) mod files;
mod html;
mod layout;
mod opendocument;
mod own_text;
mod package;
mod paper;
mod piece;
mod plain;
mod printed;
mod printed_report;
mod ruled;
mod style;
mod traits;

use gouji_model::{CellId, Form};

pub use own_text::OwnText;
pub use paper::Paper;
use piece::Piece;
pub use printed_report::{misread, printed_report};
pub use style::Style;
pub use traits::Trait;

/// A figure that differs from cell to cell; nothing in the groups' own rows.
#[must_use]
pub fn distinct_figure(form: &Form, cell: CellId) -> Option<String> {
    let number = (cell.index() * 7919) % 1000;
    (!form.is_group_cell(cell)).then(|| match form.kind_of(cell) {
        kind if !kind.is_whole() => format!("{number}.{}", cell.index() % 9 + 1),
        _ => (number / (1 + cell.index() % 40)).to_string(),
    })
}

/// Writes a report.
#[must_use]
pub fn typeset(paper: &Paper<'_>, style: Style) -> String {
    typeset_with(paper, style, &[], 0)
}

/// Writes a report with peculiarities; the seed chooses where those stand that have a choice.
#[must_use]
pub fn typeset_with(paper: &Paper<'_>, style: Style, traits: &[Trait], seed: u64) -> String {
    let pieces = traits::around(pieces(paper, None, traits, seed), traits);
    traits::on_text(written(&pieces, style, traits), traits)
}

/// Writes a report with words of its own.
#[must_use]
pub fn typeset_text(paper: &Paper<'_>, own_text: &OwnText, style: Style) -> String {
    written(&pieces(paper, Some(own_text), &[], 0), style, &[])
}

/// Writes a report as a Word document.
#[must_use]
pub fn word_text(paper: &Paper<'_>, own_text: &OwnText) -> Vec<u8> {
    package::word(&pieces(paper, Some(own_text), &[], 0))
}

/// Writes a report as a workbook, all on one sheet.
#[must_use]
pub fn workbook_text(paper: &Paper<'_>, own_text: &OwnText) -> Vec<u8> {
    package::workbook(&pieces(paper, Some(own_text), &[], 0))
}

fn written(pieces: &[Piece], style: Style, traits: &[Trait]) -> String {
    let plain = |manner| plain::write(pieces, manner, traits);
    match style {
        Style::Html => html::write(pieces, html::Manner::Plain),
        Style::WordHtml => html::write(pieces, html::Manner::Word),
        Style::LooseHtml => html::write(pieces, html::Manner::Loose),
        Style::Markdown => plain(plain::Manner::Markdown),
        Style::Boxed => plain(plain::Manner::Boxed),
        Style::Piped => plain(plain::Manner::Piped),
        Style::Tabs => plain(plain::Manner::Tabs),
        Style::Lines => plain(plain::Manner::Lines),
        Style::Commas => plain(plain::Manner::Commas),
        Style::Layout if traits.iter().any(|found| aligned::is_own(*found)) => {
            aligned::write(pieces, traits)
        }
        Style::Layout => layout::write(pieces),
        Style::Drawn => ruled::write(pieces, ruled::Rules::Drawn),
        Style::Grid => ruled::write(pieces, ruled::Rules::Grid),
        Style::Dashed => ruled::write(pieces, ruled::Rules::Dashes),
    }
}

/// The report in order: title, preamble, and each section with its text or tables.
fn pieces(
    paper: &Paper<'_>,
    own_text: Option<&OwnText>,
    traits: &[Trait],
    seed: u64,
) -> Vec<Piece> {
    let year = paper.year;
    let mut pieces = vec![Piece::Title(format!(
        "{}{year}年政府信息公开工作年度报告",
        paper.organization
    ))];
    let above = own_text.into_iter().flat_map(|own_text| &own_text.above);
    pieces.extend(above.map(|line| Piece::Paragraph(line.clone())));
    pieces.push(Piece::Paragraph(format!(
        "本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    )));
    for (index, section) in paper.form.sections.iter().enumerate() {
        pieces.push(Piece::Heading(section.title.text.clone()));
        let tables = paper.form.tables.iter().filter(|t| t.section == section.id);
        let before = pieces.len();
        for table in tables {
            pieces.extend(tables_of(paper, table, traits, seed));
        }
        let own = own_text.and_then(|own_text| own_text.sections.get(&section.id));
        if let Some(own) = own {
            pieces.extend(own.iter().map(|text| Piece::Paragraph(text.clone())));
        } else if pieces.len() == before {
            pieces.extend(prose(index).map(|text| Piece::Paragraph(text.to_owned())));
        }
    }
    pieces
}

/// A table of the form as the traits have it printed.
fn tables_of(
    paper: &Paper<'_>,
    table: &gouji_model::Table,
    traits: &[Trait],
    seed: u64,
) -> Vec<Piece> {
    if traits.contains(&Trait::ThreeTables)
        && let Some(pieces) = traits::three_tables(paper, table)
    {
        return pieces;
    }
    let mut printed = printed::table(paper, &traits::ordered(table, traits));
    traits::on_grid(&mut printed, traits, seed);
    traits::copies(printed, traits)
}

/// Something to say in a section without tables.
fn prose(index: usize) -> impl Iterator<Item = &'static str> {
    const OVERVIEW: [&str; 5] = [
        "（一）主动公开。全年按时发布各类信息，及时回应社会关切。",
        "（二）依申请公开。畅通受理渠道，依法答复申请人。",
        "（三）政府信息管理。动态调整公开目录，规范发布流程。",
        "（四）平台建设。做好网站专栏维护，保障内容及时更新。",
        "（五）监督保障。组织业务培训，并开展自查。",
    ];
    const OTHER: [&str; 1] = ["本年度未收取信息处理费，无其他需要报告的事项。"];
    if index == 0 {
        OVERVIEW.iter()
    } else {
        OTHER.iter()
    }
    .copied()
}
