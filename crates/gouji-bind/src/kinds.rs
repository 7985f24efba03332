//! Reports about the disclosure of information in forms that no pack knows: those from before 2019,
//! and those of schools and of the utilities that serve the public.
//!
//! They are headed like the reports that are checked, but their tables are others. Whoever gives
//! such a file is told what it is, and not that it may be damaged.

use std::collections::HashSet;

use crate::lines::Line;
use crate::title::{compact, year_of};

/// A kind of report that has a form of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherKind {
    /// In the form that held until 2018.
    Before2019,
    /// Of a school or university.
    School,
    /// Of an enterprise or institution that serves the public: water, power, gas, heat, transport.
    Utility,
}

/// What only reports of a kind say, and how much of it a report has to say.
struct Signs {
    kind: OtherKind,
    least: usize,
    words: &'static [&'static str],
}

const SIGNS: [Signs; 3] = [
    Signs {
        kind: OtherKind::School,
        least: 3,
        words: &[
            "学年",
            "高等学校信息公开办法",
            "高校信息公开",
            "招生考试",
            "学生管理",
            "人事师资",
            "教学质量",
            "学位、学科",
            "学校章程",
            "教职工代表大会",
            "财务、资产及收费",
            "对外交流与合作",
            "校务公开",
            "就业质量",
        ],
    },
    Signs {
        kind: OtherKind::Utility,
        least: 3,
        words: &[
            "公共企事业单位",
            "供水",
            "供热",
            "供暖",
            "供气",
            "燃气",
            "供电",
            "停水",
            "停电",
            "停气",
            "用户",
            "客户",
            "水价",
            "电价",
            "水质",
            "营业厅",
            "线路走向",
            "票价",
        ],
    },
    Signs {
        kind: OtherKind::Before2019,
        least: 3,
        words: &[
            "主动公开政府信息数",
            "主动公开信息数",
            "主动公开规范性文件数",
            "制发规范性文件总数",
            "依申请公开信息目录数",
            "政府信息公开申请总数",
            "收到申请数",
            "申请办结数",
            "对申请的答复总数",
            "答复总数",
            "答复数",
            "同意公开",
            "同意部分公开",
            "不同意公开",
            "申请信息不存在",
            "非政府信息公开申请",
            "举报投诉数量",
            "维持具体行政行为数",
            "依申请公开信息收取的费用",
            "政府信息公开工作专门机构数",
            "查阅点",
            "专项经费",
            "通过不同渠道和方式公开",
            "回应解读",
            "回应公众关注热点",
            "政府公报公开",
            "政府网站公开",
            "政务微博公开",
            "机构建设和保障经费",
            "会议和培训情况",
            "收费及减免情况",
            "收费和减免情况",
            "统计指标",
            "指标统计表",
            "依申请公开政府信息办理情况",
            "依申请公开政府信息情况",
            "提起行政诉讼的情况",
        ],
    },
];

/// How many lines are looked at, and how long a text of them may be in bytes.
const MOST_LINES: usize = 5_000;
const LONGEST_TEXT: usize = 2_000;

/// The last year that a report in the old form speaks of.
const LAST_OLD_YEAR: i32 = 2018;

/// The kind of a report without the tables of any known form, from what it says; none where that
/// does not tell.
pub(crate) fn other_kind(lines: &[Line<'_>], title: &str) -> Option<OtherKind> {
    let mut found: [HashSet<usize>; SIGNS.len()] = Default::default();
    let lines = lines.iter().take(MOST_LINES);
    for token in lines.flat_map(|line| &line.tokens) {
        if token.is_figure() || token.is_blank() || token.text.len() > LONGEST_TEXT {
            continue;
        }
        let text = compact(token.text);
        for (signs, found) in SIGNS.iter().zip(&mut found) {
            let words = signs.words.iter().enumerate();
            found.extend(
                words
                    .filter(|(_, word)| text.contains(**word))
                    .map(|(at, _)| at),
            );
        }
    }
    let old = year_of(title).is_some_and(|year| year <= LAST_OLD_YEAR);
    let told = SIGNS.iter().zip(&found).find(|(signs, found)| {
        let titled = signs.kind == OtherKind::School && title.contains("学年");
        found.len() >= signs.least || titled
    });
    match told {
        Some((signs, _)) => Some(signs.kind),
        None => old.then_some(OtherKind::Before2019),
    }
}
