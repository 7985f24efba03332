//! Walking through a file: what the drivers come by is held against the plan, and what it looks for is taken up.

use gouji_format::{Excess, limits};
use gouji_model::SourceRange;

use crate::RecordsError;
use crate::captured::{Captured, MisalignedLine, Text, UnknownElement};
use crate::plan::Plan;

/// Most elements that are noted because nothing is known of them.
const MOST_UNKNOWN: usize = 1_000;

/// An element that is open.
#[derive(Debug, Default)]
struct Open {
    /// Its node of the plan; none where it is not looked for.
    node: Option<u32>,
    /// Whether nothing in it matters.
    ignored: bool,
    /// Whether elements stand in it.
    has_inside: bool,
    /// Its name, of one not looked for.
    name: Text,
    /// Where its text begins and ends so far.
    range: Option<SourceRange>,
    /// Its text so far, where that is more than one piece.
    text: Option<String>,
}

/// A walk through a file.
pub(crate) struct Walk<'p, 't> {
    plan: &'p Plan,
    source: &'t str,
    open: Vec<Open>,
    /// The open item of each group.
    items: Vec<Option<u32>>,
    captured: Captured,
    elements: usize,
}

impl<'p, 't> Walk<'p, 't> {
    /// Begins at the outermost element.
    pub(crate) fn new(plan: &'p Plan, source: &'t str) -> Self {
        let mut captured = Captured::default();
        captured.sections.resize(plan.sections, false);
        Self {
            plan,
            source,
            open: Vec::new(),
            items: vec![None; plan.groups.len()],
            captured,
            elements: 0,
        }
    }

    /// Opens an element. `fits` says whether its namespace is that of a prefix.
    pub(crate) fn start(
        &mut self,
        name: &str,
        at: u32,
        fits: impl Fn(&str) -> bool,
    ) -> Result<(), RecordsError> {
        self.elements += 1;
        if self.open.len() >= limits::DEPTH {
            return Err(RecordsError::TooMuch(Excess::Depth));
        }
        if self.elements > limits::NODES || self.captured.size() > limits::CELLS {
            return Err(RecordsError::TooMuch(Excess::Nodes));
        }
        let plan = self.plan;
        let (node, ignored) = match self.open.last_mut() {
            None => (Some(0), false),
            Some(outer) => {
                outer.has_inside = true;
                let inside = outer.node.map(|node| &plan.nodes[node as usize].children);
                let mut inside = inside.into_iter().flatten().copied();
                let found = inside.find(|child| {
                    let step = &plan.nodes[*child as usize].step;
                    step.names.iter().any(|known| known == name)
                        && step.prefix.as_deref().is_none_or(&fits)
                });
                (found, outer.ignored)
            }
        };
        let known = node.map(|node| &plan.nodes[node as usize]);
        self.open.push(Open {
            node,
            ignored: ignored || known.is_some_and(|node| node.ignored),
            name: if known.is_none() {
                name_of(name, self.source)
            } else {
                Text::default()
            },
            ..Open::default()
        });
        let Some(known) = known else { return Ok(()) };
        if let Some(section) = known.section {
            self.captured.sections[usize::from(section)] = true;
        }
        for group in &known.begins {
            let kind = &plan.groups[usize::from(*group)];
            let parent = kind
                .parent
                .and_then(|parent| self.items[usize::from(parent)]);
            let item = self.captured.begin(*group, parent, at, kind.fields);
            self.items[usize::from(*group)] = Some(item);
        }
        Ok(())
    }

    /// Whether attributes of the element just opened are looked for.
    pub(crate) fn wants_attributes(&self) -> bool {
        self.node().is_some_and(|node| !node.attributes.is_empty())
    }

    /// Takes an attribute of the element just opened.
    pub(crate) fn attribute(&mut self, name: &str, text: &Text) {
        let Some(node) = self.node() else { return };
        for (wanted, group, field) in &node.attributes {
            if wanted == name
                && let Some(item) = self.items[usize::from(*group)]
            {
                self.captured.put(item, *field, text.clone(), self.source);
            }
        }
    }

