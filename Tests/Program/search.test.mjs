// The program against indexes that the real build wrote.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Engine } from "../../Sources/SearchIndex/Program/engine.mjs";
import { tokens } from "../../Sources/SearchIndex/Program/words.mjs";
import { engineOf, ids, rootOf, site } from "./sites.mjs";

const archive = engineOf(site([
  { title: "A speed-up for attention", date: "2025-01-01", tags: ["Computer Vision", "efficiency"], code: "https://example.org/c" },
  { title: "Nothing to see", date: "2024-06-01", text: "It gives a speedup of two.", authors: ["Kurt Gödel", "Ada Lovelace"] },
  { title: "Open spelling", date: "2024-05-20", text: "We speed up training, and the speed-up holds.", venue: "ICML", organization: "Acme Labs" },
  { title: "Apart", date: "2023-03-01", text: "At that speed it goes up.", arxiv: "2306.07552", doi: "10.1000/XYZ.1" },
  { title: "Speedups of solvers", date: "2023-02-01", authors: ["Ada Byron"], tags: ["efficiency"], upvotes: 7 },
  { title: "深度学习的方法", date: "2022-01-01", text: "Über naïve Straßen: résumé", upvotes: 9 },
  { title: "Language models are models of language", date: "2022-02-01", summary: "About optimization.", upvotes: 3 },
  { title: "A survey of language", date: "2022-03-01", text: "Models that we optimize.", status: "withdrawn" },
  { title: "Transformers", date: "2021-12-31", text: "See [the page](https://example.org/hidden) and \\emph{emphasis} &amp; <b title='inside'>more</b>." },
]));

test("a compound is one word however it is spelled", async () => {
  for (const query of ["speedup", "speed-up", "Speedups", "speed-ups"]) {
    assert.deepEqual((await ids(archive, query)).sort(), ["p0", "p1", "p2", "p4"], query);
  }
  for (const query of ["speed up", "speed ups"]) {
    const found = await ids(archive, query);
    assert.deepEqual(found.slice(0, 4).sort(), ["p0", "p1", "p2", "p4"], query);
    assert.deepEqual(found.slice(4), ["p3"], "papers that have both words apart come last");
  }
});

test("other forms of a word are found, and come after the word itself", async () => {
  assert.deepEqual(await ids(archive, "optimization"), ["p6", "p7"]);
  assert.deepEqual(await ids(archive, "optimize"), ["p7", "p6"]);
  assert.deepEqual(await ids(archive, "transformer"), ["p8"]);
});

test("marks of letters do not count", async () => {
  for (const query of ["godel", "Gödel", "GÖDEL"]) assert.deepEqual(await ids(archive, query), ["p1"], query);
  for (const query of ["uber", "naive", "strassen", "straßen", "resume"]) assert.deepEqual(await ids(archive, query), ["p5"], query);
});

test("Chinese is found by any two neighbors", async () => {
  for (const query of ["深度", "学习", "深度学习", "的方法"]) assert.deepEqual(await ids(archive, query), ["p5"], query);
  assert.deepEqual(await ids(archive, "度深"), []);
});

test("addresses and tags are no words, what they hold is", async () => {
  for (const word of ["hidden", "amp", "inside", "https"]) assert.equal((await archive.index.papers(word)).length, 0, word);
  for (const query of ["page", "emphasis", "emph", "more"]) assert.deepEqual(await ids(archive, query), ["p8"], query);
});

test("a formula is found by what it shows, and by how it is written", async () => {
  const formulas = engineOf(site([
    { title: "Sums in $O(n \\log n)$", date: "2025-01-01", text: "For $\\alpha \\in \\mathbb{R}$." },
    { title: "Others", date: "2025-01-02", text: "With β." },
  ]));
  for (const query of ["log", "n log n", "alpha", "α", "mathbb"]) assert.deepEqual(await ids(formulas, query), ["p0"], query);
  for (const query of ["beta", "β"]) assert.deepEqual(await ids(formulas, query), ["p1"], query);
  const { results } = await formulas.search("sums");
  assert.deepEqual(results.map(({ title, text }) => [title.join(""), text.join("")]), [["Sums in O(n log n)", "For α ∈ ℝ."]]);
});

test("a word that is being typed may be begun only", async () => {
  assert.deepEqual(await ids(archive, "transf", { isTyping: true }), ["p8"]);
  assert.deepEqual(await ids(archive, "transf"), ["p8"], "where nothing else is found, the beginning counts");
  assert.deepEqual(await ids(archive, "transf page"), ["p8"], "so does a slip of the hand or a part of the words");
});

