// English words without their endings, after M. F. Porter, "An algorithm for suffix stripping" (1980), and his later
// changes to it (step 1a's `ied`, `us`, `ss`; `y` after a vowel stays).

const VOWELS = "aeiou";

/**
 * Whether the letter at a place is a vowel; `y` is one after a consonant.
 * @param {string} word
 * @param {number} place
 * @returns {boolean}
 */
const isVowel = (word, place) =>
  VOWELS.includes(word[place]) || (word[place] === "y" && place > 0 && !isVowel(word, place - 1));

/**
 * How often a vowel is followed by a consonant: Porter's measure.
 * @param {string} stem
 */
function measure(stem) {
  let count = 0;
  for (let place = 1; place < stem.length; place++) {
    if (isVowel(stem, place - 1) && !isVowel(stem, place)) count++;
  }
  return count;
}

/** @param {string} stem */
const hasVowel = (stem) => [...stem].some((_, place) => isVowel(stem, place));

/** @param {string} stem */
const endsDouble = (stem) => stem.length > 1 && stem.at(-1) === stem.at(-2) && !isVowel(stem, stem.length - 1);

/**
 * Whether a stem ends as `hop` does: a consonant, a vowel, a consonant other than w, x, y.
 * @param {string} stem
 */
const endsShort = (stem) => {
  const end = stem.length - 1;
  return end >= 2 && !isVowel(stem, end) && isVowel(stem, end - 1) && !isVowel(stem, end - 2) &&
    !"wxy".includes(stem[end]);
};

/** @type {[string, string][]} */
const STEP_2 = [
  ["ational", "ate"], ["ization", "ize"], ["isation", "ize"], ["iveness", "ive"], ["fulness", "ful"],
  ["ousness", "ous"], ["tional", "tion"], ["biliti", "ble"], ["entli", "ent"], ["ousli", "ous"], ["ation", "ate"],
  ["alism", "al"], ["aliti", "al"], ["iviti", "ive"], ["fulli", "ful"], ["lessli", "less"], ["enci", "ence"],
  ["anci", "ance"], ["abli", "able"], ["izer", "ize"], ["iser", "ize"], ["ator", "ate"], ["alli", "al"],
  ["bli", "ble"], ["logi", "log"], ["eli", "e"],
];

/** @type {[string, string][]} */
const STEP_3 = [
  ["icate", "ic"], ["ative", ""], ["alize", "al"], ["alise", "al"], ["iciti", "ic"], ["ical", "ic"], ["ness", ""],
  ["ful", ""],
];

const STEP_4 = [
  "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ise",
  "ion", "al", "er", "ic",
];

/**
 * @param {string} word
 * @param {[string, string][]} endings
 */
function replaced(word, endings) {
  const found = endings.find(([ending]) => word.endsWith(ending));
  if (!found) return word;
  const stem = word.slice(0, -found[0].length);
  return measure(stem) > 0 ? stem + found[1] : word;
}

/**
 * The stem that a word has in common with its other forms; words with other letters than a to z are their own.
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  let rest = word;
  if (rest.endsWith("sses")) rest = rest.slice(0, -2);
  else if (/ie[sd]$/.test(rest)) rest = rest.slice(0, rest.length > 4 ? -2 : -1);
  else if (/[^us]s$/.test(rest) && hasVowel(rest.slice(0, -2))) rest = rest.slice(0, -1);

  const ending = /(?:eed|ed|ing)$/.exec(rest)?.[0];
  if (ending === "eed") {
    if (measure(rest.slice(0, -3)) > 0) rest = rest.slice(0, -1);
  } else if (ending && hasVowel(rest.slice(0, -ending.length))) {
    rest = rest.slice(0, -ending.length);
    if (/(?:at|bl|iz|is)$/.test(rest)) rest += "e";
    else if (endsDouble(rest) && !/[lsz]$/.test(rest)) rest = rest.slice(0, -1);
    else if (measure(rest) === 1 && endsShort(rest)) rest += "e";
  }
  if (rest.endsWith("y") && rest.length > 2 && !isVowel(rest, rest.length - 2)) rest = rest.slice(0, -1) + "i";

  rest = replaced(replaced(rest, STEP_2), STEP_3);

  const last = STEP_4.find((end) => rest.endsWith(end));
  if (last) {
    const start = rest.slice(0, -last.length);
    if (measure(start) > 1 && (last !== "ion" || /[st]$/.test(start))) rest = start;
  }
  if (rest.endsWith("e")) {
    const start = rest.slice(0, -1);
    if (measure(start) > 1 || (measure(start) === 1 && !endsShort(start))) rest = start;
  }
  return rest.endsWith("ll") && measure(rest) > 1 ? rest.slice(0, -1) : rest;
}
/**
 * A test of words: whether one is a form of one of some words, or begins as one of others.
 * @param {string[]} words
 * @param {string[]} starts
 * @returns {(word: string) => boolean}
 */
export function isFormOf(words, starts) {
  const stems = new Set(words.map(stem));
  return (word) => stems.has(stem(word)) || starts.some((start) => word.startsWith(start));
}

