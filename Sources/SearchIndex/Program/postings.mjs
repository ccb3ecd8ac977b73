// The files of the index, as `Terms/TermBlocks.swift` and `Terms/PostingList.swift` write them.

/** After so many ones a gap is written in 32 bits. */
const LONGEST_RUN = 24;
const LEVEL_ORDER = [7, 6, 5, 4, 3, 2, 1, 0];

/**
 * Papers of one level, by their numbers, rising. Level 0 has those whose authors' names have the word.
 * @typedef {{level: number, papers: Uint32Array}} Segment
 */

/**
 * A term of a block: how many papers have it, and where its list is.
 * @typedef {{word: string, count: number, start: number, end: number, rest: number}} Entry
 */

/** Reads numbers out of bytes. */
export class Reader {
  /**
   * @param {Uint8Array} bytes
   * @param {number} at
   */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Whether all is read. */
  get isAtEnd() {
    return this.at >= this.bytes.length;
  }

  /** A number in seven bits a byte, the lowest first. */
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError("the file is cut off");
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
}

/**
 * The terms of a block, in their order.
 * @param {Uint8Array} bytes
 * @returns {Entry[]}
 */
export function entries(bytes) {
  const reader = new Reader(bytes);
  const decoder = new TextDecoder();
  const count = reader.number();
  /** @type {Entry[]} */
  const found = [];
  const word = new Uint8Array(1024);
  let offset = 0;
  for (let place = 0; place < count; place++) {
    const common = reader.number();
    const more = reader.number();
    word.set(bytes.subarray(reader.at, reader.at + more), common);
    reader.at += more;
    const papers = reader.number();
    const size = reader.number();
    const rest = reader.number() - 1;
    found.push({
      word: decoder.decode(word.subarray(0, common + more)), count: papers, start: offset, end: offset + size, rest,
    });
    offset += size;
  }
  for (const entry of found) {
    entry.start += reader.at;
    entry.end += reader.at;
  }
  if (offset + reader.at !== bytes.length) throw new RangeError("the file is cut off");
  return found;
}

/**
 * The papers of a list.
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} most How many papers there are.
 * @returns {Segment[]}
 */
export function segments(bytes, start, most) {
  const mask = bytes[start];
  const reader = new Reader(bytes, start + 1);
  return LEVEL_ORDER.filter((level) => mask >> level & 1).map((level) => ({ level, papers: papers(reader, most) }));
}

/**
 * All papers of some segments.
 * @param {Segment[]} segments
 */
export function papersIn(segments) {
  const all = new Uint32Array(segments.reduce((count, { papers }) => count + papers.length, 0));
  let at = 0;
  for (const { papers } of segments) {
    all.set(papers, at);
    at += papers.length;
  }
  return all;
}

/**
 * @param {Reader} reader
 * @param {number} most
 */
function papers(reader, most) {
  const count = reader.number();
  if (count > most) throw new RangeError("the file is not what it should be");
  const found = new Uint32Array(count);
  let paper = found[0] = reader.number();
  if (count === 1) return found;
  const { bytes } = reader;
  const k = bytes[reader.at++];
  let at = reader.at;
  let byte = bytes[at++];
  let left = 8;
  for (let place = 1; place < count; place++) {
    let ones = 0;
    while (ones < LONGEST_RUN) {
      if (left === 0) {
        byte = bytes[at++];
        left = 8;
      }
      const bit = byte & 1;
      byte >>= 1;
      left--;
      if (!bit) break;
      ones++;
    }
    let gap = 0;
    let need = ones === LONGEST_RUN ? 32 : k;
    for (let shift = 0; need > 0;) {
      if (left === 0) {
        byte = bytes[at++];
        left = 8;
      }
      const take = Math.min(need, left);
      gap += (byte & (1 << take) - 1) * 2 ** shift;
      byte >>= take;
      left -= take;
      need -= take;
      shift += take;
    }
    if (ones < LONGEST_RUN) gap += ones * 2 ** k;
    paper += gap + 1;
    found[place] = paper;
  }
  reader.at = at;
  if (at > bytes.length) throw new RangeError("the file is cut off");
  return found;
}

/**
 * What was compressed with Deflate (RFC 1951).
 * @param {Uint8Array} bytes
 * @returns {Promise<Uint8Array>}
 */
export async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
