//! What each command and option is for, in Chinese.

/// What a command is for, by its path: `pack.check`; the whole program by an empty one.
pub(super) fn about(path: &str) -> Option<&'static str> {
    Some(match path {
        "" => "勾稽：检查政府信息公开工作年度报告里的数对不对得上，指出哪一格错了、应该填多少",
        "check" => "检查文件、文件夹、通配符或标准输入（-）",
        "audit" => "一次检查许多报告，并核对报告之间的关系",
        "verify" => "校验 audit --bundle 写的文件",
        "query" => "用 SQL 查询存储文件",
        "init" => "新建一份带说明的 gouji.toml；已有的不会覆盖",
        "fix" => "改正能够确定的错误",
        "extract" => "输出报告的规范 JSON",
        "explain" => "解释一条规则：查什么、为什么、依据是什么",
        "rules" => "列出生效的规则",
        "pack" => "编写规则包",
        "pack.check" => "检查规则包：相互矛盾、重复、不可能违反的规则，没有规则能查到的格",
        "pack.show" => "输出一个规则包：表格和规则共用的词，写自己的规则包时从这里开始",
        "pack.new" => "新建一个规则包；给出空白表格就按它写好各表",
        "pack.schema" => "输出一种表格的规范 JSON 的 JSON Schema，或规则包里一种文件的",
        "config" => "关于 gouji.toml",
        "config.schema" => "输出 gouji.toml 的 JSON Schema",
        "lsp" => "为编辑器服务（语言服务器协议，走标准输入输出）",
        "completions" => "输出命令行补全脚本",
        "man" => "输出 man 手册页",
        _ => return None,
    })
}

/// What an option of a command is for: of that command, or of all that have it.
pub(super) fn option(path: &str, id: &str) -> Option<&'static str> {
    let of_command = |key: &str| {
        let own = key.strip_prefix(path).and_then(|key| key.strip_prefix('.'));
        own == Some(id)
    };
    let find = |is: &dyn Fn(&str) -> bool| OPTIONS.iter().find(|(key, _)| is(key));
    let found = find(&of_command).or_else(|| find(&|key| key == id));
    found.map(|(_, text)| *text)
}

