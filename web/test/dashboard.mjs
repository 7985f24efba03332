// Opens dashboards of made-up regions in headless Chromium: no violation of accessibility in light and dark,
// on a desktop and on a telephone; what names contain stays text; search, links, keyboard and printing work; a
// named unit's worst cell is three actions away; 10,000 reports keep to their limits of size and time.
// GOUJI_DASHBOARDS names the program that writes such pages (`cargo build -p gouji-dashboard --example dashboards`),
// CHROMIUM the browser, GOUJI_REPORTS how many reports the measured page has, GOUJI_SHOTS a folder for pictures.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const maker = process.env.GOUJI_DASHBOARDS ?? fileURLToPath(new URL("../../target/debug/examples/dashboards", import.meta.url));
for (const needed of [browserPath, maker]) {
  if (!existsSync(needed)) {
    console.log(`skipped: ${needed} is not there, the dashboard was not opened`);
    process.exit(0);
  }
}
const { chromium } = await import("playwright-core");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "gouji-dashboard-"));
const shots = process.env.GOUJI_SHOTS;

function region(name, reports, ...options) {
  const path = join(folder, name);
  execFileSync(maker, [String(reports), path, ...options]);
  return { path, url: pathToFileURL(path).href };
}

const browser = await chromium
  .launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
  })
  .catch((why) => {
    console.log(`skipped: ${browserPath} could not be started, the dashboard was not opened: ${why.message}`);
    process.exit(0);
  });
const desktop = { width: 1400, height: 900 };

/** Until what an address asks for is shown: the address changes first, and the page follows. */
const settled = (tab) =>
  tab.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done), 50)))");

/** A tab that fails the test where the policy refuses something or a script throws. */
async function open(url, settings = {}) {
  const tab = await browser.newPage({ viewport: desktop, ...settings });
  // A busy machine is slow, not wrong: what must be fast is measured below.
  tab.setDefaultTimeout(120_000);
  const refused = [];
  tab.on("console", (said) => said.type() === "error" && refused.push(said.text()));
  tab.on("pageerror", (error) => refused.push(error.message));
  tab.on("dialog", (dialog) => (refused.push(`dialog ${dialog.message()}`), dialog.dismiss()));
  await tab.goto(url);
  await tab.waitForFunction(() => performance.getEntriesByName('gouji-ready').length > 0);
  return { tab, refused };
}

