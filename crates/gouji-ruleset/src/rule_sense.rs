//! What a rule says that can be read and makes no difference, or lets it be for nobody: years in the wrong order,
//! words that nothing asks for, cells that are never looked at.

use gouji_model::{Bilingual, day_number};
use gouji_rule::{
    Check, LEVELS, NarrativeTest, Organs, Pack, PublishedTest, Relation, Rule, TextTest,
};

use crate::file_places::FilePlaces;
use crate::remark::{Code, Remark};

type Words = (&'static str, &'static str);

/// Something that makes no difference, with the way to it from the top of the rule's file.
struct Idle {
    way: Vec<String>,
    message: Words,
    help: Words,
}

/// Remarks on the rules of a pack.
pub(crate) fn remarks(pack: &Pack, spots: &FilePlaces<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for rule in pack.rules() {
        for Idle { way, message, help } in idle(rule, spots) {
            let way: Vec<&str> = way.iter().map(String::as_str).collect();
            let text = |(zh, en): Words| {
                Bilingual::new(
                    format!("规则 {} {zh}", rule.name),
                    format!("`{}` {en}", rule.name),
                )
            };
            remarks.push(Remark {
                packs: vec![pack.form.id.to_string()],
                rules: vec![rule.name.clone()],
                spots: vec![spots.of(&rule.origin, &way)],
                ..Remark::new(Code::IdleKey, text(message), Bilingual::new(help.0, help.1))
            });
        }
    }
    remarks
}

fn idle(rule: &Rule, spots: &FilePlaces<'_>) -> Vec<Idle> {
    let mut found = Found(Vec::new());
    if rule
        .since
        .zip(rule.until)
        .is_some_and(|(since, until)| since > until)
    {
        found.add(
            &[&"until"],
            (
                "的 since 比 until 晚，没有哪一年用得上",
                "is for no year: `since` is later than `until`",
            ),
            ("核对两个年份", "check the two years"),
        );
    }
    found.organs(
        &rule.organs,
        spots.written(&rule.origin, "organs").is_some(),
    );
    match &rule.check {
        Check::Relation(relation) => found.relation(relation, spots, &rule.origin),
        Check::Text(test) => found.text(test),
        Check::Published(test) => found.published(test),
        Check::Copied(test) if !(1..=100).contains(&test.percent) => found.add(
            &[&"copied", &"percent"],
            (
                "的 percent 不是百分数",
                "asks for a `percent` that no text has",
            ),
            ("写 1 到 100", "write a number from 1 to 100"),
        ),
        Check::Unchanged(test) if test.filled > test.cells.len() => found.add(
            &[&"unchanged", &"filled"],
            (
                "要求的格数比它比较的还多，从不检查",
                "is never checked: it compares fewer cells than `filled` asks for",
            ),
            (
                "写一个不大于单元格数的数",
                "write no more than there are cells",
            ),
        ),
        Check::Narrative(NarrativeTest::Words(test))
            if test.never.is_empty() && test.never_plain.is_empty() && test.one_of.is_empty() =>
        {
            found.add(
                &[&"narrative", &"words"],
                ("没有写要找的词", "looks for no words"),
                ("写 never 或 one_of", "write `never` or `one_of`"),
            );
        }
        Check::Cell(_) => {
            for grade in spots.keys_below(&rule.origin, &["cell", "grades"]) {
                let cells = spots.text(&rule.origin, &["cell", "grades", grade, "cells"]);
                let is_empty = |cells: &str| cells.trim_matches(['[', ']']).trim().is_empty();
                if !cells.is_some_and(is_empty) {
                    continue;
                }
                found.add(
                    &[&"cell", &"grades", &grade, &"cells"],
                    ("的 grades 没有写单元格", "grades no cells"),
                    (
                        "写上单元格的地址，或去掉这一项",
                        "name cells, or leave the entry out",
                    ),
                );
            }
        }
        _ => {}
    }
    found.0
}

struct Found(Vec<Idle>);

impl Found {
    fn add(&mut self, way: &[&dyn ToString], message: Words, help: Words) {
        self.0.push(Idle {
            way: way.iter().map(|step| step.to_string()).collect(),
            message,
            help,
        });
    }

    fn organs(&mut self, organs: &Organs, is_written: bool) {
        let Organs { ends, except, .. } = organs;
        if is_written && ends.is_empty() {
            let message = match except.is_empty() {
                true => (
                    "的 organs 没有限定任何机关",
                    "has `organs` that leave nobody out",
                ),
                false => (
                    "不适用于任何机关：organs 没有写 ends",
                    "is for nobody: `organs` names no `ends`",
                ),
            };
            let help = (
                "写上机关名称的结尾，或去掉 organs",
                "write the ends of names, or leave `organs` out",
            );
            self.add(&[&"organs"], message, help);
        }
        let is_excepted = |end: &String| except.iter().any(|one| end.ends_with(one.as_str()));
        if let Some(at) = ends.iter().position(is_excepted) {
            self.add(
                &[&"organs", &"ends", &at],
                (
                    "的 organs 把这个结尾也排除了",
                    "leaves out all organs with this end by `except`",
                ),
                ("核对 ends 和 except", "check `ends` and `except`"),
            );
        }
    }

