import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { messages } from "../src/messages";
import { unusable } from "../src/program";
import { commandLine, readSettings } from "../src/settings";
import { GOUJI, SKIP } from "./gouji";

function settings(values: Record<string, unknown>, display = "en") {
  return readSettings({ get: <T>(key: string) => values[key] as T | undefined }, display);
}

test("the defaults", () => {
  assert.deepEqual(settings({}), { path: "gouji", language: "en", rules: [] });
  assert.equal(settings({ path: "  " }).path, "gouji");
});

test("messages follow the display language unless set", () => {
  assert.equal(settings({ lang: "auto" }, "zh-cn").language, "zh");
  assert.equal(settings({ lang: "en" }, "zh-cn").language, "en");
});

test("every folder of rules is passed on", () => {
  const line = commandLine("lsp", settings({ lang: "zh", rules: ["a b", "", 3, "c"] }));
  assert.deepEqual(line, ["lsp", "--lang", "zh", "--rules", "a b", "--rules", "c"]);
});

test("a program that is not there, or is another, is told apart", async () => {
  assert.equal(await unusable("no-such-program-of-gouji"), "notFound");
  assert.equal(typeof (await unusable(process.execPath)), "object");
  assert.match(messages.notFound("x").zh, /gouji.path/);
});

test("gouji is usable", { skip: SKIP }, async () => {
  assert.equal(await unusable(GOUJI ?? ""), undefined);
});

test("every text of the manifest is there in both languages", () => {
  const manifest = readFileSync("package.json", "utf8");
  const keys = new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
  for (const file of ["package.nls.json", "package.nls.zh-cn.json"]) {
    const texts = Object.keys(JSON.parse(readFileSync(file, "utf8")));
    assert.deepEqual(new Set(texts), keys, file);
  }
});
