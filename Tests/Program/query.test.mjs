import assert from "node:assert/strict";
import { test } from "node:test";
import { days, hasPhrase, parse, slug } from "../../Sources/SearchIndex/Program/query.mjs";

const words = (text) => parse(text).words.map(({ word }) => word);

test("words, phrases, filters and what is not wanted are told apart", () => {
  const query = parse('fast "language models" -survey tag:"Computer Vision" Author:lovelace year:2023 -org:acme');
  assert.deepEqual(query.words.map(({ word }) => word), ["fast", "language", "models"]);
  assert.deepEqual(query.phrases, [["language", "models"]]);
  assert.deepEqual(query.excluded.map(({ word }) => word), ["survey"]);
  assert.deepEqual(query.filters, [
    { kind: "tag", value: "Computer Vision", isExcluded: false },
    { kind: "author", value: "lovelace", isExcluded: false },
    { kind: "year", value: "2023", isExcluded: false },
    { kind: "organization", value: "acme", isExcluded: true },
  ]);
});

test("words with a hyphen are one, with its parts", () => {
  const [word] = parse("state-of-the-art").words;
  assert.deepEqual([word.word, word.parts], ["stateoftheart", ["state", "of", "the", "art"]]);
  assert.deepEqual(parse("speed up now").words.map(({ next }) => next), [true, true, false]);
  assert.deepEqual(parse("speed, up").words.map(({ next }) => next), [false, false]);
});

test("only a word at the very end may be begun", () => {
  assert.deepEqual(parse("deep lea").words.map(({ isLast }) => isLast), [false, true]);
  assert.deepEqual(parse("deep lea ").words.map(({ isLast }) => isLast), [false, false]);
});

test("what is no filter is a word", () => {
  assert.deepEqual(words("re:inforce constructor:x __proto__:y"), ["re", "inforce", "constructor", "x", "proto", "y"]);
});

test("identifiers are known in all their forms", () => {
  const forms = {
    "2306.07552": "2306.07552", "arXiv:2306.07552v2": "2306.07552", "https://arxiv.org/abs/2306.07552v1": "2306.07552",
    "https://arxiv.org/pdf/2306.07552.pdf": "2306.07552", "hep-th/9901001": "hep-th/9901001",
    "10.1038/nature14539": "10.1038/nature14539", "https://doi.org/10.1038/Nature14539": "10.1038/nature14539",
    "doi:10.1145/3292500.3330701": "10.1145/3292500.3330701", "p-12": "p-12",
  };
  for (const [text, expected] of Object.entries(forms)) assert.equal(parse(text).identifiers[0], expected, text);
  for (const text of ["learning", "two words 2306.07552", "2023", ""]) assert.deepEqual(parse(text).identifiers, [], text);
});

test("any text is a query", () => {
  for (const text of ["", "   ", '"', '""', "-", "--", ":", "tag:", 'tag:"', "(((", "\\", "🙂🙂", "؟", "\u202Eabc", "<script>alert(1)</script>", "\0", "\uD800", "a".repeat(100_000), "-".repeat(10_000), '"a'.repeat(5_000)]) {
    assert.ok(parse(text).words.length <= 24);
  }
});

test("dates may lack their ends", () => {
  assert.deepEqual(days("1970"), [0, 365]);
  assert.deepEqual(days("1970-02"), [31, 59]);
  assert.deepEqual(days("1970-02-03"), [33, 34]);
  assert.equal(days("soon"), null);
});

test("names become slugs as addresses have them", () => {
  assert.equal(slug("Computer  Vision & more!"), "computer-vision-more");
  assert.equal(slug("Théorie"), "théorie");
  assert.equal(slug("数学"), "数学");
});

test("phrases are words in a row", () => {
  assert.ok(hasPhrase("On Large-Language Models: a survey", ["large", "language", "models"]));
  assert.ok(!hasPhrase("Models of language", ["language", "models"]));
});
