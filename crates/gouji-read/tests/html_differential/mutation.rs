//! Deterministic damage to pages.

/// What damaged bytes are replaced with: what tokenizers care about, but for `&` (see `main`).
const BYTES: [char; 15] = [
    '<', '>', '/', '"', '\'', '=', '!', '-', ' ', '\n', '0', '2', 't', 'd', '表',
];
/// Tags inserted anywhere.
const TAGS: [&str; 24] = [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th colspan=2>",
    "</th>",
    "<tbody>",
    "</tbody>",
    "<thead>",
    "</thead>",
    "<tfoot>",
    "</tfoot>",
    "<caption>",
    "</caption>",
    "<col>",
    "<td rowspan=0>",
    "<td rowspan=3 colspan=2>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<p>",
];

/// A small generator of numbers that look random and are always the same.
pub struct Dice(pub u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }
}

/// A page with one to four damages.
pub fn damaged(page: &str, dice: &mut Dice) -> String {
    let mut page: Vec<char> = page.chars().collect();
    for _ in 0..=dice.below(4) {
        damage(&mut page, dice);
    }
    page.into_iter().collect()
}

fn damage(page: &mut Vec<char>, dice: &mut Dice) {
    let at = dice.below(page.len());
    let end = (at + 1 + dice.below(8)).min(page.len());
    match dice.below(9) {
        0 => drop(page.drain(at..end)),
        1 => insert(page, end, page[at..end].to_vec()),
        2 => page[at] = BYTES[dice.below(BYTES.len())],
        3 => page.insert(at, BYTES[dice.below(BYTES.len())]),
        4 => insert(page, at, TAGS[dice.below(TAGS.len())].chars().collect()),
        5 => drop(page.drain(tag(page, at))),
        6 => insert(page, tag(page, at).end, page[tag(page, at)].to_vec()),
        7 => insert(page, dice.below(page.len()), page[tag(page, at)].to_vec()),
        _ if dice.below(8) == 0 => page.truncate(at),
        _ => drop(page.drain(tag(page, at))),
    }
    if page.is_empty() {
        page.push(' ');
    }
}

fn insert(page: &mut Vec<char>, at: usize, piece: Vec<char>) {
    page.splice(at..at, piece);
}

/// The first tag from a place on, or the character there.
fn tag(page: &[char], at: usize) -> std::ops::Range<usize> {
    let start = (at..page.len()).find(|at| page[*at] == '<');
    let end = start.and_then(|start| (start..page.len()).find(|at| page[*at] == '>'));
    match (start, end) {
        (Some(start), Some(end)) => start..end + 1,
        _ => at..at + 1,
    }
}
