//! Names in the files of a pack that nothing has: forms, cells, texts and rules. Passed over, they would switch a
//! rule off, or a part of it, without a word.

use gouji_model::Bilingual;

use super::Mistake;
use crate::suggestion::advice;

/// A form that no pack in force is for.
pub(crate) fn no_form(id: &str, known: &[&str]) -> Mistake {
    let all = Bilingual::new(
        format!(
            "在用的表格：{}；另有规则包的，用 --rules 一并给出",
            known.join("、")
        ),
        format!(
            "the forms in force are {}; a pack that is elsewhere is given with --rules as well",
            known.join(", ")
        ),
    );
    Mistake {
        message: Bilingual::new(
            format!("没有表格“{id}”的规则包，这里所说的永远不会用到"),
            format!("no pack is for the form `{id}`: what is said of it here is never used"),
        ),
        help: advice(id, known.iter().copied(), all),
    }
}

/// A pattern of cells that fits none, with the part of it that keeps it from fitting and what could stand there.
pub(crate) fn no_cells(pattern: &str, (part, known): (&str, &[String])) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("表格没有“{pattern}”这样的单元格，规则不会查到它们"),
            format!("the form has no cells like `{pattern}`: the rule would look at none"),
        ),
        help: advice(part, known.iter().map(String::as_str), addresses()),
    }
}

/// A cell of an example that the form does not have.
pub(crate) fn example_cell(address: &str, (part, known): (&str, &[String])) -> Mistake {
    let all = Bilingual::new(
        "地址写作 表/行/列，用表格文件里的标识",
        "addresses are table/row/column with the ids of the form",
    );
    Mistake {
        message: Bilingual::new(
            format!("表格没有单元格“{address}”"),
            format!("the form has no cell `{address}`"),
        ),
        help: match advice(part, known.iter().map(String::as_str), all.clone()) {
            near if near == all => near,
            near => Bilingual::new(
                format!("{}{}", near.zh, all.zh),
                format!("{} {}", near.en, all.en),
            ),
        },
    }
}

fn addresses() -> Bilingual {
    Bilingual::new(
        "写作 表/行/列，用 form.toml 里的标识；* 代表任何一项，行[*] 代表开放行",
        "write table/row/column with the ids in form.toml; `*` stands for any, `row[*]` for open rows",
    )
}

/// A text that no report in the form has: a section, and where the rule looks at whole texts the title as well.
pub(crate) fn no_text(id: &str, known: &[&str]) -> Mistake {
    let all = match known {
        [] => Bilingual::new(
            "表格没有写出部分：在 form.toml 里写 [[section]]",
            "the form names no sections: write them in form.toml under `[[section]]`",
        ),
        known => Bilingual::new(
            format!("可用：{}", known.join("、")),
            format!("there are: {}", known.join(", ")),
        ),
    };
    let section = no_section(id, known);
    Mistake {
        help: advice(id, known.iter().copied(), all),
        ..section
    }
}

/// A section that the form does not have.
pub(crate) fn no_section(id: &str, known: &[&str]) -> Mistake {
    let all = Bilingual::new(
        "部分用 form.toml 里的标识",
        "sections are named by their ids in form.toml",
    );
    Mistake {
        message: Bilingual::new(
            format!("表格没有部分“{id}”"),
            format!("the form has no section `{id}`"),
        ),
        help: advice(id, known.iter().copied(), all),
    }
}

/// What stands for a rule that is no more, and is no rule itself.
pub(crate) fn no_successor(name: &str, known: &[&str]) -> Mistake {
    let all = Bilingual::new(
        "写现有规则的名称；没有代替它的规则时写 \"\"",
        "write the name of a rule that there is, or `\"\"` where none stands for it",
    );
    Mistake {
        message: Bilingual::new(
            format!("没有叫“{name}”的规则"),
            format!("no rule is called `{name}`"),
        ),
        help: advice(name, known.iter().copied(), all),
    }
}

/// What stands for a rule that is no more, and is no more either.
pub(crate) fn retired_successor(name: &str) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("“{name}”自己也不再使用"),
            format!("`{name}` is retired itself"),
        ),
        help: Bilingual::new(
            "直接写现在代替它的规则；没有时写 \"\"",
            "write the rule that stands for it now, or `\"\"` where none does",
        ),
    }
}

/// A kind of source that no rule can rest on.
pub(crate) fn no_authority(name: &str, known: &[&str]) -> Mistake {
    let all = Bilingual::new(
        format!("可用：{}", known.join("、")),
        format!("there are: {}", known.join(", ")),
    );
    Mistake {
        message: Bilingual::new(
            format!("依据没有“{name}”这一种"),
            format!("no rule rests on `{name}`"),
        ),
        help: advice(name, known.iter().copied(), all),
    }
}

/// A table that is to go with those of `each`, and that the form does not have.
pub(crate) fn no_table_in_turn(id: &str, known: &[&str]) -> Mistake {
    let all = Bilingual::new(
        "表用 form.toml 里的标识",
        "tables are named by their ids in form.toml",
    );
    Mistake {
        message: Bilingual::new(
            format!("表格没有“{id}”这张表"),
            format!("the form has no table `{id}`"),
        ),
        help: advice(id, known.iter().copied(), all),
    }
}

/// A topic that the vocabulary does not have.
pub(crate) fn no_topic(name: &str, known: &[&str]) -> Mistake {
    let all = match known {
        [] => Bilingual::new(
            "话题写在词表文件的 [[topic]] 里",
            "topics stand in the vocabulary, under `[[topic]]`",
        ),
        known => Bilingual::new(
            format!("词表里有：{}", known.join("、")),
            format!("the vocabulary has {}", known.join(", ")),
        ),
    };
    Mistake {
        message: Bilingual::new(
            format!("词表没有话题“{name}”"),
            format!("the vocabulary has no topic `{name}`"),
        ),
        help: advice(name, known.iter().copied(), all),
    }
}

/// A list of words that a template names and the vocabulary does not have.
pub(crate) fn no_list(name: &str, known: &[&str]) -> Mistake {
    let all = match known {
        [] => Bilingual::new(
            "各种说法写在词表文件的 [lists] 里",
            "alternatives stand in the vocabulary, under `[lists]`",
        ),
        known => Bilingual::new(
            format!("词表里有：{}", known.join("、")),
            format!("the vocabulary has {}", known.join(", ")),
        ),
    };
    Mistake {
        message: Bilingual::new(
            format!("词表的 lists 里没有“{name}”"),
            format!("the vocabulary has no list `{name}`"),
        ),
        help: advice(name, known.iter().copied(), all),
    }
}
