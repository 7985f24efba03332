//! What the keys of a vocabulary file are for.

use super::entry::Meaning;

pub(super) const VOCABULARY: &[Meaning] = &[
    (
        "sections",
        "读哪些部分的文字",
        "the sections whose prose is read",
    ),
    ("units", "数量的单位", "units of counts"),
    (
        "other_units",
        "开头与数量单位相同的其他单位",
        "other units that begin like units of counts",
    ),
    ("money", "金额的单位", "units of money"),
    (
        "filler",
        "说法与数字之间可以有的词",
        "words that may stand between a claim and its figure",
    ),
    (
        "neutral",
        "模板的 `*` 可以代表的词",
        "words that `*` in a template stands for",
    ),
    (
        "about",
        "表示数字不确切的词",
        "words that make a figure no exact one",
    ),
    (
        "other_times",
        "表示说的是别的时间",
        "words that speak of another time",
    ),
    (
        "other_scopes",
        "表示说的是别的机关或其中一部分",
        "words that speak of another organ, or a part",
    ),
    (
        "organ_ends",
        "机关名称的结尾",
        "the ends of names of organs",
    ),
    (
        "pronouns",
        "机关名称前表示本机关的词",
        "what before such an end means the report's own organ",
    ),
    (
        "leads",
        "主语与说法之间可以有的词",
        "words that may stand between subject and claim",
    ),
    (
        "whole_areas",
        "表示说的是整个地区",
        "words that speak of a whole area",
    ),
    (
        "area_organs",
        "为整个地区写报告的机关名称的结尾",
        "the ends of names of organs that report for a whole area",
    ),
    (
        "tails",
        "否定说法后面可以有的词",
        "what may follow a negation",
    ),
    (
        "joints",
        "把共用一个数字的事物连起来的词",
        "words that join things which share a figure",
    ),
    (
        "no_joints",
        "末尾像 joints 而不是的词",
        "words that end like a joint and are none",
    ),
    (
        "about_numerals",
        "中文数字前表示不是确数的词（数十）",
        "words before a Chinese numeral that make it no exact one",
    ),
    (
        "lists",
        "模板里 `<name>` 所代表的各种说法",
        "alternatives that templates name as `<name>`",
    ),
    ("topic", "文字谈到的话题", "what a text may speak of"),
    ("topic.name", "话题的名称", "the topic's name"),
    ("topic.words", "表明话题的词", "words that tell it"),
    (
        "topic.weak",
        "只有前面是 `before_weak` 中的词、标点或开头时才表明话题的词",
        "words that tell it only after a sign or one of `before_weak`",
    ),
    (
        "topic.before_weak",
        "这些词之后的 weak 仍表明话题",
        "what may stand before a weak word",
    ),
    (
        "topic.hints",
        "前文没有谈到别的话题时才表明话题的词",
        "words that tell it where nothing before tells another topic",
    ),
    (
        "contents",
        "表明下文是申请内容而不是话题的词",
        "words after which what is named is what a thing is about",
    ),
    (
        "parts",
        "表明只说其中一部分的词",
        "words that make a claim one about a part",
    ),
    (
        "of_which",
        "引出其中一部分的词",
        "words that open a list of parts",
    ),
    (
        "wholes",
        "含有这些词但指全体的说法",
        "wordings that hold such words and mean everyone",
    ),
    (
        "barriers",
        "模板的 `~` 里不能有的词",
        "words that must not stand in a template's `~`",
    ),
    (
        "nothing",
        "分句末尾表示没有的词",
        "words at the end of a clause that say there was none",
    ),
    (
        "evenly",
        "表示前面并列的各项都是同一个数的词",
        "words that give the same figure to each thing joined before",
    ),
    (
        "in_turn",
        "表示前面并列的各项依次是后面各数的词",
        "words that give figures in turn to the things joined before",
    ),
    (
        "case_units",
        "话题在前面时，数字可以带的单位",
        "units of a figure whose topic was named before",
    ),
    (
        "within_year",
        "句中写明本年度时不表示其他时间的词",
        "words of other times that may be about the report's own year",
    ),
    (
        "this_year",
        "指报告年度的词",
        "words that name the report's year",
    ),
];
