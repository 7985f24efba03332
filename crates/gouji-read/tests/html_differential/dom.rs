//! The smallest tree that html5ever can build, to read tables off as a browser sees them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::{Rc, Weak};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns, parse_document};

pub type Handle = Rc<Node>;

/// A node of the tree; text nodes have text, elements a name.
#[derive(Default)]
pub struct Node {
    name: Option<QualName>,
    attributes: Vec<(String, String)>,
    text: RefCell<String>,
    pub children: RefCell<Vec<Handle>>,
    parent: RefCell<Weak<Node>>,
    template: Option<Handle>,
}

impl Node {
    /// The name of an element, empty for other nodes.
    pub fn name(&self) -> &str {
        self.name.as_ref().map_or("", |name| &name.local)
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        self.text.borrow().clone()
    }
}

/// Parses a page as a browser with scripting does.
pub fn parse(page: &str) -> Handle {
    parse_document(Dom::default(), ParseOpts::default()).one(page)
}

#[derive(Default)]
struct Dom {
    document: Handle,
}

fn text_node(text: &str) -> Handle {
    Rc::new(Node {
        text: RefCell::new(text.to_owned()),
        ..Node::default()
    })
}

fn node_of(child: NodeOrText<Handle>) -> Handle {
    match child {
        NodeOrText::AppendNode(node) => node,
        NodeOrText::AppendText(text) => text_node(&text),
    }
}

fn detach(node: &Handle) {
    let parent = node.parent.take().upgrade();
    if let Some(parent) = parent {
        parent
            .children
            .borrow_mut()
            .retain(|child| !Rc::ptr_eq(child, node));
    }
}

impl TreeSink for Dom {
    type Handle = Handle;
    type Output = Handle;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Handle {
        self.document
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.as_ref().expect("an element").expanded()
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Handle {
        let is_template = name.ns == ns!(html) && name.local == local_name!("template");
        let pair = |attr: &Attribute| (attr.name.local.to_string(), attr.value.to_string());
        Rc::new(Node {
            name: Some(name),
            attributes: attrs.iter().map(pair).collect(),
            template: is_template.then(Handle::default),
            ..Node::default()
        })
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle::default()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle::default()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let node = node_of(child);
        detach(&node);
        *node.parent.borrow_mut() = Rc::downgrade(parent);
        parent.children.borrow_mut().push(node);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if element.parent.borrow().upgrade().is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.template.clone().expect("a template")
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        Rc::ptr_eq(x, y)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        let node = node_of(new_node);
        detach(&node);
        let parent = sibling.parent.borrow().upgrade().expect("a parent");
        *node.parent.borrow_mut() = Rc::downgrade(&parent);
        let mut children = parent.children.borrow_mut();
        let at = children.iter().position(|child| Rc::ptr_eq(child, sibling));
        children.insert(at.expect("a child"), node);
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        detach(target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        for child in node.children.take() {
            *child.parent.borrow_mut() = Rc::downgrade(new_parent);
            new_parent.children.borrow_mut().push(child);
        }
    }
}
