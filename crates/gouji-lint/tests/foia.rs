//! US FOIA annual reports in the published XML: a balanced report of three components, every fault that a
//! rule is for, editions of the exchange, and what is left out.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

#[path = "foia/faults.rs"]
mod faults;

use gouji_check::Outcome;
use gouji_lint::{LintError, Linter};
use gouji_model::{Language, Report};
use gouji_pack::Packs;

use faults::FAULTS;

const XML: &str = include_str!("fixtures/foia/three-components.xml");

fn linter() -> Linter {
    Linter::new(&Packs::built_in().unwrap())
}

fn outcome(linter: &Linter, xml: &str, prior: Option<&str>) -> (Report, Outcome) {
    let opened = linter.open(xml.as_bytes()).unwrap();
    let prior = prior.map(|xml| linter.open(xml.as_bytes()).unwrap());
    let report = opened.reports[0].clone();
    let prior = prior.as_ref().map(|opened| &opened.reports[0]);
    let outcome = linter.check(&report, prior).unwrap();
    (report, outcome)
}

/// What is found: rule and instance.
fn found(outcome: &Outcome) -> Vec<(&str, &str)> {
    let findings = outcome.findings.iter();
    findings
        .map(|one| (one.rule.as_str(), one.at.as_deref().unwrap_or_default()))
        .collect()
}

/// The report with another text in the n-th element of a name in the record of an id.
fn with(xml: &str, id: &str, element: &str, nth: usize, text: &str) -> String {
    let mut at = xml.find(&format!("s:id=\"{id}\"")).expect(id);
    let open = format!("<foia:{element}>");
    for _ in 0..=nth {
        at += xml[at..].find(&open).expect(element) + open.len();
    }
    let end = at + xml[at..].find('<').unwrap();
    format!("{}{text}{}", &xml[..at], &xml[end..])
}

fn last_year() -> String {
    XML.replace("FiscalYearDate>2023<", "FiscalYearDate>2022<")
}

#[test]
fn a_balanced_report_has_no_finding_and_nothing_is_blocked() {
    let linter = linter();
    for prior in [None, Some(last_year())] {
        let (report, outcome) = outcome(&linter, XML, prior.as_deref());
        assert_eq!(found(&outcome), []);
        assert_eq!(outcome.blocked, []);
        assert!(outcome.evaluated > 250, "{}", outcome.evaluated);
        assert_eq!(report.year, Some(2023));
        assert_eq!(
            report.organization.as_deref(),
            Some("Department of Rivers & Valleys")
        );
    }
}

#[test]
fn every_cell_stands_where_it_says() {
    let linter = linter();
    let opened = linter.open(XML.as_bytes()).unwrap();
    let report = &opened.reports[0];
    let form = report.concrete.as_ref().unwrap();
    let mut count = 0;
    for cell in form.cells() {
        let Some(value) = report.cell(cell) else {
            continue;
        };
        let gouji_model::Place::Text(range) = value.place else {
            panic!("no text")
        };
        let stands = &XML[range.start as usize..range.end as usize];
        assert_eq!(
            stands.replace("&lt;", "<"),
            value.text(),
            "{}",
            form.address_of(cell)
        );
        count += 1;
    }
    assert!(count > 500, "{count}");
    let cell = form.cell("requests/component[OSD/JS]/received").unwrap();
    assert_eq!(report.cell(cell).unwrap().text(), "9");
}

#[test]
fn every_fault_is_found_where_it_is() {
    let linter = linter();
    for (id, element, nth, text, rule, at) in FAULTS {
        let (_, outcome) = outcome(&linter, &with(XML, id, element, *nth, text), None);
        let found = found(&outcome);
        assert!(found.contains(&(rule, at)), "{rule} {at}: {found:?}");
    }
}

#[test]
fn what_should_follow_is_missed() {
    let linter = linter();
    let none = with(XML, "PC3", "EquivalentFullTimeEmployeeQuantity", 0, "0");
    let none = with(&none, "PC3", "TotalFullTimeStaffQuantity", 0, "0");
    let (_, outcome1) = outcome(&linter, &none, None);
    assert!(found(&outcome1).contains(&("staff-for-requests", "CRT")));
    let free = with(XML, "PC0", "TotalCostAmount", 0, "0");
    let (_, outcome2) = outcome(&linter, &free, None);
    assert!(found(&outcome2).contains(&("costs-for-requests", "overall")));
    let unlisted = with(XML, "OPC2", "OldItemPendingDaysQuantity", 0, "N/A");
    let (_, outcome3) = outcome(&linter, &unlisted, None);
    assert!(found(&outcome3).contains(&("oldest-of-pending", "consultations/OSD/JS")));
}

