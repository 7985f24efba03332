//! Reports that no rule was asked of.
//!
//! Settings that leave some reports out and check others are a choice. Settings that check nothing of
//! what they govern may have come with the files they hide: that is no pass.

use gouji_config::Settings;
use gouji_render::Failure;

/// What became of the reports under each settings, in the order in which these are met.
#[derive(Debug, Default)]
pub(crate) struct WithoutRules {
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    /// Which settings: they stay where they are for a whole run.
    settings: usize,
    /// Whether any report under them was checked.
    checks: bool,
    without_rules: Vec<Failure>,
}

impl WithoutRules {
    /// Adds the reports of a file, and those among them that no rule was asked of.
    pub(crate) fn add(&mut self, settings: &Settings, reports: usize, without_rules: Vec<Failure>) {
        if reports == 0 {
            return;
        }
        let settings = std::ptr::from_ref(settings).addr();
        let checks = reports > without_rules.len();
        match self
            .groups
            .iter_mut()
            .find(|group| group.settings == settings)
        {
            Some(group) => {
                group.checks |= checks;
                group.without_rules.extend(without_rules);
            }
            None => self.groups.push(Group {
                settings,
                checks,
                without_rules,
            }),
        }
    }

    /// What is a failure, and what is only good to know.
    pub(crate) fn settle(self) -> (Vec<Failure>, Vec<Failure>) {
        let (chosen, hidden): (Vec<_>, Vec<_>) =
            self.groups.into_iter().partition(|group| group.checks);
        let all = |groups: Vec<Group>| {
            let reports = groups.into_iter().flat_map(|group| group.without_rules);
            reports.collect()
        };
        (all(hidden), all(chosen))
    }
}
