//! Binding: from a document to reports in an official form.
//!
//! The binder knows forms (data of a rule pack) and nothing of file formats. It decides from the
//! content which edition a document follows, finds the tables among page furniture, matches
//! labels, and fills the cells. What it could not match becomes an observation, never a silent
//! guess.
//!
//! The stages, in order: `lines` flattens the document and looks every text up once (`shape`,
//! `labels`), `edition` chooses the form,
//! `headings` finds the sections, `items` says what each cell is (label, value, text),
//! `laid`, `rows` and `stream` pair labels with values, `facts` reads title, organ and years,
//! `wordings` what labels say beside which row or column they are.

mod at;
mod beside;
mod broken;
mod captions;
mod columns;
mod copies;
mod counted;
mod declared;
mod dropping;
mod edition;
mod elsewhere;
mod extents;
mod facts;
mod filling;
mod group_heads;
mod grouped;
mod headings;
mod items;
mod key;
mod kinds;
mod labels;
mod laid;
mod lexicon;
mod lines;
mod named;
mod noting;
mod open_forms;
mod optional;
mod others_titles;
mod period;
mod proof;
mod prose;
mod reading;
mod regions;
mod rows;
mod segments;
mod sets;
mod shape;
mod standing;
mod stream;
mod title;
mod traces;
mod twins;
mod unfold;
mod wordings;

use std::sync::{Arc, OnceLock};

use gouji_document::Document;
use gouji_model::{Balanced, Form, Report};

pub use crate::kinds::OtherKind;
pub use crate::noting::noting_proof;

use crate::declared::Declared;
use crate::labels::Labels;
use crate::lexicon::Lexicon;
use crate::open_forms::OpenForms;

/// Binds documents to the forms it was made with; made once, used for many documents.
#[derive(Debug)]
pub struct Binder {
    labels: Arc<Labels>,
    lexicons: Vec<Lexicon>,
    /// The forms that leave rows open.
    open: OpenForms,
    /// The forms that say how they are known, once a document is none of the others.
    declared: OnceLock<Declared>,
    declared_forms: Vec<Arc<Form>>,
}

impl Binder {
    /// A binder for these forms.
    #[must_use]
    pub fn new(forms: &[Arc<Form>]) -> Self {
        Self::over(forms, forms.iter().map(|_| None))
    }

    /// A binder for these forms that may ask what must add up in each whether a reading does.
    #[must_use]
    pub fn proving(forms: &[Arc<Form>], balanced: impl Iterator<Item = Arc<dyn Balanced>>) -> Self {
        Self::over(forms, balanced.map(Some))
    }

    fn over(
        forms: &[Arc<Form>],
        balanced: impl Iterator<Item = Option<Arc<dyn Balanced>>>,
    ) -> Self {
        let paired = forms.iter().zip(balanced);
        let (open, closed): (Vec<_>, Vec<_>) = paired.partition(|(form, _)| form.is_template());
        let (declared, others): (Vec<_>, Vec<_>) = closed
            .into_iter()
            .partition(|(form, _)| form.traits.is_declared);
        let own = |(form, _): &(&Arc<Form>, _)| Arc::clone(form);
        let labels = Arc::new(Labels::new(&others.iter().map(own).collect::<Vec<_>>()));
        Self {
            open: OpenForms::new(open.iter().map(own).collect()),
            lexicons: others
                .into_iter()
                .map(|(form, balanced)| Lexicon::new(form, &labels, balanced))
                .collect(),
            labels,
            declared: OnceLock::new(),
            declared_forms: declared
                .into_iter()
                .map(|(form, _)| Arc::clone(form))
                .collect(),
        }
    }

    /// The reports in forms that say how they are known, else in those that leave rows open.
    fn of_other_forms(&self, document: &Document) -> Vec<Report> {
        let reports = self.declared().bind(document);
        match reports.is_empty() {
            true => self.open.bind(document),
            false => reports,
        }
    }

    /// What binds documents to forms that say how they are known.
    fn declared(&self) -> &Declared {
        self.declared
            .get_or_init(|| Declared::new(&self.declared_forms))
    }

    /// The form whose title a document has, though none of its tables, where that form says how its
    /// reports are known.
    #[must_use]
    pub fn titled(&self, document: &Document) -> Option<&Form> {
        let declared = self.declared().titled(document);
        declared.or_else(|| self.open.titled(document))
    }

