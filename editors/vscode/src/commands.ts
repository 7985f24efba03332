// The commands that need no view. What they need of the editor comes in through `Editor`, the real one from
// extension.ts and a stand-in from the tests.

import * as vscode from "vscode";
import { type Bilingual, type Language, messages } from "./messages";
import { run } from "./program";
import { commandLine, type Settings } from "./settings";

export const LANGUAGES = ["html", "markdown", "plaintext", "json"];

/** What the commands use of the language server. */
export interface Server {
  /** The edit of the `source.fixAll` action for a document, or undefined where there is none. */
  fixAll(document: vscode.TextDocument): Promise<vscode.WorkspaceEdit | undefined>;
}

/** What a command runs with. */
export interface Context {
  settings: Settings;
  /** Undefined while the server does not run. */
  server: Server | undefined;
}

function warn(text: Bilingual, language: Language): void {
  void vscode.window.showWarningMessage(text[language]);
}

/** The report in the active editor; says so where there is none. */
export function report(context: Context): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document && LANGUAGES.includes(document.languageId)) {
    return document;
  }
  warn(messages.noReport, context.settings.language);
  return undefined;
}

/** Shows the findings. Where nothing was checked it says so, for an empty list reads as a pass. */
export async function check(context: Context): Promise<void> {
  if (!report(context)) {
    return;
  }
  if (!context.server) {
    return warn(messages.notRunning, context.settings.language);
  }
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}

/** Makes all safe corrections of the report, unless it changes meanwhile. */
export async function fixAll(context: Context): Promise<void> {
  const document = report(context);
  const { language } = context.settings;
  if (!document) {
    return;
  }
  if (!context.server) {
    return warn(messages.notRunning, language);
  }
  const version = document.version;
  const edit = await context.server.fixAll(document);
  if (!edit) {
    return warn(messages.nothingToFix, language);
  }
  if (document.version !== version) {
    return warn(messages.changedMeanwhile, language);
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    warn(messages.notApplied, language);
  }
}

/** Opens the canonical JSON of the report as it is in the editor, saved or not. */
export async function extract(context: Context): Promise<void> {
  const document = report(context);
  const { settings } = context;
  if (!document) {
    return;
  }
  const args = [...commandLine("extract", settings), "-"];
  let reason: string;
  try {
    const ended = await run(settings.path, args, document.getText());
    if (ended.status === 0) {
      const content = ended.stdout;
      const opened = await vscode.workspace.openTextDocument({ language: "json", content });
      await vscode.window.showTextDocument(opened, { preview: false });
      return;
    }
    reason = ended.stderr.trim() || `status ${ended.status}`;
  } catch (error) {
    reason = (error as Error).message;
  }
  void vscode.window.showErrorMessage(messages.extractFailed(reason)[settings.language]);
}
