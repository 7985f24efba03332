// A round trip with the real server, over the library the extension talks through.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import { commandLine } from "../src/settings";
import { FAULTY, GOUJI, SKIP } from "./gouji";

interface Edit {
  range: { start: Position; end: Position };
  newText: string;
}
interface Position {
  line: number;
  character: number;
}

const uri = "file:///faulty.md";

function apply(text: string, edits: Edit[]): string {
  const lines = text.split("\n");
  for (const { range, newText } of [...edits].reverse()) {
    const line = lines[range.start.line] ?? "";
    const [before, after] = [line.slice(0, range.start.character), line.slice(range.end.character)];
    lines[range.start.line] = before + newText + after;
  }
  return lines.join("\n");
}

test("four findings, one correction, none", { skip: SKIP, timeout: 60_000 }, async () => {
  const args = commandLine("lsp", { path: "", language: "en", rules: [] });
  const server = spawn(GOUJI ?? "", args, { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const diagnostic = async () => {
    const asked = { textDocument: { uri } };
    const answer = await connection.sendRequest<{ items: unknown[] }>("textDocument/diagnostic", asked);
    return answer.items.length;
  };
  try {
    const capabilities = { textDocument: { diagnostic: {} } };
    await connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities });
    await connection.sendNotification("initialized", {});
    const textDocument = { uri, languageId: "markdown", version: 1, text: FAULTY };
    await connection.sendNotification("textDocument/didOpen", { textDocument });
    assert.equal(await diagnostic(), 4);

    const lines = FAULTY.split("\n");
    const line = lines.findIndex((one) => one.includes("（七）总计"));
    const start = { line, character: lines[line]?.indexOf("21") ?? 0 };
    const actions = await connection.sendRequest<{ edit: { changes: Record<string, Edit[]> } }[]>(
      "textDocument/codeAction",
      { textDocument: { uri }, range: { start, end: start }, context: { diagnostics: [], only: ["quickfix"] } },
    );
    assert.ok(actions[0], "a correction is offered at the total");
    const text = apply(FAULTY, actions[0].edit.changes[uri] ?? []);
    const changed = { textDocument: { uri, version: 2 }, contentChanges: [{ text }] };
    await connection.sendNotification("textDocument/didChange", changed);
    assert.equal(await diagnostic(), 0);
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
  } finally {
    connection.dispose();
    server.kill();
  }
});