    fn relation(&mut self, relation: &Relation, spots: &FilePlaces<'_>, file: &str) {
        let blank = &relation.blank;
        let is_worded = blank.total.is_some() || blank.parts.is_some() || blank.some.is_some();
        if relation.skips_blanks && is_worded {
            self.add(
                &[&"relation", &"blank"],
                (
                    "有空白就不判断，blank 里的话用不上",
                    "does not judge blank cells: what `blank` says is never shown",
                ),
                (
                    "去掉 blank，或去掉 blanks = \"skip\"",
                    "leave out `blank`, or `blanks = \"skip\"`",
                ),
            );
        }
        let formulas = ["assert", "when"].map(|key| spots.text(file, &["relation", key]));
        let names = |text: &str, name: &str| {
            let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
            text.split(|c: char| !is_part(c))
                .any(|word| word.strip_prefix("prior.").unwrap_or(word) == name)
        };
        for name in spots.keys_below(file, &["relation", "tables"]) {
            if !formulas.iter().flatten().any(|text| names(text, name)) {
                self.add(
                    &[&"relation", &"tables", &name],
                    (
                        "没有用到 tables 里的这个名称",
                        "makes no use of this name of `tables`",
                    ),
                    (
                        "在公式里用上它，或去掉",
                        "use it in a formula, or leave it out",
                    ),
                );
            }
        }
        // All alike: what stands between the brackets is the same for every row or column.
        let mut instances = relation.formula.instances.iter();
        let shown = |one: &gouji_rule::Instance| format!("{:?} {:?}", one.when, one.assert);
        if let Some(first) = instances.next().map(shown)
            && relation.formula.instances.len() > 1
            && instances.all(|one| shown(one) == first)
        {
            self.add(
                &[&"relation", &"each"],
                (
                    "每一行或列问的都是同一件事，each 没有用到",
                    "asks the same of every row or column: `each` makes no difference",
                ),
                (
                    "去掉 each，或在方括号里只写另一项",
                    "leave out `each`, or name one of the two only between the brackets",
                ),
            );
        }
    }

    fn text(&mut self, test: &TextTest) {
        if !test.hollow.is_empty() && test.at_least == 0 {
            self.add(
                &[&"text", &"hollow"],
                (
                    "没有写 at_least，hollow 用不上",
                    "makes no use of `hollow` without `at_least`",
                ),
                (
                    "写 at_least，或去掉 hollow",
                    "write `at_least`, or leave `hollow` out",
                ),
            );
        }
        if !test.unless.is_empty() && !test.never.iter().any(|word| word.contains('*')) {
            self.add(
                &[&"text", &"unless"],
                (
                    "的 never 里没有带 `*` 的词，unless 用不上",
                    "makes no use of `unless`: no word of `never` has a `*`",
                ),
                (
                    "在 never 里写 `*`，或去掉 unless",
                    "write `*` in a word of `never`, or leave `unless` out",
                ),
            );
        }
        if let Some(at) = test.or_in.iter().position(|id| *id == test.section) {
            self.add(
                &[&"text", &"or_in", &at],
                (
                    "的 or_in 写的就是这一部分",
                    "names its own section in `or_in`",
                ),
                ("写另外的部分", "name another section"),
            );
        }
        if test.mentions.is_empty() && test.never.is_empty() && test.at_least == 0 {
            self.add(
                &[&"text"],
                ("对这一部分没有要求", "asks nothing of its section"),
                (
                    "写 mentions、never 或 at_least",
                    "write `mentions`, `never` or `at_least`",
                ),
            );
        }
        if let Some(at) = test.mentions.iter().position(Vec::is_empty) {
            self.add(
                &[&"text", &"mentions", &at],
                (
                    "的 mentions 里有一组没有词，总是报告",
                    "always finds something: a list of `mentions` has no words",
                ),
                ("写上词，或去掉这一组", "write words, or leave the list out"),
            );
        }
    }

    fn published(&mut self, test: &PublishedTest) {
        if test.labels.is_empty() && test.metas.is_empty() {
            self.add(
                &[&"published"],
                (
                    "没有写公布日期在哪里",
                    "says nowhere where a page gives its day",
                ),
                ("写 labels 或 metas", "write `labels` or `metas`"),
            );
        }
        for (at, one) in test.deadlines.iter().enumerate() {
            if !LEVELS.contains(&one.level.as_str()) {
                self.add(
                    &[&"published", &"deadlines", &at, &"level"],
                    ("写的级别没有单位会有", "names a level that no unit has"),
                    (
                        "级别是 province、city、county、township、department 之一",
                        "levels are `province`, `city`, `county`, `township` and `department`",
                    ),
                );
            }
            // A year with a day more in February.
            if day_number(2024, one.month, one.day).is_none() {
                self.add(
                    &[&"published", &"deadlines", &at, &"day"],
                    (
                        "写的月份没有这一天",
                        "names a day that its month does not have",
                    ),
                    ("核对月和日", "check month and day"),
                );
            }
        }
    }
}
