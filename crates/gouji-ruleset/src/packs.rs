//! Packs beside each other: rules by one name, and cells of last year's form.

use std::collections::BTreeMap;
use std::sync::Arc;

use gouji_model::{Bilingual, Form};
use gouji_rule::{Check, Logic, Operand, Pack, Rule};

use crate::file_places::FilePlaces;
use crate::remark::{Code, Remark};

/// Remarks on packs that do not go together.
pub(crate) fn across(packs: &[Arc<Pack>], spots: &FilePlaces<'_>) -> Vec<Remark> {
    let mut remarks = different_names(packs, spots);
    for pack in packs {
        let rules = pack.rules().iter();
        remarks.extend(rules.filter_map(|rule| unknown_prior(packs, pack, rule, spots)));
    }
    remarks
}

/// One name in two files that do not even say the same of themselves.
fn different_names(packs: &[Arc<Pack>], spots: &FilePlaces<'_>) -> Vec<Remark> {
    let mut known: BTreeMap<&str, (&Pack, &Rule)> = BTreeMap::new();
    let mut remarks = Vec::new();
    let rules = packs
        .iter()
        .flat_map(|pack| pack.rules().iter().map(move |rule| (&**pack, rule)));
    for (pack, rule) in rules {
        let (other, first) = *known.entry(&rule.name).or_insert((pack, rule));
        let same = first.title == rule.title && first.severity == rule.severity;
        // What one file says otherwise in one form is the same rule there, also in a copy of it.
        let written = |key: &str| {
            let said = spots.written(&rule.origin, key);
            said.is_some() && said == spots.written(&first.origin, key)
        };
        if same || first.origin == rule.origin || (written("title") && written("severity")) {
            continue;
        }
        let message = Bilingual::new(
            format!("规则名 {} 在两个规则包中标题或级别不同", rule.name),
            format!(
                "two packs have a rule `{}` with different titles or severities",
                rule.name
            ),
        );
        let help = Bilingual::new(
            format!(
                "同名规则应当是同一回事；另一个在 {} 的规则包里（{}）",
                other.form.id, first.origin
            ),
            format!(
                "rules by one name should be one thing; `gouji explain` shows the first only, of `{}` ({})",
                other.form.id, first.origin
            ),
        );
        let mut remark = Remark::new(Code::NameDiffers, message, help);
        remark.rules = vec![rule.name.clone()];
        remark.spots = vec![
            spots.of(&rule.origin, &["name"]),
            spots.of(&first.origin, &["name"]),
        ];
        remarks.push(remark);
    }
    remarks
}

/// A cell of last year's report that no form has: the rule would never be checked.
fn unknown_prior(
    packs: &[Arc<Pack>],
    pack: &Pack,
    rule: &Rule,
    spots: &FilePlaces<'_>,
) -> Option<Remark> {
    let Check::Relation(relation) = &rule.check else {
        return None;
    };
    let mut named: Vec<(String, bool)> = Vec::new();
    for instance in relation.formula.instances.iter() {
        let when = instance.when.iter();
        when.chain([&instance.assert])
            .for_each(|logic| priors(logic, packs, &mut named));
    }
    // Rows and columns that last year's form lacks are as they may be, as long as it has some.
    if named.iter().any(|(_, is_known)| *is_known) {
        return None;
    }
    let (unknown, _) = named.first()?;
    let message = Bilingual::new(
        format!(
            "没有任何表样有上年单元格 {unknown}，规则 {} 从不核对",
            rule.name
        ),
        format!(
            "no form has last year's cell `{unknown}`; `{}` is never checked",
            rule.name
        ),
    );
    let help = Bilingual::new(
        "按表样核对行、列的 id",
        "use the ids of rows and columns of a form",
    );
    let mut remark = Remark::new(Code::UnknownPriorCell, message, help);
    remark.packs = vec![pack.form.id.to_string()];
    remark.rules = vec![rule.name.clone()];
    remark.spots = vec![spots.relation(rule)];
    Some(remark)
}

/// What a condition names of last year's report, with whether some form has it.
fn priors(logic: &Logic, packs: &[Arc<Pack>], found: &mut Vec<(String, bool)>) {
    let has = |has: &dyn Fn(&Form) -> bool| packs.iter().any(|pack| has(&pack.form));
    logic.each_operand(&mut |operand| match operand {
        Operand::Prior(address) => {
            found.push((address.clone(), has(&|form| form.cell(address).is_some())));
        }
        Operand::PriorSet(pattern) => {
            let names = |names: &[(bool, String)]| {
                let names = names.iter();
                let names = names.map(|(_, name)| name.as_str());
                names.collect::<Vec<_>>().join(" + ")
            };
            let (rows, columns) = (names(&pattern.rows), names(&pattern.columns));
            let address = format!("{}[{rows}, {columns}]", pattern.table);
            found.push((address, has(&|form| pattern.members(form).is_some())));
        }
        _ => {}
    });
}
