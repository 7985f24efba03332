//! The reports as files, in the formats that offices use, mixed.

use gouji_model::CellId;

use super::layout::Layout;
use super::published::{Day, Published, Typed};
use super::whole::Region;
use crate::typeset::{OwnText, Paper, Style, typeset_text, word_text, workbook_text};

/// A file of the region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionFile {
    /// Its path.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a file is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text(Style, &'static str),
    Word,
    Workbook,
    Canonical,
}

const FORMATS: [Format; 13] = [
    Format::Text(Style::Html, "html"),
    Format::Text(Style::WordHtml, "htm"),
    Format::Text(Style::LooseHtml, "html"),
    Format::Text(Style::Markdown, "md"),
    Format::Text(Style::Boxed, "md"),
    Format::Text(Style::Piped, "txt"),
    Format::Text(Style::Tabs, "txt"),
    Format::Text(Style::Lines, "txt"),
    Format::Text(Style::Layout, "txt"),
    Format::Text(Style::Commas, "txt"),
    Format::Word,
    Format::Workbook,
    Format::Canonical,
];

impl Region<'_> {
    /// A report as a file.
    #[must_use]
    pub fn file(&self, published: &Published) -> RegionFile {
        let layout = self.layout(published);
        let format = FORMATS[published.format % FORMATS.len()];
        let text_of = |cell: CellId| Some(text(published, layout, cell));
        let paper = Paper {
            form: layout.form,
            year: published.printed_year,
            organization: &published.organ,
            text_of: &text_of,
        };
        let own_text = self.own_text(published);
        let (bytes, end) = match format {
            Format::Text(style, end) => (typeset_text(&paper, &own_text, style).into_bytes(), end),
            Format::Word => (word_text(&paper, &own_text), "docx"),
            Format::Workbook => (workbook_text(&paper, &own_text), "xlsx"),
            Format::Canonical => (self.canonical(published, layout, &own_text), "json"),
        };
        let unit = self.units.get(published.unit);
        let name = unit.map_or("", |unit| unit.name.as_str());
        let region = unit.map_or("", |unit| unit.region.as_str());
        let second = if published.is_second {
            "（另一份）"
        } else {
            ""
        };
        RegionFile {
            path: format!("{}/{region}/{name}{second}.{end}", published.year),
            bytes,
        }
    }

    /// The units file.
    #[must_use]
    pub fn units_file(&self) -> String {
        let mut file = "unit,aliases,parent,level,region,counts,since,until\n".to_owned();
        let year = |year: Option<i32>| year.map_or_else(String::new, |year| year.to_string());
        for unit in &self.units {
            let parent = unit.parent.and_then(|parent| self.units.get(parent));
            let fields = [
                unit.name.clone(),
                unit.aliases.join("|"),
                parent.map_or_else(String::new, |parent| parent.name.clone()),
                unit.level.to_owned(),
                unit.region.clone(),
                if unit.counts { "yes" } else { "no" }.to_owned(),
                year(unit.since),
                year(unit.until),
            ];
            file.push_str(&fields.join(","));
            file.push('\n');
        }
        file
    }

    fn own_text(&self, published: &Published) -> OwnText {
        let paragraphs = |text: String| text.lines().map(str::to_owned).collect();
        let [overview, problems] = published
            .texts
            .map(|text| paragraphs(text.text(self.seed, &self.units)));
        let other = vec![
            "本年度没有收取信息处理费，没有其他需要报告的事项。".to_owned(),
            published.organ.clone(),
            printed(published.signed),
        ];
        let above = published
            .on_page
            .map(|(year, month, day)| format!("发布日期：{year:04}-{month:02}-{day:02}"));
        let sections = [
            ("overview", overview),
            ("problems", problems),
            ("other", other),
        ];
        OwnText {
            above: above.into_iter().collect(),
            sections: sections.map(|(id, text)| (id.to_owned(), text)).into(),
        }
    }

    fn canonical(&self, published: &Published, layout: &Layout<'_>, own_text: &OwnText) -> Vec<u8> {
        let form = layout.form;
        let mut tables = serde_json::Map::new();
        for cell in layout.cells() {
            let value = match published.cell(layout, cell) {
                Some(Typed::Figure(figure)) => figure.into(),
                Some(Typed::Words(words)) => words.into(),
                None => serde_json::Value::Null,
            };
            let address = form.address_of(cell);
            let mut parts = address.splitn(3, '/').map(str::to_owned);
            let (Some(table), Some(row), Some(column)) = (parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let empty = || serde_json::Value::Object(serde_json::Map::new());
            let table = tables.entry(table).or_insert_with(empty);
            if let Some(rows) = table.as_object_mut() {
                let row = rows.entry(row).or_insert_with(empty);
                if let Some(columns) = row.as_object_mut() {
                    columns.insert(column, value);
                }
            }
        }
        let sections = form.sections.iter().map(|section| {
            let text = own_text
                .sections
                .get(&section.id)
                .map(|text| text.join("\n"));
            let title = section.title.text.as_str();
            serde_json::json!({"id": section.id, "title": title, "text": text.unwrap_or_default()})
        });
        // The canonical JSON has no place for a line under the title.
        let mut sections: Vec<serde_json::Value> = sections.collect();
        if let (Some(first), Some(line)) = (sections.first_mut(), own_text.above.first()) {
            let text = first["text"].as_str().unwrap_or_default().to_owned();
            first["text"] = format!("{line}\n{text}").into();
        }
        let (organ, year) = (&published.organ, published.printed_year);
        let report = serde_json::json!({
            "form": form.id.0,
            "year": year,
            "organization": organ,
            "title": format!("{organ}{year}年政府信息公开工作年度报告"),
            "sections": sections,
            "tables": tables,
        });
        report.to_string().into_bytes()
    }
}

fn text(published: &Published, layout: &Layout<'_>, cell: CellId) -> String {
    match published.cell(layout, cell) {
        Some(Typed::Figure(figure)) => figure.to_string(),
        Some(Typed::Words(words)) => words.to_owned(),
        None => String::new(),
    }
}

fn printed((year, month, day): Day) -> String {
    format!("{year}年{month}月{day}日")
}
