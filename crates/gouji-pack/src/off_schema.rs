//! Whether a canonical report has the structure its pack's JSON Schema describes.

use std::sync::OnceLock;

use gouji_rule::Pack;
use jsonschema::Validator;
use serde_json::Value;

use crate::schema::schema_of_pack;

/// A place in a canonical report that is not as the schema says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaError {
    /// JSON Pointer to the value; for a cell `/tables/table/row/column`.
    pub pointer: String,
    /// What is wrong with it.
    pub message: String,
}

/// Most errors listed; a hostile report could have one for each of its values.
const MOST_ERRORS: usize = 100;

/// The schema of a pack's canonical report, compiled at first use; nothing where it is none.
#[derive(Debug, Default)]
pub(crate) struct Schema(OnceLock<Option<Validator>>);

impl Schema {
    /// Where a canonical report departs from its pack's schema. A pack whose schema does not compile
    /// is an error at the root: it must not look like a report in order.
    pub(crate) fn errors(&self, pack: &Pack, report: &Value) -> Vec<SchemaError> {
        let Some(schema) = self.0.get_or_init(|| compiled(pack)) else {
            return vec![SchemaError {
                pointer: String::new(),
                message: format!("the schema of {} is no JSON Schema", pack.form.id),
            }];
        };
        if schema.is_valid(report) {
            return Vec::new();
        }
        schema
            .iter_errors(report)
            .take(MOST_ERRORS)
            .map(|error| SchemaError {
                pointer: error.instance_path().to_string(),
                message: error.to_string(),
            })
            .collect()
    }
}

fn compiled(pack: &Pack) -> Option<Validator> {
    let schema = schema_of_pack(pack)?;
    jsonschema::validator_for(&schema).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::packs::Packs;

    #[test]
    fn a_schema_of_its_own_adds_to_the_form() {
        let folder = std::env::temp_dir().join(format!("gouji-schema-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let files = [
            ("pack.toml", "id = \"own/1\"\ntitle = { en = \"own\" }\n"),
            (
                "form.toml",
                "[[section]]\nid = \"a\"\ntitle = \"A\"\n[[table]]\nid = \"t\"\nsection = \"a\"\ntitle = { en = \"T\" }\n\
                 [[table.block]]\ncolumns = [{ id = \"c\", label = \"C\" }]\nrows = [{ id = \"r\", label = \"R\" }]\n",
            ),
            ("schema.json", "{ \"required\": [\"organization\"] }"),
        ];
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let packs = Packs::load(std::slice::from_ref(&folder)).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let form = &packs.packs().last().unwrap().form.id;
        let errors = |report: Value| packs.schema_errors(form, &report).len();
        let tables = json!({ "t": { "r": { "c": 1 } } });
        assert_eq!(
            errors(json!({ "form": "own/1", "organization": "O", "tables": tables })),
            0
        );
        assert_eq!(errors(json!({ "form": "own/1", "tables": tables })), 1);
        let other = json!({ "t": { "r": { "d": 1 } } });
        assert_eq!(
            errors(json!({ "form": "own/1", "organization": "O", "tables": other })),
            1
        );
    }

    #[test]
    fn points_at_the_cell() {
        let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
        for pack in packs.packs() {
            let report = |value: Value| json!({ "form": pack.form.id.0, "tables": { "requests": { "results.granted": { "legal.commercial": value } } } });
            assert_eq!(packs.schema_errors(&pack.form.id, &report(json!(1))), []);
            let errors = packs.schema_errors(&pack.form.id, &report(json!(true)));
            let pointers: Vec<&str> = errors.iter().map(|e| e.pointer.as_str()).collect();
            assert_eq!(
                pointers,
                ["/tables/requests/results.granted/legal.commercial"]
            );
        }
    }
}
