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
fn remarks_of_word_are_no_content() {
    let html = "<p>28<span class=MsoCommentReference><![if !supportAnnotations]><a class=msocomanchor \
        href=\"#_msocom_1\">[W1]</a><![endif]><span style='mso-special-character:comment'>&nbsp;</span></span>\
        <![if !supportLists]>件<![endif]></p><div style='mso-element:comment-list'><![if !supportAnnotations]>\
        <hr><![endif]><div style='mso-element:comment'><p>应为9件</p></div></div><p>完</p>";
    assert_eq!(paragraphs(html), ["28\u{a0}件", "完"]);
    let raised =
        "<p>28<span style='position:relative;top:-4.0pt;mso-text-raise:4.0pt'>1</span></p>";
    assert_eq!(paragraphs(raised), ["28¹"]);
    assert_eq!(paragraphs("<p>甲<![if !supportAnnotations]>乙"), ["甲乙"]);
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

#[test]
fn what_is_not_shown_is_not_read() {
    for (cell, shown) in [
        ("<span style=\"display:none\">9</span>58", "58"),
        ("<span style='DISPLAY: none'>9<b>9</b></span>58", "58"),
        ("<span hidden>9</span>58", "58"),
        ("<span style='mso-hide:all'>9</span>58", "58"),
        (
            "<i style='visibility:hidden'>9<i style='visibility:visible'>5</i>9</i>8",
            "58",
        ),
        ("<template>9<p>9</p></template>58", "58"),
        ("<del>4</del><ins>58</ins>", "58"),
        ("<s>4</s>58", "58"),
        ("<STRIKE>4</STRIKE>58", "58"),
        (
            "<span style='text-decoration:line-through'>4</span>58",
            "58",
        ),
        ("<p style='display:none'>9<p>58", "58"),
        ("<div style='display:none'>9<font>9</div>58", "58"),
        ("58<span style='display:none'>9", "58"),
        ("<canvas>9</canvas>58", "58"),
        ("<span style='overflow:hidden'>58</span>", "58"),
        ("<s style='text-decoration:none'>58</s>", "58"),
        (
            "<span style='display:none' style='display:block'>9</span>58",
            "58",
        ),
        ("<span style='opacity:0'>9</span>58", "58"),
        ("<span style='font-size:0'>9<b>9</b></span>58", "58"),
        (
            "<span style='font-size:0'>9<b style='font-size:9pt'>5</b></span>8",
            "58",
        ),
        (
            "<span style='position:absolute;left:-9999px'>9</span>58",
            "58",
        ),
        (
            "<span style='position:absolute;clip:rect(0 0 0 0)'>9</span>58",
            "58",
        ),
        ("<div style='height:0;overflow:hidden'>9</div>58", "58"),
        ("<span style='color:transparent'>9</span>58", "58"),
        ("<span style='visibility:collapse'>9</span>58", "58"),
        ("<span style='position:absolute'>58</span>", "58"),
        ("<span aria-hidden=true>58</span>", "58"),
        ("12<span style='vertical-align:super'>①</span>", "12①"),
        ("12<span style='vertical-align:super'>1</span>", "12¹"),
    ] {
        let html = format!("<p>x</p><table><tr><td>甲<td>{cell}<td>乙</table>");
        let expected = format!("0,0:甲 0,1:{shown} 0,2:乙");
        assert_eq!(tables(&html), [expected], "{cell}");
    }
}

#[test]
fn what_fades_in_is_read_but_in_a_cell() {
    let html = "<div style='opacity:0'><p>文</p><table><tr><td>1<td style='font-size:0'>9\
        <td>2<td><i style='opacity:0'>9</i>3</table></div>";
    assert_eq!(tables(html), ["0,0:1 0,1: 0,2:2 0,3:3"]);
    assert_eq!(paragraphs(html), ["文"]);
}

#[test]
fn hidden_cells_rows_and_tables_take_no_room() {
    let html = "<p>x<table><tr><td>1<td style='display:none'>9<td>2<td rowspan=2>3\
        <tr style='display:none'><td>9<td>9<tr><td>4<td>5</table>";
    assert_eq!(tables(html), ["0,0:1 0,1:2 0,2:3[2×1] 1,0:4 1,1:5"]);
    let html = "<div style='display:none'><p>稿</p><table><tr><td>9<td>9<td>9</table></div>\
        <table hidden><tr><td>9<td>9<td>9</table><p>文</p>\
        <table><tr><td>1<td style='visibility:hidden'>9<td>2</table>";
    assert_eq!(tables(html), ["0,0:1 0,1: 0,2:2"]);
    assert_eq!(paragraphs(html), ["文"]);
}

#[test]
fn the_styles_of_the_page_hide_too() {
    let html = "<style>.gone{display:none} @media print{.kept{display:none}} span.old{text-decoration:line-through}\
        </style><p class=gone>稿<p class='kept'>文</p><table><tr><td><span class='old x'>4</span>1<td class=gone>9\
        <td>2<td>3</table>";
    assert_eq!(tables(html), ["0,0:1 0,1:2 0,2:3"]);
    assert_eq!(paragraphs(html), ["文"]);
}

#[test]
fn what_a_tag_says_is_what_it_says_where_it_stands() {
    // Styles are read where they stand, and hold for tags that came before as well.
    let tag = "<p class=kept-for-later align=center>";
    let html = format!("{tag}甲</p><style>.kept-for-later{{display:none}}</style>{tag}乙</p>丙");
    assert_eq!(paragraphs(&html), ["甲", "丙"]);
    // The colour and size of letters matter once those around have none.
    for (taking, giving) in [
        ("color:transparent", "margin:0 auto;color:black"),
        ("color:transparent", "line-height:12pt;color: #333"),
    ] {
        let tag = format!("<span lang=EN-US style='{giving}'>");
        let html = format!("{tag}甲</span><div style='{taking}'>乙{tag}丙</span>丁</div>");
        assert_eq!(paragraphs(&html), ["甲", "丙"], "{taking}");
    }
    let tag = "<span lang=EN-US style='font-size:10.5pt'>";
    let html = format!(
        "{tag}甲</span><table><tr><td style='font-size:0'>1{tag}乙</span><td>2<td>{tag}3</table>"
    );
    assert_eq!(tables(&html), ["0,0:乙 0,1:2 0,2:3"]);
    // Values and spans are those of each tag.
    let html = "<table><tr><td><input type=text name=one value=3><input type=text name=one value=4>\
        <td width=76 class=x colspan=2>5<td width=76 class=x colspan=3>6<td width=76 class=x colspan=2>7</table>";
    assert_eq!(tables(html), ["0,0:34 0,1:5[1×2] 0,3:6[1×3] 0,6:7[1×2]"]);
}

#[test]
fn fields_are_read_as_they_are_filled_in() {
    let html = "<p>收到<input value='5'>件</p><table><tr><td><input type=text value=\"58\"/><td><input type=hidden value=9>\
        <input type=checkbox value=9><input value=\"&#55;\"><td><textarea>\n12\n</textarea>\
        <td><select><option>1<option selected>2<option>3</select><td><select><option value=9>4</option><option>5</select>\
        <td><input style='display:none' value=9><td><input placeholder=9></table>";
    let document = read(html);
    let texts: Vec<&str> = cells(&document)[0]
        .iter()
        .map(|cell| document.text(cell.text))
        .collect();
    assert_eq!(texts, ["58", "7", "12", "2", "4", "", ""]);
    assert_eq!(paragraphs(html), ["收到5件"]);
    let places: Vec<&str> = cells(&document)[0]
        .iter()
        .map(|cell| at(html, cell.place))
        .collect();
    assert_eq!(places[..5], ["58", "&#55;", "12", "2", "4"]);
}

#[test]
fn a_cell_with_a_picture_is_not_blank() {
    for picture in [
        "<img src=a.png alt=5>",
        "<svg><path d=x /></svg>",
        "<canvas>5</canvas>",
        "<object data=x>5</object>",
        "<iframe src=x></iframe>",
        "<embed src=x>",
        "<p><span><img width=20 src=x></span>&nbsp;",
        "<input type=image src=x>",
        "<v:imagedata src=x/>",
    ] {
        let html = format!("<p>x</p><table><tr><td>甲<td>{picture}<td>{picture}5<td></table>");
        assert_eq!(
            tables(&html),
            ["0,0:甲 0,1:\u{fffc} 0,2:5 0,3:"],
            "{picture}"
        );
    }
    for nothing in [
        "<img src=x width=1 height=1>",
        "<img src=x style='display:none'>",
    ] {
        let html = format!("<p>x</p><table><tr><td>甲<td>{nothing}<td>5</table>");
        assert_eq!(tables(&html), ["0,0:甲 0,1: 0,2:5"], "{nothing}");
    }
    let html = "<p><img src=x></p><table><tr><td><img src=x><td><table><tr><td>1<td>2<td>3</table></table>";
    assert!(paragraphs(html).is_empty());
}

#[test]
fn a_cell_into_which_a_style_writes_a_figure_is_not_read() {
    let cell = |styles: &str, cell: &str| {
        tables(&format!(
            "<style>{styles}</style><table><tr><td>a{cell}<td>b</table>"
        ))
        .concat()
    };
    for (styles, inside, text) in [
        (".n::after{content:'12'}", "<td class=n>", "\u{fffc}"),
        (
            "td i:before{content:attr(data-n)}",
            "<td><i data-n=1></i>2",
            "\u{fffc}",
        ),
        (
            "td::before{content:attr(data-label)}",
            "<td data-label=甲>2",
            "2",
        ),
        ("td::before{content:'\\f101'}", "<td>2", "2"),
        ("td::before{content:'1'}", "<td>甲", "甲"),
        ("", "<td><meter value=5>5</meter>", "\u{fffc}"),
        ("", "<td>12<sub>1</sub>", "12¹"),
        (
            "",
            "<td><ruby>12<rp>(</rp><rt>1</rt><rp>)</rp></ruby>",
            "12¹",
        ),
    ] {
        let found = cell(styles, inside);
        let whole = format!("0,1:{text} 0,2:b");
        assert!(found.ends_with(&whole), "{styles} {inside}: {found}");
    }
}

#[test]
fn a_figure_struck_out_as_a_whole_is_told() {
    let html = "<p>x</p><table><tr><td>甲<td><s>12</s><td><del> 5 </del>&nbsp;<td><s></s><td><s>&nbsp;</s></table>";
    let struck = "0,0:甲 0,1:1\u{336}2\u{336} 0,2:5\u{336} 0,3: 0,4:";
    assert_eq!(tables(html), [struck]);
    let document = read(html);
    assert_eq!(at(html, cells(&document)[0][1].place), "12");
}

#[test]
fn elements_that_never_end_take_linear_time() {
    let open = "<b style='display:none'>".repeat(100_000) + &"</i>".repeat(100_000);
    assert!(paragraphs(&(open + "x")).is_empty());
    let selects = "<table><tr><td><select><option>".repeat(20_000);
    let _ = read(&selects);
}

#[test]
fn tables_with_bars_beside_tables_in_tags() {
    let text = "# 甲局年度报告\n\n二、主动公开\n\n| 信息内容 | 件数 |\n|---|---|\n| 规章&nbsp; | 3 |\n\
        | 规范<br>性文件 | 4 |\n\n三、申请\n\n<table><tr><td>a<td>b<tr><td>c<td>5</table>\n\n四、复议\n\n\
        | 总计 |\n|---|\n| 6 |\n";
    assert_eq!(
        tables(text),
        [
            "0,0:信息内容 0,1:件数 1,0:规章 1,1:3 2,0:规范\n性文件 2,1:4",
            "0,0:a 0,1:b 1,0:c 1,1:5",
            "0,0:总计 1,0:6"
        ]
    );
    let titles = ["甲局年度报告", "二、主动公开", "三、申请", "四、复议"];
    assert_eq!(paragraphs(text), titles);
    let document = read(text);
    for cell in cells(&document).into_iter().flatten() {
        let shown = document.text(cell.text);
        let source = at(text, cell.place).replace("<br>", "\n");
        assert_eq!(source.trim_end_matches("&nbsp;"), shown);
    }
}

#[test]
fn a_page_that_begins_with_a_table_is_markdown_where_bars_make_tables() {
    let text =
        "<table><tr><td>a<td>b<tr><td>c<td>5</table>\n\n| 其他 | 总计 |\n|:-:|:-:|\n| 2 | 6 |\n";
    assert_eq!(tables(text).len(), 2);
    let page = "<p>a | b</p><table><tr><td>a<td>b<tr><td>c<td>5</table><p>甲 |---| 乙</p>";
    assert_eq!(tables(page).len(), 1);
}

#[test]
fn rules_for_elements_within_others_hide_what_they_select() {
    let cell = |style: &str, cell: &str| {
        let page = format!(
            "<style>{style}</style><div class='old x' id=n data-kind=draft><table><tr><td>a<td>1{cell}<td>b</table></div>"
        );
        tables(&page).concat()
    };
    let span = "<span class='p q'>9</span>";
    for style in [
        ".old span{display:none}",
        "#n > table td span.q{visibility:hidden}",
        ".old.x .p{display:none}",
        "[data-kind] .q{display:none}",
        "div[data-kind=\"draft\"] span{display:none}",
        "[class~=x] [class^='p ']{display:none}",
        "td > span:not(.kept){display:none}",
        "td:nth-child(2) span{display:none}",
        "td:nth-child(even) *{display:none}",
        ":is(.old,.new) span{display:none}",
        "b, .old span{display:none}",
        "@media screen{.old .p{display:none}}",
        ".old .p{display:none!important} .old.x .p{display:inline}",
    ] {
        assert_eq!(cell(style, span), "0,0:a 0,1:1 0,2:b", "{style}");
    }
    for style in [
        ".new span{display:none}",
        "#n > td span{display:none}",
        ".old > span{display:none}",
        "td:first-child span{display:none}",
        "td:nth-child(2n+1) span{display:none}",
        "span:not(.p){display:none}",
        "[data-kind=drafts] span{display:none}",
        ".old span:hover{display:none}",
        "td + span{display:none}",
        "@media print{.old span{display:none}}",
        ".old .p{display:none} .old.x .p{display:inline}",
        ".old > > span{display:none} .old span\\:x{display:none} .old :not({display:none}",
    ] {
        assert_eq!(cell(style, span), "0,0:a 0,1:19 0,2:b", "{style}");
    }
    // What stands before an element in the same one, right before it or anywhere.
    for (styles, page, shown) in [
        (
            ".old + p{display:none}",
            "<p class=old>a</p><p>b</p><p>c</p>",
            "a c",
        ),
        (
            "h2~p{display:none}",
            "<p>a</p><h2>b</h2><div><p>c</p></div><p>d</p><p>e</p>",
            "a b c",
        ),
        (
            "div.old>h2+p b{display:none}",
            "<div class=old><h2>a</h2><p>b<b>c</b></p><p><b>d</b></p></div><h2>e</h2><p><b>f</b>",
            "a b d e f",
        ),
        (
            "h2 ~ .x + p{display:none}",
            "<h2>a</h2><p class=x>b</p><p>c</p><p>d</p>",
            "a b d",
        ),
        ("p + {display:none}", "<p>a</p><p>b</p>", "a b"),
        ("hr + p{display:none}", "<hr><p>a</p><p>b</p>", "b"),
    ] {
        let page = format!("<style>{styles}</style><body>{page}");
        assert_eq!(paragraphs(&page).join(" "), shown, "{page}");
    }
    // An element that has ended is around nothing.
    assert_eq!(
        paragraphs(
            "<style>.a b{display:none}</style><p class=a>x<p><b>y</b><div class=a></div><b>z</b>"
        ),
        ["x", "y", "z"]
    );
}

#[test]
fn selectors_and_what_they_ask_around_take_bounded_time() {
    let style =
        ".a .b .c .d .e{display:none}".repeat(1_000) + &"div ".repeat(15) + "{display:none}";
    let beside = ".a ~ .b ~ .c ~ .d{display:none}".repeat(1_000);
    let page = "<div class='a b c d'></div>".repeat(20_000);
    assert_eq!(
        paragraphs(&format!("<style>{beside}</style><main>{page}x")),
        ["x"]
    );
    let page = "<div class='a b c d e'>".repeat(20_000);
    assert!(paragraphs(&format!("<style>{style}</style>{page}x")).len() <= 1);
    assert!(paragraphs(&format!("<style>{}</style>x", ":not(".repeat(50_000))).len() == 1);
}

#[test]
fn letters_in_the_colour_of_what_they_stand_on_are_not_seen() {
    let cell = |before: &str, attributes: &str, cell: &str| {
        let page = format!("{before}<table {attributes}><tr><td>a<td>1{cell}<td>b</table>");
        tables(&page).concat()
    };
    for (before, attributes, text) in [
        ("", "", "<span style='color:#fff'>9</span>"),
        ("", "", "<font color='#FFFFFF'>9</font>"),
        ("", "", "<font color=white><b>9</b></font>"),
        ("", "", "<span style='color: rgb(255, 255, 255)'>9</span>"),
        ("<style>.w{color:#FEFEFE}</style>", "", "<i class=w>9</i>"),
        ("<style>td .w{color:white}</style>", "", "<i class=w>9</i>"),
        ("", "bgcolor=#eeeeee", "<span style='color:#eee'>9</span>"),
        (
            "",
            "bgcolor=navy",
            "<span style='color:#fff;background:white'>9</span>",
        ),
        (
            "",
            "style='background-color:#DDD'",
            "<font color=#dddddd>9</font>",
        ),
    ] {
        assert_eq!(
            cell(before, attributes, text),
            "0,0:a 0,1:1 0,2:b",
            "{before}{attributes}{text}"
        );
    }
    let white = "<span style='color:#fff'>9</span>";
    for (before, attributes, text) in [
        ("", "bgcolor=#003366", white),
        ("", "bgcolor=003366", white),
        ("", "style='background:#036'", white),
        ("", "style='background:url(x.png) #fff'", white),
        ("", "background=x.png", white),
        ("<style>.dark{background:#036}</style>", "class=dark", white),
        (
            "<style>.x:hover .dark{background:#036}</style>",
            "class=dark",
            white,
        ),
        ("<link rel=stylesheet href=x.css>", "", white),
        (
            "",
            "",
            "<span style='color:#fff'><b style='color:black'>9</b></span>",
        ),
        (
            "",
            "",
            "<span style='color:#fff'><b style='background:red'>9</b></span>",
        ),
        ("", "", "<font color=lightblue>9</font>"),
        ("", "", "<font color=black>9</font>"),
        ("", "", "<span aria-hidden=true>9</span>"),
    ] {
        assert_eq!(
            cell(before, attributes, text),
            "0,0:a 0,1:19 0,2:b",
            "{before}{attributes}{text}"
        );
    }
}

#[test]
fn figures_shown_the_other_way_round_are_unread() {
    let page = "<style>.r{direction:rtl;unicode-bidi:bidi-override}</style><table><tr><td><bdo dir=rtl>12</bdo>\
        <td><bdo dir=ltr>34</bdo><td><bdo dir=rtl>甲1</bdo><td class=r>56<td style='unicode-bidi:isolate-override;\
        direction:rtl'>7<td class=r><span style='unicode-bidi:isolate'>89</span></table><p class=r>乙<p class=r>丙1";
    assert_eq!(
        tables(page),
        ["0,0:\u{fffc} 0,1:34 0,2:甲1 0,3:\u{fffc} 0,4:\u{fffc} 0,5:89"]
    );
    assert_eq!(paragraphs(page), ["乙"]);
}

#[test]
fn cells_that_scripts_or_counters_write_into_are_unread() {
    let page = "<style>.n::after{content:counter(n)}</style><table><tr><td><script>document.write(12)</script>\
        <td>1<script>document.write(2)</script><td>甲<script>document.write(2)</script><td>3<script>x()</script>\
        <td class=n></table>";
    assert_eq!(
        tables(page),
        ["0,0:\u{fffc} 0,1:\u{fffc} 0,2:甲 0,3:3 0,4:\u{fffc}"]
    );
}

#[test]
fn powers_and_fractions_are_unread() {
    let page = "<table><tr><td><math><mn>12</mn></math><td><math><msup><mn>10</mn><mn>2</mn></msup></math>\
        <td><math><mfrac><mn>1</mn><mn>2</mn></mfrac></math></table>";
    assert_eq!(tables(page), ["0,0:12 0,1:\u{fffc} 0,2:\u{fffc}"]);
}
