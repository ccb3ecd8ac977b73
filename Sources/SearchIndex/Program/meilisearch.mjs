// Speaks to Meilisearch: POST /indexes/INDEX/search.
import { bounds, COUNTED, MARK } from "./question.mjs";

/**
 * @typedef {import("./question.mjs").Condition} Condition
 * @typedef {import("./question.mjs").Language} Language
 */

/** What a card needs; the text comes in a part. */
const RETRIEVED = [
  "id", "title", "date", "authors", "author_count", "tags", "organization", "venue", "summary", "upvotes", "status",
];

/** @type {Record<string, string[]>} */
const MEILISEARCH_SORTS = { relevance: [], date: ["timestamp:desc"], votes: ["upvotes:desc", "timestamp:desc"] };

/** @type {Language} */
export const meilisearch = {
  request({ address, index, key }, { words, conditions, isAny, isPartial, from, count, order, withCounts }) {
    const tests = conditions.map(meilisearchFilter);
    const body = {
      q: words, offset: from, limit: count, matchingStrategy: isPartial ? "last" : "all",
      filter: isAny ? [tests] : tests, sort: MEILISEARCH_SORTS[order], facets: withCounts ? COUNTED : [],
      attributesToRetrieve: RETRIEVED, attributesToHighlight: ["title", "authors", "summary", "text"],
      highlightPreTag: MARK[0], highlightPostTag: MARK[1], attributesToCrop: ["text"], cropLength: 45,
    };
    return {
      address: `${address}indexes/${encodeURIComponent(index)}/search`,
      headers: { "Content-Type": "application/json", ...(key ? { Authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify(body),
    };
  },
  answer({ hits, estimatedTotalHits, facetDistribution = {} }) {
    const counts = Object.entries(facetDistribution).map(([field, values]) => [field, Object.entries(values)]);
    return {
      total: estimatedTotalHits, isExact: false, counts: Object.fromEntries(counts),
      papers: hits.map((/** @type {any} */ { _formatted: { title, authors, summary, text }, ...paper }) =>
        ({ ...paper, title, authors, summary, text })),
    };
  },
};

/** @param {Condition} condition */
function meilisearchFilter({ field, isExcluded, ...asked }) {
  const test = "value" in asked
    ? `${field} = ${JSON.stringify(asked.value)}`
    : bounds(asked).map(([operator, number]) => `${field} ${operator} ${number}`).join(" AND ");
  return isExcluded ? `NOT (${test})` : test;
}
