//! A pack's vocabulary file: the words that narrative rules share.

use std::collections::BTreeMap;

use gouji_rule::{Letters, Topic, Vocabulary, Words, letters};
use toml::Spanned;

use crate::PackError;
use crate::context::SharedWords;
use crate::files::File;
use crate::outline::keys;
use crate::spanned::plain;
use crate::template::Lists;
use crate::toml_file;

keys! {
    /// A pack's vocabulary file as written.
    pub(crate) struct VocabularyFile {
        "读哪些部分的文字" "the sections whose prose is read"
        sections: Vec<Spanned<String>>,
        "数量的单位" "units of counts"
        units: Vec<String>,
        "开头与数量单位相同的其他单位" "other units that begin like units of counts"
        other_units: Vec<String>,
        "金额的单位" "units of money"
        money: Vec<String> = default,
        "说法与数字之间可以有的词" "words that may stand between a claim and its figure"
        filler: Vec<String>,
        "模板的 `*` 可以代表的词" "words that `*` in a template stands for"
        neutral: Vec<String>,
        "表示数字不确切的词" "words that make a figure no exact one"
        about: Vec<String>,
        "中文数字前表示不是确数的词（数十）" "words before a Chinese numeral that make it no exact one"
        about_numerals: Vec<String> = default,
        "表示说的是别的时间" "words that speak of another time"
        other_times: Vec<String>,
        "表示说的是别的机关或其中一部分" "words that speak of another organ, or a part"
        other_scopes: Vec<String>,
        "机关名称的结尾" "the ends of names of organs"
        organ_ends: Vec<String> = default,
        "只在紧接说法之前时算的结尾" "further ends, only where such an organ is named right before a claim"
        governments: Vec<String> = default,
        "机关名称前表示本机关的词" "what before such an end means the report's own organ"
        pronouns: Vec<String> = default,
        "主语与说法之间可以有的词" "words that may stand between subject and claim"
        leads: Vec<String> = default,
        "表示说的是整个地区" "words that speak of a whole area"
        whole_areas: Vec<String>,
        "为整个地区写报告的机关名称的结尾" "the ends of names of organs that report for a whole area"
        area_organs: Vec<String>,
        "否定说法后面可以有的词" "what may follow a negation"
        tails: Vec<String>,
        "把共用一个数字的事物连起来的词" "words that join things which share a figure"
        joints: Vec<String>,
        "末尾像 joints 而不是的词" "words that end like a joint and are none"
        no_joints: Vec<String> = default,
        "模板里 `<name>` 所代表的各种说法" "alternatives that templates name as `<name>`"
        lists: BTreeMap<String, String> = default,
        "文字谈到的话题" "what a text may speak of"
        topic: Vec<TopicEntry> = default,
        "表明下文是申请内容而不是话题的词" "words after which what is named is what a thing is about"
        contents: Vec<String> = default,
        "表明只说其中一部分的词" "words that make a claim one about a part"
        parts: Vec<String> = default,
        "引出其中一部分的词" "words that open a list of parts"
        of_which: Vec<String> = default,
        "含有这些词但指全体的说法" "wordings that hold such words and mean everyone"
        wholes: Vec<String> = default,
        "模板的 `~` 里不能有的词" "words that must not stand in a template's `~`"
        barriers: Vec<String> = default,
        "分句末尾表示没有的词" "words at the end of a clause that say there was none"
        nothing: Vec<String> = default,
        "表示前面并列的各项都是同一个数的词" "words that give the same figure to each thing joined before"
        evenly: Vec<String> = default,
        "表示前面并列的各项依次是后面各数的词" "words that give figures in turn to the things joined before"
        in_turn: Vec<String> = default,
        "话题在前面时，数字可以带的单位" "units of a figure whose topic was named before"
        case_units: Vec<String> = default,
        "句中写明本年度时不表示其他时间的词" "words of other times that may be about the report's own year"
        within_year: Vec<String> = default,
        "指报告年度的词" "words that name the report's year"
        this_year: Vec<String> = default,
        "`this_year` 中随前文年份而定的词" "those of `this_year` that mean whatever year was told before"
        same_year: Vec<String> = default,
        "`other_times` 中表示一年的一部分的词" "those of `other_times` that are parts of a year"
        part_year: Vec<String> = default,
        "分句开头表示本机关的词" "what the report's own organ calls itself at the beginning of a clause"
        own: Vec<String> = default,
        "列举各种方式而无遗漏时末尾的词" "words that end a list of parts that leaves nothing out"
        all_ways: Vec<String> = default,
    }
}

