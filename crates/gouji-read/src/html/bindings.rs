//! Content that stands nowhere in the text of a page, because a script puts it there once the page is open.
//!
//! Frameworks name in an attribute what they fill an element with. A page's own script may fill an element
//! that it finds by its id.

use memchr::{memchr, memchr_iter, memmem, memrchr};

use super::attributes::walk;

/// The attributes by which frameworks fill elements, without `data-` before them.
const ATTRIBUTES: [&str; 8] = [
    "v-text",
    "ng-bind",
    "ng-bind-html",
    "bind",
    "x-text",
    "s-text",
    "m-text",
    "th-text",
];

/// Whether an attribute is one by which a framework fills its element.
pub(super) fn fills(attribute: &[u8]) -> bool {
    let name = match attribute.get(..DATA.len()) {
        Some(start) if start.eq_ignore_ascii_case(DATA) => &attribute[DATA.len()..],
        // Without `data-`, the word alone is no such attribute.
        _ if attribute.eq_ignore_ascii_case(b"bind") => return false,
        _ => attribute,
    };
    let is = |known: &&str| name.eq_ignore_ascii_case(known.as_bytes());
    ATTRIBUTES.iter().any(is)
}

const DATA: &[u8] = b"data-";

/// What scripts do to fill an element.
const FILLING: [&str; 7] = [
    "innerHTML",
    "innerText",
    "textContent",
    "outerHTML",
    ".text(",
    ".html(",
    ".append",
];
/// Most tags of a cell without text.
const MOST_TAGS: usize = 64;
/// Most elements of a page for which its scripts are searched.
const MOST_SEARCHED: u32 = 1_000;

/// The scripts of a page that may fill elements.
#[derive(Debug, Default)]
pub(super) struct Scripts<'s> {
    /// Those that do; nothing until they are asked for.
    filling: Option<Vec<&'s [u8]>>,
    searched: u32,
}

impl<'s> Scripts<'s> {
    /// Whether the page's scripts may fill the cell whose content begins at a place: they name the id of its tag
    /// or of one in it.
    pub(super) fn may_fill(&mut self, page: &'s [u8], content: usize) -> bool {
        if self.filling.get_or_insert_with(|| filling(page)).is_empty() {
            return false;
        }
        let cell = markup(page, content);
        memmem::find_iter(cell, b"id=").any(|at| {
            let is_attribute = cell[..at].last().is_some_and(u8::is_ascii_whitespace);
            let tag = cell[..at].iter().rposition(|byte| *byte == b'<');
            let id = tag
                .filter(|_| is_attribute)
                .and_then(|tag| id_of(cell, tag));
            id.is_some_and(|id| self.name(id))
        })
    }

    fn name(&mut self, id: &[u8]) -> bool {
        self.searched += 1;
        let is_bounded = !id.is_empty() && self.searched <= MOST_SEARCHED;
        let mut filling = self.filling.iter().flatten();
        is_bounded && filling.any(|script| is_named(script, id))
    }
}

/// The tag of a cell whose content begins at a place, and its content.
fn markup(page: &[u8], content: usize) -> &[u8] {
    let before = page.get(..content).unwrap_or_default();
    let start = memrchr(b'<', before).unwrap_or(content);
    let rest = page.get(content..).unwrap_or_default();
    let of_table = |at: &usize| {
        let name = rest.get(at + 1..).unwrap_or_default();
        let name = name.strip_prefix(b"/").unwrap_or(name);
        name.first()
            .is_some_and(|first| matches!(first, b't' | b'T'))
    };
    let mut tags = memchr_iter(b'<', rest).take(MOST_TAGS);
    let end = tags.find(of_table).unwrap_or_default();
    page.get(start..content + end).unwrap_or_default()
}

/// The id of the tag that begins at a place.
fn id_of(markup: &[u8], tag: usize) -> Option<&[u8]> {
    let name = markup[tag..].iter().position(u8::is_ascii_whitespace)?;
    let mut found = None;
    walk(markup, tag + name, |attribute, value| {
        if attribute.eq_ignore_ascii_case(b"id") {
            found.get_or_insert(value);
        }
    });
    found
}