#[test]
fn years_are_compared() {
    let linter = linter();
    let last = last_year();
    let cases = [
        (
            "PS1",
            "ProcessingStatisticsPendingAtEndQuantity",
            "11",
            "pending-from-last-year",
            "requests/OIP",
        ),
        (
            "PA0",
            "ProcessingStatisticsPendingAtEndQuantity",
            "4",
            "pending-from-last-year",
            "appeals/overall",
        ),
        (
            "PCN2",
            "ProcessingStatisticsPendingAtEndQuantity",
            "2",
            "pending-from-last-year",
            "consultations/OSD/JS",
        ),
        (
            "PS1",
            "ProcessingStatisticsReceivedQuantity",
            "19",
            "compared-received-last-year",
            "requests_compared/OIP",
        ),
        (
            "PA2",
            "ProcessingStatisticsProcessedQuantity",
            "3",
            "compared-processed-last-year",
            "appeals_compared/OSD/JS",
        ),
        (
            "BK1",
            "BackloggedRequestQuantity",
            "4",
            "compared-request-backlog-last-year",
            "OIP",
        ),
        (
            "BK0",
            "BackloggedAppealQuantity",
            "2",
            "compared-appeal-backlog-last-year",
            "overall",
        ),
    ];
    for (id, element, text, rule, at) in cases {
        let prior = with(&last, id, element, 0, text);
        let (_, outcome) = outcome(&linter, XML, Some(&prior));
        assert_eq!(found(&outcome), [(rule, at)], "{id} {element}");
    }
    // A component that last year's report does not have is compared with none.
    let renamed = last.replace(">OIP<", ">OLD<");
    let renamed = with(
        &renamed,
        "PS1",
        "ProcessingStatisticsPendingAtEndQuantity",
        0,
        "99",
    );
    let (_, outcome) = outcome(&linter, XML, Some(&renamed));
    assert_eq!(found(&outcome), []);
}

#[test]
fn editions_differ_in_prefixes_and_namespaces() {
    let linter = linter();
    let expected = outcome(&linter, XML, None).1.evaluated;
    let older =
        ["1.00", "1.01", "1.02"].map(|edition| XML.replace("/1.03\"", &format!("/{edition}\"")));
    let prefixes = XML
        .replace("foia:", "ext:")
        .replace("iepd:", "rep:")
        .replace("nc:", "core:")
        .replace(" s:", " id:")
        .replace("xmlns:foia", "xmlns:ext")
        .replace("xmlns:iepd", "xmlns:rep");
    let plain = XML.replace("<foia:", "<").replace("</foia:", "</");
    let comparison = XML
        .replace("ItemsReceived", "Received")
        .replace("ItemsProcessed", "Processed");
    for xml in older.iter().chain([&prefixes, &plain, &comparison]) {
        let (_, outcome) = outcome(&linter, xml, None);
        assert_eq!(found(&outcome), []);
        assert_eq!(outcome.evaluated, expected);
    }
}

#[test]
fn less_than_a_day_may_be_a_code() {
    let linter = linter();
    let (_, as_text) = outcome(&linter, XML, None);
    let value = |text: &str| {
        format!("<foia:ResponseTimeLowestDaysValue>{text}</foia:ResponseTimeLowestDaysValue>")
    };
    let code = "<foia:ResponseTimeLowestDaysCode>LT1</foia:ResponseTimeLowestDaysCode>";
    let coded = XML.replace(&value("&lt;1"), code);
    assert_ne!(coded, XML);
    let (report, coded) = outcome(&linter, &coded, None);
    assert_eq!(found(&coded), found(&as_text));
    assert_eq!(coded.evaluated, as_text.evaluated);
    let cell = report
        .concrete
        .as_ref()
        .unwrap()
        .cell("appeal_times/component[OIP]/lowest")
        .unwrap();
    assert_eq!(report.cell(cell).unwrap().text(), "LT1");
    // Both at once, saying different things, is nobody's value.
    let both = XML.replacen(&value("10"), &(value("10") + code), 1);
    let (_, both) = outcome(&linter, &both, None);
    assert!(!found(&both).is_empty());
}

