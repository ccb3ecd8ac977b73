// Finds papers: which have the words of a query, and which of them come first.
import { allowed, counts } from "./filters.mjs";
import { FACTOR, Index } from "./index.mjs";
import { hasPhrase, parse } from "./query.mjs";
import { marked } from "./words.mjs";

/**
 * @typedef {import("./index.mjs").Card} Card
 * @typedef {import("./index.mjs").Form} Form
 * @typedef {import("./index.mjs").Root} Root
 * @typedef {import("./query.mjs").Query} Query
 * @typedef {import("./query.mjs").Wanted} Wanted
 */

/** Words that so many of a thousand papers have are left out where others remain. */
const TOO_COMMON = 600;

/** A word that fewer papers have may be misspelled itself, where it is found with no other. */
const RARE = 5;

/**
 * A word of the query as the archive has it. `isJoined` is whether it is also found as one with the word beside it.
 * @typedef {{word: string, forms: Form[], isJoined: boolean}} Group
 */

/**
 * Papers in their order, and what they were found by; `isExact` is whether they are all there are.
 * @typedef {{papers: Uint32Array, groups: Group[], isExact: boolean}} Found
 */

/** @typedef {"relevance" | "date" | "votes"} Order */

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
   * @param {{from?: number, count?: number, order?: Order, isTyping?: boolean, withCounts?: boolean}} options
   *   `from` and `count` say which of the results; while a query is being typed, its last word may be only begun;
   *   `withCounts` asks how many results each year and name has.
   */
  async search(text, { from = 0, count = 10, order = "relevance", isTyping = false, withCounts = false } = {}) {
    const query = parse(text);
    const settings = { order, enough: from + count };
    const identified = await this.identified(query.identifiers);
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
    const { cards, isLast, papers } = await this.page(query, found, from, count);
    const marks = new Set(found.groups.flatMap(({ forms }) => forms.map(({ word }) => word)));
    const starts = begun ? query.words.filter(({ isLast }) => isLast).map(({ word }) => word) : [];
    const isWanted = (/** @type {string} */ word) => marks.has(word) || starts.some((start) => word.startsWith(start));
    return {
      total: papers.length,
      isExact: found.isExact && (query.phrases.length === 0 || isLast),
      isLast,
      isPartial: isPartial && papers.length > 0,
      corrections: [...spellings].map(([from, [to]]) => ({ from, to })),
      identified,
      results: cards.map((card) => ({
        ...card, title: marked(card.title, isWanted), text: marked(card.text, isWanted),
        authors: card.authors.map((name) => marked(name, isWanted)),
      })),
      counts: withCounts ? await counts(this.index, papers) : null,
      marks: [...marks],
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

  // Words

  /**
   * The words of a query as the archive has them.
   * @param {Query} query
   * @param {boolean} isBegun Whether the last word may be only begun.
   * @param {Map<string, string[]>} spellings What else words may have meant.
   */
  async groups({ words }, isBegun, spellings) {
    const rates = words.map(({ word }) => this.index.rates.get(word) ?? 0);
    const isEnough = rates.some((rate) => rate < TOO_COMMON);
    const groups = await Promise.all(words.map(async (wanted, place) => {
      if (isEnough && rates[place] >= TOO_COMMON && !(isBegun && wanted.isLast)) return [];
      return this.group(wanted, isBegun && wanted.isLast);
    }));
    // Two words that the archive also writes as one.
    await Promise.all(words.map(async ({ word, next }, place) => {
      if (!next || !words[place + 1]) return;
      const joined = await this.index.forms(word + words[place + 1].word, false);
      if (joined.length === 0) return;
      for (const group of [...groups[place], ...groups[place + 1]]) {
        // A paper that has both somewhere is no match for one that has them as one.
        group.forms = [...group.forms.map((form) => ({ ...form, factor: form.factor * FACTOR.apart })), ...joined];
        group.isJoined = true;
      }
    }));
    const all = groups.flat();
    await Promise.all(all.map(async (group) => {
      for (const near of spellings.get(group.word) ?? []) {
        for (const form of await this.index.forms(near, false)) {
          group.forms.push({ ...form, factor: form.factor * FACTOR.spelling });
        }
      }
    }));
    return all;
  }

  /**
   * A word of a query; one with hyphens that the archive does not have as one is each of its parts.
   * @param {Wanted} wanted
   * @param {boolean} isBegun
   * @returns {Promise<Group[]>}
   */
  async group({ word, parts }, isBegun) {
    const forms = await this.index.forms(word, isBegun);
    if (forms.length > 0 || parts.length === 1) return [{ word, forms, isJoined: false }];
    return Promise.all(parts.map(async (part) => ({
      word: part, forms: await this.index.forms(part, false), isJoined: false,
    })));
  }

  // Papers

  /**
   * The papers that have all words of a query, or where `isPartial`, most of them.
   * @param {Query} query
   * @param {{order: Order, enough: number, isBegun: boolean, spellings?: Map<string, string[]>, isPartial?: boolean}} how
   *   `enough` is how many papers are wanted; of long lists no more is fetched than they need.
   * @returns {Promise<Found>}
   */
  async find(query, { order, enough, isBegun, spellings = new Map(), isPartial = false }) {
    const [groups, passes] = await Promise.all([
      this.groups(query, isBegun, spellings), allowed(this.index, query),
    ]);
    const isCut = groups.some(({ forms }) => forms.some(({ rest }) => rest >= 0));
    const isBest = isCut && order === "relevance" && !passes;
    if (isBest) {
      const papers = await this.ranked(groups, passes, order, false, isPartial);
      if (papers.length >= enough) return { papers, groups, isExact: false };
    }
    return { papers: await this.ranked(groups, passes, order, true, isPartial), groups, isExact: true };
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
      const weights = this.weights(group);
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
   * How much each form of a word counts: more, the fewer papers have it.
   * @param {Group} group
   */
  weights({ forms, isJoined }) {
    const rarity = (/** @type {number} */ count) => {
      const papers = Math.min(count, this.index.count);
      return Math.log(1 + (this.index.count - papers + 0.5) / (papers + 0.5));
    };
    if (isJoined) {
      const rarest = Math.max(...forms.map(({ count }) => rarity(count)));
      return forms.map(({ factor }) => factor * rarest);
    }
    // Forms count by how rare they are together, but the word itself by how rare it is itself, so that it comes first. What
    // a word only may become says little of how rare it is.
    const known = forms.filter(({ factor }) => factor > FACTOR.prefix);
    const together = rarity(papersOf(known.length > 0 ? known : forms));
    return forms.map(({ factor, count }) => factor * (factor === FACTOR.same ? rarity(count) : together));
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
  async page({ phrases }, { papers, groups }, from, count) {
    const words = groups.map(({ word }) => word);
    const cards = (/** @type {number} */ from, /** @type {number} */ to) =>
      this.index.cards([...papers.subarray(from, to)], words);
    if (phrases.length === 0) {
      return { cards: await cards(from, from + count), isLast: from + count >= papers.length, papers };
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
    return {
      cards: found.slice(from, from + count).map(({ card }) => card), isLast,
      papers: isLast ? Uint32Array.from(found, ({ paper }) => paper) : papers,
    };
  }
}

/**
 * How many papers have one of some forms, counted once for each form.
 * @param {Form[]} forms
 */
const papersOf = (forms) => forms.reduce((sum, { count }) => sum + count, 0);
