//! Prints a report whose figures the tests know as a web page: `paper EDITION`.

#![allow(clippy::print_stdout, reason = "an example shows what it makes")]

#[path = "../tests/figures/mod.rs"]
mod figures;

use gouji_pack::Packs;
use gouji_typeset::{Paper, Style, typeset};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let edition = std::env::args().nth(1).unwrap_or_default();
    let packs = Packs::built_in()?;
    let forms = packs.forms();
    let form = forms
        .iter()
        .find(|form| form.id.0.ends_with(&edition))
        .ok_or("no such edition")?;
    let paper = Paper {
        form,
        year: figures::YEAR,
        organization: figures::ORGANIZATION,
        text_of: &|cell| gouji_typeset::distinct_figure(form, cell),
    };
    println!("{}", typeset(&paper, Style::Html));
    Ok(())
}
