// Search servers: what they are sent, what is made of their answers, and whether exported papers fit their settings.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Server } from "../../Sources/SearchIndex/Program/server.mjs";
import { rootOf, site } from "./sites.mjs";

const settings = (name) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../docs/search-servers/${name}.json`, import.meta.url)), "utf8"));

/** What the server was asked last, and what it will say. */
let asked = null;
let answers = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  asked = { method: request.method, url: new URL(request.url, "http://localhost"), headers: request.headers, body };
  const { status = 200, json } = answers.length > 1 ? answers.shift() : answers[0];
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(json));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
after(() => server.close());
const address = `http://127.0.0.1:${server.address().port}`;

const engine = (kind, key = "") =>
  new Server({ server: { kind, address: `${address}/`, index: "papers", key }, paperPath: "papers/*/" });

const hit = {
  id: "2306.07552", title: "Galactic", date: "2023-06-13T10:00:00Z", authors: [{ name: "Ada" }, { name: "Bo" },
    { name: "Cy" }, { name: "Di" }], tags: ["rl"], organization: { name: "Acme" }, summary: "Fast.", upvotes: 7,
};
const marked = "\uE000Galactic\uE001";

// Meilisearch

/** The parameters of a search in Meilisearch's reference that are used, with their types. */
const MEILISEARCH = {
  q: "string", offset: "number", limit: "number", filter: "object", facets: "object", attributesToRetrieve: "object",
  attributesToCrop: "object", cropLength: "number", attributesToHighlight: "object", highlightPreTag: "string",
  highlightPostTag: "string", sort: "object", matchingStrategy: "string",
};
const meilisearchAnswer = {
  hits: [{ ...hit, _formatted: { ...hit, title: marked, text: "… a \uE000galactic\uE001 simulator …" } }],
  query: "galactic", offset: 0, limit: 10, estimatedTotalHits: 1, processingTimeMs: 1,
  facetDistribution: { year: { 2022: 1, 2023: 4 }, tags: { rl: 5 }, has: { code: 2 }, "organization.name": {}, venue: {} },
};

test("Meilisearch is asked as its reference says", async () => {
  answers = [{ json: meilisearchAnswer }];
  const answer = await engine("meilisearch", "secret").search(
    'galactic "deep learning" -survey tag:"Language Models" -author:"Ada Bo" year:2023 after:2024-05',
    { from: 10, count: 10, order: "votes", withCounts: true });
  assert.equal(asked.method, "POST");
  assert.equal(asked.url.pathname, "/indexes/papers/search");
  assert.equal(asked.headers.authorization, "Bearer secret");
  const body = JSON.parse(asked.body);
  for (const [key, value] of Object.entries(body)) assert.equal(typeof value, MEILISEARCH[key], key);
  assert.equal(body.q, 'galactic "deep learning" -survey');
  assert.equal(body.filter[0], 'tags = "Language Models"');
  assert.equal(body.filter[1], 'NOT (authors.name = "Ada Bo")');
  assert.equal(body.filter.at(-2), "timestamp >= 1672531200 AND timestamp < 1704067200");
  assert.equal(body.filter.at(-1), "timestamp >= 1714521600");
  assert.deepEqual(body.sort, ["upvotes:desc", "timestamp:desc"]);
  assert.deepEqual([body.offset, body.limit], [10, 10]);
  const { filterableAttributes: filterable, sortableAttributes: sortable } = settings("meilisearch");
  for (const field of body.facets) assert.ok(filterable.includes(field), field);
  for (const sort of body.sort) assert.ok(sortable.includes(sort.split(":")[0]), sort);
  assert.deepEqual(answer.counts.years, [{ year: 2023, count: 4 }, { year: 2022, count: 1 }]);
  assert.deepEqual(answer.counts.tags, [{ slug: "rl", name: "rl", count: 5 }]);
  assert.equal(answer.counts.code, 2);
});

