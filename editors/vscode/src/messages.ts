// What the extension says, in Chinese and English. The display language of VS Code chooses, unless
// the setting `gouji.lang` does.

export type Language = "zh" | "en";

/** One text in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}

export const messages = {
  notFound: (path: string): Bilingual => ({
    zh: `找不到 gouji（“${path}”）。请先安装 gouji，或在设置 gouji.path 中填写它的完整路径。`,
    en: `gouji was not found (“${path}”). Install gouji, or set gouji.path to its full path.`,
  }),
  notStarted: (path: string, reason: string): Bilingual => ({
    zh: `无法启动 gouji（“${path}”）：${reason}。请检查设置 gouji.path。`,
    en: `gouji (“${path}”) could not be started: ${reason}. Check the setting gouji.path.`,
  }),
  openSettings: { zh: "打开设置", en: "Open Settings" },
  notRunning: {
    zh: "gouji 没有运行，文件未检查。请检查设置 gouji.path。",
    en: "gouji is not running; the file was not checked. Check the setting gouji.path.",
  },
  noReport: {
    zh: "请先打开一份报告（HTML、Markdown、纯文本或 JSON）。",
    en: "Open a report first (HTML, Markdown, plain text or JSON).",
  },
  nothingToFix: {
    zh: "这份报告里没有能确定的改正。其余问题见“问题”面板。",
    en: "There is no safe correction in this report. Other findings are in the Problems panel.",
  },
  changedMeanwhile: {
    zh: "计算改正时文件又有改动，未作修改。请再试一次。",
    en: "The file changed while corrections were computed; nothing was changed. Try again.",
  },
  notApplied: {
    zh: "编辑器没有接受改正，文件未修改。",
    en: "The editor did not accept the corrections; the file was not changed.",
  },
  tables: { zh: "表格", en: "Tables" },
  noTables: (reason: string): Bilingual => ({
    zh: `无法显示表格：${reason}`,
    en: `The tables could not be shown: ${reason}`,
  }),
  extractFailed: (reason: string): Bilingual => ({
    zh: `无法提取规范 JSON：${reason}`,
    en: `The canonical JSON could not be extracted: ${reason}`,
  }),
} as const;

/** The language of messages: the setting, or else the display language. */
export function languageOf(setting: string, display: string): Language {
  if (setting === "zh" || setting === "en") {
    return setting;
  }
  return display.toLowerCase().startsWith("zh") ? "zh" : "en";
}
