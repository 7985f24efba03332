//! What pages read as: tables, paragraphs, places.

use super::*;
use gouji_document::{Block, Cell};

fn read(html: &str) -> Document {
    read_html(&Source::decode(html.as_bytes()))
}

fn cells(document: &Document) -> Vec<&[Cell]> {
    let mut found = Vec::new();
    for block in &document.blocks {
        if let Block::Table(table) = block {
            found.push(table.cells.as_slice());
        }
    }
    found
}

/// The tables of a page: `row,column:text` of every cell, spans as `rows×columns` where not 1.
fn tables(html: &str) -> Vec<String> {
    let document = read(html);
    let show = |cell: &Cell| {
        let spans = match (cell.row_span, cell.column_span) {
            (1, 1) => String::new(),
            (rows, columns) => format!("[{rows}×{columns}]"),
        };
        let text = document.text(cell.text);
        format!("{},{}:{text}{spans}", cell.row, cell.column)
    };
    let table = |cells: &[Cell]| cells.iter().map(show).collect::<Vec<_>>().join(" ");
    cells(&document).into_iter().map(table).collect()
}

fn paragraphs(html: &str) -> Vec<String> {
    let document = read(html);
    let text = |block: &Block| match block {
        Block::Paragraph(paragraph) => Some(document.text(paragraph.text).to_owned()),
        Block::Table(_) => None,
    };
    document.blocks.iter().filter_map(text).collect()
}

fn at(html: &str, place: Place) -> &str {
    match place {
        Place::Text(range) => &html[range.start as usize..range.end as usize],
        _ => panic!("no text place"),
    }
}

#[test]
fn spans_place_cells_as_in_a_browser() {
    let html = "<table><tr><td rowspan=2>a<td colspan='2'>b<tr><td>c<td>d</table>";
    assert_eq!(tables(html), ["0,0:a[2×1] 0,1:b[1×2] 1,1:c 1,2:d"]);
}

#[test]
fn rows_reach_only_to_the_end_of_their_group() {
    let html = "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody>\
        <tr><td rowspan=9>d<td>e<tfoot><tr><td>f</table>";
    assert_eq!(tables(html), ["0,0:a[2×1] 0,1:b 1,1:c 2,0:d 2,1:e 3,0:f"]);
}

#[test]
fn text_of_a_cell_is_joined_and_decoded() {
    let html = "<table><tr><td><p>本年新 <br/>制作<span>数\n量</span></p>\n</td><td>&nbsp;</td>\
        <td> 1&#50; \n 3</td><td><ul><li>一<li>二</ul></table>";
    assert_eq!(
        tables(html),
        ["0,0:本年新\n制作数 量 0,1: 0,2:12 3 0,3:一\n二"]
    );
}

#[test]
fn tags_that_mean_nothing_in_a_table_are_ignored() {
    let html =
        "</td><td>x</tr><table><tr><td>a</th>b</td></thead></td><td>c<td>d</caption>e</table>";
    assert_eq!(tables(html), ["0,0:ab 0,1:c 0,2:de"]);
    let html = "<table><td>a<td>b<td>c<colgroup><col><td>d</table></table>";
    assert_eq!(tables(html), ["0,0:a 0,1:b 0,2:c 1,0:d"]);
}

#[test]
fn unclosed_tables_and_cells_end_where_browsers_end_them() {
    let html = "<table><tr><td>a<td>b<td>c</td><table><tr><td>d<td>e<td>f";
    assert_eq!(tables(html), ["0,0:a 0,1:b 0,2:c", "0,0:d 0,1:e 0,2:f"]);
    let html = "<table><tr><td>a<td>b<td>c</table><td>x";
    assert_eq!(
        (tables(html).len(), paragraphs(html)),
        (1, vec!["x".to_owned()])
    );
}

#[test]
fn a_table_around_tables_is_layout() {
    let html = "<table><tr><td>左<br>栏</td><td>前<p>言<table><tr><td>1<td>2<td>3</table>后</td></tr>\
        <tr><td>尾</td></tr></table>";
    assert_eq!(tables(html), ["0,0:1 0,1:2 0,2:3"]);
    assert_eq!(paragraphs(html), ["左", "栏", "前", "言", "后", "尾"]);
    let html = "<table><caption>题<table><tr><td>1<td>2<td>3</table></caption><tr><td>外</table>";
    assert_eq!(
        (tables(html).len(), paragraphs(html)),
        (1, vec!["题".to_owned(), "外".to_owned()])
    );
}

