// The entry: starts `gouji lsp`, starts it again when the settings change, and registers the
// commands.

import * as vscode from "vscode";
import {
  type CodeAction,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";
import { check, type Context, extract, fixAll, LANGUAGES, type Server } from "./commands";
import { messages } from "./messages";
import { unusable } from "./program";
import { commandLine, readSettings, type Settings } from "./settings";
import { tables } from "./tables";

let client: LanguageClient | undefined;
/** Starts and stops one after the other. */
let turn: Promise<void> = Promise.resolve();

export async function activate(extension: vscode.ExtensionContext): Promise<void> {
  const command = (name: string, act: (context: Context) => Promise<void>) =>
    vscode.commands.registerCommand(name, () => act(context()));
  extension.subscriptions.push(
    command("gouji.check", check),
    command("gouji.fixAll", fixAll),
    command("gouji.extract", extract),
    command("gouji.tables", tables),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("gouji")) {
        void restart();
      }
    }),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  turn = turn.then(stop);
  return turn;
}

function settings(): Settings {
  return readSettings(vscode.workspace.getConfiguration("gouji"), vscode.env.language);
}

function context(): Context {
  return { settings: settings(), server: client?.isRunning() ? serverOf(client) : undefined };
}

function restart(): Promise<void> {
  turn = turn.then(stop).then(() => start(settings()));
  return turn;
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  // One that died does not stop in order; there is nothing left to do about it.
  await running?.stop().catch(() => undefined);
}

async function start(chosen: Settings): Promise<void> {
  const problem = await unusable(chosen.path);
  if (problem) {
    // Not waited for: the message stays until it is answered.
    void tell(chosen, problem === "notFound" ? undefined : problem.reason);
    return;
  }
  const server: ServerOptions = { command: chosen.path, args: commandLine("lsp", chosen) };
  // TOML is for rule files: the server tells them from others.
  const rules = { scheme: "file", pattern: "**/*.toml" };
  const options: LanguageClientOptions = { documentSelector: [...LANGUAGES, rules] };
  const starting = new LanguageClient("gouji", "gouji", server, options);
  try {
    await starting.start();
    client = starting;
  } catch (error) {
    void tell(chosen, (error as Error).message);
  }
}

async function tell(chosen: Settings, reason: string | undefined): Promise<void> {
  const { path, language } = chosen;
  const text = reason === undefined ? messages.notFound(path) : messages.notStarted(path, reason);
  const settings = messages.openSettings[language];
  if ((await vscode.window.showErrorMessage(text[language], settings)) === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "gouji.path");
  }
}

/** gouji's own action is asked for, not those of every extension that fixes all. */
function serverOf(running: LanguageClient): Server {
  return {
    async fixAll(document) {
      const end = document.lineAt(document.lineCount - 1).range.end;
      const actions = await running.sendRequest<CodeAction[] | null>("textDocument/codeAction", {
        textDocument: running.code2ProtocolConverter.asTextDocumentIdentifier(document),
        range: { start: { line: 0, character: 0 }, end },
        context: { diagnostics: [], only: ["source.fixAll"] },
      });
      const edit = actions?.find((action) => action.edit)?.edit;
      return edit && running.protocol2CodeConverter.asWorkspaceEdit(edit);
    },
  };
}