test("what Meilisearch answers becomes cards", async () => {
  answers = [{ json: meilisearchAnswer }];
  const { results: [card], total, isLast } = await engine("meilisearch").search("galactic");
  assert.equal(asked.headers.authorization, undefined);
  assert.equal(total, 1);
  assert.ok(isLast);
  assert.deepEqual(card, {
    id: "2306.07552", path: "papers/2306.07552/", title: ["", "Galactic", ""], date: "2023-06-13",
    authors: [["Ada"], ["Bo"], ["Cy"]], authorCount: 4, tags: ["rl"], organization: "Acme", venue: "",
    text: ["… a ", "galactic", " simulator …"], upvotes: 7, status: "",
  });
});

// Typesense

const typesenseAnswer = {
  found: 12, out_of: 100, page: 1, search_time_ms: 1, facet_counts: [
    { field_name: "year", counts: [{ value: "2023", count: 4, highlighted: "2023" }], stats: {} },
    { field_name: "has", counts: [{ value: "code", count: 3, highlighted: "code" }], stats: {} },
  ],
  hits: [{ document: { ...hit, text: "A simulator." }, text_match: 1, highlight: {
    title: { matched_tokens: ["Galactic"], snippet: marked, value: marked },
    authors: [{ name: { matched_tokens: [], snippet: "Ada", value: "Ada" } },
      { name: { matched_tokens: ["Bo"], snippet: "\uE000Bo\uE001", value: "\uE000Bo\uE001" } }],
  } }],
};

test("Typesense is asked as its reference says", async () => {
  answers = [{ json: typesenseAnswer }];
  const answer = await engine("typesense", "secret").search(
    "tag:`x` author:ada -org:Acme -year:2023", { order: "date", from: 20, withCounts: true });
  assert.equal(asked.method, "GET");
  assert.equal(asked.url.pathname, "/collections/papers/documents/search");
  assert.equal(asked.headers["x-typesense-api-key"], "secret");
  const fields = Object.fromEntries(asked.url.searchParams);
  assert.equal(fields.q, "*");
  assert.equal(fields.filter_by, "tags:=`x` && authors.name:`ada` && organization.name:!=`Acme`"
    + " && (timestamp:<1672531200 || timestamp:>=1704067200)");
  assert.equal(fields.sort_by, "timestamp:desc");
  assert.deepEqual([fields.offset, fields.limit], ["20", "10"]);
  const schema = new Map(settings("typesense").fields.map((field) => [field.name, field]));
  for (const field of fields.query_by.split(",")) assert.match(schema.get(field).type, /^string/, field);
  for (const field of fields.facet_by.split(",")) assert.ok(schema.get(field).facet, field);
  assert.deepEqual(answer.counts.years, [{ year: 2023, count: 4 }]);
  assert.equal(answer.counts.code, 3);
});

test("what Typesense answers becomes cards", async () => {
  answers = [{ json: typesenseAnswer }];
  const { results: [card], total, isLast } = await engine("typesense").search("galactic bo");
  assert.equal(total, 12);
  assert.equal(isLast, false);
  assert.deepEqual(card.title, ["", "Galactic", ""]);
  assert.deepEqual(card.authors, [["Ada"], ["", "Bo", ""], ["Cy"]]);
  assert.deepEqual(card.text, ["Fast."]);
});

// Both