#[test]
fn what_was_renamed_is_reported_and_blocks_and_is_never_wrong() {
    let linter = linter();
    let empty = |section: &str| {
        let start = XML.find(&format!("<foia:{section}>")).unwrap() + section.len() + 7;
        let end = XML.find(&format!("</foia:{section}>")).unwrap();
        format!("{}{}", &XML[..start], &XML[end..])
    };
    let pending_end = "ProcessingStatisticsPendingAtEndQuantity";
    for (what, xml, told) in [
        (
            "section",
            XML.replace("ProcessedRequestSection", "RequestsSection"),
            "missing-table",
        ),
        (
            "empty section",
            empty("RequestDispositionSection"),
            "missing-row",
        ),
        (
            "record",
            XML.replace("foia:ProcessingStatistics ", "foia:Statistics ")
                .replace("foia:ProcessingStatistics>", "foia:Statistics>"),
            "missing-row",
        ),
        (
            "links",
            XML.replace("ProcessingStatisticsOrganizationAssociation", "Association"),
            "unknown-row",
        ),
        (
            "quantity",
            XML.replacen(pending_end, "PendingQuantity", 2),
            "unknown-column",
        ),
        (
            "code",
            XML.replacen(">NoRecords<", ">NoneFound<", 1),
            "unknown-column",
        ),
        (
            "reference",
            XML.replacen(
                "ComponentDataReference s:ref=\"PS1\"",
                "ComponentDataReference s:ref=\"PS99\"",
                1,
            ),
            "unknown-row",
        ),
    ] {
        assert_ne!(xml, XML, "{what}");
        let (_, outcome) = outcome(&linter, &xml, None);
        let errors = outcome
            .findings
            .iter()
            .filter(|one| one.severity == gouji_model::Severity::Error);
        let errors: Vec<&str> = errors.map(|one| one.rule.as_str()).collect();
        assert!(errors.is_empty(), "{what}: {errors:?}");
        assert!(
            found(&outcome).iter().any(|(rule, _)| *rule == told),
            "{what}: {:?}",
            found(&outcome)
        );
        assert!(!outcome.blocked.is_empty(), "{what}");
    }
}

/// The report without a section.
fn without(xml: &str, section: &str) -> String {
    let start = xml.find(&format!("<foia:{section}>")).unwrap();
    let end = format!("</foia:{section}>");
    let end = start + xml[start..].find(&end).unwrap() + end.len();
    format!("{}{}", &xml[..start], &xml[end..])
}

#[test]
fn what_may_be_left_out_is_absent_and_not_blocked() {
    let linter = linter();
    // Asked for from the fiscal year 2017 on.
    let early = XML.replace("FiscalYearDate>2023<", "FiscalYearDate>2016<");
    for section in ["SubsectionUsedSection", "SubsectionPostSection"] {
        let (_, outcome) = outcome(&linter, &without(&early, section), None);
        assert_eq!(found(&outcome), [], "{section}");
        assert_eq!(outcome.blocked, [], "{section}");
    }
    // A section may be empty: no statute was relied upon.
    let start = XML.find("<foia:Exemption3StatuteSection>").unwrap();
    let end = XML.find("</foia:Exemption3StatuteSection>").unwrap();
    let start = start + "<foia:Exemption3StatuteSection>".len();
    let none = format!("{}{}", &XML[..start], &XML[end..]);
    let (_, outcome1) = outcome(&linter, &none, None);
    assert_eq!(found(&outcome1), []);
    assert_eq!(outcome1.blocked, []);
    // A component without appeals has no row there; unused exemptions are omitted.
    let (report, _) = outcome(&linter, XML, None);
    let form = report.concrete.as_ref().unwrap();
    assert_eq!(form.cell("appeals/component[CRT]/received"), None);
    let unused = form.cell("exemptions/component[OIP]/ex9").unwrap();
    assert!(report.cell(unused).is_none());
}

