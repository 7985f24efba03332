//! Years, periods and other facts in formulas and examples.

use gouji_model::Bilingual;

use super::Mistake;
use crate::suggestion::advice;

/// A name that stands like that of a year, and is none.
pub(crate) fn no_fact(name: &str, known: &[&str]) -> Mistake {
    let all = Bilingual::new(
        format!("单元格写作 表[行, 列]；年份和月份有 {}", known.join("、")),
        format!(
            "cells are written table[row, column]; years and months are {}",
            known.join(", ")
        ),
    );
    Mistake {
        message: Bilingual::new(
            format!("没有叫“{name}”的年份"),
            format!("no fact is called `{name}`"),
        ),
        help: match advice(name, known.iter().copied(), all.clone()) {
            near if near == all => near,
            near => Bilingual::new(
                format!("{}{}", near.zh, all.zh),
                format!("{} {}", near.en, all.en),
            ),
        },
    }
}

/// What a fact of an example says, and how it is written.
pub(crate) fn unfit_fact(name: &str, text: &str, (zh, en): (&str, &str)) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("{name} 不能是“{text}”，例子里就当没有写"),
            format!("`{name}` cannot be `{text}`: the example would go without it"),
        ),
        help: Bilingual::new(zh, en),
    }
}

/// A level of an example that no deadline of its rule is for.
pub(crate) fn no_level(level: &str, known: &[&str]) -> Mistake {
    let all = match known {
        [] => Bilingual::new(
            "只有写了 [published] 的规则看 level",
            "only rules with `[published]` look at the level",
        ),
        known => Bilingual::new(
            format!("期限里有：{}", known.join("、")),
            format!("the deadlines are for {}", known.join(", ")),
        ),
    };
    Mistake {
        message: Bilingual::new(
            format!("规则没有级别“{level}”的期限"),
            format!("the rule has no deadline for the level `{level}`"),
        ),
        help: advice(level, known.iter().copied(), all),
    }
}