    /// The reports in a document, in order; none when it holds no report.
    #[must_use]
    pub fn bind(&self, document: &Document) -> Vec<Report> {
        let lines = lines::flatten(document, &self.labels);
        let lines = unfold::unfold(document, lines, &self.lexicons);
        let lines = beside::set_apart(lines, &self.lexicons);
        let (segments, headings) = segments::split(&lines, &self.lexicons);
        // Of a single segment the headings are known, in the words of the last form.
        let known = (segments.len() == 1).then_some(headings.as_slice());
        let reports = self.bind_segments(document, &lines, &segments, known);
        match reports.is_empty() {
            true => self.of_other_forms(document),
            false => reports,
        }
    }

    /// The reports of all segments; a set of tables that is none by itself is of that beside it.
    fn bind_segments<'d>(
        &self,
        document: &'d Document,
        lines: &[lines::Line<'d>],
        segments: &[&[lines::Line<'d>]],
        known: Option<&[headings::Heading<'d>]>,
    ) -> Vec<Report> {
        let mut bound: Vec<sets::Bound> = Vec::new();
        let mut at = 0;
        for segment in segments {
            let lines_of = at..at + segment.len();
            at = lines_of.end;
            let reports = self.bind_segment(document, segment, known);
            if let Some(before) = bound.last_mut()
                && sets::are_one(before, &reports)
            {
                let whole = before.lines.start..at;
                before.reports = self.bind_segment(document, &lines[whole.clone()], None);
                before.lines = whole;
                continue;
            }
            bound.push(sets::Bound {
                lines: lines_of,
                reports,
            });
        }
        twins::note(&mut bound);
        bound.into_iter().flat_map(|bound| bound.reports).collect()
    }

    /// Whether a document is headed like a report, whatever became of its tables.
    #[must_use]
    pub fn is_headed(&self, document: &Document) -> bool {
        title::is_headed(&lines::flatten(document, &self.labels))
    }

    /// Which kind of report a document holds that has a form of its own, where it is headed like a
    /// report and none was found.
    #[must_use]
    pub fn other_kind(&self, document: &Document) -> Option<OtherKind> {
        let lines = lines::flatten(document, &self.labels);
        let title = title::find(&lines, None)?;
        kinds::other_kind(&lines, &title.text)
    }

    /// The reports of a segment: one, but for tables of several extents under captions that say so.
    fn bind_segment<'d>(
        &self,
        document: &'d Document,
        lines: &[lines::Line<'d>],
        known: Option<&[headings::Heading<'d>]>,
    ) -> Vec<Report> {
        let choice = edition::choose(lines, &self.lexicons)
            .or_else(|| edition::without_tables(lines, &self.lexicons));
        let Some(choice) = choice else {
            return Vec::new();
        };
        let whole = self.bind_lines(document, lines, &choice, known);
        if !whole
            .observations
            .iter()
            .any(|seen| extents::may_part(seen.kind))
        {
            return vec![whole];
        }
        let lexicon = &self.lexicons[choice.index];
        let headings = headings::find_all(lines, lexicon);
        let headings: Vec<usize> = headings.iter().map(|heading| heading.line).collect();
        let Some(parts) = extents::split(lines, &headings, lexicon) else {
            return vec![whole];
        };
        let reports = parts.iter().map(|part| {
            let mut report = self.bind_lines(document, &part.lines, &choice, None);
            part.settle(&lexicon.form, &mut report);
            report
        });
        reports.collect()
    }

    /// The report of some lines in the form chosen.
    fn bind_lines<'d>(
        &self,
        document: &'d Document,
        lines: &[lines::Line<'d>],
        choice: &edition::Choice,
        known: Option<&[headings::Heading<'d>]>,
    ) -> Report {
        let lexicon = &self.lexicons[choice.index];
        let last = self.lexicons.last().map(|last| &last.headings);
        let headings = match known.filter(|_| last == Some(&lexicon.headings)) {
            Some(all) => headings::longest(all, lines.len(), lexicon.headings.len()),
            None => headings::find(lines, lexicon),
        };
        let mut report = Report::empty(lexicon.form.id.clone(), lexicon.form.cell_count());
        headings::record(document, &headings, lines, &lexicon.form, &mut report);
        for table in 0..lexicon.form.tables.len() {
            filling::fill_table(lines, &headings, lexicon, table, &mut report);
        }
        edition::record_mixture(choice, &lexicon.form, &mut report);
        facts::record(document, lines, &headings, &mut report);
        optional::take_back(lines, &lexicon.form, &mut report);
        wordings::record(lines, lexicon, &mut report);
        standing::settle(lines, lexicon, &mut report);
        traces::note(lines, lexicon, &mut report);
        report
    }
}

/// Binds one document; see [`Binder`] for many.
#[must_use]
pub fn bind(document: &Document, forms: &[Arc<Form>]) -> Vec<Report> {
    Binder::new(forms).bind(document)
}