/// The scripts of a page that fill elements.
fn filling(page: &[u8]) -> Vec<&[u8]> {
    let scripts = memmem::find_iter(page, b"<script").filter_map(|at| {
        let rest = page.get(at..)?;
        let content = rest.get(memchr(b'>', rest)?..)?;
        content.get(..memmem::find(content, b"</script").unwrap_or(content.len()))
    });
    let fills = |script: &&[u8]| {
        let does = |what: &&str| memmem::find(script, what.as_bytes()).is_some();
        FILLING.iter().any(does)
    };
    scripts.filter(fills).collect()
}

/// Whether a script names an id: between quotation marks, or behind `#` as selectors do.
fn is_named(script: &[u8], id: &[u8]) -> bool {
    memmem::find_iter(script, id).any(|at| {
        let before = at.checked_sub(1).and_then(|at| script.get(at));
        let behind = script.get(at + id.len());
        matches!(before, Some(b'"' | b'\'' | b'`' | b'#'))
            && matches!(behind, Some(b'"' | b'\'' | b'`' | b' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_of_frameworks() {
        for (attribute, expected) in [
            ("v-text", true),
            ("data-bind", true),
            ("data-ng-bind", true),
            ("NG-BIND", true),
            ("bind", false),
            ("data-text", false),
            ("class", false),
        ] {
            assert_eq!(fills(attribute.as_bytes()), expected, "{attribute}");
        }
    }

    #[test]
    fn scripts_fill_what_they_name_by_its_id() {
        for (cell, filled) in [
            ("<td id=a>", true),
            ("<td><span class=x id=\"b\"></span>", true),
            ("<TD CLASS=x id=b>", true),
            ("<td data-id=a>", false),
            ("<td id=d>", false),
            ("<td id=>", false),
            ("<td>", false),
        ] {
            let page = format!(
                "{cell}</td><td id=a></td><script>$('#a').html(9);\"b\"</script><script>'d'</script>"
            );
            let content = page.find('>').unwrap_or_default() + 1;
            let found = Scripts::default().may_fill(page.as_bytes(), content);
            assert_eq!(found, filled, "{cell}");
        }
    }

    #[test]
    fn a_cell_that_is_filled_elsewhere_is_not_blank() {
        use gouji_document::{Block, Source};

        let cell = |inside: &str| {
            let page =
                format!("<table><tr><td>a{inside}<td>b</table><script>$('#a').text(9)</script>");
            let document = super::super::read_html(&Source::decode(page.as_bytes()));
            let texts = document.blocks.iter().find_map(|block| match block {
                Block::Table(table) => Some(document.text(table.cells[1].text).to_owned()),
                Block::Paragraph(_) => None,
            });
            texts.unwrap_or_default()
        };
        for (inside, text) in [
            (
                "<td><i style='background:url(5.png) no-repeat'></i>",
                "\u{fffc}",
            ),
            (
                "<td><div style=\"background-image: url('5.png')\">&nbsp;</div>",
                "\u{fffc}",
            ),
            ("<td><i style='background:url(5.png)'>5</i>", "5"),
            ("<td style='background:url(paper.png)'></td>", ""),
            ("<td v-text=total></td>", "\u{fffc}"),
            ("<td><span ng-bind='total'></span>", "\u{fffc}"),
            (
                "<td><span data-bind='text: total'>&nbsp;</span>",
                "\u{fffc}",
            ),
            ("<td><span data-bind='text: total'>5</span>", "5"),
            ("<td id=a></td>", "\u{fffc}"),
            ("<td><b id='a'></b></td>", "\u{fffc}"),
            ("<td id=b></td>", ""),
            (
                "<td><div><template shadowrootmode=open>5</template></div>",
                "\u{fffc}",
            ),
            ("<td><template>5</template>", ""),
            ("<td><i hidden v-text=total></i>", ""),
        ] {
            assert_eq!(cell(inside), text, "{inside}");
        }
    }
}
