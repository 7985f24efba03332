//! How much work the pages of a file ask for, counted before any of it is done.
//!
//! The interpreter can neither be stopped nor given a limit, and forms that draw forms multiply:
//! a file of a few kilobytes can ask for more than any machine can do. So what a page draws is
//! walked first, counting only.

use std::collections::BTreeMap;

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::dict::keys::{FORM, RESOURCES, SUBTYPE};
use hayro_interpret::hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};

use crate::{limits, widths};

/// How deep the interpreter follows forms.
const DEEPEST: usize = 50;

/// What is left of a file's allowance.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    content: usize,
}

impl Budget {
    /// Whether a page can be interpreted within the limits; counts it if so.
    pub(crate) fn takes(&mut self, page: &Page<'_>) -> bool {
        let mut walk = Walk::default();
        let fits = widths::are_bounded(&page.resources().fonts)
            && page
                .page_stream()
                .is_none_or(|content| walk.content(content, page.resources(), 0));
        self.content = self.content.saturating_add(walk.bytes);
        fits && self.content <= limits::ALL_CONTENT
    }
}

/// A walk through the forms a page draws.
#[derive(Default)]
struct Walk {
    bytes: usize,
    forms: usize,
    /// Forms seen, by their number and generation.
    known: BTreeMap<(u32, i32), Form>,
}

/// What a form draws.
#[derive(Clone)]
struct Form {
    /// The names of the objects it draws, in order.
    names: Vec<Vec<u8>>,
    /// The length of its content in bytes.
    length: usize,
}

impl Walk {
    fn content(&mut self, content: &[u8], resources: &Resources<'_>, depth: usize) -> bool {
        let names = drawn(content);
        self.drawing(&names, content.len(), resources, depth)
    }

    fn drawing(
        &mut self,
        names: &[Vec<u8>],
        length: usize,
        resources: &Resources<'_>,
        depth: usize,
    ) -> bool {
        self.bytes = self.bytes.saturating_add(length);
        if self.bytes > limits::PAGE_CONTENT || self.forms > limits::PAGE_FORMS {
            return false;
        }
        if depth > DEEPEST {
            return true;
        }
        names.iter().all(|name| {
            let stream = resources.x_objects.get::<Stream<'_>>(name.as_slice());
            stream.is_none_or(|stream| self.form(&stream, resources, depth + 1))
        })
    }

    fn form(&mut self, stream: &Stream<'_>, resources: &Resources<'_>, depth: usize) -> bool {
        let dict = stream.dict();
        if dict.get::<Name<'_>>(SUBTYPE).as_deref() != Some(FORM) {
            return true;
        }
        self.forms += 1;
        let own = dict.get::<Dict<'_>>(RESOURCES).map(Resources::new);
        let resources = own.as_ref().unwrap_or(resources);
        let key = |id: ObjectIdentifier| (id.obj_number, id.gen_number);
        let id = key(stream.obj_id());
        let Form { names, length } = match self.known.get(&id) {
            Some(known) => known.clone(),
            None if own
                .as_ref()
                .is_some_and(|own| !widths::are_bounded(&own.fonts)) =>
            {
                return false;
            }
            None => {
                let content = stream.decoded_data().unwrap_or_default();
                let found = Form {
                    names: drawn(&content),
                    length: content.len(),
                };
                self.known.insert(id, found.clone());
                found
            }
        };
        self.drawing(&names, length, resources, depth)
    }
}

/// The names of the objects a content stream draws, in order.
fn drawn(content: &[u8]) -> Vec<Vec<u8>> {
    let mut names = Vec::new();
    let mut instructions = TypedIter::new(content);
    while let Some(instruction) = instructions.next() {
        if let TypedInstruction::XObject(object) = instruction {
            names.push(object.0.to_vec());
        }
    }
    names
}
