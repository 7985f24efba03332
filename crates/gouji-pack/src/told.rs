//! What schemas say in words, in the language of those who read them: in both, or in English alone.

use gouji_model::{Bilingual, Language};
use serde_json::Value;

/// What stands between both languages of a text until it is known who reads it; no text has it.
const BETWEEN: char = '\u{1f}';

/// Both languages of a text, once where they say the same.
pub(crate) fn both(text: &Bilingual) -> String {
    match text.zh == text.en {
        true => text.zh.clone(),
        false => format!("{}{BETWEEN}{}", text.zh, text.en),
    }
}

/// Puts the words of a schema into a language: Chinese readers have always had both.
pub(crate) fn tell(schema: &mut Value, language: Language) {
    match schema {
        Value::String(text) => {
            if let Some((zh, en)) = text.split_once(BETWEEN) {
                *text = match language {
                    Language::Chinese => format!("{zh} / {en}"),
                    Language::English => en.to_owned(),
                };
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| tell(item, language)),
        Value::Object(entries) => {
            let values = entries.iter_mut().map(|(_, value)| value);
            values.for_each(|value| tell(value, language));
        }
        _ => {}
    }
}