#[test]
fn a_section_that_is_needed_is_missed() {
    let linter = linter();
    let (_, outcome1) = outcome(&linter, &without(XML, "RequestDispositionSection"), None);
    assert!(found(&outcome1).contains(&("missing-table", "dispositions")));
    assert!(
        outcome1
            .blocked
            .iter()
            .any(|one| one.rule == "processed-disposed")
    );
    // All thirty sections of the exchange are there in every year, and two more since 2017.
    for (section, table, blocked) in [
        ("Exemption3StatuteSection", "exemption3", None),
        (
            "ProcessedRequestComparisonSection",
            "requests_compared",
            Some("compared-received"),
        ),
        (
            "BackloggedRequestComparisonSection",
            "backlog_compared",
            Some("compared-request-backlog"),
        ),
        (
            "ProcessedAppealComparisonSection",
            "appeals_compared",
            Some("compared-processed"),
        ),
        (
            "BackloggedAppealComparisonSection",
            "appeal_backlog_compared",
            Some("compared-appeal-backlog"),
        ),
        (
            "SubsectionUsedSection",
            "subsection_c",
            Some("agency-overall"),
        ),
        ("SubsectionPostSection", "posted", Some("agency-overall")),
    ] {
        let (_, outcome) = outcome(&linter, &without(XML, section), None);
        assert_eq!(found(&outcome), [("missing-table", table)], "{section}");
        let mut rules = outcome.blocked.iter().map(|one| one.rule.as_str());
        assert!(
            blocked.is_none_or(|rule| rules.any(|one| one == rule)),
            "{section}"
        );
    }
}

#[test]
fn what_cannot_be_distinguished_is_reported_and_blocks() {
    let linter = linter();
    let same = XML.replace("s:id=\"PS2\"", "s:id=\"PS1\"");
    let (_, first) = outcome(&linter, &same, None);
    assert!(
        found(&first)
            .iter()
            .any(|(rule, _)| *rule == "repeated-row")
    );
    assert!(
        first.blocked.iter().any(|one| one.rule == "agency-overall"),
        "{:?}",
        first.blocked
    );
    assert!(
        !found(&first)
            .iter()
            .any(|(rule, _)| *rule == "agency-overall")
    );
    let nowhere = XML.replacen(
        "<foia:ComponentDataReference s:ref=\"PS2\"/><nc:OrganizationReference s:ref=\"ORG2\"/>",
        "<foia:ComponentDataReference s:ref=\"PS2\"/><nc:OrganizationReference s:ref=\"ORG7\"/>",
        1,
    );
    let (_, second) = outcome(&linter, &nowhere, None);
    assert!(found(&second).contains(&("unknown-row", "ORG7")));
    assert!(
        !found(&second)
            .iter()
            .any(|(rule, _)| *rule == "agency-overall")
    );
    let both = XML.replacen(
        "<foia:ComponentDataReference s:ref=\"PS2\"/><nc:OrganizationReference s:ref=\"ORG2\"/>",
        "<foia:ComponentDataReference s:ref=\"PS2\"/><nc:OrganizationReference s:ref=\"ORG1\"/>",
        1,
    );
    let (report, third) = outcome(&linter, &both, None);
    let form = report.concrete.as_ref().unwrap();
    let cell = form.cell("requests/component[OIP]/received").unwrap();
    assert_eq!(report.cell(cell).unwrap().figure(), None);
    assert!(
        third
            .blocked
            .iter()
            .any(|one| one.rule == "pending-balance")
    );
    let code = XML.replace(
        "<foia:NonExemptionDenialReasonCode>Duplicate<",
        "<foia:NonExemptionDenialReasonCode>Misplaced<",
    );
    let (_, fourth) = outcome(&linter, &code, None);
    assert!(
        found(&fourth)
            .iter()
            .any(|(rule, at)| *rule == "unknown-column" && at.contains("Misplaced"))
    );
    assert!(
        !found(&fourth)
            .iter()
            .any(|(rule, _)| *rule == "dispositions-total")
    );
    assert!(
        fourth
            .blocked
            .iter()
            .any(|one| one.rule == "dispositions-total")
    );
}

