// What a search server is asked and what it answers, whatever its kind.

/** @typedef {import("./engine.mjs").Order} Order */

/**
 * The server, as site.toml names it; its address ends with a slash.
 * @typedef {{kind: string, address: string, index: string, key: string}} Settings
 */

/**
 * A condition: a field has a value, or a number from one on to before another.
 * @typedef {{field: string, isExcluded: boolean, value: string}
 *   | {field: string, isExcluded: boolean, from: number, end: number}} Condition
 */

/**
 * What a server is asked: for papers with the words of a query that meet all conditions, or one of them where `isAny`; with
 * all words, or where `isPartial`, as many as there are.
 * @typedef {{
 *   words: string, conditions: Condition[], isAny: boolean, isPartial: boolean, from: number, count: number, order: Order,
 *   withCounts: boolean,
 * }} Question
 */

/**
 * A line of `offprint export jsonl`.
 * @typedef {Record<string, any>} Paper
 */

/**
 * What it answers. Texts have marks: what stands between `MARK[0]` and `MARK[1]` was looked for.
 * @typedef {{
 *   total: number, isExact: boolean, papers: Paper[], counts: Record<string, [value: string, count: number][]>,
 * }} Answer
 */

/**
 * How one kind of server is spoken to.
 * @typedef {{
 *   request: (settings: Settings, question: Question) => {address: string, headers: Record<string, string>, body: string | null},
 *   answer: (json: any) => Answer,
 * }} Language
 */

/** What stands before and after a marked word: characters that no text has. */
export const MARK = ["\uE000", "\uE001"];

/** What results are counted by. */
export const COUNTED = ["year", "tags", "organization.name", "venue", "has"];

/**
 * What a number has to be that is from one on to before another.
 * @param {{from: number, end: number}} range
 * @returns {[operator: ">=" | "<", number: number][]}
 */
export function bounds({ from, end }) {
  const MOST = 2 ** 50;
  /** @type {[">=" | "<", number][]} */
  const tests = [];
  if (from > -Infinity) tests.push([">=", Math.min(from, MOST)]);
  if (end < Infinity) tests.push(["<", Math.max(end, -MOST)]);
  return tests;
}
