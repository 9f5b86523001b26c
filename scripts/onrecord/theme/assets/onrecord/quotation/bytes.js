// @ts-check
/** Reads the files of the index: packed, with a checksum, numbers as varints.  `search/varints.py` writes them. */

const ADLER_MODULUS = 65521;
/** So many sums of bytes fit into 32 bits before they must be reduced. */
const AT_ONCE = 3800;

/** A file that is not what the build wrote: cut short, replaced by a page, or of another build. */
export class DamagedError extends Error {}

/**
 * Adler-32 (RFC 1950).
 * @param {Uint8Array} bytes
 */
export function adler32(bytes) {
  let low = 1;
  let high = 0;
  for (let from = 0; from < bytes.length; from += AT_ONCE) {
    const to = Math.min(bytes.length, from + AT_ONCE);
    for (let at = from; at < to; at++) {
      low += bytes[at];
      high += low;
    }
    low %= ADLER_MODULUS;
    high %= ADLER_MODULUS;
  }
  return ((high << 16) | low) >>> 0;
}

/**
 * What a packed file holds.
 * @param {Uint8Array} file
 * @returns {Promise<Uint8Array>}
 */
export async function unpacked(file) {
  if (!("DecompressionStream" in globalThis)) throw new DamagedError("this browser cannot unpack the index");
  if (file.length < 5) throw new DamagedError("too short");
  const packed = new Blob([/** @type {BlobPart} */ (file.subarray(4))]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  if (new DataView(file.buffer, file.byteOffset).getUint32(0) !== adler32(bytes)) throw new DamagedError("the checksum differs");
  return bytes;
}

/** Numbers one after the other. */
export class Varints {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  next() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new DamagedError("ends too early");
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  /**
   * @param {number} count
   * @returns {Uint32Array}
   */
  several(count) {
    return Uint32Array.from({ length: count }, () => this.next());
  }

  /**
   * Ascending numbers, of which each is written as its distance from the one before.
   * @param {number} count
   * @returns {Uint32Array}
   */
  ascending(count) {
    let value = 0;
    return Uint32Array.from({ length: count }, () => (value += this.next()));
  }

  /** The rest, each number ascending to the next. */
  rest() {
    const found = [];
    for (let value = 0; this.at < this.bytes.length; ) found.push((value += this.next()));
    return found;
  }

  /** A head in JSON that stands before the numbers. */
  head() {
    const length = this.next();
    const head = JSON.parse(new TextDecoder().decode(this.bytes.subarray(this.at, this.at + length)));
    this.at += length;
    return head;
  }
}

/** @param {string} text in Base64 */
export function fromText(text) {
  return new Varints(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)));
}
