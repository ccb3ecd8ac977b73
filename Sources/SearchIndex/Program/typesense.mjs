// Speaks to Typesense: GET /collections/COLLECTION/documents/search.
import { bounds, COUNTED, MARK } from "./question.mjs";

/**
 * @typedef {import("./question.mjs").Condition} Condition
 * @typedef {import("./question.mjs").Language} Language
 */

const TYPESENSE_SORTS = {
  relevance: "_text_match:desc,timestamp:desc", date: "timestamp:desc",
  votes: "upvotes(missing_values: last):desc,timestamp:desc",
};

/** @type {Language} */
export const typesense = {
  request({ address, index, key }, { words, conditions, isAny, isPartial, from, count, order, withCounts }) {
    const fields = new URLSearchParams({
      q: words || "*", query_by: "title,authors.name,tags,organization.name,venue,summary,text",
      filter_by: conditions.map(typesenseFilter).join(isAny ? " || " : " && "), sort_by: TYPESENSE_SORTS[order],
      offset: String(from), limit: String(count), drop_tokens_threshold: isPartial ? "1" : "0",
      highlight_start_tag: MARK[0], highlight_end_tag: MARK[1], highlight_full_fields: "title,authors.name,summary",
      highlight_affix_num_tokens: "20", facet_by: withCounts ? COUNTED.join(",") : "", max_facet_values: "16",
    });
    return {
      address: `${address}collections/${encodeURIComponent(index)}/documents/search?${fields}`,
      headers: /** @type {Record<string, string>} */ (key ? { "X-TYPESENSE-API-KEY": key } : {}), body: null,
    };
  },
  answer({ hits, found, facet_counts: facets = [] }) {
    const counts = facets.map((/** @type {any} */ { field_name: field, counts }) =>
      [field, counts.map((/** @type {any} */ { value, count }) => [value, count])]);
    return {
      total: found, isExact: true, counts: Object.fromEntries(counts),
      papers: hits.map((/** @type {any} */ { document, highlight = {} }) => ({
        ...document,
        title: shown(highlight.title) ?? document.title,
        summary: shown(highlight.summary) ?? document.summary,
        text: shown(highlight.text) ?? document.text,
        authors: document.authors?.map((/** @type {any} */ { name }, /** @type {number} */ place) =>
          ({ name: shown(highlight.authors?.[place]?.name) ?? name })),
      })),
    };
  },
};

/**
 * The marked text of a field, where it has marks.
 * @param {{value?: string, snippet?: string} | undefined} highlight
 * @returns {string | undefined}
 */
const shown = (highlight) => {
  const text = highlight?.value || highlight?.snippet;
  return text?.includes(MARK[0]) ? text : undefined;
};

/**
 * A condition. Values stand between back quotes, which there is no way to write.
 * @param {Condition} condition
 */
function typesenseFilter({ field, isExcluded, ...asked }) {
  if ("value" in asked) {
    // A name is found by its parts, all else has to be the same.
    const operator = isExcluded ? "!=" : field === "authors.name" ? "" : "=";
    return `${field}:${operator}\`${asked.value.replaceAll("`", "")}\``;
  }
  const opposite = /** @type {const} */ ({ ">=": "<", "<": ">=" });
  const tests = bounds(asked).map(([operator, number]) =>
    `${field}:${isExcluded ? opposite[operator] : operator}${number}`);
  return `(${tests.join(isExcluded ? " || " : " && ")})`;
}
