// @ts-check
/** Reads the files of the index: packed, with a checksum, numbers as varints.  `search/varints.py` writes them. */

/** A file that is not what the build wrote: cut short, replaced by a page, or of another build. */
export class DamagedError extends Error {}

/**
 * What packed bytes hold; the browser compares the checksum, and fails where they were cut short or replaced.
 * @param {Uint8Array | ArrayBuffer} packed
 * @returns {Promise<Uint8Array>}
 */
export async function unpacked(packed) {
  const stream = new Blob([/** @type {BlobPart} */ (packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
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
  return Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
}
