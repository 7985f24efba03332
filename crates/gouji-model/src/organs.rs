//! The words that names of organs are made of.
//!
//! What prose calls other organs stands with the rules, in the vocabulary of a form.

/// What governments are called after their place.
pub const GOVERNMENTS: [&str; 2] = ["人民政府", "政府"];
/// What the offices of governments are called, which often publish what is their government's.
pub const OFFICES: [&str; 3] = ["办公室", "办公厅", "办"];
/// The ends of names of places, which stand for their governments.
pub const PLACES: [&str; 10] = ["省", "市", "州", "盟", "县", "区", "旗", "镇", "乡", "街道"];
/// What most names have, whatever the organ does.
pub const GENERIC: [&str; 20] = [
    "委员会",
    "办公室",
    "办公厅",
    "办事处",
    "管委会",
    "中心",
    "管理",
    "监督",
    "服务",
    "工作",
    "事务",
    "综合",
    "行政",
    "局",
    "厅",
    "委",
    "办",
    "和",
    "与",
    "处",
];
/// The ends of names of organs that are called after no place.
const ENDINGS: [&str; 38] = [
    "政府",
    "局",
    "厅",
    "委员会",
    "办公室",
    "办",
    "委",
    "院",
    "处",
    "中心",
    "部",
    "署",
    "会",
    "站",
    "队",
    "公司",
    "所",
    "大学",
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "集团",
    "银行",
    "海关",
    "馆",
    "社",
    "场",
    "台",
    "总队",
    "党校",
    "基地",
    "园区",
    "单位",
    "组",
    "室",
    "厂",
    "科",
];

/// Whether a name ends as those of organs do.
#[must_use]
pub fn ends_as_organ(name: &str) -> bool {
    let mut endings = ENDINGS.iter().chain(&PLACES);
    endings.any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organs_are_told_by_their_ends() {
        for name in ["青石县人民政府", "水务局", "红岩街道", "青石县"] {
            assert!(ends_as_organ(name), "{name}");
        }
        for name in ["工作情况", "年度报告", ""] {
            assert!(!ends_as_organ(name), "{name}");
        }
    }
}
