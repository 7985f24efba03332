//! The ids of the table of requests of the disclosure forms, in their order.

/// The kinds of applicants, each a column.
pub const APPLICANTS: [&str; 6] = [
    "natural_person",
    "legal.commercial",
    "legal.research",
    "legal.public_welfare",
    "legal.legal_services",
    "legal.other",
];

/// The heads of their columns and of that of the total, as the forms print them.
pub const HEADS: [&str; 7] = [
    "自然人",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
    "总计",
];

/// What can become of a request, each a row.
pub const RESULTS: [&str; 21] = [
    "results.granted",
    "results.partial",
    "results.denied.state_secret",
    "results.denied.law_prohibits",
    "results.denied.three_safety_one_stability",
    "results.denied.third_party",
    "results.denied.internal_affairs",
    "results.denied.deliberative",
    "results.denied.enforcement_file",
    "results.denied.admin_query",
    "results.unable.not_held",
    "results.unable.needs_creation",
    "results.unable.still_unclear",
    "results.not_processed.complaint",
    "results.not_processed.repeat",
    "results.not_processed.publication",
    "results.not_processed.massive",
    "results.not_processed.reconfirm",
    "results.other.no_correction",
    "results.other.fee_unpaid",
    "results.other.misc",
];

/// All rows of the form of 2021.
pub fn rows() -> impl Iterator<Item = &'static str> {
    let before = ["new", "carried_over"].into_iter();
    let after = ["results.total", "carried_forward"];
    before.chain(RESULTS).chain(after)
}
