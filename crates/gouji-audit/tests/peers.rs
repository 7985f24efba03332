//! Texts that repeat others: planted copies are found from the threshold on, and nothing else is.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use gouji_audit::InMemory;
use gouji_audit::peers::{Repeated, Search, Text, Texts, names_of};
use gouji_model::Bilingual;
use gouji_rule::{CopiedTest, PeerTest};

/// Numbers that look random and are the same everywhere.
struct Rng(u64);

impl Rng {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

const WORDS: &str = "群众解读培训考核窗口栏目更新平台公众号专栏政策会议答复流程规范登记审核报送基层街道社区企业项目审批监管服务效能网站维护保密审查目录清理文件归档评议满意投诉渠道热线留言回复宣传手册材料学习交流调研督查通报整改落实责任分工时限台账年度季度月度计划总结成效不足加强完善提升推进健全优化创新拓展深化细化压实畅通丰富及时准确";

fn text(rng: &mut Rng, length: usize) -> Vec<char> {
    let words: Vec<char> = WORDS.chars().collect();
    let pairs = words.len() / 2;
    (0..length / 2)
        .flat_map(|_| {
            let at = rng.below(pairs) * 2;
            [words[at], words[at + 1]]
        })
        .collect()
}

/// A copy in which so many per cent of the text are written anew, at its end.
fn changed(rng: &mut Rng, of: &[char], percent: usize) -> Vec<char> {
    let kept = of.len() * (100 - percent) / 100;
    let mut copy = of[..kept].to_vec();
    copy.extend(text(rng, of.len() - kept));
    copy
}

fn test() -> (CopiedTest, PeerTest) {
    let peers = PeerTest {
        message: Bilingual::new("", ""),
        common: 20,
        common_units: 10,
    };
    let test = CopiedTest {
        sections: vec!["problems".to_owned()],
        characters: 150,
        percent: 90,
        peers: Some(peers.clone()),
    };
    (test, peers)
}

/// Texts by the number of their report, of units that are called so.
struct Told<'t> {
    texts: &'t [(Text, String)],
    units: &'t [&'t str],
}

impl Texts for Told<'_> {
    fn text(&self, of: &Text) -> Option<String> {
        Some(self.texts[of.report as usize].1.clone())
    }

    fn names(&self, unit: usize) -> Vec<String> {
        names_of(self.units.get(unit).copied())
    }
}

impl Told<'_> {
    fn repeated(&self, threads: usize) -> Vec<Repeated> {
        let (copied, peers) = test();
        let search = Search {
            copied: &copied,
            peers: &peers,
            source: self,
            scratch: &InMemory::default(),
            threads,
        };
        let texts: Vec<Text> = self.texts.iter().map(|(text, _)| *text).collect();
        let mut found = Vec::new();
        let take = &mut |one| {
            found.push(one);
            Ok(())
        };
        search.repeated(texts, take).unwrap();
        found
    }
}

fn found(texts: &[(Text, String)]) -> BTreeMap<usize, (usize, usize)> {
    let told = Told { texts, units: &[] };
    let found = told.repeated(2);
    assert_eq!(found, told.repeated(1));
    found
        .into_iter()
        .map(|one| (one.report, (one.other, one.percent)))
        .collect()
}

#[test]
fn planted_copies_are_found_from_the_threshold_on() {
    let mut rng = Rng(7);
    let boilerplate: String = text(&mut rng, 120).into_iter().collect();
    let mut texts: Vec<(Text, String)> = Vec::new();
    let of = |number: usize, words: &[char]| {
        let words: String = words.iter().collect();
        let own = Text {
            report: number as u32,
            unit: number as u32,
            year: 2023,
        };
        (own, format!("{boilerplate}{words}"))
    };
    let originals: Vec<Vec<char>> = (0..1500).map(|_| text(&mut rng, 600)).collect();
    for words in &originals {
        texts.push(of(texts.len(), words));
    }
    let mut copies = BTreeMap::new();
    for number in 0..200 {
        let anew = number % 41;
        let words = changed(&mut rng, &originals[number * 7], anew);
        copies.insert(texts.len(), (number * 7, anew));
        texts.push(of(texts.len(), &words));
    }
    let found = found(&texts);
    for (copy, (original, anew)) in &copies {
        // Runs that reach from what is kept into what is new are new, too.
        let runs = 600 - 13;
        let kept = (600 * (100 - anew) / 100 - 13) * 100 / runs;
        match found.get(copy) {
            Some((other, percent)) => {
                assert_eq!(other, original);
                assert!(*percent >= 90 && *anew <= 12, "{copy}: {percent} of {anew}");
            }
            None => assert!(kept < 90, "{copy} of {original}: {anew} anew, {kept} kept"),
        }
    }
    let others = found.keys().filter(|report| **report < originals.len());
    for report in others {
        let (copy, _) = found[report];
        assert_eq!(
            copies.get(&copy).map(|(original, _)| original),
            Some(report)
        );
    }
}

#[test]
fn what_everyone_writes_is_no_copy_and_names_hide_none() {
    let mut rng = Rng(3);
    let shared: String = text(&mut rng, 600).into_iter().collect();
    let of = |number: usize, words: String| {
        let own = Text {
            report: number as u32,
            unit: number as u32,
            year: 2023,
        };
        (own, words)
    };
    let everyone: Vec<_> = (0..30).map(|number| of(number, shared.clone())).collect();
    assert!(found(&everyone).is_empty());
    let two: Vec<_> = (0..2).map(|number| of(number, shared.clone())).collect();
    assert_eq!(found(&two).len(), 2);

    let named =
        |name: &str| format!("{name}在{name}全年工作中公开信息，群众对{name}表示满意。").repeat(12);
    let names = ["青石县水务局", "白水县教育局"];
    let texts = [0, 1].map(|number| Text {
        report: number,
        unit: number,
        year: 2023,
    });
    let own = texts.map(|text| (text, named(names[text.report as usize])));
    let told = Told {
        texts: &own,
        units: &names,
    };
    let found = told.repeated(1);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].percent, found[0].is_own), (100, false));
    assert!(!found[0].passages.is_empty());
}
