//! Where mistakes are put: each far enough from others that what is wrong can be distinguished.

mod in_figures;
mod in_sums;
mod of_files;
mod planner;
mod report_index;

use std::collections::BTreeSet;

use super::faults::FaultKind;
use super::figures::APPLICANTS;
use super::kinship::Kinship;
use super::whole::Region;
use crate::specimen::Rng;

use planner::Planner;
use report_index::ReportIndex;

/// How many mistakes are put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    /// None.
    None,
    /// Each kind so many times, as far as there is room for each by itself.
    Each(usize),
    /// Each kind so many times, wherever: they may cover each other, so that nobody can say who is wrong.
    Crowded(usize),
}

/// How often a place is looked for.
const TRIES: usize = 60;

/// Puts mistakes in.
pub(super) fn put_in(region: &mut Region<'_>, density: Density, rng: &mut Rng) {
    let (times, is_crowded) = match density {
        Density::None => return,
        Density::Each(times) => (times, false),
        Density::Crowded(times) => (times, true),
    };
    let mut planner = Planner {
        kinship: Kinship::of(&region.units),
        reports: ReportIndex::of(region),
        region,
        rng,
        units: BTreeSet::new(),
        sums: BTreeSet::new(),
        is_crowded,
    };
    let mut kinds = planner.kinds(times);
    // In an order by chance, so that all kinds find room alike.
    for at in (1..kinds.len()).rev() {
        let other = planner.rng.below(at + 1);
        kinds.swap(at, other);
    }
    for kind in kinds {
        for _ in 0..TRIES {
            if planner.put(kind).is_some() {
                break;
            }
        }
    }
    planner.finish();
}

impl Planner<'_, '_, '_> {
    fn kinds(&mut self, times: usize) -> Vec<FaultKind> {
        let mut kinds = Vec::new();
        for round in 0..times {
            kinds.extend((0..=APPLICANTS).map(FaultKind::CarriedOver));
            kinds.extend((0..=APPLICANTS).map(FaultKind::CarriedForward));
            kinds.extend([
                FaultKind::YearShifted,
                FaultKind::InForce,
                FaultKind::InForce,
                FaultKind::Issued,
                FaultKind::Items,
                FaultKind::Falling,
                FaultKind::Fees,
                FaultKind::ChildCell,
                FaultKind::ChildRows,
                FaultKind::ParentCell,
                FaultKind::LeftOut,
                FaultKind::CountedToo,
                FaultKind::MissingCounted,
                FaultKind::MissingSeveral,
                FaultKind::Missing,
                FaultKind::Unreadable,
                FaultKind::LatePage,
                FaultKind::LateSignature,
                FaultKind::DifferingFiles,
                FaultKind::SecondFile,
                FaultKind::WrongEdition,
                FaultKind::WrongYear,
                FaultKind::WrongOrgan,
                FaultKind::UnknownOrgan,
            ]);
            let same = [100, 97, 94, 86, 80, 70, 60];
            for at in 0..3 {
                kinds.push(FaultKind::CopiedFromOther(
                    same[(round * 3 + at) % same.len()],
                ));
            }
            let percent = same[(round * 2) % same.len()];
            kinds.push(FaultKind::CopiedFromLastYear(percent));
        }
        kinds
    }

    fn put(&mut self, kind: FaultKind) -> Option<()> {
        match kind {
            FaultKind::CarriedOver(number) => self.carried("carried_over", number, kind),
            FaultKind::CarriedForward(number) => self.carried("carried_forward", number, kind),
            FaultKind::YearShifted => self.year_shifted(kind),
            FaultKind::InForce => self.in_force(kind),
            FaultKind::Issued => self.issued(kind),
            FaultKind::Items => self.fact(kind, 2020, "licensing/previous", 31),
            FaultKind::Falling => self.fact(kind, 2020, "normative_documents/total_public", -8),
            FaultKind::Fees => self.fees(kind),
            FaultKind::ChildCell => self.child_cell(kind),
            FaultKind::ChildRows => self.child_rows(kind),
            FaultKind::ParentCell => self.parent_cell(kind),
            FaultKind::LeftOut => self.counted(kind, true),
            FaultKind::CountedToo => self.counted(kind, false),
            FaultKind::MissingCounted => self.missing_counted(kind),
            FaultKind::MissingSeveral => self.missing_several(kind),
            FaultKind::Missing => self.missing(kind),
            FaultKind::Unreadable => self.unreadable(kind),
            FaultKind::CopiedFromOther(percent) => self.copied(kind, percent, false),
            FaultKind::CopiedFromLastYear(percent) => self.copied(kind, percent, true),
            FaultKind::LatePage => self.late(kind, true),
            FaultKind::LateSignature => self.late(kind, false),
            FaultKind::DifferingFiles => self.second(kind, true),
            FaultKind::SecondFile => self.second(kind, false),
            FaultKind::WrongEdition => self.wrong_edition(kind),
            FaultKind::WrongYear => self.wrong_year(kind),
            FaultKind::WrongOrgan => self.wrong_organ(kind, true),
            FaultKind::UnknownOrgan => self.wrong_organ(kind, false),
        }
    }
}
