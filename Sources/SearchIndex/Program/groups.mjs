// The words of a query as the archive has them: each with all its forms.
import { FACTOR } from "./index.mjs";

/**
 * @typedef {import("./index.mjs").Form} Form
 * @typedef {import("./index.mjs").Index} Index
 * @typedef {import("./query.mjs").Query} Query
 * @typedef {import("./query.mjs").Wanted} Wanted
 */

/**
 * A word of the query as the archive has it. `isJoined` is whether it is also found as one with the word beside it.
 * @typedef {{word: string, forms: Form[], isJoined: boolean}} Group
 */

/** Words that so many of a thousand papers have are left out where others remain. */
const TOO_COMMON = 600;

/**
 * Words that tell papers apart: without those that nearly all papers have, where others remain.
 * @param {Index} index
 * @param {Wanted[]} words
 * @param {boolean} isBegun Whether the last word may be only begun.
 */
export function telling(index, words, isBegun) {
  const isCommon = (/** @type {Wanted} */ { word }) => (index.rates.get(word) ?? 0) >= TOO_COMMON;
  if (words.every(isCommon)) return words;
  return words.filter((wanted) => !isCommon(wanted) || (isBegun && wanted.isLast));
}

/**
 * The words of a query.
 * @param {Index} index
 * @param {Query} query
 * @param {boolean} isBegun Whether the last word may be only begun.
 * @param {Map<string, string[]>} spellings What else words may have meant.
 */
export async function groupsOf(index, { words }, isBegun, spellings) {
  const kept = telling(index, words, isBegun);
  const groups = await Promise.all(words.map(async (wanted) => {
    return kept.includes(wanted) ? groupOf(index, wanted, isBegun && wanted.isLast) : [];
  }));
  // Two words that the archive also writes as one.
  await Promise.all(words.map(async ({ word, next }, place) => {
    if (!next || !words[place + 1]) return;
    const joined = await index.forms(word + words[place + 1].word, false);
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
      for (const form of await index.forms(near, false)) {
        group.forms.push({ ...form, factor: form.factor * FACTOR.spelling });
      }
    }
  }));
  return all;
}

/**
 * A word of a query; one with hyphens that the archive does not have as one is each of its parts.
 * @param {Index} index
 * @param {Wanted} wanted
 * @param {boolean} isBegun
 * @returns {Promise<Group[]>}
 */
async function groupOf(index, { word, parts }, isBegun) {
  const forms = await index.forms(word, isBegun);
  if (forms.length > 0 || parts.length === 1) return [{ word, forms, isJoined: false }];
  return Promise.all(parts.map(async (part) => ({ word: part, forms: await index.forms(part, false), isJoined: false })));
}

/**
 * How much each form of a word counts: more, the fewer of all papers have it.
 * @param {Group} group
 * @param {number} all
 */
export function weightsOf({ forms, isJoined }, all) {
  const rarity = (/** @type {number} */ count) => {
    const papers = Math.min(count, all);
    return Math.log(1 + (all - papers + 0.5) / (papers + 0.5));
  };
  if (isJoined) {
    const rarest = Math.max(...forms.map(({ count }) => rarity(count)));
    return forms.map(({ factor }) => factor * rarest);
  }
  // Forms count by how rare they are together, but the word itself by how rare it is itself, so that it comes first. What a
  // word only may become says little of how rare it is.
  const known = forms.filter(({ factor }) => factor > FACTOR.prefix);
  const together = rarity(papersOf(known.length > 0 ? known : forms));
  return forms.map(({ factor, count }) => factor * (factor === FACTOR.same ? rarity(count) : together));
}

/**
 * How many papers have one of some forms, counted once for each form.
 * @param {Form[]} forms
 */
export const papersOf = (forms) => forms.reduce((sum, { count }) => sum + count, 0);
