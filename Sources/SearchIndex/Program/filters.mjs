// What narrows a search, and how many results there are of each kind.
import { days, parse, slug } from "./query.mjs";
import { papersIn } from "./postings.mjs";
import { stem } from "./stem.mjs";

/**
 * @typedef {import("./index.mjs").Index} Index
 * @typedef {import("./index.mjs").Name} Name
 * @typedef {import("./query.mjs").Query} Query
 * @typedef {import("./query.mjs").Filter} Filter
 */

/** The marks that the keys of names begin with. */
const MARKS = { tag: "#", organization: "@", venue: "%", has: "!" };

/**
 * A byte for each paper: whether it passes all filters of a query and has none of the words that are not wanted; null where
 * there are none.
 * @param {Index} index
 * @param {Query} query
 */
export async function allowed(index, query) {
  const tests = await Promise.all([
    ...query.filters.map(async (filter) => ({ papers: await passing(index, filter), isExcluded: filter.isExcluded })),
    ...query.excluded.map(async ({ word }) => ({ papers: await having(index, word), isExcluded: true })),
  ]);
  if (tests.length === 0) return null;
  const allowed = new Uint8Array(index.count).fill(1);
  for (const { papers, isExcluded } of tests) {
    const passes = new Uint8Array(index.count).fill(isExcluded ? 1 : 0);
    for (const paper of papers) passes[paper] = isExcluded ? 0 : 1;
    for (let paper = 0; paper < allowed.length; paper++) allowed[paper] &= passes[paper];
  }
  return allowed;
}

/**
 * The papers that have a word or one of its other forms.
 * @param {Index} index
 * @param {string} word
 */
async function having(index, word) {
  const root = stem(word);
  const forms = (await index.forms(word, false)).filter((form) => stem(form.word) === root);
  return papersIn((await Promise.all(forms.map((form) => index.segments(form, true)))).flat());
}

/**
 * The papers that pass a filter.
 * @param {Index} index
 * @param {Filter} filter
 * @returns {Promise<Iterable<number>>}
 */
async function passing(index, { kind, value }) {
  switch (kind) {
    case "tag":
    case "organization":
    case "venue":
    case "has":
      return index.papers(MARKS[kind] + slug(value));
    case "author":
      return writtenBy(index, value);
    default: {
      const named = days(value);
      if (!named) return [];
      const [first, end] = kind === "year" ? named : kind === "after" ? [named[0], Infinity] : [-Infinity, named[0]];
      return publishedIn(index, first, end);
    }
  }
}

/**
 * The papers whose authors' names have all words of one.
 * @param {Index} index
 * @param {string} name
 */
async function writtenBy(index, name) {
  const words = parse(name).words.flatMap(({ parts }) => parts);
  const lists = await Promise.all(words.map(async (word) => {
    const term = await index.term(word);
    const segments = term ? await index.segments(term, false) : [];
    return new Set(segments.find(({ level }) => level === 0)?.papers ?? []);
  }));
  if (lists.length === 0) return [];
  return [...lists[0]].filter((paper) => lists.every((list) => list.has(paper)));
}

/**
 * The papers of the days from one on to before another, as days since 1970. They follow each other, the oldest first.
 * @param {Index} index
 * @param {number} first
 * @param {number} end
 */
async function publishedIn(index, first, end) {
  /** @type {number[]} */
  const found = [];
  for (const { day, papers: [from, to] } of await daysOf(index)) {
    if (day < first || day >= end) continue;
    for (let paper = from; paper < to; paper++) found.push(paper);
  }
  return found;
}

/**
 * The days that have papers, and which.
 * @param {Index} index
 */
async function daysOf(index) {
  const { days } = await index.facets();
  /** @type {{day: number, papers: [number, number]}[]} */
  const found = [];
  let [day, paper] = [0, 0];
  for (let place = 0; place < days.length; place += 2) {
    day += days[place];
    found.push({ day, papers: [paper, paper += days[place + 1]] });
  }
  return found;
}

/**
 * How many of some papers each year has, and each of the commonest names.
 * @param {Index} index
 * @param {Uint32Array} papers
 */
export async function counts(index, papers) {
  const has = new Uint8Array(index.count);
  for (const paper of papers) has[paper] = 1;
  /** @type {Map<number, number>} */
  const years = new Map();
  for (const { day, papers: [from, to] } of await daysOf(index)) {
    const year = new Date(day * 86_400_000).getUTCFullYear();
    let count = 0;
    for (let paper = from; paper < to; paper++) count += has[paper];
    if (count > 0) years.set(year, (years.get(year) ?? 0) + count);
  }
  /**
   * @param {string} key
   */
  const count = async (key) => {
    // A paper may be there twice.
    const found = new Set(await index.papers(key));
    let count = 0;
    for (const paper of found) count += has[paper];
    return count;
  };
  /**
   * @param {string} mark
   * @param {Name[]} names
   */
  const named = async (mark, names) => {
    const all = await Promise.all(names.map(async ([slug, name]) => ({ slug, name, count: await count(mark + slug) })));
    return all.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  };
  const { tags, organizations, venues } = await index.facets();
  return {
    years: [...years].reverse().map(([year, count]) => ({ year, count })),
    tags: await named(MARKS.tag, tags),
    organizations: await named(MARKS.organization, organizations),
    venues: await named(MARKS.venue, venues),
    code: await count(MARKS.has + "code"),
  };
}