/// What options are for, by command and option (`check.format`), or by the option alone where all
/// commands that have it mean the same.
#[rustfmt::skip] // One line for each.
const OPTIONS: &[(&str, &str)] = &[
    ("rules", "另外的规则包或规则所在的文件夹，可以写多次"),
    ("lang", "用哪种语言：zh、en，或规则包里有的其他语言的标签；不写则按系统语言"),
    ("config", "所有文件都用这份配置，不找各自最近的 gouji.toml"),
    ("no_config", "不用任何配置（检查别人发来的文件时请加上）"),
    ("memory", "正在处理的文件合计最多用多少内存；不写则按机器内存的一部分"),
    ("prior", "去年的报告（文件、文件夹或压缩包）"),
    ("format", "用什么形式显示结果；不写则为 full"),
    ("fail_on", "从哪一级起退出状态为 1；不写则为错误"),
    ("select", "只用这些规则：规则名、带 * 的名字、group:…、authority:… 或 all"),
    ("ignore", "不用这些规则"),
    ("exclude", "略过这些文件和文件夹（写法同 .gitignore），可以写多次"),
    ("baseline", "这份基线里已有的问题不再列出"),
    ("threads", "用几个线程；不写则与处理器核数相同"),
    ("color", "何时用颜色"),
    ("form", "表格的标识，例如 cn-disclosure/2021"),
    ("audit.paths", "文件、文件夹、通配符、压缩包"),
    ("audit.files_from", "再从文件读取路径，每行一个；- 是标准输入"),
    ("audit.units", "单位表（CSV）：unit,aliases,parent,level,region,counts，需要时加 since,until"),
    ("audit.store", "把报告、问题和每次检查存入这个文件，并说明上次的问题怎样了"),
    ("audit.file_timeout", "一个文件最多检查多少秒，默认 60；超过的作为结果的一行列出"),
    ("audit.no_cache", "不用以前检查的结果，每个文件都重新检查"),
    ("audit.bundle", "把结果写成一个文件，不用报告就能用 gouji verify 校验"),
    ("audit.since", "不与上一次，而与这一次检查相比（编号）"),
    ("audit.outputs", "写到文件，“文件名”或“形式=文件名”，可以写多次"),
    ("audit.list", "把需要整改的写成工作簿，供各单位填写"),
    ("audit.list_by_region", "整改清单另按地区各列一张工作表"),
    ("audit.due", "答复期限，写进整改清单和整改通知"),
    ("audit.dashboard", "写一个网页，汇总全部结果，可以查找、分享"),
    ("audit.export", "把报告、单元格和问题写成 Parquet 文件，放进这个文件夹，供 DuckDB、pandas 等读取"),
    ("audit.letters", "为每个单位写一份整改通知，放进这个文件夹"),
    ("audit.answers", "读取填好的整改清单里的答复，可以写多次"),
    ("audit.verbose", "逐个列出未能确定单位的报告和略过的文件"),
    ("audit.quiet", "只显示发现的问题和没有做成的事"),
    ("audit.color", "什么时候用颜色"),
    ("verify.file", "要校验的文件"),
    ("query.sql", "查询语句（SQL），只读"),
    ("query.store", "audit --store 写的存储文件"),
    ("query.format", "用什么形式写出各行"),
    ("query.timeout", "最多几秒；不写则为 60"),
    ("query.tables", "列出各表和栏目"),
    ("check.paths", "文件、文件夹、通配符，或 -（标准输入）"),
    ("check.outputs", "写到文件，“文件名”或“形式=文件名”，可以写多次；形式由扩展名（清单.xlsx）或 --format 决定"),
    ("check.write_baseline", "把现有问题写成基线"),
    ("check.statistics", "只统计每条规则有多少问题"),
    ("check.group_by", "改按这些统计，用逗号隔开可以写几个"),
    ("check.verbose", "同时显示每个问题的标识（停用某个问题时要用），逐个列出略过的文件"),
    ("check.show_settings", "只显示对这些文件生效的设置及其来处，不检查"),
    ("check.open", "同时生成网页并用浏览器打开：写到 --output html=文件名 所说的文件，没有写的话放在只有自己能读的新文件夹里"),
    ("check.purpose", "网页用来做什么：print 为打印，每一处都留出“整改情况”和“签字”两栏"),
    ("check.watch", "文件一保存就重新检查，按 Ctrl-C 结束；退出状态是最后一次检查的"),
    ("check.quiet", "只显示发现的问题和没能做到的事：没有汇总和备注，没有问题的报告不提"),
    ("check.stdin_filename", "标准输入叫什么名字"),
    ("fix.paths", "文件、文件夹、通配符，或 -；不写 --diff 和 --write 时只能有一个，改好的写到标准输出"),
    ("fix.diff", "只显示会改什么，不写文件；有要改的则退出状态为 1"),
    ("fix.write", "直接改文件，并在旁边留一份备份"),
    ("fix.mark", "不改数，另写一份 .docx 或 .xlsx 副本（年报.marked.docx），把可能填错的格标黄并加批注"),
    ("fix.force", "已有标注的副本时也重新写"),
    ("fix.unsafe_too", "只是很可能的改动也做"),
    ("fix.only", "只改这条规则的问题，可以写多次"),
    ("extract.file", "文件，或 -（标准输入）"),
    ("extract.all", "把文件里的所有报告输出为一个列表，check 也读得懂"),
    ("extract.locations", "同时输出每一格在文件里的位置"),
    ("explain.rule", "规则名"),
    ("rules.markdown", "输出每条规则的全部内容（Markdown）"),
    ("init.folder", "放在哪个文件夹；不写则为当前文件夹"),
    ("pack.check.folders", "规则包或规则所在的文件夹；不写则为内置的规则包"),
    ("pack.check.format", "用什么形式显示结果"),
    ("pack.check.fail_on", "从哪一级起退出状态为 1"),
    ("pack.schema.of", "改为规则包里的一种文件，供编辑器使用"),
    ("pack.new.folder", "新文件夹"),
    ("pack.new.id", "表格的标识，例如 my-domain/2024；不写则按文件夹名"),
    ("pack.new.from", "空白表格，格式不限：其中的表就是规则包的表"),
    ("pack.new.language", "表格所用语言的标签，例如 fr；不写则按文字判断"),
    ("pack.show.with_rules", "同时输出规则"),
    ("pack.show.into", "写成一个独立的规则包（连同规则），放进这个新文件夹"),
    ("lsp.stdio", "许多编辑器会加上它；本来也只走标准输入输出"),
    ("completions.shell", "哪种命令行"),
    ("man.command", "哪个命令的手册页；不写则为整个程序的"),
];
