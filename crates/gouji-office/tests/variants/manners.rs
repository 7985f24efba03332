//! The manners in which Word markup comes: from Word, WPS, LibreOffice, libraries and templates.

use crate::markup::{Manner, Merging, USUAL};

const HIDING: &str = "<w:styles><w:style w:type=\"character\" w:styleId=\"H\"><w:rPr><w:vanish/></w:rPr></w:style>\
     <w:style w:type=\"character\" w:styleId=\"N\"><w:basedOn w:val=\"R\"/></w:style>\
     <w:style w:type=\"character\" w:styleId=\"R\"><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
     <w:style w:type=\"paragraph\" w:styleId=\"P\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";

/// A text box as Word writes it for programs old and new.
fn boxed(inside: &str) -> String {
    format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{inside}\
         </w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}\
         </w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
}

/// Every manner that is tried.
pub const MANNERS: &[Manner] = &[
    USUAL,
    // Grids.
    Manner {
        name: "hMerge in place of gridSpan",
        merging: Merging::Old,
        ..USUAL
    },
    Manner {
        name: "gridBefore in place of vMerge",
        merging: Merging::LeftOut,
        ..USUAL
    },
    Manner {
        name: "a grid of the wrong width",
        table: |rows| format!("<w:tbl><w:tblGrid><w:gridCol w:w=\"5\"/></w:tblGrid>{rows}</w:tbl>"),
        ..USUAL
    },
    Manner {
        name: "merges that changed and were tracked",
        cell: |properties, inside| {
            format!(
                "<w:tc><w:tcPr>{properties}<w:tcPrChange><w:tcPr><w:gridSpan w:val=\"3\"/><w:vMerge/></w:tcPr>\
                 </w:tcPrChange></w:tcPr>{inside}</w:tc>"
            )
        },
        ..USUAL
    },
    // Tables in tables, and tables in pieces.
    Manner {
        name: "a table of one cell around everything",
        body: |body| format!("<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"),
        ..USUAL
    },
    Manner {
        name: "a table of three columns around everything",
        body: |body| {
            format!(
                "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{body}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
            )
        },
        ..USUAL
    },
    Manner {
        name: "a frame around each figure",
        figure_paragraph: |runs| {
            format!("<w:tbl><w:tr><w:tc><w:p>{runs}</w:p></w:tc></w:tr></w:tbl><w:p/>")
        },
        ..USUAL
    },
    Manner {
        name: "each block of the second section a table of its own",
        cuts: |table| if table == 0 { &[4, 7, 11] } else { &[] },
        ..USUAL
    },
    Manner {
        name: "the third section's table cut in two",
        cuts: |table| if table == 1 { &[5] } else { &[] },
        ..USUAL
    },
    // Text boxes.
    Manner {
        name: "each table in a text box",
        table: |rows| boxed(&format!("<w:tbl>{rows}</w:tbl><w:p/>")),
        ..USUAL
    },
    Manner {
        name: "everything in a text box",
        body: |body| boxed(&body),
        ..USUAL
    },
    Manner {
        name: "each figure in a text box",
        figure_paragraph: |runs| boxed(&format!("<w:p>{runs}</w:p>")),
        ..USUAL
    },
    Manner {
        name: "text boxes in VML alone",
        table: |rows| {
            format!(
                "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:tbl>{rows}</w:tbl></w:txbxContent>\
                 </v:textbox></v:shape></w:pict></w:r></w:p>"
            )
        },
        ..USUAL
    },
    // Wrappers.
    Manner {
        name: "content controls around tables, rows, cells, paragraphs and runs",
        run: |text| control(&(USUAL.run)(text)),
        figure: |text| control(&(USUAL.figure)(text)),
        figure_paragraph: |runs| control(&(USUAL.figure_paragraph)(runs)),
        cell: |properties, inside| control(&(USUAL.cell)(properties, inside)),
        row: |cells| control(&control(&(USUAL.row)(cells))),
        table: |rows| control(&(USUAL.table)(rows)),
        ..USUAL
    },
    Manner {
        name: "custom XML and smart tags",
        run: |text| {
            format!(
                "<w:smartTag><w:smartTag>{}</w:smartTag></w:smartTag>",
                (USUAL.run)(text)
            )
        },
        figure: |text| format!("<w:customXml>{}</w:customXml>", (USUAL.figure)(text)),
        row: |cells| format!("<w:customXml>{}</w:customXml>", (USUAL.row)(cells)),
        table: |rows| format!("<w:customXml>{}</w:customXml>", (USUAL.table)(rows)),
        ..USUAL
    },
    Manner {
        name: "hyperlinks",
        run: |text| format!("<w:hyperlink>{}</w:hyperlink>", (USUAL.run)(text)),
        ..USUAL
    },
    // Tracked changes, as accepted.
    Manner {
        name: "figures deleted and inserted",
        figure: |text| {
            format!(
                "<w:del><w:r><w:delText>9{text}</w:delText></w:r></w:del><w:ins><w:r><w:t>{text}</w:t></w:r></w:ins>"
            )
        },
        ..USUAL
    },
    Manner {
        name: "figures moved",
        figure: |text| {
            format!(
                "<w:moveFrom><w:r><w:t>9{text}</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>{text}</w:t></w:r></w:moveTo>"
            )
        },
        ..USUAL
    },
    Manner {
        name: "rows deleted and inserted",
        row: |cells| {
            let deleted = cells.replace("<w:vMerge w:val=\"restart\"/>", "");
            format!(
                "<w:tr><w:trPr><w:del/></w:trPr>{deleted}</w:tr><w:tr><w:trPr><w:ins/></w:trPr>{cells}</w:tr>"
            )
        },
        ..USUAL
    },
    Manner {
        name: "cells deleted",
        row: |cells| {
            format!(
                "<w:tr>{cells}<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr>"
            )
        },
        ..USUAL
    },
    Manner {
        name: "paragraphs deleted",
        figure_paragraph: |runs| {
            format!(
                "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>8</w:delText></w:r></w:del></w:p>\
                 <w:p>{runs}</w:p>"
            )
        },
        ..USUAL
    },
    // Notes.
    Manner {
        name: "comments",
        figure: |text| {
            format!(
                "<w:commentRangeStart/>{}<w:commentRangeEnd/><w:r><w:commentReference/></w:r>",
                (USUAL.figure)(text)
            )
        },
        ..USUAL
    },
    Manner {
        name: "footnotes",
        figure: |text| {
            format!(
                "{}<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:endnoteReference w:customMarkFollows=\"1\" \
                 w:id=\"3\"/><w:t>4</w:t></w:r>",
                (USUAL.figure)(text)
            )
        },
        ..USUAL
    },
    Manner {
        name: "raised digits",
        figure: |text| {
            format!(
                "{}<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>",
                (USUAL.figure)(text)
            )
        },
        ..USUAL
    },
    Manner {
        name: "digits raised by a style, in brackets",
        figure: |text| {
            format!(
                "{}<w:r><w:rPr><w:rStyle w:val=\"N\"/></w:rPr><w:t>[12]</w:t></w:r>",
                (USUAL.figure)(text)
            )
        },
        parts: &[("styles.xml", "styles", HIDING)],
        ..USUAL
    },
    Manner {
        name: "a circled number behind each figure",
        figure: |text| (USUAL.figure)(&format!("{text}①")),
        ..USUAL
    },
    // Fields.
    Manner {
        name: "simple fields",
        figure: |text| {
            format!(
                "<w:fldSimple w:instr=\" =SUM(LEFT) \">{}</w:fldSimple>",
                (USUAL.figure)(text)
            )
        },
        ..USUAL
    },
    Manner {
        name: "fields in the codes of fields",
        figure: |text| {
            let inner = field("=SUM(LEFT)", "<w:r><w:t>77</w:t></w:r>");
            let code = format!(" IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 77 ");
            field(&code, &(USUAL.figure)(text))
        },
        ..USUAL
    },
    Manner {
        name: "fields of forms",
        figure: |text| field("FORMTEXT", &(USUAL.figure)(text)),
        ..USUAL
    },
    // Text.
    Manner {
        name: "a run for each character",
        run: |text| {
            let run = |c: char| {
                format!(
                    "<w:proofErr/>{}<w:bookmarkStart/>",
                    (USUAL.run)(&c.to_string())
                )
            };
            text.chars().map(run).collect()
        },
        ..USUAL
    },
    Manner {
        name: "labels with a break and a soft hyphen in them, figures between tabs",
        run: |text| {
            let (before, after) = text.split_at(
                text.char_indices()
                    .nth(text.chars().count() / 2)
                    .map_or(0, |(at, _)| at),
            );
            format!("<w:r><w:t>{before}</w:t><w:softHyphen/><w:br/><w:t>{after}</w:t></w:r>")
        },
        label_paragraph: |text, runs| {
            // Headings, titles and figures have no breaks.
            let is_line = text.contains(['年', '、']) && !text.contains("本年");
            let is_line = is_line || text.chars().filter(|c| *c >= '一').count() < 3;
            format!(
                "<w:p>{}</w:p>",
                if is_line { (USUAL.run)(text) } else { runs }
            )
        },
        figure: |text| format!("<w:r><w:tab/><w:t>{text}</w:t><w:tab/></w:r>"),
        ..USUAL
    },
    Manner {
        name: "glosses",
        run: |text| {
            format!(
                "<w:r><w:ruby><w:rt><w:r><w:t>pinyin1</w:t></w:r></w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
                (USUAL.run)(text)
            )
        },
        ..USUAL
    },
    Manner {
        name: "glosses as equation fields",
        run: |text| {
            let code = format!("EQ \\* jc2 \\o\\ad(\\s\\up 9(guī zhāng),{text})");
            format!(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
            )
        },
        ..USUAL
    },
    Manner {
        name: "hidden text",
        figure: |text| {
            format!(
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>{}",
                (USUAL.figure)(text)
            )
        },
        ..USUAL
    },
    Manner {
        name: "white letters on paper, and dots",
        figure: |text| {
            format!(
                "<w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>9</w:t></w:r>\
                 <w:r><w:rPr><w:color w:val=\"FFFFFF\" w:themeColor=\"background1\"/></w:rPr><w:t>9</w:t></w:r>\
                 <w:r><w:rPr><w:sz w:val=\"2\"/></w:rPr><w:t>9</w:t></w:r>{}",
                (USUAL.figure)(text)
            )
        },
        ..USUAL
    },
    Manner {
        name: "white letters on something dark",
        figure: |text| {
            format!(
                "<w:r><w:rPr><w:color w:val=\"ffffff\"/><w:shd w:val=\"clear\" w:fill=\"1F4E79\"/></w:rPr>\
                 <w:t>{text}</w:t></w:r>"
            )
        },
        ..USUAL
    },
    Manner {
        name: "white letters in dark cells",
        figure: |text| {
            format!("<w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>{text}</w:t></w:r>")
        },
        cell: |properties, inside| {
            format!(
                "<w:tc><w:tcPr>{properties}<w:shd w:val=\"clear\" w:fill=\"1F4E79\"/></w:tcPr>{inside}</w:tc>"
            )
        },
        ..USUAL
    },
    Manner {
        name: "text hidden by styles",
        figure: |text| {
            format!(
                "<w:r><w:rPr><w:rStyle w:val=\"H\"/></w:rPr><w:t>9</w:t></w:r>{}",
                (USUAL.figure)(text)
            )
        },
        figure_paragraph: |runs| {
            format!(
                "<w:p><w:pPr><w:pStyle w:val=\"P\"/></w:pPr><w:r><w:t>5</w:t></w:r></w:p><w:p>{runs}</w:p>"
            )
        },
        parts: &[("styles.xml", "styles", HIDING)],
        ..USUAL
    },
    Manner {
        name: "digits as symbols",
        figure: |text| {
            let symbol =
                |c: char| format!("<w:sym w:font=\"Symbol\" w:char=\"F0{:02X}\"/>", c as u32);
            format!(
                "<w:r>{}</w:r>",
                text.chars().map(symbol).collect::<String>()
            )
        },
        ..USUAL
    },
    Manner {
        name: "figures as formulas",
        figure: |text| format!("<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>"),
        ..USUAL
    },
];

fn control(inside: &str) -> String {
    format!("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
}

fn field(code: &str, result: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r>\
         <w:fldChar w:fldCharType=\"separate\"/></w:r>{result}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}