/// The report without the record of an id; what links it stays.
fn without_record(xml: &str, element: &str, id: &str) -> String {
    let start = xml
        .find(&format!("<foia:{element} s:id=\"{id}\">"))
        .expect(id);
    let end = format!("</foia:{element}>");
    let end = start + xml[start..].find(&end).unwrap() + end.len();
    format!("{}{}", &xml[..start], &xml[end..])
}

#[test]
fn a_record_that_is_linked_and_not_there_is_reported() {
    let linter = linter();
    let gone = without_record(XML, "ResponseTime", "ART1");
    let (_, outcome) = outcome(&linter, &gone, None);
    assert!(found(&outcome).contains(&("unknown-row", "ART1")));
    assert!(
        outcome
            .blocked
            .iter()
            .any(|one| one.rule == "overall-highest")
    );
}

#[test]
fn a_report_of_nobody_or_of_no_year_is_reported() {
    let linter = linter();
    let gone = |element: &str, xml: &str| {
        let start = xml.find(&format!("<{element}>")).unwrap();
        let end = format!("</{element}>");
        let end = start + xml[start..].find(&end).unwrap() + end.len();
        format!("{}{}", &xml[..start], &xml[end..])
    };
    let year = gone("foia:DocumentFiscalYearDate", XML);
    let (report, told) = outcome(&linter, &year, None);
    assert_eq!(found(&told), [("unnamed-report", "period")]);
    // So it is in its canonical JSON.
    let json = gouji_canonical::write(report.concrete.as_ref().unwrap(), &report, None);
    assert_eq!(found(&outcome(&linter, &json, None).1), found(&told));
    let unreadable = XML.replace("FiscalYearDate>2023<", "FiscalYearDate>last year<");
    let (_, told) = outcome(&linter, &unreadable, None);
    assert_eq!(found(&told), [("unnamed-report", "period")]);
    let organ = gone("nc:OrganizationName", XML);
    let (_, told) = outcome(&linter, &organ, None);
    assert_eq!(found(&told), [("unnamed-report", "organization")]);
}

#[test]
fn the_agency_overall_is_missed_where_components_give_figures() {
    let linter = linter();
    let gone = without_record(XML, "ComponentAppliedExemptions", "RDE0");
    let link = "<foia:ComponentAppliedExemptionsOrganizationAssociation><foia:ComponentDataReference s:ref=\"RDE0\"/><nc:OrganizationReference s:ref=\"ORG0\"/></foia:ComponentAppliedExemptionsOrganizationAssociation>";
    let unlinked = gone.replacen(link, "", 1);
    assert_ne!(unlinked, gone);
    let (_, told) = outcome(&linter, &unlinked, None);
    assert!(
        found(&told).contains(&("overall-row", "exemptions/overall")),
        "{:?}",
        found(&told)
    );
    // An exemption that the overall row omits counts as none there.
    let start = XML.find("s:id=\"RDE0\"").unwrap();
    let first = start + XML[start..].find("<foia:AppliedExemption>").unwrap();
    let end = "</foia:AppliedExemption>";
    let end = first + XML[first..].find(end).unwrap() + end.len();
    let omitted = format!("{}{}", &XML[..first], &XML[end..]);
    let (_, told) = outcome(&linter, &omitted, None);
    let rules: Vec<&str> = found(&told).iter().map(|(rule, _)| *rule).collect();
    assert!(rules.contains(&"agency-overall"), "{rules:?}");
}

#[test]
fn blank_days_are_no_days() {
    let linter = linter();
    // Were it zero, it would be less than the lowest.
    let blank = with(XML, "PRT1", "ResponseTimeHighestDaysValue", 0, "");
    let (_, outcome) = outcome(&linter, &blank, None);
    let times = |(rule, _): &(&str, &str)| rule.ends_with("-range");
    assert_eq!(found(&outcome).into_iter().filter(times).count(), 0);
}

#[test]
fn an_agency_without_components_is_its_own() {
    let linter = linter();
    let mut xml = XML.to_owned();
    for id in ["1", "2", "3"] {
        xml = xml.replace(
            &format!("<nc:OrganizationReference s:ref=\"ORG{id}\"/>"),
            "<nc:OrganizationReference s:ref=\"ORG9\"/>",
        );
    }
    let (_, outcome1) = outcome(&linter, &xml, None);
    assert!(
        found(&outcome1)
            .iter()
            .any(|(rule, _)| *rule == "unknown-row")
    );
    let start = XML.find("<nc:OrganizationSubUnit").unwrap();
    let end = XML.find("</nc:Organization>").unwrap();
    let alone = format!("{}{}", &XML[..start], &XML[end..]);
    let (_, outcome2) = outcome(&linter, &alone, None);
    assert!(
        found(&outcome2)
            .iter()
            .all(|(rule, _)| *rule == "unknown-row")
    );
}

