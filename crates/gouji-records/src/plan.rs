//! What to look for in a file: the ways of a mapping laid out as one tree, so that each element is looked
//! up once.

use gouji_model::records::{CodeSource, DataSource, Fact, ListSource, Path, Step};

/// The tree and what it gathers.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// The elements; the outermost is the first.
    pub nodes: Vec<Node>,
    /// What is gathered; the report as a whole is the first.
    pub groups: Vec<Group>,
    /// The facts, each with its field of the first group.
    pub facts: Vec<(Fact, u16)>,
    /// The keys, in the order of the mapping.
    pub keys: Vec<KeyPlan>,
    /// The records, in the order of the mapping.
    pub records: Vec<RecordPlan>,
    /// How many sections it watches for.
    pub sections: usize,
}

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// Its name and prefix.
    pub step: Step,
    /// The elements in it that are looked for.
    pub children: Vec<u32>,
    /// Groups of which it begins an item.
    pub begins: Vec<u16>,
    /// Fields that its text fills.
    pub takes: Vec<(u16, u16)>,
    /// Fields that its attributes fill.
    pub attributes: Vec<(String, u16, u16)>,
    /// The section it is.
    pub section: Option<u16>,
    /// Whether nothing in it matters.
    pub ignored: bool,
}

/// Something with fields that occurs any number of times.
#[derive(Debug, Default)]
pub(crate) struct Group {
    /// The group in whose items it stands.
    pub parent: Option<u16>,
    /// How many fields it has.
    pub fields: u16,
    /// Whether it is a record, whose figures all must be known.
    pub is_record: bool,
    /// Where it begins.
    node: u32,
}

/// A key source: its group and fields.
#[derive(Debug)]
pub(crate) struct KeyPlan {
    pub group: u16,
    pub id: Option<u16>,
    pub key: Vec<u16>,
    pub label: Option<u16>,
}

/// A record source: its groups and fields.
#[derive(Debug)]
pub(crate) struct RecordPlan {
    pub group: u16,
    pub id: Option<u16>,
    /// Where it names its row; fields of the link where there is one.
    pub by: Vec<u16>,
    /// The group of links, and their field for the record.
    pub link: Option<(u16, u16)>,
    pub columns: Vec<u16>,
    /// The groups of codes, with the fields of code and value.
    pub codes: Vec<(u16, u16, u16)>,
    /// The groups of lists, with a field for each column and that of the key.
    pub lists: Vec<(u16, Vec<u16>, Option<u16>)>,
    pub only: Vec<u16>,
    pub section: u16,
}

impl Plan {
    /// Lays out a mapping.
    pub(crate) fn new(source: &DataSource) -> Self {
        let mut plan = Self::default();
        plan.nodes.push(Node {
            step: source.root.clone().unwrap_or_default(),
            ..Node::default()
        });
        let report = plan.group(None, &Path::default(), false);
        for (fact, path) in &source.facts {
            let field = plan.field(report, path);
            plan.facts.push((*fact, field));
        }
        for key in &source.keys {
            let group = plan.group(None, &key.at, false);
            let made = KeyPlan {
                group,
                id: key.id.as_ref().map(|path| plan.field(group, path)),
                key: key.key.iter().map(|path| plan.field(group, path)).collect(),
                label: key.label.as_ref().map(|path| plan.field(group, path)),
            };
            plan.keys.push(made);
        }
        for record in &source.records {
            plan.record(record);
        }
        for path in &source.ignored {
            let node = plan.way(0, &path.steps);
            plan.node(node).ignored = true;
        }
        plan
    }

    fn record(&mut self, record: &gouji_model::records::RecordSource) {
        let within = self.way(0, &record.section.steps);
        let section = match self.node(within).section {
            Some(section) => section,
            None => {
                let section = self.sections as u16;
                self.sections += 1;
                self.node(within).section = Some(section);
                section
            }
        };
        let group = self.group(None, &record.section.join(&record.at), true);
        let id = record.id.as_ref().map(|path| self.field(group, path));
        let link = record.row.link.as_ref().map(|(at, names)| {
            let link = self.group(None, &record.section.join(at), false);
            (link, self.field(link, names))
        });
        let namer = link.map_or(group, |(link, _)| link);
        let made = RecordPlan {
            group,
            id,
            by: self.fields(namer, record.row.by.iter()),
            link,
            columns: self.fields(group, record.columns.iter().map(|(_, path)| path)),
            codes: record
                .codes
                .iter()
                .map(|codes| self.codes(group, codes))
                .collect(),
            lists: record
                .lists
                .iter()
                .map(|list| self.list(group, list))
                .collect(),
            only: self.fields(group, record.only.iter().map(|(path, _)| path)),
            section,
        };
        self.records.push(made);
    }

    fn codes(&mut self, record: u16, codes: &CodeSource) -> (u16, u16, u16) {
        let group = self.group(Some(record), &codes.at, false);
        (
            group,
            self.field(group, &codes.code),
            self.field(group, &codes.value),
        )
    }

    fn list(&mut self, record: u16, list: &ListSource) -> (u16, Vec<u16>, Option<u16>) {
        let group = self.group(Some(record), &list.at, false);
        let columns = self.fields(group, list.columns.iter().map(|(_, path)| path));
        (
            group,
            columns,
            list.key.as_ref().map(|path| self.field(group, path)),
        )
    }

    /// A new group whose items begin at the end of a way from those of its parent.
    fn group(&mut self, parent: Option<u16>, path: &Path, is_record: bool) -> u16 {
        let from = parent.map_or(0, |parent| self.groups[usize::from(parent)].node);
        let node = self.way(from, &path.steps);
        let number = self.groups.len() as u16;
        self.groups.push(Group {
            parent,
            fields: 0,
            is_record,
            node,
        });
        self.node(node).begins.push(number);
        number
    }

    fn fields<'p>(&mut self, group: u16, paths: impl Iterator<Item = &'p Path>) -> Vec<u16> {
        paths.map(|path| self.field(group, path)).collect()
    }

    /// A new field of a group.
    fn field(&mut self, group: u16, path: &Path) -> u16 {
        let own = &mut self.groups[usize::from(group)];
        let (number, from) = (own.fields, own.node);
        own.fields += 1;
        let node = self.way(from, &path.steps);
        let node = self.node(node);
        match &path.attribute {
            Some(name) => node.attributes.push((name.clone(), group, number)),
            None => node.takes.push((group, number)),
        }
        number
    }

    fn node(&mut self, number: u32) -> &mut Node {
        &mut self.nodes[number as usize]
    }

    /// The element at the end of a way, which is laid out where it is new.
    fn way(&mut self, from: u32, steps: &[Step]) -> u32 {
        let mut at = from;
        for step in steps {
            let known = self.nodes[at as usize].children.iter().copied();
            let mut known = known.filter(|child| self.nodes[*child as usize].step == *step);
            at = match known.next() {
                Some(child) => child,
                None => {
                    let child = self.nodes.len() as u32;
                    self.nodes.push(Node {
                        step: step.clone(),
                        ..Node::default()
                    });
                    self.nodes[at as usize].children.push(child);
                    child
                }
            };
        }
        at
    }
}
