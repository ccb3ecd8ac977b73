// Finds papers: which have the words of a query, and which of them come first.
import { allowed, counts } from "./filters.mjs";
import { groupsOf, papersOf, telling, weightsOf } from "./groups.mjs";
import { Index } from "./index.mjs";
import { hasPhrase, parse } from "./query.mjs";
import { isFormOf } from "./stem.mjs";
import { marked } from "./words.mjs";

/**
 * @typedef {import("./index.mjs").Card} Card
 * @typedef {import("./groups.mjs").Group} Group
 * @typedef {import("./index.mjs").Root} Root
 * @typedef {import("./query.mjs").Query} Query
 */

/** A word that fewer papers have may be misspelled itself, where it is found with no other. */
const RARE = 5;

/**
 * Papers in their order, how many there are, and what they were found by. Where not `isExact`, there are more.
 * @typedef {{papers: Uint32Array, total: number, groups: Group[], isExact: boolean}} Found
 */

/**
 * What is known before any list is read: how many papers there are, and the best of them.
 * @typedef {Awaited<ReturnType<Index["pair"]>>} Known
 */

/** @typedef {"relevance" | "date" | "votes"} Order */

/**
 * Which of the results are wanted, and how: `from` and `count` say which; while a query is being typed, its last word may be
 * only begun; `withCounts` asks how many results each year and name has.
 * @typedef {{from?: number, count?: number, order?: Order, isTyping?: boolean, withCounts?: boolean}} Options
 */

export class Engine {
  /**
   * @param {Root} root What the search page carries.
   * @param {ConstructorParameters<typeof Index>[1]} load
   */
  constructor(root, load) {
    this.index = new Index(root, load);
  }

  /**
   * Searches.
   *
   * @param {string} text The query.
   * @param {Options} options
   */
  async search(text, { from = 0, count = 10, order = "relevance", isTyping = false, withCounts = false } = {}) {
    const query = parse(text);
    const identified = await this.identified(query.identifiers);
    const isPlain = query.phrases.length + query.filters.length + query.excluded.length === 0 && order === "relevance";
    const words = telling(this.index, query.words, false).map(({ word }) => word);
    const known = isPlain && !isTyping && !withCounts ? await this.index.pair(words) : null;
    const settings = { order, from, count, known };
    let begun = isTyping;
    /** @type {Map<string, string[]>} */
    let spellings = new Map();
    let isPartial = false;
    let found = await this.find(query, { ...settings, isBegun: begun });
    if (query.words.length > 0 && !identified) {
      if (found.papers.length === 0 && !begun) {
        begun = true;
        found = await this.find(query, { ...settings, isBegun: begun });
      }
      if (found.papers.length === 0) {
        spellings = await this.spellings(found.groups);
        if (spellings.size > 0) found = await this.find(query, { ...settings, isBegun: false, spellings });
      }
      if (found.papers.length === 0) {
        isPartial = true;
        found = await this.find(query, { ...settings, isBegun: false, spellings, isPartial });
      }
    }
    const { cards, isLast, papers, total } = await this.page(query, found, from, count);
    const marks = [...new Set(found.groups.flatMap(({ word, forms }) => [word, ...forms.map(({ word }) => word)]))];
    const starts = begun ? query.words.filter(({ isLast }) => isLast).map(({ word }) => word) : [];
    const isWanted = isFormOf(marks, starts);
    return {
      total,
      isExact: found.isExact && (query.phrases.length === 0 || isLast),
      isLast,
      isPartial: isPartial && total > 0,
      corrections: [...spellings].map(([from, [to]]) => ({ from, to })),
      identified,
      results: cards.map((card) => ({
        ...card, title: marked(card.title, isWanted), text: marked(card.text, isWanted),
        authors: card.authors.map((name) => marked(name, isWanted)),
      })),
      counts: withCounts ? await counts(this.index, papers) : null,
      marks,
      begun: starts,
    };
  }

  /**
   * The paper that has one of some identifiers.
   * @param {string[]} identifiers
   */
  async identified(identifiers) {
    for (const identifier of identifiers) {
      const [paper] = await this.index.papers("=" + identifier);
      if (paper !== undefined) return (await this.index.cards([paper], []))[0];
    }
    return null;
  }

  /**
   * What words may have meant that the archive does not have; where it has them all, the rare ones among them.
   * @param {Group[]} groups
   */
  async spellings(groups) {
    const missing = groups.filter(({ forms }) => forms.length === 0);
    const suspects = missing.length > 0 ? missing : groups.filter(({ forms }) => papersOf(forms) < RARE);
    /** @type {Map<string, string[]>} */
    const found = new Map();
    await Promise.all(suspects.map(async ({ word }) => {
      const near = await this.index.spellings(word);
      if (near.length > 0) found.set(word, near);
    }));
    return found;
  }

  // Papers

