// Sites for the tests, built by the real program, and engines that search them.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { webcrypto } from "node:crypto";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { Engine } from "../../Sources/SearchIndex/Program/engine.mjs";

// Node 18 has it under another name.
globalThis.crypto ??= webcrypto;
const THEME = fileURLToPath(new URL("../../themes/default", import.meta.url));
const OFFPRINT = process.env.OFFPRINT;
const folder = mkdtempSync(join(tmpdir(), "offprint-search-"));
after(() => rmSync(folder, { recursive: true }));
let sites = 0;

/**
 * A site of entries, each front matter and text; their ids are `p0`, `p1` and so on, unless they have one.
 * @param {(Record<string, unknown> & {text?: string})[]} papers
 * @param {string} settings More of `site.toml`.
 * @param {Record<string, string>} files More files, by their paths.
 */
export function site(papers, settings = "", files = {}) {
  const place = join(folder, String(sites++));
  const write = (path, content) => {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), content);
  };
  write("site.toml", `[site]\ntitle = "Searched"\nurl = "https://example.org/"\n${settings}`);
  for (const [path, content] of Object.entries(files)) write(path, content);
  papers.forEach(({ text = "", ...keys }, number) => {
    const all = { date: "2025-12-16", title: "Untitled", ...keys };
    const lines = Object.entries(all).map(([key, value]) => `${key}: ${key === "date" ? value : JSON.stringify(value)}`);
    write(`content/papers/p${number}.md`, `---\n${lines.join("\n")}\n---\n\n${text}\n`);
  });
  execFileSync("ln", ["-s", THEME, join(place, "default")]);
  mkdirSync(join(place, "themes"));
  execFileSync("mv", [join(place, "default"), join(place, "themes")]);
  execFileSync(OFFPRINT, ["build", "--site", place, "--output", join(place, "public"), "--full", "--as-of", "2026-01-01"]);
  return join(place, "public");
}

/**
 * What the search page of a built site carries.
 * @param {string} built
 */
export function rootOf(built) {
  const page = readFileSync(join(built, "search/index.html"), "utf8");
  return JSON.parse(/id="search-index">(.*?)<\/script>/s.exec(page)[1]);
}

/**
 * An engine over a built site; what it fetches is noted in `fetched`.
 * @param {string} built
 */
export function engineOf(built) {
  const fetched = [];
  const engine = new Engine(rootOf(built), async (file, from, size) => {
    fetched.push({ file, size });
    return new Uint8Array(readFileSync(join(built, "search", file)).subarray(from, from + size));
  });
  return Object.assign(engine, { fetched });
}

/**
 * The ids that a search finds, the best first.
 * @param {Engine} engine
 * @param {string} query
 */
export async function ids(engine, query, options = {}) {
  const answer = await engine.search(query, { count: 100, ...options });
  return answer.results.map(({ id }) => id);
}
