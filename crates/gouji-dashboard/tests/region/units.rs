//! The units of a made-up region: a province, its cities, their counties, and the offices of each.

use gouji_audit::units::{Level, Unit};

const CITIES: [&str; 13] = [
    "青石", "白水", "云岭", "东川", "长桥", "重阳", "厦屿", "乐平", "南渡", "西柳", "朝阳", "行山",
    "曾州",
];
const COUNTIES: [&str; 12] = [
    "上河", "下河", "金沙", "玉泉", "石门", "柳林", "单桥", "大埔", "六安", "临海", "丰田", "和顺",
];
const OFFICES: [&str; 24] = [
    "教育局",
    "水务局",
    "财政局",
    "民政局",
    "司法局",
    "公安局",
    "审计局",
    "统计局",
    "农业农村局",
    "交通运输局",
    "生态环境局",
    "住房和城乡建设局",
    "自然资源局",
    "卫生健康委员会",
    "应急管理局",
    "市场监督管理局",
    "文化和旅游局",
    "人力资源和社会保障局",
    "发展和改革委员会",
    "工业和信息化局",
    "医疗保障局",
    "退役军人事务局",
    "商务局",
    "林业局",
];
const TOWNSHIPS: [&str; 6] = ["城关镇", "北山镇", "双溪乡", "红旗乡", "中和镇", "龙潭乡"];

/// Names that mean something elsewhere.
const HOSTILE: [&str; 5] = [
    "<img src=x onerror=alert(1)>局",
    "=HYPERLINK(\"http://x.invalid\",\"看\")",
    "</script><script>alert(2)</script>",
    "\u{202e}局务水",
    "+1-1@局&amp;'\"",
];

/// So many units, those above before those below.
#[must_use]
pub(super) fn units(count: usize, hostile: bool) -> Vec<Unit> {
    let mut units = vec![unit("江海省人民政府", "province", "江海省", None)];
    if hostile {
        let names = HOSTILE.iter();
        units.extend(names.map(|name| unit(name, "department", name, Some(0))));
    }
    let mut round = 0;
    while units.len() < count {
        for city in CITIES {
            let region = format!("{city}市");
            let city = match round {
                0 => region.clone(),
                _ => format!("{region}第{round}片区"),
            };
            add_city(&mut units, &city, &region, round);
        }
        round += 1;
    }
    units.truncate(count);
    units
}

fn add_city(units: &mut Vec<Unit>, city: &str, region: &str, round: usize) {
    let own = units.len();
    units.push(unit(&format!("{city}人民政府"), "city", region, Some(0)));
    let county = COUNTIES[round % COUNTIES.len()];
    for office in OFFICES {
        units.push(unit(
            &format!("{city}{office}"),
            "department",
            region,
            Some(own),
        ));
    }
    let below = units.len();
    let county = format!("{city}{county}县");
    units.push(unit(
        &format!("{county}人民政府"),
        "county",
        region,
        Some(own),
    ));
    for office in OFFICES {
        units.push(unit(
            &format!("{county}{office}"),
            "department",
            region,
            Some(below),
        ));
    }
    for township in TOWNSHIPS {
        let name = format!("{county}{township}人民政府");
        units.push(unit(&name, "township", region, Some(below)));
    }
}

fn unit(name: &str, level: &str, region: &str, parent: Option<usize>) -> Unit {
    Unit {
        name: name.to_owned(),
        parent: parent.map(|parent| parent.try_into().unwrap()),
        level: Level::of(level).unwrap(),
        region: region.into(),
        counts: true,
        line: 2,
        ..Unit::default()
    }
}
