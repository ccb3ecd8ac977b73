// The files of the index, block by block. What is fetched is kept.
import { IndexError } from "./messages.mjs";

/**
 * Files of blocks: the names' second parts, ten digits each; how many blocks are in a file; the size of every block.
 * @typedef {{names: string, each: number, sizes: number[]}} Pack
 */

/** @typedef {"terms" | "rests" | "cards" | "pairs" | "totals" | "spellings" | "facets" | "votes"} Kind */

/**
 * Fetches some bytes of a file, which may be all that it has.
 * @typedef {(file: string, from: number, size: number, isWhole: boolean) => Promise<Uint8Array>} Load
 */

export class Blocks {
  /**
   * @param {Record<Kind, Pack>} packs
   * @param {Load} load
   */
  constructor(packs, load) {
    this.packs = packs;
    this.load = load;
    /** @type {Map<string, Promise<any>>} */
    this.kept = new Map();
  }

  /**
   * Whether a block is there already, or on its way.
   * @param {Kind} kind
   * @param {number} place
   */
  has(kind, place) {
    return this.kept.has(`${kind} ${place}`);
  }

  /**
   * A block, read by a function.
   * @template Content
   * @param {Kind} kind
   * @param {number} place
   * @param {(bytes: Uint8Array) => Content | Promise<Content>} read
   * @returns {Promise<Content>}
   */
  get(kind, place, read) {
    const key = `${kind} ${place}`;
    const known = this.kept.get(key);
    if (known) return known;
    const { names, each, sizes } = this.packs[kind];
    const first = Math.floor(place / each);
    const file = `${kind}.${names.slice(first * 10, first * 10 + 10)}.bin`;
    const from = sizes.slice(first * each, place).reduce((sum, size) => sum + size, 0);
    const content = this.load(file, from, sizes[place], each === 1).then(async (bytes) => {
      if (bytes.length !== sizes[place]) throw new IndexError(file, "the file is cut off");
      if (each === 1 && !await isNamed(bytes, file)) throw new IndexError(file, "the file is not what it should be");
      try {
        return await read(bytes);
      } catch (error) {
        throw new IndexError(file, String(error));
      }
    });
    this.kept.set(key, content);
    // What failed once may be there the next time.
    content.catch(() => this.kept.delete(key));
    return content;
  }
}

/**
 * Whether a file's name is of its content: the first ten digits of its SHA-256. Browsers tell that only to pages that came
 * over a secure connection.
 * @param {Uint8Array} bytes
 * @param {string} file
 */
async function isNamed(bytes, file) {
  const digest = await globalThis.crypto?.subtle?.digest("SHA-256", bytes);
  if (!digest) return true;
  const digits = Array.from(new Uint8Array(digest).subarray(0, 5), (byte) => byte.toString(16).padStart(2, "0"));
  return file.split(".")[1] === digits.join("");
}
