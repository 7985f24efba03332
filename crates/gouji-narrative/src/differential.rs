//! Following the ways of templates finds what trying every template everywhere finds.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::Report;
use gouji_pack::Packs;
use gouji_rule::Letters;
use gouji_testkit::specimen::Rng;

use crate::edges::{Edge, Reach};
use crate::guards::met;
use crate::scope::Scope;
use crate::script::{Script, holds};
use crate::templates::{Around, denials, denials_behind_word};

/// Pieces that random texts are made of: words of templates, guards, figures and signs.
const PIECES: &str = "收到 受理 未 没有 政府信息公开 申请 依申请公开 12 ３ 5件 二十件 1,234件 占 33.5% 其中 网络 、 ， 。 和 予以公开 \
    部分公开 不予公开 无法提供 不予处理 其他处理 行政复议 行政诉讼 件 共 均 维持 上年 结转 下年度 继续办理 2022年 全市 办公室 \
    同比 约 余 1.2万 （ ） 行政规范性文件 制发 废止 现行有效 自然人 答复 办结 类 为 案件 因 被申请 的";

fn texts() -> Vec<String> {
    let written = include_str!("../tests/sentences.txt").lines();
    let mut texts: Vec<String> = written.map(str::to_owned).collect();
    let pieces: Vec<&str> = PIECES.split_whitespace().collect();
    let mut rng = Rng::new(5);
    for round in 0..3000 {
        let length = 4 + round % 30;
        texts.push(
            (0..length)
                .map(|_| pieces[rng.below(pieces.len())])
                .collect(),
        );
    }
    texts
}

#[test]
fn every_template_that_matches_is_found() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let mut matched = 0;
    for pack in packs.packs() {
        let report = Report::empty(pack.form.id.clone(), pack.form.cell_count());
        let scope = Scope::new(pack, &report);
        for (round, text) in texts().iter().enumerate() {
            let script = Script::new(text, scope.vocabulary, &scope.template_index.denial);
            for number in &script.numbers {
                let around = Around::new(&script, number, scope.vocabulary);
                let some = around.all_matched(scope.template_index, scope.vocabulary);
                let some: Vec<_> = some.iter().map(|m| (m.template, m.left, m.right)).collect();
                let places = scope.template_index.says.iter().enumerate();
                let all = places.filter_map(|(at, place)| {
                    let template = &scope.claim(place).unwrap().1.says[place.template];
                    let (left, right) = around.matched(template, scope.vocabulary)?;
                    Some((at, left, right))
                });
                assert_eq!(some, all.collect::<Vec<_>>(), "{text}");
                matched += some.len();
            }
            // Trying every denial at every place takes long.
            for at in script.anchors.iter().filter(|_| round % 8 == 0) {
                let text = script.slice(*at as usize..script.chars.len());
                matched += compare_denials(&scope, text);
            }
        }
    }
    assert!(matched > 500, "{matched}");
}

/// Compares the denials that match at the beginning of a text, with their first step and behind it.
fn compare_denials(scope: &Scope<'_, '_>, text: &[char]) -> usize {
    let (index, vocabulary) = (scope.template_index, scope.vocabulary);
    let Some(word) = index.denials.beginning(text).next() else {
        return 0;
    };
    let all = |text: &[char], skipped: usize| -> Vec<(usize, Reach)> {
        let edge = Edge::at_start(text);
        let places = index.denies.iter().enumerate();
        let all = places.filter_map(|(at, place)| {
            let template = &scope.claim(place).unwrap().1.denies[place.template];
            let steps = template.before.iter().skip(skipped);
            Some((at, edge.follow(steps, vocabulary)?))
        });
        all.collect()
    };
    let found = denials(text, index, vocabulary);
    assert_eq!(found, all(text, 0));
    let behind = &text[word.len()..];
    assert_eq!(
        denials_behind_word(behind, index, vocabulary),
        all(behind, 1)
    );
    found.len()
}

#[test]
fn guard_words_are_found_wherever_they_stand() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().last().unwrap();
    let (vocabulary, guards) = (pack.vocabulary(), &pack.template_index().guards);
    let lists: [(&[Letters], &[u32]); 3] = [
        (&vocabulary.other_times, &guards.times),
        (&vocabulary.other_scopes, &guards.scopes),
        (&vocabulary.whole_areas, &guards.areas),
    ];
    for text in texts() {
        let script = Script::new(&text, vocabulary, &pack.template_index().denial);
        let length = script.chars.len();
        let met = met(guards, &script.chars, std::iter::once(0..length));
        for range in [
            0..length,
            0..length / 2,
            length / 3..length,
            length / 3..length / 2,
        ] {
            for (words, numbers) in lists {
                let there = holds(script.slice(range.clone()), words);
                assert_eq!(met.any(&range, numbers), there, "{text} {range:?}");
            }
        }
    }
}

#[test]
fn every_character_knows_its_bytes() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().last().unwrap();
    let text = "收到 １２ 件。\n\n　办结\n答复\u{200b}三件！\n".repeat(40);
    let script = Script::new(&text, pack.vocabulary(), &pack.template_index().denial);
    for (index, c) in script.chars.iter().enumerate() {
        let bytes = script.bytes(index..index + 1);
        let there = text.get(bytes).unwrap().chars().next().unwrap();
        assert!(
            there == *c || gouji_rule::letter(there) == Some(*c),
            "{index}"
        );
    }
}
