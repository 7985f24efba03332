//! Completion and hover in rule files: cell names with what the form prints for them.

use gouji_lint::Linter;
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Hover, HoverContents, MarkupContent,
    MarkupKind, Position, Range, TextEdit,
};

use crate::cell_names::{Kind, Name, begun, is_of_name, names};
use crate::document::Document;

/// The names that can stand at a position of a rule file; nothing elsewhere.
pub(crate) fn completions<'p>(
    document: &Document<'p>,
    linter: &Linter<'p>,
    position: Position,
) -> Vec<CompletionItem> {
    let at = document.byte(position);
    let before = line_before(document.text(), at);
    let start = at - begun(before).len();
    let range = Range::new(document.position(start), document.position(at));
    let names = names_after(document, linter, before).into_iter();
    names.map(|name| item(name, range)).collect()
}

/// The names that can stand after a piece of a line, those of the packs around the file.
fn names_after<'p>(document: &Document<'p>, linter: &Linter<'p>, before: &str) -> Vec<Name> {
    match document.rule_file() {
        None => Vec::new(),
        // The pack may not be in force where its files are written.
        Some(file) if file.root().is_dir() => names(&file.survey(document).packs, before),
        Some(_) => names(linter.packs(), before),
    }
}

fn item(name: Name, range: Range) -> CompletionItem {
    let kind = match name.kind {
        Kind::Table => CompletionItemKind::MODULE,
        Kind::Row => CompletionItemKind::FIELD,
        Kind::Column => CompletionItemKind::PROPERTY,
    };
    CompletionItem {
        label: name.id.clone(),
        kind: Some(kind),
        // People look for a row by what the form calls it.
        filter_text: Some(format!("{} {}", name.id, name.label)),
        detail: Some(name.label),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, name.id))),
        ..CompletionItem::default()
    }
}

/// What the form prints for the name at a position of a rule file.
pub(crate) fn meaning<'p>(
    document: &Document<'p>,
    linter: &Linter<'p>,
    position: Position,
) -> Option<Hover> {
    let text = document.text();
    let at = document.byte(position);
    let rest = text.get(at..)?;
    let end = at + rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
    let before = line_before(text, end);
    let id = begun(before);
    let id = id.strip_prefix("prior.").unwrap_or(id);
    let found = names_after(document, linter, before);
    let found = found.into_iter().filter(|name| name.id == id);
    let lines: Vec<String> = found
        .map(|name| format!("`{}` {}", name.id, name.label))
        .collect();
    let start = end - id.len();
    (!lines.is_empty()).then(|| Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: lines.join("\n\n"),
        }),
        range: Some(Range::new(document.position(start), document.position(end))),
    })
}

/// What stands before a byte on its line.
fn line_before(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    before.rsplit(['\n', '\r']).next().unwrap_or_default()
}
