// The search program of sites that have an index.
import { Engine } from "./engine.mjs";
import { answer, IndexError } from "./messages.mjs";

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

answer((root) => new Engine(root, load));
