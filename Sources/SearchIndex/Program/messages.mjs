// The search program as the page knows it: a worker that is told what there is to search and asked questions.
// `docs/guide/search.md` describes the messages.
import { isFormOf } from "./stem.mjs";
import { marked } from "./words.mjs";

/** A file that could not be had, or is not what it should be. */
export class IndexError extends Error {
  /**
   * @param {string} file
   * @param {string} reason
   */
  constructor(file, reason) {
    super(`${file}: ${reason}`);
    this.file = file;
  }
}

/**
 * Answers the page's messages.
 * @param {(root: any) => {search: (query: string, options?: import("./engine.mjs").Options) => Promise<unknown>}} make
 *   Makes what searches of what the page carries.
 */
export function answer(make) {
  /** @type {ReturnType<typeof make> | null} */
  let engine = null;
  self.onmessage = async ({ data: { id, root, query, options, passage } }) => {
    try {
      if (root) engine = make(root);
      if (!engine || id === undefined) return;
      self.postMessage(passage ? { id, passage: around(passage) } : { id, answer: await engine.search(query, options) });
    } catch (error) {
      const file = error instanceof IndexError ? error.file : null;
      self.postMessage({ id, error: { message: String(error), file } });
    }
  };
}

/**
 * The part of a paper's text around the first words that were looked for.
 * @param {{text: string, marks: string[], begun: string[]}} passage
 */
function around({ text, marks, begun }) {
  return excerpt(marked(text, isFormOf(marks, begun)));
}

/**
 * The part of a marked text around its first mark.
 * @param {string[]} pieces
 */
function excerpt(pieces) {
  const [before, after] = [90, 260];
  if (pieces.length < 2) return pieces;
  const start = pieces[0].length > before ? pieces[0].length - before : 0;
  const cut = start > 0 ? "… " + pieces[0].slice(start).replace(/^\S*\s/, "") : pieces[0];
  const short = [cut];
  let length = cut.length;
  for (const piece of pieces.slice(1)) {
    if (length > after) break;
    const room = after - length;
    short.push(piece.length > room + 40 ? piece.slice(0, room + 40).replace(/\s\S*$/, "") + " …" : piece);
    length += piece.length;
  }
  return short;
}
