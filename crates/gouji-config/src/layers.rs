//! Deciding which rules are in force and how much they matter.
//!
//! Layers follow each other: the base configuration, those that extend it, the command line;
//! within a file its own settings, then those for some paths. A later layer that says something
//! of a rule wins over earlier ones. Within a layer the closest selector wins (a name over a
//! pattern over a group or authority over `all`); of equally close ones `ignore` wins.

use std::ops::Range;
use std::path::Path;

use gouji_model::Severity;

use crate::patterns::Patterns;
use crate::selector::{Group, Selector, Target};
use crate::tree::At;

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The rule itself, or gouji's own default.
    Default,
    /// A place in one of the chain's files.
    File {
        /// Which file of the chain, the base being 0.
        file: usize,
        /// Bytes of its text.
        span: Range<usize>,
    },
    /// An option.
    CommandLine,
}

/// What holds for a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Whether it is in force.
    pub on: bool,
    /// Why it is or is not.
    pub on_from: Origin,
    /// How much its findings matter.
    pub severity: Severity,
    /// Where that is set.
    pub severity_from: Origin,
}

/// Settings of rules from one place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
    /// Which file of the chain; none for the command line.
    pub file: Option<usize>,
    /// For these files only.
    pub path: Option<Patterns>,
    /// Only these rules.
    pub select: Option<Vec<At<Selector>>>,
    /// These too.
    pub extend_select: Vec<At<Selector>>,
    /// Not these.
    pub ignore: Vec<At<Selector>>,
    /// Other severities.
    pub severity: Vec<(At<Selector>, Severity)>,
    /// The least severity that makes the exit status 1.
    pub fail_on: Option<At<Severity>>,
}

impl Layer {
    /// Whether it is for a file; a layer for some files only is not for what is no file.
    pub(crate) fn is_for(&self, file: Option<&Path>) -> bool {
        match (&self.path, file) {
            (None, _) => true,
            (Some(patterns), Some(file)) => patterns.match_file(file),
            (Some(_), None) => false,
        }
    }

    /// Whether it selects a rule by its name.
    fn names(&self, target: Target<'_>) -> bool {
        let mut selectors = self.select.iter().flatten().chain(&self.extend_select);
        selectors.any(|selector| {
            matches!(selector.value, Selector::Name(_)) && selector.value.matches(target)
        })
    }

    fn origin(&self, span: &Range<usize>) -> Origin {
        match self.file {
            Some(file) => Origin::File {
                file,
                span: span.clone(),
            },
            None => Origin::CommandLine,
        }
    }

    /// Whether the rule is in force, if this layer says.
    fn decide(&self, target: Target<'_>) -> Option<(bool, Origin)> {
        let on = closest(
            self.select.iter().flatten().chain(&self.extend_select),
            target,
        );
        let off = closest(&self.ignore, target);
        match (on, off) {
            (Some((near, span)), Some((nearer, _))) if near > nearer => {
                Some((true, self.origin(span)))
            }
            (_, Some((_, span))) => Some((false, self.origin(span))),
            (Some((_, span)), None) => Some((true, self.origin(span))),
            // What is reported about the configuration itself is not among the rules to choose from.
            (None, None) if target.group == Some(Group::Config) => None,
            (None, None) => {
                let select = self.select.as_ref()?;
                let span = select.first().map_or(0..0, |first| first.span.clone());
                Some((false, self.origin(&span)))
            }
        }
    }

    /// The rule's severity, if this layer says; of equally close entries the last counts.
    fn grade(&self, target: Target<'_>) -> Option<(Severity, Origin)> {
        let matching = self
            .severity
            .iter()
            .filter(|(at, _)| at.value.matches(target));
        matching
            .max_by_key(|(at, _)| (at.value.closeness(), at.span.start))
            .map(|(at, severity)| (*severity, self.origin(&at.span)))
    }
}

fn closest<'s>(
    selectors: impl IntoIterator<Item = &'s At<Selector>>,
    target: Target<'_>,
) -> Option<(u8, &'s Range<usize>)> {
    selectors
        .into_iter()
        .filter(|selector| selector.value.matches(target))
        .map(|selector| (selector.value.closeness(), &selector.span))
        .max_by_key(|(closeness, _)| *closeness)
}

/// What holds for a rule under these layers.
pub(crate) fn grade<'l>(
    layers: impl Iterator<Item = &'l Layer>,
    target: Target<'_>,
    severity: Severity,
) -> Grade {
    let mut grade = Grade {
        on: !target.preview,
        on_from: Origin::Default,
        severity,
        severity_from: Origin::Default,
    };
    for layer in layers {
        let decided = layer.decide(target);
        let decided = decided.filter(|(on, _)| !*on || !target.preview || layer.names(target));
        if let Some((on, from)) = decided {
            (grade.on, grade.on_from) = (on, from);
        }
        if let Some((severity, from)) = layer.grade(target) {
            (grade.severity, grade.severity_from) = (severity, from);
        }
    }
    grade
}

/// The last of these layers' `fail-on`, and where it is set.
pub(crate) fn fail_on<'l>(layers: impl Iterator<Item = &'l Layer>) -> Option<(Severity, Origin)> {
    layers
        .filter_map(|layer| {
            let fail_on = layer.fail_on.as_ref()?;
            Some((fail_on.value, layer.origin(&fail_on.span)))
        })
        .last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_on_trial_is_in_force_only_by_its_name() {
        let target = Target {
            preview: true,
            ..Target::named("on-trial")
        };
        let on = |layers: &[Layer]| grade(layers.iter(), target, Severity::Error).on;
        let selecting = |selector: Selector| Layer {
            select: Some(vec![At {
                value: selector,
                span: 0..0,
            }]),
            ..Layer::default()
        };
        assert!(!on(&[]));
        assert!(!on(&[selecting(Selector::All)]));
        assert!(on(&[selecting(Selector::Name("on-trial".to_owned()))]));
        let settled = Target::named("on-trial");
        assert!(grade([].iter(), settled, Severity::Error).on);
    }
}
