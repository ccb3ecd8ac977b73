// Words that differ by a slip of the hand.

/** How many spellings are taken for what may have been meant. */
const MOST = 3;

/**
 * The words of a list that are near to one, the nearest first: those that begin and end as it does, and of these the
 * commonest.
 * @param {string} word
 * @param {string[]} lists As `Words/Spellings.swift` writes them.
 * @param {number} limit How many letters may be changed, left out, put in, or swapped with the next.
 * @returns {string[]}
 */
export function nearest(word, lists, limit) {
  /** @type {{near: string, likeness: number, step: string}[]} */
  const found = [];
  for (const list of lists) {
    // The first line is a word; each one after it begins with how common the word before is.
    let [near, ...lines] = list.split("\n");
    for (const line of lines) {
      if (near !== word && isWithin(word, near, limit)) {
        const likeness = (near[0] === word[0] ? 2 : 0) + (near.at(-1) === word.at(-1) ? 1 : 0);
        found.push({ near, likeness, step: line[0] });
      }
      near = line.slice(1);
    }
  }
  found.sort((a, b) => b.likeness - a.likeness || (a.step < b.step ? 1 : a.step > b.step ? -1 : 0));
  return found.slice(0, MOST).map(({ near }) => near);
}

/**
 * Whether so many changes make one word of another (the restricted Damerau-Levenshtein distance).
 * @param {string} a
 * @param {string} b
 * @param {number} limit
 */
export function isWithin(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return false;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let changes = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) changes = Math.min(changes, before[j - 2] + 1);
      row.push(changes);
      least = Math.min(least, changes);
    }
    if (least > limit) return false;
    [before, last] = [last, row];
  }
  return last[b.length] <= limit;
}