#[test]
fn text_between_cells_is_a_paragraph_and_no_part_of_a_cell() {
    let html = "<table>甲<caption>表一</caption><tr>乙<td>1</td>丙<td>2<td>3</tr>丁</table>";
    assert_eq!(tables(html), ["0,0:1 0,1:2 0,2:3"]);
    assert_eq!(paragraphs(html), ["甲", "表一", "乙", "丙", "丁"]);
}

#[test]
fn paragraphs_end_at_blocks_and_line_breaks() {
    let html = "<h1>年度<b>报告</b></h1><p> </p><div>一、<div>二</div>三<br>四<p>&nbsp;</p><span>五</span>六";
    assert_eq!(
        paragraphs(html),
        ["年度报告", "一、", "二", "三", "四", "五六"]
    );
}

#[test]
fn scripts_comments_and_conditions_are_no_content() {
    let html = "<script>var a='<table><tr><td>9';</script><!-- <p>x --><![if !mso]>甲<![endif]>\
        <style>p{}</style><noscript><p>乙</noscript>";
    assert_eq!(paragraphs(html), ["甲"]);
    assert!(tables(html).is_empty());
}

#[test]
fn the_first_title_is_declared() {
    let html = "<title> 某局\n2023年&nbsp;年报 </title><body>甲<svg><title>图标</title></svg>";
    let document = read(html);
    let title = document.declared_title.unwrap();
    assert_eq!(document.text(title.text), "某局 2023年\u{a0}年报");
    assert_eq!(at(html, title.place), "某局\n2023年&nbsp;年报");
    assert_eq!(paragraphs(html), ["甲"]);
}

#[test]
fn places_read_back() {
    let html = "<table><tr><td class=\"a>b\"> 12 </td><td>乙&amp;丙</td><td></td><td> <p>&nbsp; </p></td>\
        <td>&ldquo;甲&rdquo; </td><td> \n </td><td x>";
    let document = read(html);
    let places: Vec<&str> = cells(&document)[0]
        .iter()
        .map(|cell| at(html, cell.place))
        .collect();
    assert_eq!(
        places,
        ["12", "乙&amp;丙", "", "&nbsp;", "&ldquo;甲&rdquo;", "", ""]
    );
    let Place::Text(blank) = cells(&document)[0][2].place else {
        panic!("no text place");
    };
    assert!(html[..blank.start as usize].ends_with("丙</td><td>"));
}

#[test]
fn deeply_nested_tables_end() {
    let nested = "<table><tr><td>1<td>2<td>3".repeat(10_000);
    assert_eq!(tables(&nested).len(), 1);
    let closed = "<table><tr><td>1".repeat(10_000) + "深" + &"</table>".repeat(10_000) + "后";
    assert!(paragraphs(&closed).contains(&"后".to_owned()));
}

#[test]
fn claimed_spans_cost_nothing() {
    let row = "<tr><td colspan=1000000 rowspan=65534>x<td>y";
    let html = "<table>".to_owned() + &row.repeat(20_000);
    assert_eq!(cells(&read(&html))[0].len(), 40_000);
    let many =
        "<table><tr>".to_owned() + &"<td rowspan=65534>".repeat(5_000) + &"<tr>".repeat(200_000);
    assert_eq!(cells(&read(&many))[0].len(), 5_000);
}

#[test]
fn a_page_cut_anywhere_ends() {
    let page = "<!DOCTYPE html><title>题</title><!--[if x]>a<![endif]--><table border='1'><tr>\
        <td rowspan=\"2\">&nbsp;&#50;<br><table><td>内</table><script>'</td>'</script></table>文</";
    for end in 0..=page.len() {
        let _ = read_html(&Source::decode(&page.as_bytes()[..end]));
    }
}

#[test]
fn raised_marks_stay_raised_and_end_with_their_cell() {
    let html =
        "<table><tr><td>12<sup>1</sup><td>13<sup><a href=x>[2]</a><td>14<td>m<sup>nd</sup></table>";
    let expected = ["0,0:12¹ 0,1:13⁽²⁾ 0,2:14 0,3:mnd"];
    assert_eq!(tables(html), expected);
    let place = cells(&read(html))[0][0].place;
    assert_eq!(at(html, place), "12<sup>1");
}
