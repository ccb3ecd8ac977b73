// Asks Offprint's query program: reads a JSON list of queries, writes a JSON list of answers.
// usage: node search.mjs FOLDER [--cold], where FOLDER is the site's folder `search`; with --cold nothing that was fetched
// for one query is kept for the next.
import { readFileSync } from "node:fs";
import { Engine } from "../Sources/SearchIndex/Program/engine.mjs";

const folder = process.argv[2];
const page = readFileSync(`${folder}/index.html`, "utf8");
const root = JSON.parse(/id="search-index">(.*?)<\/script>/s.exec(page)[1]);
let fetched = [];
const fresh = () => new Engine(root, async (file, from, size) => {
  fetched.push(size);
  return new Uint8Array(readFileSync(`${folder}/${file}`).subarray(from, from + size));
});
const isCold = process.argv.includes("--cold");
let engine = fresh();
const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  fetched = [];
  if (isCold) engine = fresh();
  const start = performance.now();
  const answer = await engine.search(query);
  const milliseconds = performance.now() - start;
  const found = answer.identified ? [answer.identified, ...answer.results] : answer.results;
  answers.push({ ids: found.map(({ id }) => id), total: answer.total, milliseconds, fetched });
}
process.stdout.write(JSON.stringify(answers));
