//! Two reports of which each is in another unit, made ready to be compared.

use std::borrow::Cow;

use gouji_model::{Form, Report};

/// A report, and the one it is compared with in its unit; the remark that this was done goes into the report.
pub(crate) fn in_one_unit<'r>(
    form: &Form,
    report: &'r Report,
    prior_form: &Form,
    prior: &'r Report,
) -> (Cow<'r, Report>, Cow<'r, Report>) {
    let converted = prior.in_unit_of(prior_form, (form, report));
    if converted.converted.is_empty() {
        return (Cow::Borrowed(report), converted);
    }
    let mut report = Cow::Borrowed(report);
    let unit = prior.unit_word(prior_form);
    if let Some(remark) = unit.and_then(|unit| report.conversion(form, unit))
        && !report.observations.contains(&remark)
    {
        report.to_mut().observations.push(remark);
    }
    (report, converted)
}