test("a slip of the hand is forgiven where nothing is found as written", async () => {
  for (const query of ["tranformers", "tarnsformers", "transformerz", "trensformirs"]) {
    const answer = await archive.search(query);
    assert.deepEqual(answer.results.map(({ id }) => id), ["p8"], query);
    assert.deepEqual(answer.corrections, [{ from: query, to: "transformers" }]);
  }
  assert.equal((await archive.search("qqqqqqqq")).total, 0);
});

test("where no paper has all the words, those that have most are shown, and it is said", async () => {
  const answer = await archive.search("transformers emphasis lovelace");
  assert.deepEqual([answer.isPartial, answer.results[0].id], [true, "p8"]);
  assert.equal((await archive.search("transformers emphasis")).isPartial, false);
});

test("an identifier leads to its paper", async () => {
  for (const query of ["2306.07552", "arXiv:2306.07552v3", "https://arxiv.org/abs/2306.07552", "10.1000/xyz.1", "https://doi.org/10.1000/XYZ.1"]) {
    assert.equal((await archive.search(query)).identified?.id, "p3", query);
  }
  assert.equal((await archive.search("9999.99999")).identified, null);
  assert.equal((await archive.search("2306.07552")).identified.path, "papers/p3/");
});

test("filters narrow", async () => {
  const filters = {
    "tag:efficiency": ["p0", "p4"], 'tag:"computer vision"': ["p0"], "tag:computer-vision": ["p0"], "-tag:efficiency speedup": ["p1", "p2"],
    "author:ada": ["p1", "p4"], 'author:"ada lovelace"': ["p1"], "author:byron": ["p4"], "author:nobody": [],
    "org:acme-labs": ["p2"], 'org:"Acme Labs"': ["p2"], "venue:icml": ["p2"], "has:code": ["p0"], "has:nothing": [],
    "year:2024": ["p1", "p2"], "after:2024-06": ["p0", "p1"], "after:2024": ["p0", "p1", "p2"], "before:2021": [],
    "before:2022 after:2021-12-31": ["p8"], "year:2024 speedup": ["p2", "p1"], "year:x": [], "language -survey": ["p6"],
    "efficiency": ["p0", "p4"], "lovelace": ["p1"], "acme": ["p2"],
  };
  for (const [query, expected] of Object.entries(filters)) {
    assert.deepEqual((await ids(archive, query)).sort(), [...expected].sort(), query);
  }
});

test("a listed tag is found by all of its names, and by those above it", async () => {
  const list = `["language models"]\ntitle = "Models of text"\nsynonyms = ["LLM"]\nparents = ["ai"]\n[ai]\n`;
  const engine = engineOf(site([{ tags: ["llm"] }, { tags: ["Language Models"] }, { tags: ["vision"] }], "", { "content/tags.toml": list }));
  for (const query of ["tag:llm", "tag:LLM", 'tag:"language models"', "tag:models-of-text", "tag:ai", "llm", "models text"]) {
    assert.deepEqual((await ids(engine, query)).sort(), ["p0", "p1"], query);
  }
  assert.deepEqual((await ids(engine, "-tag:ai")), ["p2"]);
  const { counts } = await engine.search("tag:ai", { withCounts: true });
  assert.deepEqual(counts.tags, [{ slug: "ai", name: "ai", count: 2 }, { slug: "language-models", name: "Models of text", count: 2 }]);
});

test("phrases are of titles", async () => {
  assert.deepEqual(await ids(archive, '"language models"'), ["p6"]);
  assert.deepEqual(await ids(archive, '"models of language"'), ["p6"]);
  assert.deepEqual(await ids(archive, '"language of models"'), []);
  assert.equal((await archive.search('"language models"')).total, 1);
});

test("results can be in order of date or votes", async () => {
  assert.deepEqual(await ids(archive, "language", { order: "date" }), ["p7", "p6"]);
  assert.deepEqual(await ids(archive, "after:2000", { order: "date" }), ["p0", "p1", "p2", "p3", "p4", "p7", "p6", "p5", "p8"]);
  assert.deepEqual((await ids(archive, "after:2000", { order: "votes" })).slice(0, 3), ["p5", "p4", "p6"]);
});

test("results have what is shown of them, with marks", async () => {
  const [first] = (await archive.search("gödel")).results;
  assert.deepEqual(first.authors, [["Kurt ", "Gödel", ""], ["Ada Lovelace"]]);
  assert.deepEqual([first.date, first.path, first.text.join("")], ["2024-06-01", "papers/p1/", "It gives a speedup of two."]);
  assert.equal((await archive.search("survey")).results[0].status, "withdrawn");
});

