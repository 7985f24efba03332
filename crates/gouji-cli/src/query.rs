//! `gouji query`: questions to a store, in SQL.

use std::process::ExitCode;
use std::time::Duration;

use gouji_model::{Bilingual, Language};
use gouji_render::{csv_line, printable};
use gouji_store::{Answer, Part, Question, page, query};
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr as _;

use crate::arguments::{Query, QueryFormat};
use crate::output;
use crate::project::Failure;

/// How many seconds a question may take where no limit is given.
const SECONDS: u64 = 60;
/// How many rows are looked at before a table is laid out.
const LAID_OUT: usize = 1000;

/// Answers a question.
pub(crate) fn run(options: &Query, language: Language) -> Result<ExitCode, Failure> {
    if options.tables {
        output::print(&page(language == Language::Chinese));
        return Ok(ExitCode::SUCCESS);
    }
    let (Some(sql), Some(store)) = (&options.sql, &options.store) else {
        return Err(Failure::File(
            "query".to_owned(),
            Bilingual::new(
                "请写出查询语句和 --store 文件；gouji query --tables 列出各表和栏目",
                "give a query and --store FILE; gouji query --tables lists tables and columns",
            ),
        ));
    };
    let question = Question {
        sql,
        limit: Duration::from_secs(options.timeout.unwrap_or(SECONDS)),
    };
    let printer = std::cell::RefCell::new(Printer::new(options.format));
    let answered = query(
        store,
        question,
        &mut |names| printer.borrow_mut().heads(names),
        &mut |row| {
            printer.borrow_mut().row(&row);
            !output::is_gone()
        },
    );
    answered.map_err(|error| Failure::File(store.display().to_string(), error.message()))?;
    printer.into_inner().finish();
    Ok(ExitCode::SUCCESS)
}

/// Prints rows as they come; a table once it is known how wide its columns are.
struct Printer {
    format: QueryFormat,
    names: Vec<String>,
    waiting: Vec<Vec<String>>,
    widths: Vec<usize>,
    is_laid_out: bool,
    rows: usize,
}

impl Printer {
    const fn new(format: QueryFormat) -> Self {
        Self {
            format,
            names: Vec::new(),
            waiting: Vec::new(),
            widths: Vec::new(),
            is_laid_out: false,
            rows: 0,
        }
    }

    fn heads(&mut self, names: &[String]) {
        self.names = names.to_vec();
        match self.format {
            QueryFormat::Csv => output::print(&csv_line(names)),
            QueryFormat::Json => output::print("["),
            QueryFormat::Table => self.waiting.push(names.to_vec()),
        }
    }

    fn row(&mut self, row: &Answer) {
        self.rows += 1;
        match self.format {
            QueryFormat::Csv => output::print(&csv_line(&texts(row))),
            QueryFormat::Json => {
                let between = if self.rows > 1 { ",\n" } else { "\n" };
                output::print(&format!("{between}{}", self.object(row)));
            }
            QueryFormat::Table => {
                let texts = texts(row)
                    .iter()
                    .map(|text| printable(text).into_owned())
                    .collect();
                self.waiting.push(texts);
                if self.is_laid_out || self.waiting.len() > LAID_OUT {
                    self.lay_out();
                }
            }
        }
    }

    fn object(&self, row: &Answer) -> Value {
        let members = self.names.iter().zip(row).map(|(name, part)| {
            let value = match part {
                None => Value::Null,
                Some(Part::Number(number)) => (*number).into(),
                Some(Part::Text(text)) => text.as_str().into(),
            };
            (name.clone(), value)
        });
        Value::Object(members.collect::<Map<_, _>>())
    }

    fn lay_out(&mut self) {
        if !self.is_laid_out {
            let column = |at: usize| {
                let cells = self.waiting.iter().filter_map(|row| row.get(at));
                cells.map(|cell| cell.width()).max().unwrap_or(0)
            };
            self.widths = (0..self.names.len()).map(column).collect();
            self.is_laid_out = true;
        }
        for row in std::mem::take(&mut self.waiting) {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&self.widths) {
                line.push_str(cell);
                line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
            }
            output::print(&format!("{}\n", line.trim_end()));
        }
    }

    fn finish(mut self) {
        match self.format {
            QueryFormat::Csv => {}
            QueryFormat::Json => output::print("\n]\n"),
            QueryFormat::Table => self.lay_out(),
        }
    }
}

fn texts(row: &Answer) -> Vec<String> {
    let texts = row.iter().map(|part| match part {
        None => String::new(),
        Some(Part::Number(number)) => number.to_string(),
        Some(Part::Text(text)) => text.clone(),
    });
    texts.collect()
}