    fn node(&self) -> Option<&'p crate::plan::Node> {
        let node = self.open.last()?.node?;
        self.plan.nodes.get(node as usize)
    }

    /// Takes a piece of text of the innermost element, which stands in a range of the source.
    pub(crate) fn text(&mut self, piece: &str, range: SourceRange) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let Some(first) = &mut open.range else {
            let is_as_written =
                self.source.get(range.start as usize..range.end as usize) == Some(piece);
            open.range = Some(range);
            open.text = (!is_as_written).then(|| piece.to_owned());
            return;
        };
        let before = self.source.get(first.start as usize..first.end as usize);
        let text = open
            .text
            .get_or_insert_with(|| before.unwrap_or_default().to_owned());
        text.push_str(piece);
        first.end = range.end;
    }

    /// Closes the innermost element; `at` is where an empty one ends.
    pub(crate) fn end(&mut self, at: u32) {
        let Some(open) = self.open.pop() else { return };
        let (source, plan) = (self.source, self.plan);
        let text = || trimmed(&open, at, source);
        let Some(node) = open.node.and_then(|node| plan.nodes.get(node as usize)) else {
            if !open.has_inside && !open.ignored {
                self.note_unknown(&open, text());
            }
            return;
        };
        if !node.takes.is_empty() && !open.has_inside {
            let text = text();
            for (group, field) in &node.takes {
                if let Some(item) = self.items[usize::from(*group)] {
                    self.captured.put(item, *field, text.clone(), source);
                }
            }
        }
        for group in &node.begins {
            self.items[usize::from(*group)] = None;
        }
    }

    /// Notes an element that is not looked for, if it holds a figure.
    fn note_unknown(&mut self, open: &Open, text: Text) {
        let content = text.get(self.source);
        let is_figure = content.bytes().any(|byte| byte.is_ascii_digit())
            && content
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'<'));
        if !is_figure || self.captured.unknown.len() >= MOST_UNKNOWN {
            return;
        }
        let groups = self.plan.groups.iter().zip(&self.items);
        let record = groups
            .filter(|(group, _)| group.is_record)
            .find_map(|(_, item)| *item);
        let name = open.name.get(self.source).to_owned();
        self.captured.unknown.push(UnknownElement {
            name,
            text,
            item: record,
        });
    }

    /// Notes a line with more values than there are names.
    pub(crate) fn note_misaligned(&mut self, line: MisalignedLine) {
        self.captured.misaligned.push(line);
    }

    /// What was taken up, once all elements are closed.
    pub(crate) fn finish(self) -> Result<Captured, RecordsError> {
        match self.open.is_empty() && self.elements > 0 {
            true => Ok(self.captured),
            false => Err(RecordsError::Cut),
        }
    }
}

/// The text of an element without the spaces around it.
fn trimmed(open: &Open, at: u32, source: &str) -> Text {
    let range = open.range.unwrap_or(SourceRange::new(at, at));
    if let Some(text) = &open.text {
        return Text {
            range,
            owned: Some(text.trim().into()),
        };
    }
    let text = source
        .get(range.start as usize..range.end as usize)
        .unwrap_or_default();
    let before = text.len() - text.trim_start().len();
    let length = text.trim().len();
    let start = range.start + before as u32;
    let range = match length {
        // What is blank stands where it begins.
        0 => SourceRange::new(range.start, range.start),
        _ => SourceRange::new(start, start + length as u32),
    };
    Text { range, owned: None }
}

/// The name of an element: where it stands, or what it is where it is not written like that.
fn name_of(name: &str, source: &str) -> Text {
    let range = range_of(name, source);
    let as_written = range.end > range.start;
    Text {
        range,
        owned: (!as_written).then(|| name.into()),
    }
}

/// Where a piece of the source stands in it; nowhere for other text.
pub(crate) fn range_of(piece: &str, source: &str) -> SourceRange {
    let from = (piece.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
    match from.checked_add(piece.len()) {
        Some(to) if to <= source.len() => SourceRange::new(from as u32, to as u32),
        _ => SourceRange::default(),
    }
}
