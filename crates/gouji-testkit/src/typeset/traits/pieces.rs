//! What stands around the tables: titles, headings, other documents.

use crate::typeset::piece::Piece;
use crate::typeset::traits::list::Trait;

const PARTS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// Puts the traits on everything outside the tables.
pub(crate) fn around(pieces: Vec<Piece>, traits: &[Trait]) -> Vec<Piece> {
    let mut done = Vec::new();
    let mut sections = 0;
    for piece in pieces {
        match piece {
            Piece::Title(title) => self::title(&mut done, title, traits),
            Piece::Heading(heading) if traits.contains(&Trait::PartHeadings) => {
                let words = heading
                    .split_once('、')
                    .map_or(heading.as_str(), |(_, words)| words);
                let number = PARTS.get(sections).unwrap_or(&"");
                done.push(Piece::Heading(format!("第{number}部分 {words}")));
                sections += 1;
            }
            other => done.push(other),
        }
    }
    done
}

fn title(done: &mut Vec<Piece>, title: String, traits: &[Trait]) {
    for found in traits {
        match found {
            Trait::TitleOnTwoLines => {
                let cut = title.find("政府信息公开").unwrap_or(0);
                done.push(Piece::Title(title[..cut].to_owned()));
                done.push(Piece::Title(title[cut..].to_owned()));
                return;
            }
            Trait::TitleOfAnnex => {
                done.push(Piece::Title(format!("附件2：{title}")));
                return;
            }
            Trait::CoveringLetter => {
                done.push(Piece::Title(format!("关于报送{title}的报告")));
                done.push(Piece::Paragraph("县政府办公室：".to_owned()));
                done.push(Piece::Paragraph(
                    "现将我单位年度报告报上，请审阅。".to_owned(),
                ));
            }
            Trait::SitePath => {
                done.push(Piece::Paragraph(
                    "首页 > 青石县人民政府 > 政府信息公开 > 政府信息公开年报".to_owned(),
                ));
            }
            _ => {}
        }
    }
    done.push(Piece::Title(title));
}
