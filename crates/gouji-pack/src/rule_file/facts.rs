//! How the facts of examples are written: what cannot be read would be passed over without a word.

use gouji_model::Period;

use crate::mistake::{self, Mistake};

/// Stands for the first year of a form, in rules that every pack has.
const FIRST_YEAR: &str = "FIRST";

const YEAR: (&str, &str) = ("年份写作 2024", "a year is written `2024`");

const PERIOD: (&str, &str) = (
    "期间写作 2024（全年）、2024-H1（上半年）、2024-Q1（一季度）、2024-03（一个月）、2024-12-31（一天）或 FY2024/04（4 月开始的财政年度）",
    "a period is written 2024 (a year), 2024-H1 (a half), 2024-Q1 (a quarter), 2024-03 (a month), \
     2024-12-31 (a day) or FY2024/04 (a fiscal year that begins in April)",
);

const DAY: (&str, &str) = ("日期写作 2024-01-31", "a day is written `2024-01-31`");

/// How many letters a day is written with.
const DAY_LENGTH: usize = 10;

/// What is wrong with what a fact says.
pub(super) fn unfit(name: &str, text: &str) -> Option<Mistake> {
    let is_period = |text: &str| text.parse::<Period>().is_ok();
    let (fits, written) = match name {
        "year" | "title.year" | "period.year" | "signature.year" => {
            let is_year = text.parse::<u16>().is_ok_and(|year| year < 10_000);
            (is_year || text == FIRST_YEAR, YEAR)
        }
        "period" => (is_period(text), PERIOD),
        "published" => (text.len() == DAY_LENGTH && is_period(text), DAY),
        _ => return None,
    };
    (!fits).then(|| mistake::unfit_fact(name, text, written))
}
