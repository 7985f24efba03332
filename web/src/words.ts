// The words of the page in both languages; those that reports share are the report page's.

export interface Words {
  title: string;
  pages: Record<"overview" | "map" | "units" | "findings" | "unread", string>;
  severities: [string, string, string];
  states: [string, string, string, string];
  unit: string;
  units: string;
  rule: string;
  region: string;
  level: string;
  year: string;
  severity: string;
  state: string;
  report: string;
  reports: string;
  missing: string;
  blocked: string;
  unread: string;
  suppressed: string;
  fixed: string;
  place: string;
  write: string;
  file: string;
  why: string;
  total: string;
  search: string;
  searchHint: string;
  found: (units: number, rules: number, more: number) => string;
  clear: string;
  clearAll: string;
  filters: string;
  nothing: string;
  noneAtAll: string;
  byRule: string;
  byRegion: string;
  byLevel: string;
  byYear: string;
  byRun: string;
  gravest: string;
  gravestUnits: string;
  showAll: (count: number) => string;
  showing: (count: number) => string;
  printed: (shown: number, all: number) => string;
  unknown: string;
  noFile: string;
  counts: string;
  perReports: string;
  sortColumns: (rule: string) => string;
  mapHint: string;
  moreRegions: (shown: number, all: number) => string;
  back: string;
  previous: string;
  next: string;
  of: (at: number, all: number) => string;
  should: string;
  suspect: string;
  grounds: string;
  elsewhere: string;
  passages: string;
  thisReport: string;
  days: (count: number) => string;
  fine: string;
  notChecked: string;
  gone: string;
  keys: string;
  licences: string;
  licencesHint: string;
  print: string;
  stands: string;
  skip: string;
  loading: string;
  old: string;
}

const chinese: Words = {
  title: "勾稽审查总览",
  pages: { overview: "总览", map: "规则×地区", units: "单位", findings: "问题", unread: "未能读取" },
  severities: ["提示", "警告", "错误"],
  states: ["", "新增", "仍在", "再现"],
  unit: "单位",
  units: "单位",
  rule: "规则",
  region: "地区",
  level: "层级",
  year: "年度",
  severity: "级别",
  state: "变化",
  report: "报告",
  reports: "报告",
  missing: "缺少的报告",
  blocked: "未能核对",
  unread: "未能读取的文件",
  suppressed: "已认可",
  fixed: "已整改",
  place: "位置",
  write: "应为",
  file: "文件",
  why: "原因",
  total: "合计",
  search: "搜索单位或规则",
  searchHint: "名称、拼音或首字母，按 / 开始",
  found: (units, rules, more) => `找到 ${units + more} 个单位、${rules} 条规则${more > 0 ? `，列出前 ${units} 个单位，再多输入几个字` : ""}`,
  clear: "去掉条件",
  clearAll: "全部去掉",
  filters: "条件",
  nothing: "没有符合条件的问题",
  noneAtAll: "没有发现问题",
  byRule: "按规则",
  byRegion: "按地区",
  byLevel: "按层级",
  byYear: "按年度",
  byRun: "历次检查",
  gravest: "最严重的问题",
  gravestUnits: "问题最多的单位",
  showAll: (count) => `全部 ${count} 项`,
  showing: (count) => `${count} 项`,
  printed: (shown, all) => `打印了 ${all} 行中的前 ${shown} 行；全部内容见整改清单（.xlsx），或先缩小条件再打印。`,
  unknown: "未知",
  noFile: "没有文件",
  counts: "处数",
  perReports: "每百份报告",
  sortColumns: (rule) => `按“${rule}”排列地区`,
  mapHint: "点列名给规则排序，点规则后的箭头给地区排序，点数字看问题。",
  moreRegions: (shown, all) => `显示了 ${all} 个地区中的 ${shown} 个`,
  back: "返回列表",
  previous: "上一处",
  next: "下一处",
  of: (at, all) => `第 ${at} 处，共 ${all} 处`,
  should: "应为",
  suspect: "最可能有误",
  grounds: "怎么办，依据",
  elsewhere: "对照的其他报告",
  passages: "相同的文字",
  thisReport: "本报告",
  days: (count) => `${count} 天`,
  fine: "没有发现问题",
  notChecked: "未能核对的关系",
  gone: "链接所指的报告不在本次结果中。",
  keys: "按键：/ 搜索，↑↓ 移动，回车打开，Esc 返回，n 下一处，p 上一处",
  licences: "所用程序库及许可",
  licencesHint: "本页的脚本含有以下程序库：",
  print: "打印",
  stands: "现值",
  skip: "跳到内容",
  loading: "正在展开数据……",
  old: "浏览器太旧，不能展开数据：请用 2023 年以后的版本。",
};

const english: Words = {
  title: "gouji audit",
  pages: { overview: "overview", map: "rule × region", units: "units", findings: "findings", unread: "unread" },
  severities: ["note", "warning", "error"],
  states: ["", "new", "still there", "back again"],
  unit: "unit",
  units: "units",
  rule: "rule",
  region: "region",
  level: "level",
  year: "year",
  severity: "severity",
  state: "change",
  report: "report",
  reports: "reports",
  missing: "missing reports",
  blocked: "blocked",
  unread: "unread files",
  suppressed: "suppressed",
  fixed: "fixed",
  place: "place",
  write: "should be",
  file: "file",
  why: "why",
  total: "total",
  search: "search unit or rule",
  searchHint: "name, pinyin or initials; press / to begin",
  found: (units, rules, more) =>
    `${units + more} units, ${rules} rules${more > 0 ? `; the first ${units} units are listed, type more` : ""}`,
  clear: "remove filter",
  clearAll: "remove all",
  filters: "filters",
  nothing: "no finding matches",
  noneAtAll: "nothing found",
  byRule: "by rule",
  byRegion: "by region",
  byLevel: "by level",
  byYear: "by year",
  byRun: "run by run",
  gravest: "gravest findings",
  gravestUnits: "units with most findings",
  showAll: (count) => `all ${count}`,
  showing: (count) => `${count} rows`,
  printed: (shown, all) =>
    `The first ${shown} of ${all} rows are printed; all of them are in the list (.xlsx), or narrow the filters first.`,
  unknown: "unknown",
  noFile: "no file",
  counts: "findings",
  perReports: "per 100 reports",
  sortColumns: (rule) => `sort regions by “${rule}”`,
  mapHint: "A column's name sorts the rules, the arrow behind a rule sorts the regions, a number leads to its findings.",
  moreRegions: (shown, all) => `${shown} of ${all} regions are shown`,
  back: "back to the list",
  previous: "previous",
  next: "next",
  of: (at, all) => `${at} of ${all}`,
  should: "should be",
  suspect: "most likely wrong",
  grounds: "what to do, authority",
  elsewhere: "compared with other reports",
  passages: "what both say",
  thisReport: "this report",
  days: (count) => (count === 1 ? "1 day" : `${count} days`),
  fine: "nothing found",
  notChecked: "relations that could not be checked",
  gone: "The report that the link names is not in this result.",
  keys: "Keys: / search, ↑↓ move, Enter open, Esc back, n next, p previous",
  licences: "libraries and their licences",
  licencesHint: "The script of this page contains these libraries:",
  print: "print",
  stands: "current",
  skip: "skip to the content",
  loading: "unpacking …",
  old: "This browser is too old to unpack the data: use a version from 2023 or later.",
};

export const words: Words = document.documentElement.lang.startsWith("zh") ? chinese : english;
