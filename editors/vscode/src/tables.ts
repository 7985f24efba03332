// The table view: the tables of the report beside its text, with the findings marked. It is the
// page that `gouji check --format html` writes, made anew while the text changes. The view shows
// one report and allows no scripts, so the page's own one, for lists of many, is left out.

import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import { type Context, report } from "./commands";
import { messages } from "./messages";
import { run } from "./program";
import { commandLine, type Settings } from "./settings";

/** Milliseconds without a change after which the page is made anew. */
const PAUSE = 400;

/** The page's own colours follow the system; these are those of the editor's theme. */
const THEME = `<style>
:root {
  --paper: var(--vscode-editor-background); --ink: var(--vscode-editor-foreground);
  --soft: var(--vscode-editorWidget-background); --line: var(--vscode-editorWidget-border);
  --error: var(--vscode-editorError-foreground); --warning: var(--vscode-editorWarning-foreground);
  --info: var(--vscode-editorInfo-foreground); --quiet: var(--vscode-descriptionForeground);
}
</style>
</head>`;

/** The page of a text; rejects with the reason where there is none. */
export async function page(
  settings: Settings,
  text: string,
  name: string,
  folder?: string,
): Promise<string> {
  const named = ["--stdin-filename", name];
  const args = [...commandLine("check", settings), "--format", "html", ...named, "-"];
  const { status, stdout, stderr } = await run(settings.path, args, text, folder);
  // Findings end with 1, a report that could not be checked whole with 2: both have a page.
  if (stdout.startsWith("<!doctype html>")) {
    return stdout.replace("</head>", THEME).replace(/<script>[^]*<\/script>\n?/, "");
  }
  throw new Error(stderr.trim() || `status ${status}`);
}

/** Opens the view of the report in the active editor. */
export async function tables(context: Context): Promise<void> {
  const document = report(context);
  if (!document) {
    return;
  }
  const { language } = context.settings;
  const view = new View(document, context.settings);
  try {
    await view.update();
  } catch (error) {
    view.close();
    const reason = (error as Error).message;
    void vscode.window.showErrorMessage(messages.noTables(reason)[language]);
  }
}

/** A view that follows its document until either is closed. */
class View {
  private readonly panel: vscode.WebviewPanel;
  private readonly listening: vscode.Disposable[] = [];
  private waiting: NodeJS.Timeout | undefined;
  /** The number of the newest page asked for: older ones come too late. */
  private newest = 0;
  private closed = false;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly settings: Settings,
  ) {
    const title = `${messages.tables[settings.language]}: ${basename(document.fileName)}`;
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.panel = vscode.window.createWebviewPanel("gouji.tables", title, beside, {
      enableScripts: false,
      enableFindWidget: true,
      localResourceRoots: [],
    });
    this.panel.onDidDispose(() => this.end());
    this.listening.push(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document) {
          this.soon();
        }
      }),
      vscode.workspace.onDidCloseTextDocument((closed) => {
        if (closed === document) {
          this.close();
        }
      }),
    );
  }

  /** Shows the page of the text as it is now. */
  async update(): Promise<void> {
    this.newest += 1;
    const number = this.newest;
    const { document, settings } = this;
    const folder = document.uri.scheme === "file" ? dirname(document.uri.fsPath) : undefined;
    const name = basename(document.fileName);
    const html = await page(settings, document.getText(), name, folder);
    if (number === this.newest && !this.closed) {
      this.panel.webview.html = html;
    }
  }

  close(): void {
    this.panel.dispose();
  }

  private soon(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      // A page that stayed as it was would show what is no longer true.
      this.update().catch((error: Error) => {
        if (!this.closed) {
          this.panel.webview.html = plain(messages.noTables(error.message)[this.settings.language]);
        }
      });
    }, PAUSE);
  }

  private end(): void {
    this.closed = true;
    clearTimeout(this.waiting);
    for (const one of this.listening) {
      one.dispose();
    }
  }
}

/** A page of one sentence. */
function plain(text: string): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return `<!doctype html><meta charset="utf-8"><p>${escaped}</p>`;
}
