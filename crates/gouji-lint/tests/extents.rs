//! Tables of an office itself and of all below it, one after the other in the sections of one report: two
//! reports where captions say so, else copies of which nobody can tell which counts.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_check::check;
use gouji_lint::Linter;
use gouji_model::{ObservationKind, Report, Severity};
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::specimen::Balanced;
use gouji_testkit::typeset::{Paper, Style, typeset};

const HEADINGS: [&str; 4] = [
    "二、主动公开",
    "三、收到和处理",
    "四、政府信息公开",
    "五、存在",
];

struct Printed {
    packs: Packs,
    reports: [Report; 2],
}

impl Printed {
    fn new() -> Self {
        let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
        let reports = [5, 8].map(|seed| {
            let pack = packs
                .packs()
                .iter()
                .find(|pack| pack.form.id.0 == "cn-disclosure/2021");
            Balanced::new(pack.unwrap()).report(seed)
        });
        Self { packs, reports }
    }

    fn pack(&self) -> &Pack {
        self.packs.pack(&self.reports[0].form).unwrap()
    }

    /// The text before section two, the headings and bodies of sections two to four, and the rest.
    fn parts(&self, report: usize, style: Style) -> Vec<String> {
        let report = &self.reports[report];
        let paper = Paper {
            form: &self.pack().form,
            year: 2021,
            organization: "青石县水务局",
            text_of: &|cell| Some(report.cell(cell)?.text().into_owned()),
        };
        let text = typeset(&paper, style);
        let mut parts = vec![String::new()];
        for line in text.split_inclusive('\n') {
            let plain = line
                .trim_start_matches("<p>")
                .trim_start_matches(['#', ' ']);
            if HEADINGS.iter().any(|heading| plain.starts_with(heading)) {
                parts.push(line.to_owned());
                parts.push(String::new());
            } else {
                parts.last_mut().unwrap().push_str(line);
            }
        }
        assert_eq!(parts.len(), 9, "{text}");
        parts
    }

    /// Both sets of tables, each table of the second below that of the first.
    fn both(&self, style: Style, captions: [&str; 2]) -> String {
        let (own, other) = (self.parts(0, style), self.parts(1, style));
        let caption = |text: &str| match style {
            Style::Html => format!("<p>{text}</p>\n"),
            _ => format!("\n{text}\n\n"),
        };
        let mut text = own[0].clone();
        for section in 0..3 {
            let body = 2 + section * 2;
            text += &own[body - 1];
            text += &caption(captions[0]);
            text += &own[body];
            text += &caption(captions[1]);
            text += &other[body];
        }
        text + &own[7] + &own[8]
    }

    fn read(&self, text: &str) -> Vec<Report> {
        Linter::new(&self.packs)
            .open(text.as_bytes())
            .unwrap()
            .reports
    }

    fn errors(&self, report: &Report) -> usize {
        let outcome = check(self.pack(), report, None);
        let errors = outcome.findings.iter();
        errors
            .filter(|finding| finding.severity == Severity::Error)
            .count()
    }
}

#[test]
fn captions_make_two_reports() {
    let printed = Printed::new();
    let form = &printed.pack().form;
    for style in [Style::Html, Style::Markdown, Style::Lines] {
        for captions in [
            ["（一）市政府办公室本级", "（二）全市汇总"],
            ["附表1：本机关", "附表2：全县"],
            ["1.市水务局", "2.市河长制办公室"],
        ] {
            let reports = printed.read(&printed.both(style, captions));
            assert_eq!(reports.len(), 2, "{style:?} {captions:?}");
            for (report, truth) in reports.iter().zip(&printed.reports) {
                let mut truth = truth.clone();
                truth.form = report.form.clone();
                for cell in form.cells() {
                    let same = |report: &Report| report.cell(cell).map(|cell| cell.value);
                    assert_eq!(
                        same(report),
                        same(&truth),
                        "{style:?} {}",
                        form.address(cell)
                    );
                }
                assert_eq!(printed.errors(report), 0, "{style:?} {captions:?}");
            }
        }
    }
}

#[test]
fn captions_that_say_nothing_make_copies() {
    let printed = Printed::new();
    for captions in [["附表1", "附表2"], ["（一）全市", "（二）全市"], ["", ""]] {
        let reports = printed.read(&printed.both(Style::Html, captions));
        assert_eq!(reports.len(), 1, "{captions:?}");
        let seen = &reports[0].observations;
        assert!(
            seen.iter()
                .any(|seen| seen.kind == ObservationKind::DifferingCopies)
        );
        assert!(!reports[0].uncertain_tables.is_empty());
        assert_eq!(printed.errors(&reports[0]), 0);
    }
}

#[test]
fn the_text_of_two_reports_is_held_against_none() {
    let printed = Printed::new();
    let text = printed.both(Style::Html, ["（一）本机关", "（二）全市"]);
    let text = text.replace("畅通受理渠道", "全年共收到政府信息公开申请987654件");
    let reports = printed.read(&text);
    assert_eq!(reports.len(), 2);
    let told = |report: &Report| check(printed.pack(), report, None).findings.len();
    assert_eq!(reports.iter().map(told).sum::<usize>(), 0);
}

#[test]
fn one_table_of_two_extents_leaves_the_others_to_the_first() {
    let printed = Printed::new();
    let (own, other) = (printed.parts(0, Style::Html), printed.parts(1, Style::Html));
    let requests = format!("<p>本级</p>{}<p>全县</p>{}", own[4], other[4]);
    let mut text = own.clone();
    text[4] = requests;
    let reports = printed.read(&text.concat());
    assert_eq!(reports.len(), 2);
    assert_eq!(reports[0].absent_tables.len(), 0);
    assert_eq!(reports[1].absent_tables.len(), 2);
    assert!(reports.iter().all(|report| printed.errors(report) == 0));
}
