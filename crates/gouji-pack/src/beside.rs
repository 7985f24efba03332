//! Given packs beside each other: two by one id, of which only one could be used, and tables taken from a form
//! that is not there.

use std::fs;
use std::ops::Range;

use gouji_model::Bilingual;

use crate::PackError;
use crate::draft::Draft;
use crate::files::File;
use crate::mistake::Mistake;
use crate::names::FormNames;
use crate::suggestion::advice;

/// Leaves out packs by an id that one before has, and says so at both. A folder that is given twice is one.
pub(crate) fn leave_out_second(packs: &mut Vec<Draft<'_>>, faults: &mut Vec<PackError>) {
    let mut kept: Vec<Draft<'_>> = Vec::with_capacity(packs.len());
    for pack in packs.drain(..) {
        match kept.iter().find(|other| other.form.id == pack.form.id) {
            None => kept.push(pack),
            Some(first) => {
                let files = [first.given(), pack.given()].map(|given| given.map(|(file, _)| file));
                if let [Some(first), Some(second)] = files
                    && !are_same(first, second)
                {
                    faults.extend([
                        at_id(first, &pack, &second.path),
                        at_id(second, &pack, &first.path),
                    ]);
                }
            }
        }
    }
    *packs = kept;
}

fn are_same(one: &File, other: &File) -> bool {
    let real = |file: &File| fs::canonicalize(&*file.path).ok();
    one.path == other.path || (real(one).is_some() && real(one) == real(other))
}

fn at_id(file: &File, pack: &Draft<'_>, other: &str) -> PackError {
    let id = &pack.form.id;
    let place = pack_id_place(file);
    let mistake = Mistake {
        message: Bilingual::new(
            format!("{other} 的规则包也叫 {id}，只有一个能使用"),
            format!("the pack of {other} is called `{id}` as well: only one of them can be used"),
        ),
        help: Bilingual::new(
            "给其中一个另起一个 id，或者只给出一个",
            "give one of them an id of its own, or give one of them only",
        ),
    };
    PackError::at(&file.path, &file.text, place, mistake)
}

/// Where a `pack.toml` says the id.
fn pack_id_place(file: &File) -> Range<usize> {
    let about = crate::toml_file::read::<crate::pack_file::PackFile>(file);
    about.map_or(0..0, |about| about.id.span())
}

/// Tables of given packs that are taken from a form that nobody has, or from a table that it does not have:
/// nothing that needs them would ever be checked.
pub(crate) fn lenders(packs: &[Draft<'_>], forms: &FormNames) -> Vec<PackError> {
    let mut faults = Vec::new();
    for pack in packs.iter().filter(|pack| pack.given().is_some()) {
        for (at, table) in pack.form.tables.iter().enumerate() {
            let Some((other, theirs)) = &table.from else {
                continue;
            };
            let mut others = packs.iter().filter(|one| one.form.id != pack.form.id);
            let lender = others.find(|one| one.form.id == *other);
            let mistake = match lender {
                Some(lender) => {
                    let tables = lender.form.tables.iter().map(|table| table.id.as_str());
                    let tables: Vec<&str> = tables.collect();
                    (!tables.contains(&theirs.as_str()))
                        .then(|| no_lender(&table.id, (&other.0, theirs), theirs, &tables))
                }
                None if *other != pack.form.id && forms.may_have(&other.0) => None,
                None => {
                    let known = packs.iter().map(|one| one.form.id.0.as_str());
                    let known: Vec<&str> = known.filter(|id| *id != pack.form.id.0).collect();
                    Some(no_lender(&table.id, (&other.0, theirs), &other.0, &known))
                }
            };
            if let Some((mistake, file)) = mistake.zip(pack.form_file()) {
                let places = crate::form_file::lender_places(file, at);
                let (form, table) = places.unwrap_or_default();
                let place = if lender.is_some() { table } else { form };
                faults.push(PackError::at(&file.path, &file.text, place, mistake));
            }
        }
    }
    faults
}

fn no_lender(table: &str, (form, theirs): (&str, &str), name: &str, known: &[&str]) -> Mistake {
    let all = Bilingual::new(
        "核对 from 里的表格和表的标识；另有规则包的，用 --rules 一并给出",
        "check the ids of form and table in `from`; a pack that is elsewhere is given with --rules as well",
    );
    Mistake {
        message: Bilingual::new(
            format!("表 {table} 取自 {form} 的 {theirs}，没有这样的表"),
            format!("table `{table}` is taken from `{theirs}` of `{form}`, which is not there"),
        ),
        help: advice(name, known.iter().copied(), all),
    }
}
