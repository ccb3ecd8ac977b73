// What a reader asks for.
import { tokens } from "./words.mjs";

/** How much of a query is read: nobody types more. */
const LONGEST_QUERY = 500;
const MOST_WORDS = 24;

/**
 * The filters, and what else they may be called.
 * @type {Record<string, FilterKind>}
 */
const FILTERS = {
  tag: "tag", tags: "tag", author: "author", authors: "author", org: "organization", organization: "organization",
  venue: "venue", year: "year", after: "after", since: "after", before: "before", until: "before", has: "has",
};

/**
 * A word that is looked for. Words with hyphens between are one; `parts` are then what it is made of. `next` is whether it
 * stands right before the next word, so that both may be one.
 * @typedef {{word: string, parts: string[], isLast: boolean, next: boolean}} Wanted
 */

/** @typedef {"tag" | "author" | "organization" | "venue" | "year" | "after" | "before" | "has"} FilterKind */
/** @typedef {{kind: FilterKind, value: string, isExcluded: boolean}} Filter */

/**
 * What is asked for.
 * @typedef {{
 *   words: Wanted[], phrases: string[][], excluded: Wanted[], filters: Filter[], identifiers: string[],
 * }} Query
 */

/** A part of a query: a minus, the name of a filter, and a phrase or a word. */
const PART = /(-?)(?:([A-Za-z]+):)?(?:["“„]([^"”“]*)["”“]?|([^\s"“„]+))/gu;

/**
 * Reads a query: words, "phrases", -excluded words, and filters (`tag:vision`, `year:2023`, `author:"Ada Lovelace"`).
 * @param {string} text
 * @returns {Query}
 */
export function parse(text) {
  /** @type {Query} */
  const query = { words: [], phrases: [], excluded: [], filters: [], identifiers: identifiers(text.trim()) };
  const limited = text.slice(0, LONGEST_QUERY);
  /** @type {Wanted | null | undefined} */
  let open = null;
  for (const [whole, minus, name, quoted, plain] of limited.matchAll(PART)) {
    const value = quoted ?? plain;
    const kind = filterKind(name);
    if (kind) {
      if (value) query.filters.push({ kind, value, isExcluded: minus === "-" });
      open = null;
      continue;
    }
    const words = wanted(name ? `${name} ${value}` : value);
    if (minus) {
      query.excluded.push(...words);
      open = null;
      continue;
    }
    if (quoted !== undefined && words.length > 0) {
      query.phrases.push(tokens(quoted).map((token) => token.word));
      open = null;
    }
    if (open && words.length > 0) open.next = true;
    query.words.push(...words);
    open = quoted === undefined && /[\p{L}\p{N}\p{M}]$/u.test(whole) ? words.at(-1) : null;
  }
  query.words = query.words.slice(0, MOST_WORDS);
  const last = query.words.at(-1);
  if (last && /[\p{L}\p{N}\p{M}]$/u.test(limited)) last.isLast = true;
  return query;
}

/**
 * The kind of filter that a word before a colon is.
 * @param {string | undefined} name
 */
function filterKind(name) {
  const lower = name?.toLowerCase();
  return lower && Object.hasOwn(FILTERS, lower) ? FILTERS[lower] : null;
}

/**
 * A query without its filters.
 * @param {string} text
 */
export const withoutFilters = (text) =>
  text.slice(0, LONGEST_QUERY).replace(PART, (part, minus, name) => filterKind(name) ? "" : part).replace(/\s+/g, " ").trim();

/**
 * The words of a text; what is joined by hyphens is one.
 * @param {string} text
 * @returns {Wanted[]}
 */
function wanted(text) {
  /** @type {Wanted[]} */
  const words = [];
  for (const token of tokens(text)) {
    const before = words.at(-1);
    if (token.joint === "-" && before) {
      before.parts.push(token.word);
      before.word += token.word;
    } else {
      if (token.joint === " " && before) before.next = true;
      words.push({ word: token.word, parts: [token.word], isLast: false, next: false });
    }
  }
  return words;
}

/**
 * The identifiers that a query may be: an arXiv number, a DOI, the id of a paper; addresses of either as well.
 * @param {string} text
 * @returns {string[]}
 */
function identifiers(text) {
  if (text.length > 300 || /\s/.test(text) || !/\d/.test(text)) return [];
  const plain = text.toLowerCase().replace(/[?#].*$/, "").replace(/\.pdf$/, "").replace(/[.,;/]+$/, "");
  const found = [];
  const arxiv = /(?:^|[:/])(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/.exec(plain);
  if (arxiv) found.push(arxiv[1]);
  const doi = /(?:^|[:/])(10\.\d{4,9}\/.+)$/.exec(plain);
  if (doi) found.push(doi[1]);
  if (/^[^:]+$/.test(plain) && /[./_-]/.test(plain) && !found.includes(plain)) found.push(plain);
  return found;
}

/**
 * A name as addresses have it: letters and digits, all else one hyphen.
 * @param {string} name
 */
export const slug = (name) =>
  name.normalize("NFC").toLowerCase().normalize("NFC").replace(/[^\p{L}\p{Nd}\p{Nl}\p{Mn}\p{Mc}]+/gu, "-")
    .replace(/^-|-$/g, "");

/**
 * The days of a date that may lack its day or month, since 1970: the first and the one after the last.
 * @param {string} text
 * @returns {[number, number] | null}
 */
export function days(text) {
  const parts = /^(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map((part) => Number(part ?? 0));
  const number = (/** @type {number} */ year, month = 1, day = 1) => Date.UTC(year, month - 1, day) / 86_400_000;
  if (day > 0) return [number(year, month, day), number(year, month, day + 1)];
  if (month > 0) return [number(year, month), number(year, month + 1)];
  return [number(year), number(year + 1)];
}

/**
 * Whether a text has words one after the other.
 * @param {string} text
 * @param {string[]} phrase
 */
export function hasPhrase(text, phrase) {
  const words = tokens(text).map((token) => token.word);
  return words.some((_, start) => phrase.every((word, place) => words[start + place] === word));
}
