// Words as the index has them: `Words/Folding.swift` and `Words/WordScanner.swift` find them in papers by the same rules.

/**
 * Letters that Unicode's decomposition leaves whole.
 * @type {Record<string, string>}
 */
const WHOLE = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i" };

/**
 * Greek letters that stand alone are found by their names.
 * @type {Record<string, string>}
 */
const GREEK = {
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta", ι: "iota", κ: "kappa",
  λ: "lambda", μ: "mu", ν: "nu", ξ: "xi", π: "pi", ρ: "rho", σ: "sigma", τ: "tau", υ: "upsilon", φ: "phi", χ: "chi",
  ψ: "psi", ω: "omega",
};

/** How long a word may be, in bytes of UTF-8. */
const LONGEST_WORD = 48;

const RUN = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

/** Chinese, Japanese and Korean: every two neighbors are a word. */
const PAIRED = new RegExp(
  "[\\u1100-\\u11FF\\u2E80-\\u2FDF\\u3005-\\u3007\\u3041-\\u30FF\\u3105-\\u312F\\u3131-\\u318E\\u31A0-\\u31BF" +
    "\\u31F0-\\u31FF\\u3400-\\u4DBF\\u4E00-\\u9FFF\\uA960-\\uA97F\\uAC00-\\uD7FF\\uF900-\\uFAFF\\uFF66-\\uFFDC" +
    "\\u{1B000}-\\u{1B16F}\\u{20000}-\\u{3FFFF}]+", "u");

const encoder = new TextEncoder();

/**
 * A word in lower case without marks and apostrophes.
 * @param {string} word
 */
export function fold(word) {
  const lower = word.replace(/['’]/g, "").toLowerCase();
  if (/^[\x00-\x7F]*$/.test(lower)) return lower;
  const plain = lower.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøłđðþı]/g, (letter) => WHOLE[letter]);
  return GREEK[plain] ?? plain;
}

/**
 * A word of a text: its place, what it is folded, and how it is joined to the one before: by a hyphen, by a space, or not.
 * @typedef {{start: number, end: number, word: string, joint: "" | "-" | " "}} Token
 */

/**
 * The words of a text.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  /** @type {Token[]} */
  const found = [];
  // Where the word before ends; less than 0 where nothing can be joined to it.
  let last = -1;
  for (const { start, end } of runs(text)) {
    const run = text.slice(start, end);
    if (run.search(PAIRED) === 0) {
      found.push(...pairs(run, start));
      last = -1;
      continue;
    }
    const word = fold(run);
    if (!word || encoder.encode(word).length > LONGEST_WORD) {
      last = -1;
      continue;
    }
    const gap = last < 0 ? "none" : text.slice(last, start);
    found.push({ start, end, word, joint: /^[-‐‑]$/.test(gap) ? "-" : /^[ \n]$/.test(gap) ? " " : "" });
    last = end;
  }
  return found;
}

/**
 * The stretches of letters of a text, those of Chinese, Japanese and Korean apart from others.
 * @param {string} text
 * @returns {{start: number, end: number}[]}
 */
function runs(text) {
  const found = [];
  for (const match of text.matchAll(RUN)) {
    const [run] = match;
    let start = match.index ?? 0;
    const end = start + run.length;
    while (start < end) {
      const rest = text.slice(start, end);
      const place = rest.search(PAIRED);
      const length = place < 0 ? rest.length : place > 0 ? place : PAIRED.exec(rest)?.[0].length ?? rest.length;
      found.push({ start, end: start + length });
      start += length;
    }
  }
  return found;
}

/**
 * Every two neighbors of a run; a single letter is alone.
 * @param {string} run
 * @param {number} start
 * @returns {Token[]}
 */
function pairs(run, start) {
  const letters = [...run];
  /** @type {Token[]} */
  const found = [];
  let place = start;
  for (let index = 0; index < Math.max(1, letters.length - 1); index++) {
    const pair = letters.slice(index, index + 2).join("");
    found.push({ start: place, end: place + pair.length, word: pair.normalize("NFC"), joint: "" });
    place += letters[index].length;
  }
  return found;
}

/**
 * A text in pieces, of which every second is to be marked: the words that a test is true of, and what is one with them.
 * @param {string} text
 * @param {(word: string) => boolean} isWanted
 * @returns {string[]}
 */
export function marked(text, isWanted) {
  const all = tokens(text);
  const marks = all.map((token) => isWanted(token.word));
  for (let first = 0; first < all.length; first++) {
    let joined = all[first].word;
    for (let next = first + 1; next < all.length && all[next].joint; next++) {
      if (all[next].joint === " " && next > first + 1) break;
      joined += all[next].word;
      if (isWanted(joined)) marks.fill(true, first, next + 1);
      if (all[next].joint === " ") break;
    }
  }
  const pieces = [""];
  let written = 0;
  all.forEach((token, place) => {
    if (!marks[place]) return;
    const isOneWithLast = pieces.length > 1 && marks[place - 1] && (token.joint === "-" || token.start <= written);
    if (isOneWithLast) {
      pieces[pieces.length - 2] += text.slice(written, token.end);
    } else {
      pieces[pieces.length - 1] += text.slice(written, token.start);
      pieces.push(text.slice(token.start, token.end), "");
    }
    written = Math.max(written, token.end);
  });
  pieces[pieces.length - 1] += text.slice(written);
  return pieces;
}