keys! {
    struct TopicEntry {
        "话题的名称" "the topic's name"
        name: String,
        "表明话题的词" "words that tell it"
        words: Vec<String>,
        "只有前面是 `before_weak` 中的词、标点或开头时才表明话题的词"
        "words that tell it only after a sign or one of `before_weak`"
        weak: Vec<String> = default,
        "这些词之后的 weak 仍表明话题" "what may stand before a weak word"
        before_weak: Vec<String> = default,
        "前文没有谈到别的话题时才表明话题的词"
        "words that tell it where nothing before tells another topic"
        hints: Vec<String> = default,
    }
}

/// Reads a vocabulary file.
pub(crate) fn read(file: &File) -> Result<SharedWords, Vec<PackError>> {
    let written: VocabularyFile = toml_file::read(file)?;
    let vocabulary = Vocabulary {
        sections: plain(&written.sections),
        units: Words::new(words(&written.units)),
        other_units: Words::new(words(&written.other_units)),
        money: Words::new(words(&written.money)),
        filler: Words::new(words(&written.filler)),
        gap: Words::new([words(&written.neutral), words(&written.filler)].concat()),
        neutral: Words::new(words(&written.neutral)),
        about: Words::new(words(&written.about)),
        about_numerals: Words::new(words(&written.about_numerals)),
        other_times: words(&written.other_times).into(),
        other_scopes: words(&written.other_scopes).into(),
        organ_ends: Words::new(words(&written.organ_ends)),
        governments: Words::new(words(&written.governments)),
        pronouns: words(&written.pronouns).into(),
        leads: Words::new(words(&written.leads)),
        whole_areas: words(&written.whole_areas).into(),
        area_organs: written.area_organs,
        tails: Words::new(words(&written.tails)),
        joints: words(&written.joints).into(),
        no_joints: Words::new(words(&written.no_joints)),
        topics: written.topic.iter().map(topic).collect(),
        contents: words(&written.contents).into(),
        parts: words(&written.parts).into(),
        of_which: words(&written.of_which).into(),
        wholes: words(&written.wholes).into(),
        barriers: words(&written.barriers).into(),
        nothing: Words::new(words(&written.nothing)),
        evenly: Words::new(words(&written.evenly)),
        in_turn: Words::new(words(&written.in_turn)),
        case_units: Words::new(words(&written.case_units)),
        within_year: words(&written.within_year).into(),
        this_year: words(&written.this_year).into(),
        same_year: words(&written.same_year).into(),
        part_year: words(&written.part_year).into(),
        own: words(&written.own).into(),
        all_ways: words(&written.all_ways).into(),
    };
    Ok(SharedWords {
        vocabulary,
        lists: Lists::new(written.lists),
        has_vocabulary: true,
        sections: written.sections,
    })
}

fn topic(entry: &TopicEntry) -> Topic {
    Topic {
        name: entry.name.clone(),
        words: words(&entry.words).into(),
        weak: words(&entry.weak).into(),
        before_weak: Words::new(words(&entry.before_weak)),
        hints: words(&entry.hints).into(),
    }
}

fn words(texts: &[String]) -> Vec<Letters> {
    texts.iter().map(|text| letters(text)).collect()
}
