//! What was put in and what must be found, as JSON.

use serde_json::{Value, json};

use super::faults::Decidable;
use super::key::Key;
use super::whole::Region;

impl Region<'_> {
    /// What was put in and what must be found.
    #[must_use]
    pub fn truth_file(&self) -> String {
        let expected = self.expected();
        let faults: Vec<Value> = self
            .faults
            .iter()
            .map(|fault| {
                let decidable = fault.decidable.iter().map(|one| self.decidable(one));
                json!({
                    "kind": fault.kind.name(),
                    "unit": self.name(fault.unit),
                    "year": fault.year,
                    "decidable": decidable.collect::<Vec<_>>(),
                })
            })
            .collect();
        let keys = |keys: &std::collections::BTreeSet<Key>| -> Vec<Value> {
            keys.iter().map(|key| self.key(key)).collect()
        };
        let truth = json!({
            "seed": self.seed,
            "units": self.units.len(),
            "reports": self.published.len(),
            "faults": faults,
            "findings": keys(&expected.findings),
            "blocked": keys(&expected.blocked),
            "found or blocked": keys(&expected.either),
        });
        format!("{truth:#}\n")
    }

    fn name(&self, unit: usize) -> &str {
        self.units.get(unit).map_or("", |unit| unit.name.as_str())
    }

    fn key(&self, (rule, unit, year, at): &Key) -> Value {
        json!({"rule": rule, "unit": self.name(*unit), "year": year, "at": at})
    }

    fn decidable(&self, decidable: &Decidable) -> Value {
        match decidable {
            Decidable::Year(key, year) => json!({"finding": self.key(key), "year": year}),
            Decidable::Cell(key, guilty) => json!({
                "finding": self.key(key),
                "unit": self.name(guilty.unit),
                "year": guilty.year,
                "cell": guilty.cell,
                "right": guilty.right,
                "is_missing": guilty.is_missing,
            }),
        }
    }
}
