//! Whether a canonical report has the structure its pack's JSON Schema describes.

use std::sync::OnceLock;

use gouji_model::Bilingual;
use gouji_rule::Pack;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use crate::PackError;
use crate::files::File;
use crate::json_place;
use crate::mistake::Mistake;
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

/// What is wrong with the `schema.json` of a pack: a report must not be blamed for it.
pub(crate) fn fault(pack: &Pack, file: &File) -> Option<PackError> {
    let text = &file.text;
    let (place, mistake) = match serde_json::from_str::<Value>(text) {
        Err(error) => (
            json_place::of_column(text, error.line(), error.column()),
            no_json(&error),
        ),
        Ok(_) => {
            let error = jsonschema::validator_for(&schema_of_pack(pack)?).err()?;
            let pointer = error.instance_path().to_string();
            // Where it adds to what is made of the form it stands in there.
            let own = pointer.strip_prefix("/allOf/0").unwrap_or(&pointer);
            (json_place::of_pointer(text, own), no_schema(&error))
        }
    };
    Some(PackError::at(&file.path, text, place, mistake))
}

fn no_json(error: &serde_json::Error) -> Mistake {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    Mistake {
        message: Bilingual::new(
            format!("不是 JSON（{said}），报告的结构无从核对"),
            format!("this is no JSON ({said}), so that no report could be checked against it"),
        ),
        help: Bilingual::new(
            "改正这个文件；不另加要求的规则包不用 schema.json，可以删去",
            "mend the file; a pack that asks for nothing more than its form needs no schema.json and may do without",
        ),
    }
}

fn no_schema(error: &ValidationError<'_>) -> Mistake {
    Mistake {
        message: Bilingual::new(
            format!("不是 JSON Schema（{error}），报告的结构无从核对"),
            format!(
                "this is no JSON Schema ({error}), so that no report could be checked against it"
            ),
        ),
        help: Bilingual::new(
            "按 JSON Schema 2020-12 改正；`gouji pack schema` 给出按表格生成的那一份，可以对照",
            "mend it by JSON Schema 2020-12; `gouji pack schema` of a form shows one to compare with",
        ),
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
