//! Naming rules: one by its name, many by a pattern, their group or their authority.

use gouji_model::{Authority, Bilingual};
use gouji_pack::Packs;
use gouji_rule::{Check, Rule};

use crate::notice::NOTICE_RULES;
use gouji_pack::advice;

/// What a rule looks at, as a group of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// Relations between cells or years.
    Relation,
    /// Cells by themselves.
    Cell,
    /// How the report is built: sections, tables, rows, columns, labels.
    Structure,
    /// What sections say.
    Text,
    /// The configuration itself.
    Config,
}

/// The groups by name.
const GROUPS: [(&str, Group); 5] = [
    ("relation", Group::Relation),
    ("cell", Group::Cell),
    ("structure", Group::Structure),
    ("text", Group::Text),
    ("config", Group::Config),
];

/// What is known of a rule when it is to be selected.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'r> {
    /// Its name.
    pub name: &'r str,
    /// Its group, where it is known.
    pub group: Option<Group>,
    /// Its authority, where it has one.
    pub authority: Option<Authority>,
    /// Whether it is on trial: only its own name puts it in force.
    pub preview: bool,
}

impl<'r> Target<'r> {
    /// A rule of a pack.
    pub(crate) fn of(rule: &'r Rule) -> Self {
        let group = match rule.check {
            Check::Relation(_) => Group::Relation,
            Check::Cell(_) | Check::MixedZeroStyles | Check::Unfilled => Group::Cell,
            Check::Observation(_) | Check::Unnamed => Group::Structure,
            _ => Group::Text,
        };
        Self {
            name: &rule.name,
            group: Some(group),
            authority: Some(rule.authority),
            preview: rule.preview,
        }
    }

    /// A rule of which only the name is known.
    pub(crate) fn named(name: &'r str) -> Self {
        let group = NOTICE_RULES.contains(&name).then_some(Group::Config);
        Self {
            name,
            group,
            authority: None,
            preview: false,
        }
    }
}

/// One entry of `select`, `ignore` or `[severity]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Selector {
    /// Every rule.
    All,
    /// The rules of a group.
    Group(Group),
    /// The rules that rest on the same kind of authority.
    Authority(Authority),
    /// The rules whose names fit a pattern with `*`.
    Pattern(glob::Pattern),
    /// One rule.
    Name(String),
}

impl Selector {
    /// Reads one, and sees to it that it names a rule in force: a name nobody knows would do
    /// nothing, and nobody would notice.
    ///
    /// # Errors
    /// What is wrong and what to do.
    pub(crate) fn read(text: &str, packs: &Packs) -> Result<Self, (Bilingual, Bilingual)> {
        let selector = Self::parse(text)?;
        let rules = || packs.packs().iter().flat_map(|pack| pack.rules());
        let known = rules().any(|rule| selector.matches(Target::of(rule)))
            || NOTICE_RULES
                .iter()
                .any(|name| selector.matches(Target::named(name)));
        // A name that was published once is no mistake; it just means nothing any more.
        if known || packs.retired(text).is_some() {
            return Ok(selector);
        }
        let names = rules().map(|rule| rule.name.as_str()).chain(NOTICE_RULES);
        let otherwise = Bilingual::new(
            "用 gouji rules 查看全部规则",
            "`gouji rules` lists the rules",
        );
        Err((
            Bilingual::new(
                format!("没有叫 `{text}` 的规则"),
                format!("no rule is called `{text}`"),
            ),
            advice(text, names, otherwise),
        ))
    }

    fn parse(text: &str) -> Result<Self, (Bilingual, Bilingual)> {
        if text == "all" {
            return Ok(Self::All);
        }
        if let Some(name) = text.strip_prefix("group:") {
            let group = GROUPS.iter().find(|(known, _)| *known == name);
            let names = GROUPS.map(|(name, _)| name);
            return group
                .map(|(_, group)| Self::Group(*group))
                .ok_or_else(|| no_kind(text, &names));
        }
        if let Some(name) = text.strip_prefix("authority:") {
            let authority = Authority::ALL
                .into_iter()
                .find(|known| known.name() == name);
            let names = Authority::ALL.map(Authority::name);
            return authority
                .map(Self::Authority)
                .ok_or_else(|| no_kind(text, &names));
        }
        match glob::Pattern::new(text) {
            Ok(pattern) if text.contains('*') => Ok(Self::Pattern(pattern)),
            _ => Ok(Self::Name(text.to_owned())),
        }
    }

    /// Whether it names a rule.
    pub(crate) fn matches(&self, target: Target<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Group(group) => target.group == Some(*group),
            Self::Authority(authority) => target.authority == Some(*authority),
            Self::Pattern(pattern) => pattern.matches(target.name),
            Self::Name(name) => target.name == name,
        }
    }

    /// How closely it names a rule: of several that do, the closest decides.
    pub(crate) const fn closeness(&self) -> u8 {
        match self {
            Self::All => 0,
            Self::Group(_) | Self::Authority(_) => 1,
            Self::Pattern(_) => 2,
            Self::Name(_) => 3,
        }
    }
}

fn no_kind(text: &str, names: &[&str]) -> (Bilingual, Bilingual) {
    let all = names.join(", ");
    (
        Bilingual::new(
            format!("没有 `{text}` 这一类规则"),
            format!("there are no rules of the kind `{text}`"),
        ),
        Bilingual::new(format!("可以写：{all}"), format!("possible: {all}")),
    )
}
