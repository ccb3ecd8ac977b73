// The search program as the page knows it: a worker that is told what the index is and asked questions. `docs/guide/search.md`
// describes the messages.
import { Engine } from "./engine.mjs";
import { IndexError } from "./blocks.mjs";
import { marked } from "./words.mjs";

/** @type {Engine | null} */
let engine = null;

/**
 * Some bytes of a file of the index. Hosts that do not know of ranges send all of it.
 * @param {string} file
 * @param {number} from
 * @param {number} size
 * @param {boolean} isWhole
 */
async function load(file, from, size, isWhole) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (!isWhole) headers.Range = `bytes=${from}-${from + size - 1}`;
  let response;
  try {
    response = await fetch(new URL(file, self.location.href), { headers });
  } catch (error) {
    throw new IndexError(file, String(error));
  }
  if (!response.ok) throw new IndexError(file, `${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return isWhole || response.status === 206 ? bytes : bytes.subarray(from, from + size);
}

self.onmessage = async ({ data: { id, root, query, options, passage } }) => {
  try {
    if (root) engine = new Engine(root, load);
    if (!engine || id === undefined) return;
    self.postMessage(passage ? { id, passage: around(passage) } : { id, answer: await engine.search(query, options) });
  } catch (error) {
    const file = error instanceof IndexError ? error.file : null;
    self.postMessage({ id, error: { message: String(error), file } });
  }
};

/**
 * The part of a paper's text around the first words that were looked for.
 * @param {{text: string, marks: string[], begun: string[]}} passage
 */
function around({ text, marks, begun }) {
  const words = new Set(marks);
  return excerpt(marked(text, (word) => words.has(word) || begun.some((start) => word.startsWith(start))));
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
