// The index as the search sees it: terms, their papers, cards. What is fetched is kept.
import { Blocks } from "./blocks.mjs";
import { Reader, entries, inflated, papersIn, segments } from "./postings.mjs";
import { nearest } from "./spelling.mjs";
import { stem } from "./stem.mjs";

/**
 * What the search page carries; `RootWriter.swift` writes it.
 * @typedef {{
 *   papers: number, paperPath: string, cardsInBlock: number, cardFields: string[], weights: number[], grain: number,
 *   firsts: string[], common: string[], pairWords: string[], pairStarts: number[], terms: Pack, rests: Pack, cards: Pack, pairs: Pack,
 *   totals: Pack, spellings: Pack, facets: Pack, votes: Pack,
 * }} Root
 */

/**
 * What a list of results shows of a paper.
 * @typedef {{
 *   id: string, title: string, date: string, authors: string[], authorCount: number, tags: string[],
 *   organization: string, venue: string, text: string, upvotes: number, status: string, path: string,
 * }} Card
 */

/** @typedef {import("./blocks.mjs").Pack} Pack */

/** @typedef {[slug: string, name: string, count: number]} Name */

/**
 * How many papers each day has, as pairs of how many days after the one before and how many papers; the commonest names.
 * @typedef {{days: number[], tags: Name[], organizations: Name[], venues: Name[]}} Facets
 */

/**
 * A form that a word is found in: how much it counts beside the word itself, how many papers have it, and where they are.
 * @typedef {{word: string, factor: number, count: number, block: number, start: number, rest: number}} Form
 */

/** How much a form of a word counts beside the word itself. */
export const FACTOR = { same: 1, stem: 0.65, prefix: 0.5, spelling: 0.7, apart: 0.25 };

/** How many words one that is only begun may become. */
const MOST_BEGUN = 16;

/** How many blocks are fetched for the other forms of a word at most: they are beside it, but a short word has many neighbors. */
const NEAR = 3;

/** The last character that there is. */
const LAST = "\u{10FFFF}";

export class Index {
  /**
   * @param {Root} root
   * @param {import("./blocks.mjs").Load} load
   */
  constructor(root, load) {
    this.root = root;
    this.blocks = new Blocks(root, load);
    /**
     * How many of a thousand papers have a common word.
     * @type {Map<string, number>}
     */
    this.rates = new Map();
    for (const line of root.common) {
      const at = line.lastIndexOf(":");
      this.rates.set(line.slice(0, at), Number(line.slice(at + 1)));
    }
  }

  /** How many papers there are. */
  get count() {
    return this.root.papers;
  }

  // Terms

  /** @param {number} place */
  terms(place) {
    return this.blocks.get("terms", place, (bytes) => ({ bytes, entries: entries(bytes) }));
  }