test("counts are those of the results", async () => {
  const { counts } = await archive.search("after:2000", { withCounts: true, count: 0 });
  assert.deepEqual(counts.years, [{ year: 2025, count: 1 }, { year: 2024, count: 2 }, { year: 2023, count: 2 }, { year: 2022, count: 3 }, { year: 2021, count: 1 }]);
  assert.deepEqual(counts.tags, [{ slug: "efficiency", name: "efficiency", count: 2 }, { slug: "computer-vision", name: "Computer Vision", count: 1 }]);
  assert.deepEqual([counts.code, counts.venues], [1, [{ slug: "icml", name: "ICML", count: 1 }]]);
  assert.deepEqual((await archive.search("speedup", { withCounts: true })).counts.tags.map(({ count }) => count), [2, 1]);
});

test("any query has an answer", async () => {
  for (const query of ["", " ", "!!!", "\u202Eabc שלום", "🙂", "<script>alert(1)</script>", "a".repeat(10_000), "x ".repeat(5_000), '"', "tag:", "-", "=p0", "#efficiency", "\0", "\uD800", "constructor", "__proto__"]) {
    const answer = await archive.search(query, { withCounts: true });
    assert.ok(answer.total >= 0, query.slice(0, 20));
  }
});

test("both sides of the index find the same words", async () => {
  // Every word that the program sees in a title has to be one that the build saw.
  const titles = [
    "Ünïcödé ÅNGSTRÖM ﬁgure Ⅷ x² ½ ℝ ŒUVRE Æther Øre đa ðe þorn ıstanbul İstanbul ŁÓDŹ",
    "ΑΒΓ Ελληνικά Ωμέγα ς σ Привет ёлка йод Ґанок", "العَرَبِيَّة עִבְרִית हिन्दी ภาษาไทย தமிழ்", "日本語テキスト 한국어 텍스트 中文，标点。ﾊﾝｶｸ がぎぐ",
    "it's o’clock rock’n’roll 'quoted' d'Alembert's", "a-b-c x‑y z–w p—q e.g. i.e. U.S.A. 3,000 1.3e-5 GPT-4o",
    "e\u0301 cafe\u0301 n\u0303 A\u030A", "𝒜𝔅ℂ 𝟙 ①②③ ﷺ Å K", "soft\u00ADhyphen zero\u200Bwidth join\u200Der",
  ];
  const engine = engineOf(site(titles.map((title) => ({ title }))));
  for (const [number, title] of titles.entries()) {
    for (const { word } of tokens(title)) {
      const papers = await engine.index.papers(word);
      assert.ok(papers.includes(titles.length - 1 - number) || papers.length > 0, `${word} of ${title}`);
    }
  }
});

const SEED = new URL("../../../shared/seed/daily-papers.json", import.meta.url);

test("the query that the project began with finds its papers, and nothing above them", {
  skip: existsSync(SEED) ? false : "the sample data is not here",
}, async () => {
  const { papers } = JSON.parse(readFileSync(SEED, "utf8"));
  const engine = engineOf(site(papers.map(({ title, published, abstract }) => (
    { title, date: published ?? "2025-12-16", text: abstract }))));
  const spelled = papers.flatMap(({ title, abstract }, number) =>
    /\bspeed[-‐\s]?ups?\b|\bspeeds up\b/i.test(`${title} ${abstract}`) ? [`p${number}`] : []);
  assert.ok(spelled.length > 40);
  for (const query of ["speed-ups", "speedup", "Speedups", "speed ups", "speed up"]) {
    const found = await ids(engine, query);
    assert.deepEqual(found.slice(0, spelled.length).sort(), [...spelled].sort(), query);
  }
});

test("an archive without papers can be searched", async () => {
  const empty = engineOf(site([]));
  for (const query of ["a", "tag:x", "year:2020", "2306.07552", ""]) assert.equal((await empty.search(query)).total, 0);
});

/** Many papers of few words, so that lists are long and pairs common. */
const many = Array.from({ length: 5_000 }, (_, number) => ({
  title: `${["Deep", "Fast", "Small"][number % 3]} ${["models", "graphs", "agents", "images"][number % 4]} ${number % 2 ? "learn" : "see"} w${number}`,
  date: `20${10 + number % 10}-0${1 + number % 9}-11`, upvotes: number % 500,
  text: `Common words here and word${number % 97} again word${number % 89}.`,
}));
const manyBuilt = site(many);

test("all that have the words are counted, and every page is another one", async () => {
  const engine = engineOf(manyBuilt);
  const answer = await engine.search("deep models");
  const expected = many.flatMap(({ title }, number) => title.startsWith("Deep models") ? [`p${number}`] : []);
  assert.equal(answer.total, expected.length);
  const found = [];
  for (let from = 0; from < answer.total; from += 10) found.push(...await ids(engine, "deep models", { from, count: 10 }));
  assert.deepEqual([...found].sort(), expected.sort());
  assert.equal((await engine.search("common")).total, 5_000);
  const votes = many.flatMap(({ title, upvotes }) => title.startsWith("Deep") ? [upvotes] : []).sort((a, b) => b - a);
  assert.deepEqual((await engine.search("deep", { order: "votes" })).results.map(({ upvotes }) => upvotes), votes.slice(0, 10));
});

