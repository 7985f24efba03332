// Opens the page of one report and of many in headless Chromium: no violation of accessibility in
// light and dark, on a desktop and on a telephone; search, sorting and folds work by keyboard.
// GOUJI_BIN names the program, CHROMIUM the browser (/usr/bin/chromium by default).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(browserPath)) {
  console.log(`skipped: ${browserPath} is not there, the page was not opened`);
  process.exit(0);
}
const { chromium } = await import("playwright-core");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "gouji-page-"));
const tests = fileURLToPath(new URL("..", import.meta.url));
const shots = process.env.GOUJI_SHOTS;

function page(name, files, language, ...more) {
  const path = join(folder, name);
  const words = ["check", "--lang", language, "--format", "html", ...more, ...files];
  try {
    writeFileSync(path, execFileSync(process.env.GOUJI_BIN, words, { cwd: tests, maxBuffer: 1 << 28 }));
  } catch (ended) {
    if (ended.status !== 1) throw ended;
    writeFileSync(path, ended.stdout);
  }
  return pathToFileURL(path).href;
}

function copies(count) {
  const text = readFileSync(join(tests, "three.md"), "utf8");
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `report-${index}.md`);
    writeFileSync(path, text.replaceAll("青石县水务局", `青石县第${index}局`));
    return path;
  });
}

/** A report that repeats a section of last year's, and that one. */
function repeated() {
  const text = readFileSync(join(tests, "faulty.md"), "utf8");
  const words = "聚焦群众关切，把政策解读送进社区、企业和学校，组织开放日活动，听取意见建议，逐条研究答复；";
  const more = "门户网站栏目及时更新，内容准确完整，专人负责，定期自查，发现问题立即整改，做到公开有据、更新有时。";
  return [2022, 2023].map((year) => {
    const path = join(folder, `repeated-${year}.md`);
    const section = `一、总体情况\n\n${words}全年公开信息 ${year - 1900} 条，${more}`;
    writeFileSync(path, text.replaceAll("2023", String(year)).replaceAll("2024", String(year + 1)).replace("一、总体情况", section));
    return path;
  });
}

const browser = await chromium
  .launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
  })
  .catch((why) => {
    console.log(`skipped: ${browserPath} could not be started, the page was not opened: ${why.message}`);
    process.exit(0);
  });
const [last, own] = repeated();
const pages = [
  ["one.html", page("one.html", ["three.md"], "zh")],
  ["english.html", page("english.html", ["twelve.md"], "en")],
  ["copy.html", page("copy.html", [own], "zh", "--prior", last)],
  ["many.html", page("many.html", copies(Number(process.env.GOUJI_REPORTS ?? 40)), "zh")],
];
for (const [name, url] of pages) {
  for (const [width, colorScheme] of [[1400, "light"], [1400, "dark"], [390, "light"]]) {
    const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await tab.goto(url);
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate("axe.run()");
    const told = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
    assert.deepEqual(told, [], `${name} ${width} ${colorScheme}`);
    const wide = await tab.evaluate("document.documentElement.scrollWidth");
    assert.ok(wide <= width, `${name} is ${wide} wide at ${width}`);
    if (shots) await tab.screenshot({ path: join(shots, `${name.replace(".html", "")}-${width}-${colorScheme}.png`) });
    await tab.close();
  }
}
// With the policy in force: the script runs, and what it does is reached by keyboard.
const tab = await browser.newPage({ viewport: { width: 1400, height: 900 } });
const refused = [];
tab.on("console", (said) => said.type() === "error" && refused.push(said.text()));
await tab.goto(pages[2][1]);
const marked = (await tab.locator(".beside mark").allTextContents()).join("");
assert.match(marked, /聚焦群众关切[^]*定期自查/);
assert.ok(!marked.includes("123"), "figures that differ are not marked");
await tab.goto(pages[3][1]);
const visible = "[...document.querySelectorAll('.overview tbody tr')].filter((row) => !row.hidden).length";
assert.ok((await tab.evaluate(visible)) > 1);
await tab.focus("#overview-search");
await tab.keyboard.type("第7局");
assert.equal(await tab.evaluate(visible), 1);
await tab.focus(".overview tbody tr:not([hidden]) a");
await tab.keyboard.press("Enter");
await tab.waitForFunction("document.querySelector('article:target details')?.open === true");
await tab.focus(".overview thead button");
await tab.keyboard.press("Enter");
assert.equal(await tab.getAttribute(".overview thead th", "aria-sort"), "descending");
assert.deepEqual(refused, []);
await browser.close();
console.log(`the page: ${pages.length} pages in three manners without a violation (${readdirSync(folder).length} files)`);