for (const [kind, none, some] of [
  ["meilisearch", { ...meilisearchAnswer, hits: [], estimatedTotalHits: 0 }, meilisearchAnswer],
  ["typesense", { ...typesenseAnswer, hits: [], found: 0 }, typesenseAnswer],
]) {
  test(`${kind}: an identifier goes to its paper`, async () => {
    answers = [{ json: some }, { json: none }];
    const { identified, total } = await engine(kind).search("2306.07552");
    assert.equal(identified.path, "papers/2306.07552/");
    assert.equal(total, 0);
  });

  test(`${kind}: where no paper has all words, some of them are enough`, async () => {
    answers = [{ json: none }, { json: some }];
    const { isPartial, results } = await engine(kind).search("galactic zebra");
    assert.ok(isPartial);
    assert.equal(results.length, 1);
  });

  test(`${kind}: a date that is none finds nothing, and no query breaks a filter`, async () => {
    answers = [{ json: none }];
    for (const query of ["year:soon", 'tag:"a` || id:!=`b"', 'tag:a"b\\', "author:{}[]()", "tag:" + "x".repeat(9_999)]) {
      await engine(kind).search(query);
    }
    await engine(kind).search("year:soon");
    const sent = kind === "meilisearch" ? JSON.parse(asked.body).filter[0] : asked.url.searchParams.get("filter_by");
    assert.match(sent, /timestamp.*1125899906842624.*timestamp.*-1125899906842624/);
  });

  test(`${kind}: a failure says which server it was`, async () => {
    answers = [{ status: 403, json: { message: "no" } }];
    await assert.rejects(engine(kind).search("x"), { file: new URL(address).host, message: /403/ });
  });
}

test("exported papers fit the settings of both servers", () => {
  const own = fileURLToPath(new URL("../..", import.meta.url));
  const lines = [own, dirname(site([
    {
      id: "2306.07552", authors: ["Ada", { name: "Bo", orcid: "0000-0002-1825-0097" }], organization: "Acme",
      code: "https://example.org/", doi: "10.1000/x", arxiv: "2306.07552", upvotes: 3, text: "Text.", venue: "V",
    },
    { id: "a_b~c.é", extra: { a: 1, b: [true, "x"] }, organization: { name: "Acme", handle: "acme" } },
  ]))].flatMap((place) =>
    execFileSync(process.env.OFFPRINT, ["export", "jsonl", "--site", place]).toString().trim().split("\n"));
  const isOf = {
    "string": (value) => typeof value === "string", "object": (value) => Object.getPrototypeOf(value) === Object.prototype,
    "int32": (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31, "int64": Number.isSafeInteger,
  };
  const at = (paper, name) => name.split(".").reduce((value, key) =>
    Array.isArray(value) ? value.map((item) => item[key]) : value?.[key], paper);
  const keys = new Set();
  for (const line of lines) {
    const paper = JSON.parse(line);
    // Meilisearch's rule for its primary key.
    assert.match(paper.key, /^[A-Za-z0-9_-]{1,511}$/);
    assert.ok(!keys.has(paper.key));
    keys.add(paper.key);
    assert.equal(typeof paper.id, "string");
    for (const { name, type, optional } of settings("typesense").fields) {
      const value = at(paper, name);
      if (value === undefined && optional) continue;
      const check = isOf[type.replace("[]", "")];
      assert.ok(type.endsWith("[]") ? value.every(check) : check(value), `${name} of ${paper.id}`);
    }
  }
  assert.ok(keys.has("2306_2e07552"));
});

test("a site with an endpoint has no index, and its page says where the server is", () => {
  const built = site([{ title: "A" }], `[search]
endpoint = "https://search.example.org"
endpoint_kind = "typesense"
endpoint_key = "public"
`);
  assert.deepEqual(rootOf(built), {
    server: { kind: "typesense", address: "https://search.example.org/", index: "papers", key: "public" },
    paperPath: "papers/*/",
  });
  assert.deepEqual(readdirSync(`${built}/search`).map((name) => name.replace(/\..{10}\./, ".")), ["index.html", "program.js"]);
});

test("the modules of a program have no name twice", () => {
  for (const settings of ["", '[search]\nendpoint = "https://example.org/"\nendpoint_kind = "meilisearch"\n']) {
    const folder = `${site([{ title: "A" }], settings)}/search/`;
    const program = readFileSync(folder + readdirSync(folder).find((name) => name.startsWith("program.")));
    execFileSync("node", ["--check", "--input-type=module"], { input: program });
  }
});