test("the first results of two common words need no lists", async () => {
  const engine = engineOf(manyBuilt);
  await engine.search("deep models");
  assert.deepEqual(engine.fetched.map(({ file }) => file.split(".")[0]).sort(), ["pairs", "totals"]);
});

test("the build finds for a common word or two what the program finds in the lists", async () => {
  const words = ["model", "graph", "agent", "learn", "scale", "transfer", "predict", "sample", "track", "cluster"];
  const endings = ["", "s", "ing", "ed"];
  let seed = 1;
  const any = (number) => (seed = seed * 48_271 % 2_147_483_647) % number;
  const form = () => words[any(words.length)] + endings[any(endings.length)];
  const forms = Array.from({ length: 800 }, (_, number) => ({
    title: `${form()} ${form()} ${any(40) ? "" : "model-graph"}`, date: `20${10 + number % 10}-01-11`,
    authors: any(9) ? [] : [`Ada ${form()}`],
    text: `And ${`${form()} `.repeat(any(4))} ${"x ".repeat(any(90))}`,
  }));
  const sites = [manyBuilt, site(forms)];
  let pairs = 0;
  for (const built of sites) {
    const { pairWords } = rootOf(built);
    const [quick, slow] = [engineOf(built), engineOf(built)];
    slow.index.pair = async () => null;
    for (const [place, first] of pairWords.entries()) {
      for (const second of ["", ...pairWords.slice(place + 1)]) {
        for (const query of [`${first} ${second}`, `${second} and ${first}`]) {
          const [answer, expected] = await Promise.all([quick, slow].map((engine) => engine.search(query)));
          // Which forms there are is known from the lists only.
          for (const each of [answer, expected]) each.marks = [];
          assert.deepEqual(answer, expected, query);
        }
        if (await quick.index.pair([first, second].filter(Boolean))) pairs++;
      }
    }
  }
  assert.ok(pairs > 100, `${pairs}`);
});

test("files are bounded by a setting, and parts of them are fetched then", async () => {
  const built = site(many, "[search]\nfiles = 100\n");
  const small = engineOf(manyBuilt);
  const packed = engineOf(built);
  assert.ok(readdirSync(join(built, "search")).length <= 102);
  for (const query of ["deep models", "word13", "w17", "small agents learn", "year:2013 images"]) {
    assert.deepEqual(await ids(packed, query), await ids(small, query), query);
  }
  assert.ok(packed.fetched.some(({ file, size }) => size < statSync(join(built, "search", file)).size));
});

test("a new paper of a new day changes few files", async () => {
  const after = site([...many, { title: "Tiny models", date: "2025-12-30", text: "Common words." }]);
  const [old, now] = [manyBuilt, after].map((built) => new Set(readdirSync(join(built, "search"))));
  const changed = [...now].filter((file) => !old.has(file));
  // Those of its words, the last cards, pairs of its words, spellings, votes, days.
  assert.ok(changed.length < now.size / 2, `${changed.length} of ${now.size}`);
});

test("a file that is missing, cut off or of another index is told by its name, and may be there the next time", async () => {
  const built = site([{ title: "Alpha" }, { title: "Beta" }]);
  const root = rootOf(built);
  const read = (file) => new Uint8Array(readFileSync(join(built, "search", file)));
  const faults = {
    "the file is cut off": (bytes) => bytes.subarray(0, bytes.length - 1),
    "is not what it should be": (bytes) => bytes.map((byte, place) => place % 3 ? byte : byte ^ 0x55),
  };
  for (const [name, damage] of Object.entries(faults)) {
    for (const kind of ["terms", "cards", "spellings", "facets"]) {
      let isDamaged = true;
      const engine = new Engine(root, async (file) => isDamaged && file.startsWith(kind) ? damage(read(file)) : read(file));
      const query = { terms: "alpha", cards: "alpha", spellings: "alpah", facets: "year:2025" }[kind];
      await assert.rejects(engine.search(query), ({ file }) => file.startsWith(`${kind}.`), `${name}, ${kind}`);
      // Other files that were asked for at the same time fail a little later.
      await new Promise((resolve) => setTimeout(resolve, 20));
      isDamaged = false;
      assert.ok((await engine.search(query)).total >= 1, `${name}, ${kind}`);
    }
  }
});