  /**
   * The place of the block that a term would be in; -1 for one before all others.
   * @param {string} word
   */
  place(word) {
    const { firsts } = this.root;
    let [low, high] = [0, firsts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(firsts[middle], word)) high = middle; else low = middle + 1;
    }
    return low - 1;
  }

  /**
   * A term as it is, if the archive has it.
   * @param {string} word
   * @returns {Promise<Form | null>}
   */
  async term(word) {
    const block = this.place(word);
    if (block < 0) return null;
    const entry = (await this.terms(block)).entries.find((entry) => entry.word === word);
    return entry ? { ...entry, factor: FACTOR.same, block } : null;
  }

  /**
   * The forms of a word that the archive has: itself, those of the same stem, and where it is only begun, what it may
   * become.
   * @param {string} word
   * @param {boolean} isBegun
   * @returns {Promise<Form[]>}
   */
  async forms(word, isBegun) {
    const root = stem(word);
    const start = commonStart(word, root);
    const places = this.places(word, start);
    if (isBegun) {
      for (const begun of this.commonFrom(word)) places.add(this.place(begun));
    }
    /** @type {Form[]} */
    const found = [];
    /** @type {Form[]} */
    const begun = [];
    await Promise.all([...places].map(async (block) => {
      for (const entry of (await this.terms(block)).entries) {
        if (!entry.word.startsWith(start)) continue;
        if (entry.word === word) found.push({ ...entry, block, factor: FACTOR.same });
        else if (stem(entry.word) === root) found.push({ ...entry, block, factor: FACTOR.stem });
        else if (isBegun && entry.word.startsWith(word)) begun.push({ ...entry, block, factor: FACTOR.prefix });
      }
    }));
    begun.sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
    return [...found, ...begun.slice(0, MOST_BEGUN)];
  }

  /**
   * The blocks that have the forms of a word, all of which begin alike.
   * @param {string} word
   * @param {string} start
   */
  places(word, start) {
    const [own, first, last] = [this.place(word), Math.max(0, this.place(start)), this.place(start + LAST)];
    /** @type {Set<number>} */
    const places = new Set();
    if (own >= 0) places.add(own);
    for (let place = first; place <= last && last - first < NEAR; place++) places.add(place);
    return places;
  }

  /**
   * The commonest words that begin so.
   * @param {string} start
   */
  commonFrom(start) {
    const found = [...this.rates].filter(([word]) => word.startsWith(start) && word !== start);
    return found.sort((a, b) => b[1] - a[1]).slice(0, NEAR).map(([word]) => word);
  }

  /**
   * The papers of a form; of a long list, where not the whole of it is wanted, only the best.
   * @param {Form} form
   * @param {boolean} isWhole
   */
  async segments(form, isWhole) {
    const own = segments((await this.terms(form.block)).bytes, form.start, this.count);
    if (!isWhole || form.rest < 0) return own;
    return [...own, ...await this.blocks.get("rests", form.rest, (bytes) => segments(bytes, 0, this.count))];
  }

  /**
   * All papers that have a term, in no order; some may be there twice.
   * @param {string} word
   */
  async papers(word) {
    const term = await this.term(word);
    return term ? papersIn(await this.segments(term, true)) : new Uint32Array();
  }

  /**
   * What a word that no paper has may have meant: words one letter away from it, or two from a long one.
   * @param {string} word
   * @returns {Promise<string[]>}
   */
  async spellings(word) {
    const shortest = 3;
    const length = [...word].length;
    if (length <= shortest || !/^\p{L}+$/u.test(word)) return [];
    for (const limit of length < 8 ? [1] : [1, 2]) {
      const lists = [];
      for (let near = length - limit; near <= length + limit; near++) {
        const place = near - shortest;
        if (place < 0 || place >= this.root.spellings.sizes.length) continue;
        lists.push(this.blocks.get("spellings", place, async (bytes) => new TextDecoder().decode(await inflated(bytes))));
      }
      const found = nearest(word, await Promise.all(lists), limit);
      if (found.length > 0) return found;
    }
    return [];
  }

  // Papers

  /**
   * The cards of some papers. Those that are found by two common words lie together a second time.
   * @param {number[]} papers
   * @param {string[]} words The words that they were found by.
   * @returns {Promise<Card[]>}
   */
  async cards(papers, words) {
    const pair = this.pairOf(words);
    const places = new Set(papers.map((paper) => this.cardPlace(paper)));
    const missing = [...places].filter((place) => !this.blocks.has("cards", place)).length;
    const isPaired = missing > 1 || this.blocks.has("pairs", this.pairPlace(pair));
    const paired = pair >= 0 && isPaired ? (await this.pairs(pair)).cards : {};
    return Promise.all(papers.map(async (paper) => {
      if (paired[paper]) return this.card(paired[paper]);
      const cards = await this.blocks.get("cards", this.cardPlace(paper), json);
      return this.card(cards[paper % this.root.cardsInBlock]);
    }));
  }

  /** @param {number} paper */
  cardPlace(paper) {
    return Math.floor(paper / this.root.cardsInBlock);
  }

  /**
   * What the build has found for a common word or two: how many papers have both, and the best of them, the best first; null
   * of other words.
   * @param {string[]} words
   * @returns {Promise<{words: string[], total: number, papers: number[]} | null>}
   */
  async pair(words) {
    const pair = this.pairOf(words);
    if (pair < 0) return null;
    const row = Math.floor(pair / this.root.pairWords.length);
    const [totals, { papers }] = await Promise.all([this.blocks.get("totals", row, numbers), this.pairs(pair)]);
    const total = totals[pair % this.root.pairWords.length - row];
    return total > 0 ? { words, total, papers: papers[pair] } : null;
  }

  /**
   * A common word or two as one number, whatever their order; -1 where there are more or none, or not both are common.
   * @param {string[]} words
   */
  pairOf(words) {
    const { pairWords } = this.root;
    const places = words.map((word) => pairWords.indexOf(word)).sort((a, b) => a - b);
    const [first, last] = [places[0], places[places.length - 1]];
    // The same word twice counts twice.
    const isKnown = first >= 0 && (places.length === 1 || (places.length === 2 && first < last));
    return isKnown ? first * pairWords.length + last : -1;
  }

  /**
   * The block that has a pair, if there is any for it; -1 where there is none.
   * @param {number} pair
   */
  pairPlace(pair) {
    const { pairStarts } = this.root;
    const next = pairStarts.findIndex((start) => start > pair);
    return next < 0 ? pairStarts.length - 1 : next - 1;
  }

  /**
   * The best papers of some pairs, by the pair, and their cards by the papers: where a pair has any, it is among these.
   * @param {number} pair
   * @returns {Promise<{papers: Record<number, number[]>, cards: Record<number, any[]>}>}
   */
  async pairs(pair) {
    const place = this.pairPlace(pair);
    if (place < 0) return { papers: {}, cards: {} };
    return this.blocks.get("pairs", place, async (bytes) => {
      const [papers, cards] = await json(bytes);
      return { papers, cards };
    });
  }

  /**
   * @param {any[]} values
   * @returns {Card}
   */
  card(values) {
    const card = Object.fromEntries(this.root.cardFields.map((field, place) => [field, values[place]]));
    const path = this.root.paperPath.replace("*", () => encodeURIComponent(card.id));
    return /** @type {Card} */ ({ ...card, path });
  }

  /** @returns {Promise<Facets>} */
  facets() {
    return this.blocks.get("facets", 0, json);
  }

  /** The votes of all papers. */
  votes() {
    return this.blocks.get("votes", 0, async (bytes) => Uint32Array.from(numbers(await inflated(bytes))));
  }
}

