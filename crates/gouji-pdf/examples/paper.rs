//! Prints a report whose figures the tests know as a web page: `paper EDITION`.

#![allow(clippy::print_stdout, reason = "an example shows what it makes")]

use gouji_pack::Packs;
use gouji_testkit::typeset::{Style, distinct_figure, printed_report, typeset};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let edition = std::env::args().nth(1).unwrap_or_default();
    let packs = Packs::built_in()?.of_domain("cn-disclosure");
    let forms = packs.forms();
    let form = forms
        .iter()
        .find(|form| form.id.0.ends_with(&edition))
        .ok_or("no such edition")?;
    let text_of = |cell| distinct_figure(form, cell);
    let paper = printed_report(form, &text_of);
    println!("{}", typeset(&paper, Style::Html));
    Ok(())
}