  /**
   * The papers that have all words of a query, or where `isPartial`, most of them.
   * @param {Query} query
   * @param {{
   *   order: Order, from: number, count: number, isBegun: boolean, known: Known, spellings?: Map<string, string[]>, isPartial?: boolean,
   * }} how `from` and `count` say how many papers are wanted; of long lists no more is fetched than they need.
   * @returns {Promise<Found>}
   */
  async find(query, { order, from, count, isBegun, known, spellings = new Map(), isPartial = false }) {
    const enough = from + count;
    let best = Uint32Array.from(known?.papers ?? []);
    if (known && (enough <= best.length || best.length === known.total)) {
      const groups = known.words.map((word) => ({ word, forms: [], isJoined: false }));
      return { papers: best, total: known.total, groups, isExact: true };
    }
    const [groups, passes] = await Promise.all([
      groupsOf(this.index, query, isBegun, spellings), allowed(this.index, query),
    ]);
    const isCut = groups.some(({ forms }) => forms.some(({ rest }) => rest >= 0));
    if (isCut && order === "relevance" && !passes) {
      // A first page that was made of these goes on so.
      const some = await this.ranked(groups, passes, order, false, isPartial);
      if (some.length >= count) best = joined(best, some);
      if (best.length >= enough) return { papers: best, total: known?.total ?? best.length, groups, isExact: known !== null };
    }
    const papers = joined(best, await this.ranked(groups, passes, order, true, isPartial));
    return { papers, total: known?.total ?? papers.length, groups, isExact: true };
  }

  /**
   * @param {Group[]} groups
   * @param {Uint8Array | null} passes
   * @param {Order} order
   * @param {boolean} isWhole
   * @param {boolean} isPartial
   */
  async ranked(groups, passes, order, isWhole, isPartial) {
    if (groups.length === 0) {
      const all = passes ? Uint32Array.from(passes.keys()).filter((paper) => passes[paper] === 1) : new Uint32Array();
      return this.sorted(all, null, order);
    }
    const scores = new Float32Array(this.index.count);
    const matches = new Uint8Array(this.index.count);
    const best = new Float32Array(this.index.count);
    /** @type {number[] | null} */
    let fewest = null;
    for (const group of groups) {
      /** @type {number[]} */
      const having = [];
      const lists = await Promise.all(group.forms.map((form) => this.index.segments(form, isWhole)));
      const weights = weightsOf(group, this.index.count);
      lists.forEach((segments, place) => {
        for (const { level, papers } of segments) {
          const weight = this.index.root.weights[level] * weights[place];
          for (const paper of papers) {
            if (best[paper] === 0) having.push(paper);
            if (best[paper] < weight) best[paper] = weight;
          }
        }
      });
      for (const paper of having) {
        scores[paper] += best[paper];
        matches[paper]++;
        best[paper] = 0;
      }
      if (fewest === null || having.length < fewest.length) fewest = having;
    }
    let wanted = groups.length;
    let candidates = Uint32Array.from(fewest ?? []);
    if (isPartial) {
      wanted = Math.max(1, matches.reduce((most, count) => Math.max(most, count), 0) - 1);
      candidates = Uint32Array.from(matches.keys());
    }
    const found = candidates.filter((paper) => matches[paper] >= wanted && (!passes || passes[paper] === 1));
    return this.sorted(found, scores, order);
  }

  /**
   * Papers in an order, and within it the newer first.
   * @param {Uint32Array} papers
   * @param {Float32Array | null} scores
   * @param {Order} order
   */
  async sorted(papers, scores, order) {
    const votes = order === "votes" ? await this.index.votes() : null;
    const rank = (/** @type {number} */ paper) => {
      if (votes) return votes[paper];
      return scores && order === "relevance" ? Math.round(scores[paper] / this.index.root.grain) : 0;
    };
    // One number for both. Newer papers have higher ones.
    const keys = Float64Array.from(papers, (paper) => rank(paper) * 2 ** 32 + paper);
    return Uint32Array.from(keys.sort().reverse(), (key) => key % 2 ** 32);
  }

  /**
   * Some of the papers as cards. Phrases are looked for in their titles, one page after the other.
   * @param {Query} query
   * @param {Found} found
   * @param {number} from
   * @param {number} count
   */
  async page({ phrases }, { papers, total, groups, isExact }, from, count) {
    const words = groups.map(({ word }) => word);
    const cards = (/** @type {number} */ from, /** @type {number} */ to) =>
      this.index.cards([...papers.subarray(from, to)], words);
    if (phrases.length === 0) {
      return { cards: await cards(from, from + count), isLast: isExact && from + count >= total, papers, total };
    }
    /** @type {{paper: number, card: Card}[]} */
    const found = [];
    let place = 0;
    for (; place < papers.length && found.length < from + count; place += 10) {
      const some = await cards(place, place + 10);
      some.forEach((card, index) => {
        if (phrases.every((phrase) => hasPhrase(card.title, phrase))) found.push({ paper: papers[place + index], card });
      });
    }
    const isLast = place >= papers.length;
    const having = isLast ? Uint32Array.from(found, ({ paper }) => paper) : papers;
    return { cards: found.slice(from, from + count).map(({ card }) => card), isLast, papers: having, total: having.length };
  }
}

/**
 * The papers of a list, and those of another that it has not.
 * @param {Uint32Array} first
 * @param {Uint32Array} others
 */
function joined(first, others) {
  const has = new Set(first);
  return has.size > 0 ? Uint32Array.from([...first, ...others.filter((paper) => !has.has(paper))]) : others;
}