#[test]
fn english_is_spoken_and_other_xml_is_reported_to_be_so() {
    let linter = linter();
    let faulty = with(XML, "PS1", "ProcessingStatisticsReceivedQuantity", 0, "21");
    let (_, outcome) = outcome(&linter, &faulty, None);
    for finding in &outcome.findings {
        for language in [Language::English, Language::Chinese] {
            let message = finding.message.get(language);
            assert!(
                message.is_ascii() || message.contains(['≠', '“', '”']),
                "{message}"
            );
        }
    }
    let other = "<?xml version=\"1.0\"?><library><book>12</book></library>";
    match linter.open(other.as_bytes()) {
        Err(LintError::OtherXml(name)) => assert_eq!(name, "library"),
        other => panic!("{other:?}"),
    }
    let dtd = XML.replacen("<iepd:", "<!DOCTYPE x><iepd:", 1);
    assert!(matches!(
        linter.open(dtd.as_bytes()),
        Err(LintError::Data(_))
    ));
}

#[test]
fn the_canonical_json_gives_the_same_findings() {
    let linter = linter();
    let faulty = with(XML, "PS2", "ProcessingStatisticsReceivedQuantity", 0, "10");
    let faulty = with(&faulty, "PRT0", "ResponseTimeMedianDaysValue", 0, "15");
    let (report, outcome1) = outcome(&linter, &faulty, None);
    let json = gouji_canonical::write(report.concrete.as_ref().unwrap(), &report, None);
    let (_, outcome2) = outcome(&linter, &json, None);
    let identities = |outcome: &Outcome| -> Vec<_> {
        outcome
            .findings
            .iter()
            .map(|one| (one.rule.clone(), one.at.clone(), one.identity))
            .collect()
    };
    assert_eq!(identities(&outcome1), identities(&outcome2));
    assert_eq!(outcome2.blocked, []);
}

#[test]
fn hostile_files_end_in_bounded_time() {
    let linter = linter();
    let item = "<foia:NonExemptionDenial><foia:NonExemptionDenialReasonCode>X</foia:NonExemptionDenialReasonCode><foia:NonExemptionDenialQuantity>1</foia:NonExemptionDenialQuantity></foia:NonExemptionDenial>";
    let many = XML.replacen(
        "<foia:NonExemptionDenial>",
        &(item.repeat(5_000) + "<foia:NonExemptionDenial>"),
        1,
    );
    let (report, outcome1) = outcome(&linter, &many, None);
    assert!(report.observations.len() < 2_000);
    assert!(
        outcome1
            .blocked
            .iter()
            .any(|one| one.rule == "agency-overall")
    );
    let link = "<foia:ProcessingStatisticsOrganizationAssociation><foia:ComponentDataReference s:ref=\"PS1\"/><nc:OrganizationReference s:ref=\"ORG8\"/></foia:ProcessingStatisticsOrganizationAssociation>";
    let many = XML.replacen(
        "<foia:ProcessingStatisticsOrganizationAssociation>",
        &(link.repeat(5_000) + "<foia:ProcessingStatisticsOrganizationAssociation>"),
        1,
    );
    let (report, _) = outcome(&linter, &many, None);
    assert!(report.observations.len() < 2_000);
    let unit = |at: usize| {
        format!(
            "<nc:OrganizationSubUnit s:id=\"U{at}\"><nc:OrganizationAbbreviationText>U{at}</nc:OrganizationAbbreviationText></nc:OrganizationSubUnit>"
        )
    };
    let units: String = (0..6_000).map(unit).collect();
    let many = XML.replacen(
        "<nc:OrganizationSubUnit",
        &(units + "<nc:OrganizationSubUnit"),
        1,
    );
    let (_, outcome3) = outcome(&linter, &many, None);
    assert_eq!(found(&outcome3), []);
}
