import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { marked, tokens } from "../../Sources/SearchIndex/Program/words.mjs";
import { stem } from "../../Sources/SearchIndex/Program/stem.mjs";
import { isWithin } from "../../Sources/SearchIndex/Program/spelling.mjs";

const words = (text) => tokens(text).map(({ word }) => word);

test("words are folded", () => {
  assert.deepEqual(words("Gödel's naïve ﬁne Łódź, straße CAFÉ"), ["godels", "naive", "fine", "lodz", "strasse", "cafe"]);
  assert.deepEqual(words("don't DON’T o'Brien'"), ["dont", "dont", "obrien"]);
  assert.deepEqual(words("\\textbf{bold} x_1 100k 3.5 C++"), ["textbf", "bold", "x", "1", "100k", "3", "5", "c"]);
  assert.deepEqual(words("α-helix κ ∇ $\\alpha$ ϵ Ω λόγος"), ["alpha", "helix", "kappa", "alpha", "epsilon", "omega", "λογος"]);
  assert.deepEqual(words("Ελληνικά русский עברית العَرَبِيّة"), ["ελληνικα", "русскии", "עברית", "العربية"]);
  assert.deepEqual(words("x".repeat(49) + " " + "y".repeat(48)), ["y".repeat(48)]);
  assert.deepEqual(words("—…!?🙂"), []);
});

test("Chinese, Japanese and Korean are pairs", () => {
  assert.deepEqual(words("深度学习"), ["深度", "度学", "学习"]);
  assert.deepEqual(words("GPT模型 x"), ["gpt", "模型", "x"]);
  assert.deepEqual(words("本"), ["本"]);
});

test("words know how they are joined", () => {
  assert.deepEqual(tokens("speed-up of a").map(({ joint }) => joint), ["", "-", " ", " "]);
  assert.deepEqual(tokens("a, b—c d‑e").map(({ joint }) => joint), ["", "", "", " ", "-"]);
});

test("marks are on whole words, and on what is one with them", () => {
  const wanted = new Set(["speedup", "learning", "深度"]);
  const marks = (text) => marked(text, (word) => wanted.has(word));
  assert.deepEqual(marks("a speed-up, a Speedup, a speed up"), ["a ", "speed-up", ", a ", "Speedup", ", a ", "speed", " ", "up", ""]);
  assert.deepEqual(marks("machine learning"), ["machine ", "learning", ""]);
  assert.deepEqual(marks("深度学习"), ["", "深度", "学习"]);
  assert.deepEqual(marks("nothing"), ["nothing"]);
  assert.deepEqual(marks("<b>learning</b>").join(""), "<b>learning</b>");
});

test("stems are those of Porter", () => {
  const stems = {
    caresses: "caress", ponies: "poni", cats: "cat", feed: "feed", agreed: "agre", plastered: "plaster", motoring: "motor",
    conflated: "conflat", sized: "size", hopping: "hop", falling: "fall", filing: "file", happy: "happi",
    relational: "relat", conditional: "condit", digitizer: "digit", operator: "oper", feudalism: "feudal",
    triplicate: "triplic", formalize: "formal", electrical: "electr", hopefulness: "hope", goodness: "good",
    revival: "reviv", allowance: "allow", adjustable: "adjust", replacement: "replac", adoption: "adopt",
    activate: "activ", effective: "effect", probate: "probat", rate: "rate", controlling: "control",
    is: "is", models: "model", gödel: "gödel",
  };
  for (const [word, expected] of Object.entries(stems)) assert.equal(stem(word), expected, word);
});

test("spellings are near by what hands do", () => {
  for (const near of ["mode", "modle", "modell", "madel", "odel"]) assert.ok(isWithin("model", near, 1), near);
  for (const far of ["mod", "medal", "models2"]) assert.ok(!isWithin("model", far, 1), far);
  assert.ok(isWithin("transformer", "transfromers", 2));
});

test("endings are taken off as the build does it", () => {
  // Tests/SearchIndexTests holds the build against the same list.
  const list = readFileSync(new URL("../Golden/stems.txt", import.meta.url), "utf8").trim().split("\n");
  for (const line of list) {
    const [word, expected] = line.split(" ");
    assert.equal(stem(word), expected, word);
  }
});
