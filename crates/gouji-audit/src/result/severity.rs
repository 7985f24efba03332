//! Severities by their numbers, where rows wait.

use gouji_model::Severity;
use serde::{Deserialize, Deserializer, Serializer, de};

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

pub(super) fn serialize<S: Serializer>(
    severity: &Severity,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    })
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Severity, D::Error> {
    let number = u8::deserialize(deserializer)?;
    let severity = SEVERITIES.get(usize::from(number)).copied();
    severity.ok_or_else(|| de::Error::custom("no severity has this number"))
}
