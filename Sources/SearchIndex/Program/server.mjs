// Asks a search server in place of an index, for archives that are past one; the answers are those that an index would give.
import { IndexError } from "./messages.mjs";
import { meilisearch } from "./meilisearch.mjs";
import { days, parse, withoutFilters } from "./query.mjs";
import { MARK } from "./question.mjs";
import { typesense } from "./typesense.mjs";

/**
 * @typedef {import("./engine.mjs").Options} Options
 * @typedef {import("./index.mjs").Card} Card
 * @typedef {import("./query.mjs").Filter} Filter
 * @typedef {import("./question.mjs").Answer} Answer
 * @typedef {import("./question.mjs").Condition} Condition
 * @typedef {import("./question.mjs").Language} Language
 * @typedef {import("./question.mjs").Paper} Paper
 * @typedef {import("./question.mjs").Question} Question
 * @typedef {import("./question.mjs").Settings} Settings
 */

/** @type {Record<string, Language>} */
const LANGUAGES = { meilisearch, typesense };

/** The fields that filters ask. */
const FIELDS = { tag: "tags", author: "authors.name", organization: "organization.name", venue: "venue", has: "has" };

/** How many authors a card names. */
const AUTHORS = 3;

export class Server {
  /** @param {{server: Settings, paperPath: string}} root */
  constructor({ server, paperPath }) {
    this.settings = server;
    this.paperPath = paperPath;
  }

  /**
   * Searches. A server finds begun words and forgives slips by itself.
   *
   * @param {string} text
   * @param {Options} options
   */
  async search(text, { from = 0, count = 10, order = "relevance", withCounts = false } = {}) {
    const { filters, identifiers } = parse(text);
    const identified = await this.identified(identifiers);
    const question = {
      words: withoutFilters(text), conditions: conditions(filters), isAny: false, isPartial: false, from, count, order,
      withCounts,
    };
    let found = await this.ask(question);
    let isPartial = false;
    if (found.total === 0 && /\s/.test(question.words) && !identified) {
      found = await this.ask({ ...question, isPartial: true });
      isPartial = found.total > 0;
    }
    const named = (/** @type {string} */ field) =>
      (found.counts[field] ?? []).map(([name, count]) => ({ slug: name, name, count }));
    const years = named("year").map(({ name, count }) => ({ year: Number(name), count }));
    return {
      total: found.total,
      isExact: found.isExact,
      isLast: from + found.papers.length >= found.total || found.papers.length === 0,
      isPartial,
      corrections: [],
      identified,
      results: found.papers.map((paper) => this.result(paper)),
      counts: withCounts
        ? {
          years: years.sort((a, b) => b.year - a.year), tags: named("tags"), organizations: named("organization.name"),
          venues: named("venue"), code: named("has").find(({ name }) => name === "code")?.count ?? 0,
        }
        : null,
      // What is to be marked is marked.
      marks: [],
      begun: [],
    };
  }

  /**
   * The paper that has one of some identifiers.
   * @param {string[]} identifiers
   */
  async identified(identifiers) {
    if (identifiers.length === 0) return null;
    const either = ["id", "arxiv", "doi", "openreview"].flatMap((field) =>
      identifiers.map((value) => ({ field, value, isExcluded: false })));
    const { papers } = await this.ask({
      words: "", conditions: either, isAny: true, isPartial: false, from: 0, count: 1, order: "relevance", withCounts: false,
    });
    return papers.length > 0 ? this.card(papers[0]) : null;
  }

  /**
   * @param {Question} question
   * @returns {Promise<Answer>}
   */
  async ask(question) {
    const language = LANGUAGES[this.settings.kind];
    const { address, headers, body } = language.request(this.settings, question);
    const host = new URL(this.settings.address).host;
    let response;
    try {
      response = await fetch(address, body === null ? { headers } : { method: "POST", headers, body });
    } catch (error) {
      throw new IndexError(host, String(error));
    }
    if (!response.ok) throw new IndexError(host, `${response.status}`);
    return language.answer(await response.json());
  }

  /**
   * A paper as lists show it.
   * @param {Paper} paper
   * @returns {Card}
   */
  card(paper) {
    const authors = paper.authors ?? [];
    return {
      id: paper.id, path: this.paperPath.replace("*", () => encodeURIComponent(paper.id)), title: paper.title,
      date: String(paper.date).slice(0, 10),
      authors: authors.slice(0, AUTHORS).map((/** @type {any} */ { name }) => name),
      authorCount: authors.length || (paper.author_count ?? 0), tags: paper.tags ?? [],
      organization: paper.organization?.name ?? "", venue: paper.venue ?? "", text: paper.summary ?? paper.text ?? "",
      upvotes: paper.upvotes ?? 0, status: paper.status ?? "",
    };
  }

  /** @param {Paper} paper */
  result(paper) {
    const { title, text, authors, ...card } = this.card(paper);
    const isMarked = paper.text?.includes(MARK[0]) && !text.includes(MARK[0]);
    return { ...card, title: pieces(title), text: pieces(isMarked ? paper.text : text), authors: authors.map(pieces) };
  }
}

/**
 * A text with marks in pieces, of which every second is marked.
 * @param {string} text
 */
const pieces = (text) => text.split(/[\uE000\uE001]/u);

/**
 * What filters ask of papers.
 * @param {Filter[]} filters
 * @returns {Condition[]}
 */
function conditions(filters) {
  return filters.map(({ kind, value, isExcluded }) => {
    if (kind !== "year" && kind !== "after" && kind !== "before") return { field: FIELDS[kind], value, isExcluded };
    // A date that is none is met by no paper.
    const [first, end] = (days(value) ?? [Infinity, -Infinity]).map((day) => day * 86_400);
    const field = "timestamp";
    if (kind === "year") return { field, from: first, end, isExcluded };
    return kind === "after"
      ? { field, from: first, end: Infinity, isExcluded } : { field, from: -Infinity, end: first, isExcluded };
  });
}