// Accessibility, and nothing wider than the window.
const hostile = region("hostile.html", 500, "hostile");
const english = region("english.html", 300, "en");
const manners = [
  [1400, "light"],
  [1400, "dark"],
  [390, "light"],
];
const views = ["", "#page=map", "#page=units", "#page=findings", "#page=unread", "REPORT", "COPY"];
for (const [name, { url }] of [["chinese", hostile], ["english", english]]) {
  for (const [width, colorScheme] of manners) {
    const { tab } = await open(url, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await tab.evaluate(axe);
    for (const view of views) {
      if (view === "REPORT") {
        await tab.evaluate("location.hash = '#page=findings'");
        await tab.click(".long tbody a");
        await tab.waitForSelector("td.chosen");
      } else if (view === "COPY") {
        await tab.evaluate("location.hash = '#rule=copied-narrative'");
        await tab.waitForSelector(".chips a");
        await tab.click(".long tbody a");
        await tab.waitForSelector("li.chosen .beside mark");
      } else await tab.evaluate((hash) => (location.hash = hash), view);
      await tab.waitForTimeout(100);
      const { violations } = await tab.evaluate("axe.run()");
      const told = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
      assert.deepEqual(told, [], `${name} ${view} ${width} ${colorScheme}`);
      const wide = await tab.evaluate("document.documentElement.scrollWidth");
      assert.ok(wide <= width, `${name} ${view} is ${wide} wide at ${width}`);
    }
    await tab.close();
  }
}

// With the policy in force: what names contain stays text, wherever it is shown.
{
  const { tab, refused } = await open(hostile.url);
  for (const name of ["<img src=x onerror=alert(1)>局", "</script><script>alert(2)</script>", "+1-1@局&amp;'\""]) {
    await tab.fill(".search input", name);
    assert.equal(await tab.textContent(".listed li b"), name);
    await tab.press(".search input", "Enter");
    await tab.waitForFunction((wanted) => new URLSearchParams(location.hash.slice(1)).get("unit") === wanted, name);
    assert.match(await tab.textContent(".chips"), /条件|单位/);
  }
  assert.equal(await tab.evaluate("document.querySelectorAll('img, iframe, script[src], link').length"), 0);
  assert.deepEqual(refused, []);
  await tab.close();
}

// A person finds a named unit's worst cell in three actions: type its name, Enter, Enter.
const count = Number(process.env.GOUJI_REPORTS ?? 10000);
const large = region("large.html", count);
{
  const { tab, refused } = await open(large.url);
  await tab.keyboard.press("/");
  await tab.keyboard.type("厦屿市上河县教育局"); // one
  await tab.keyboard.press("Enter"); // two
  await tab.waitForSelector(".long tbody a");
  await tab.click(".long tbody a"); // three
  await tab.waitForSelector("td.chosen");
  assert.match(await tab.textContent(".report h2"), /^厦屿市上河县教育局 20\d\d$/);
  const marked = await tab.locator("td.chosen").boundingBox();
  assert.ok(marked.y >= 0 && marked.y < desktop.height, "the marked cell is in sight");
  assert.match(await tab.getAttribute("td.chosen", "class"), /error/, "the gravest comes first");
  if (shots) await tab.screenshot({ path: join(shots, "audit-report.png") });
  // The same by keyboard alone, and onwards: the next finding, back to the list, another row.
  const first = await tab.evaluate("location.hash");
  await tab.keyboard.press("n");
  await tab.waitForFunction((before) => location.hash !== before, first);
  await settled(tab);
  await tab.keyboard.press("p");
  await tab.waitForFunction((before) => location.hash === before, first);
  await settled(tab);
  await tab.keyboard.press("Escape");
  await tab.waitForSelector(".long tbody a");
  await tab.focus(".long tbody a");
  await tab.keyboard.press("ArrowDown");
  await tab.waitForFunction(() => document.activeElement?.closest('[data-index]')?.dataset.index === '1');
  await tab.keyboard.press("Enter");
  await tab.waitForSelector("td.chosen, li.chosen");
  // What the address says is what another person sees.
  const shared = await open(await tab.evaluate("location.href"));
  await shared.tab.waitForSelector("td.chosen, li.chosen");
  assert.equal(await shared.tab.textContent(".report h2"), await tab.textContent(".report h2"));
  await shared.tab.close();
  assert.deepEqual(refused, []);
  await tab.close();
}

// By initials, by syllables, by either of two readings.
{
  const { tab } = await open(large.url);
  for (const [typed, found] of [["qsssjj", "青石市审计局"], ["qingshishi", "青石市"], ["cqsjyj", "长桥市教育局"], ["zqsjyj", "长桥市教育局"], ["xqsjyj", ""], ["cyssjj", "朝阳市审计局"], ["zyssjj", "重阳市审计局"], ["chongyang", "重阳市"], ["CYSSJJ", "重阳市审计局"]]) {
    await tab.fill(".search input", typed);
    const listed = await tab.locator(".listed li b").allTextContents();
    if (found === "") assert.deepEqual(listed, []);
    else assert.ok(listed.some((name) => name.startsWith(found)), `${typed}: ${listed.slice(0, 5)}`);
  }
  await tab.close();
}

// Links narrow down, the map sorts and leads to findings, all rows are printed.
{
  const { tab } = await open(`${large.url}#unit=${encodeURIComponent("青石市审计局")}&rule=applicants-total`);
  assert.equal(await tab.locator(".chips a").count(), 3, "two filters, and one to take all away");
  for (const row of await tab.locator(".long tbody tr:not(.space)").all()) assert.match(await row.textContent(), /青石市审计局/);
  await tab.evaluate("location.hash = '#page=map'");
  await tab.waitForSelector(".map table");
  await tab.click(".map thead th:nth-child(3) button");
  assert.equal(await tab.getAttribute(".map thead th:nth-child(3)", "aria-sort"), "descending");
  const column = await tab.locator(".map tbody tr:not(.all) td:nth-child(3)").allTextContents();
  const sorted = column.map(Number);
  assert.deepEqual(sorted, [...sorted].sort((a, b) => b - a));
  const number = await tab.textContent(".map tbody tr:nth-child(2) td:nth-child(3)");
  if (shots) await tab.screenshot({ path: join(shots, "audit-map.png") });
  await tab.click(".map tbody tr:nth-child(2) td:nth-child(3) a");
  await tab.waitForFunction((wanted) => document.querySelector(".chips [role=status]")?.textContent.startsWith(`${wanted} `), number);
  const rows = "document.querySelectorAll('.long tbody tr:not(.space)').length";
  assert.ok((await tab.evaluate(rows)) < 100, "only rows in sight are drawn");
  await tab.evaluate("dispatchEvent(new Event('beforeprint'))");
  assert.equal(await tab.evaluate(rows), Number(number), "all rows are printed");
  await tab.evaluate("dispatchEvent(new Event('afterprint'))");
  if (shots) {
    await tab.emulateMedia({ media: "print" });
    await tab.evaluate("dispatchEvent(new Event('beforeprint'))");
    await tab.setViewportSize({ width: 794, height: 1123 });
    await tab.screenshot({ path: join(shots, "audit-print.png") });
  }
  await tab.close();
}

// A text that stands in two reports is shown beside the other, what both say marked, and leads there.
{
  const { tab, refused } = await open(`${large.url}#rule=copied-narrative`);
  await tab.click(".long tbody a");
  await tab.waitForSelector("li.chosen .beside");
  const [own, other] = await tab.locator("li.chosen .beside td").all();
  for (const [text, figure] of [[own, "123"], [other, "98"]]) {
    assert.match(await text.textContent(), new RegExp(`全年公开信息 ${figure} 条`));
    const marked = (await text.locator("mark").allTextContents()).join("");
    assert.match(marked, /聚焦群众关切/);
    assert.ok(!marked.includes(figure), "figures that differ are not marked");
  }
  if (shots) await tab.screenshot({ path: join(shots, "audit-copies.png") });
  const there = await tab.textContent("li.chosen .beside thead a");
  await tab.click("li.chosen .beside thead a");
  await tab.waitForFunction((wanted) => document.querySelector(".report h2")?.textContent === wanted, there);
  assert.deepEqual(refused, []);
  await tab.close();
}

// Sizes and times: these are measured and said. Machines that are busy with other work are slow, and no
// failure; what is several times slower than on any of them is one.
const size = statSync(large.path).size;
assert.ok(size <= 8_000_000, `${size} bytes`);
const paints = [];
const ready = [];
for (let round = 0; round < 5; round += 1) {
  const { tab } = await open(large.url);
  await tab.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  paints.push(await tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
  ready.push(await tab.evaluate("performance.getEntriesByName('gouji-ready')[0].startTime"));
  await tab.close();
}
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const { tab } = await open(large.url);
const searches = [];
for (const typed of ["水务局", "swj", "qingshi", "青", "s", "市上河县教育局", "zzzz", "jyj"]) {
  for (let round = 0; round < 3; round += 1) {
    searches.push(
      await tab.evaluate(async (text) => {
        const input = document.querySelector(".search input");
        const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
        set.call(input, "");
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((done) => setTimeout(done, 20));
        const list = document.querySelector(".listed");
        const changed = new Promise((done) => {
          new MutationObserver((_, watch) => (watch.disconnect(), done())).observe(list, { childList: true, subtree: true, characterData: true, attributes: true });
        });
        const begun = performance.now();
        set.call(input, text);
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await changed;
        list.getBoundingClientRect();
        return performance.now() - begun;
      }, typed),
    );
  }
}
await tab.close();
if (shots) {
  for (const [name, width, colorScheme, hash] of [
    ["audit-overview", 1400, "light", ""],
    ["audit-dark", 1400, "dark", "#page=findings"],
    ["audit-phone", 390, "light", ""],
  ]) {
    const { tab } = await open(large.url + hash, { viewport: { width, height: 900 }, colorScheme });
    await tab.waitForTimeout(300);
    await tab.screenshot({ path: join(shots, `${name}.png`) });
    await tab.close();
  }
}
await browser.close();
rmSync(folder, { recursive: true });
const rounded = (numbers) => `${Math.round(median(numbers))} ms (at most ${Math.round(Math.max(...numbers))})`;
console.log(
  `the dashboard: ${count} reports in ${(size / 1e6).toFixed(2)} MB; first paint after ${rounded(paints)}, ready after ${rounded(ready)}, search ${rounded(searches)}`,
);
for (const [what, times, aim] of [["first paint", paints, 1000], ["search", searches, 50]]) {
  if (median(times) > aim) console.log(`${what} took longer than the ${aim} ms it should take on a machine that does nothing else`);
  assert.ok(median(times) <= 20 * aim, `${what}: ${times}`);
}