/**
 * What all forms of a word begin with: what it has in common with its stem, less a letter that may change (`y`, `i`).
 * @param {string} word
 * @param {string} root
 */
function commonStart(word, root) {
  let length = 0;
  while (length < root.length && root[length] === word[length]) length++;
  return word.slice(0, length === root.length && length > 3 ? length - 1 : length);
}

/**
 * Numbers one after the other.
 * @param {Uint8Array} bytes
 */
function numbers(bytes) {
  const reader = new Reader(bytes);
  const found = [];
  while (!reader.isAtEnd) found.push(reader.number());
  return found;
}

/** @param {Uint8Array} bytes */
const json = async (bytes) => JSON.parse(new TextDecoder().decode(await inflated(bytes)));

/**
 * Whether a term comes after another in the order of their UTF-8, which is that of their code points, not of UTF-16.
 * @param {string} a
 * @param {string} b
 */
function isAfter(a, b) {
  const isSurrogate = (/** @type {number} */ unit) => unit >= 0xD800 && unit < 0xE000;
  for (let place = 0; place < a.length && place < b.length; place++) {
    const [left, right] = [a.charCodeAt(place), b.charCodeAt(place)];
    if (left === right) continue;
    return isSurrogate(left) === isSurrogate(right) ? left > right : isSurrogate(left);
  }
  return a.length > b.length;
}
