// @ts-check
/** Reads the files of the quotation index, bit by bit; `quotation/shard.py` says how they are written. */

/**
 * @typedef {object} Layout
 * @property {number} statements
 * @property {number} shardBits
 * @property {number} keyBits
 * @property {number} riceBits
 * @property {number} numberBits
 */

const HEAD = 8;
const ADLER_MODULUS = 65521;

/** A file that is not what the build wrote: cut short, replaced by a page, or of another build. */
export class DamagedError extends Error {}

/**
 * Adler-32 (RFC 1950).
 * @param {Uint8Array} bytes
 */
export function adler32(bytes) {
  let low = 1;
  let high = 0;
  for (let at = 0; at < bytes.length; at++) {
    low = (low + bytes[at]) % ADLER_MODULUS;
    high = (high + low) % ADLER_MODULUS;
  }
  return ((high << 16) | low) >>> 0;
}

/**
 * The bytes after the checksum that they are sealed with.
 * @param {Uint8Array} bytes
 */
export function unsealed(bytes) {
  if (bytes.length < 4) throw new DamagedError("too short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = bytes.subarray(4);
  if (view.getUint32(0) !== adler32(body)) throw new DamagedError("the checksum differs");
  return body;
}

/** The bits of a sealed file, most significant first. */
class Bits {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = unsealed(bytes);
    if (bytes.length < HEAD) throw new DamagedError("too short");
    this.count = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4);
    this.at = (HEAD - 4) * 8;
  }

  bit() {
    const byte = this.bytes[this.at >> 3];
    if (byte === undefined) throw new DamagedError("ends too early");
    return (byte >> (7 - (this.at++ & 7))) & 1;
  }

  /** @param {number} bits */
  plain(bits) {
    let value = 0;
    for (; bits > 0; bits--) value = value * 2 + this.bit();
    return value;
  }

  /** @param {number} bits */
  rice(bits) {
    let high = 0;
    while (this.bit()) high++;
    return high * 2 ** bits + this.plain(bits);
  }

  gamma() {
    let digits = 0;
    while (!this.bit()) digits++;
    return 2 ** digits + this.plain(digits);
  }
}

/**
 * The number of the shard for the runs of a home.
 * @param {number} home
 * @param {Layout} layout
 */
export function shardOf(home, layout) {
  return layout.shardBits ? home >>> (32 - layout.shardBits) : 0;
}

/**
 * What the shard keeps of a run's hash.
 * @param {number} run
 * @param {Layout} layout
 */
export function keyOf(run, layout) {
  return run % 2 ** layout.keyBits;
}

/**
 * The numbers of the statements of each run in a shard.
 * @param {Uint8Array} bytes
 * @param {Layout} layout
 * @returns {Map<number, Uint32Array>}
 */
export function readShard(bytes, layout) {
  const bits = new Bits(bytes);
  /** @type {Map<number, Uint32Array>} */
  const runs = new Map();
  let key = 0;
  for (let run = 0; run < bits.count; run++) {
    key += bits.rice(layout.riceBits);
    const numbers = new Uint32Array(bits.gamma());
    const small = Math.max(0, 31 - Math.clz32(layout.statements / numbers.length));
    for (let at = 0; at < numbers.length; at++) {
      numbers[at] = at ? numbers[at - 1] + 1 + bits.rice(small) : bits.plain(layout.numberBits);
    }
    runs.set(key, numbers);
  }
  return runs;
}

/**
 * Ascending hashes.
 * @param {Uint8Array} bytes
 * @param {number} rice the parameter of their code
 * @returns {Set<number>}
 */
export function readHashes(bytes, rice) {
  const bits = new Bits(bytes);
  /** @type {Set<number>} */
  const hashes = new Set();
  let hash = 0;
  for (let at = 0; at < bits.count; at++) hashes.add((hash += bits.rice(rice)));
  return hashes;
}
