// Builds one script and one style sheet into the crate that embeds them. The licences of what is bundled
// are collected from the packages themselves and shown in the page.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";

/** The packages that end up in the page, and what they rest on. */
function bundled(names, known = new Map()) {
  for (const name of names) {
    if (known.has(name)) continue;
    const manifest = JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8"));
    known.set(name, manifest);
    bundled(Object.keys(manifest.dependencies ?? {}), known);
  }
  return known;
}

/** Each licence text once, with the packages it is for. */
function licences() {
  const own = JSON.parse(readFileSync("package.json", "utf8"));
  const texts = new Map();
  for (const [name, manifest] of [...bundled(Object.keys(own.dependencies))].sort()) {
    const folder = join("node_modules", name);
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "";
    const entry = texts.get(text) ?? { names: [], text, licence: manifest.license };
    entry.names.push(`${name} ${manifest.version}`);
    texts.set(text, entry);
  }
  return [...texts.values()];
}

export default defineConfig({
  publicDir: false,
  define: { __LICENCES__: JSON.stringify(licences()), "process.env.NODE_ENV": '"production"' },
  build: {
    outDir: "../crates/gouji-dashboard/built",
    emptyOutDir: true,
    target: ["chrome103", "firefox113", "safari16.4"],
    modulePreload: false,
    cssCodeSplit: false,
    lib: { entry: "src/main.tsx", formats: ["iife"], name: "gouji", fileName: () => "dashboard.js", cssFileName: "dashboard" },
  },
});
