// A decoder of LZMA (the format .lzma of the LZMA SDK's lzma-specification).
// Hosts compress with gzip at best, whose window of 32 KB is too small for a
// program: this makes what is loaded a third smaller.
'use strict';

// unlzma decodes a stream of bytes while it comes, and tells how far it is.
function unlzma(stream, progress) {
  const reader = stream.getReader();
  let input = new Uint8Array(0);
  let at = 0;
  let ended = false;
  // more waits for some bytes of input.
  const more = async (count) => {
    while (input.length - at < count && !ended) {
      const { done, value } = await reader.read();
      if (done) {
        ended = true;
        break;
      }
      const joined = new Uint8Array(input.length - at + value.length);
      joined.set(input.subarray(at));
      joined.set(value, input.length - at);
      input = joined;
      at = 0;
    }
    return input.length - at >= count;
  };

  let out;
  let length = 0; // of what is decoded
  let range = 0xffffffff;
  let code = 0;
  let probabilities;

  const bit = (i) => {
    const p = probabilities[i];
    const bound = Math.imul(range >>> 11, p) >>> 0;
    let b = 0;
    if (code < bound) {
      range = bound;
      probabilities[i] = p + ((2048 - p) >>> 5);
    } else {
      range = (range - bound) >>> 0;
      code = (code - bound) >>> 0;
      probabilities[i] = p - (p >>> 5);
      b = 1;
    }
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | input[at++]) >>> 0;
    }
    return b;
  };
  const tree = (base, bits) => {
    let m = 1;
    for (let i = bits; i > 0; i--) m = (m << 1) | bit(base + m);
    return m - (1 << bits);
  };
  const reverse = (base, bits) => {
    let m = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const b = bit(base + m);
      m = (m << 1) | b;
      value |= b << i;
    }
    return value;
  };
  const direct = (bits) => {
    let value = 0;
    for (; bits > 0; bits--) {
      range >>>= 1;
      let b = 0;
      if (code >= range) {
        code = (code - range) >>> 0;
        b = 1;
      }
      value = (value << 1) | b;
      if (range < 0x1000000) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | input[at++]) >>> 0;
      }
    }
    return value;
  };

  // Where the probabilities are of what the specification calls IsMatch,
  // IsRep, IsRepG0, IsRepG1, IsRepG2, IsRep0Long, PosSlot, PosDecoders, Align,
  // the two length decoders, and the literals.
  const [isMatch, isRep, isRepG0, isRepG1, isRepG2, isRep0Long] = [0, 192, 204, 216, 228, 240];
  const [slots, special, align, lengths, repLengths, literals] = [432, 688, 804, 820, 1334, 1848];
  let lc;
  let lpMask;
  let pbMask;
  let state = 0;
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];

  const lengthOf = (base, posState) => {
    if (!bit(base)) return tree(base + 2 + posState * 8, 3);
    if (!bit(base + 1)) return 8 + tree(base + 130 + posState * 8, 3);
    return 16 + tree(base + 258, 8);
  };
  const literal = () => {
    const before = length ? out[length - 1] : 0;
    const base = literals + 0x300 * (((length & lpMask) << lc) + (before >> (8 - lc)));
    let symbol = 1;
    if (state >= 7) {
      let matched = out[length - rep0 - 1];
      do {
        const b = (matched >> 7) & 1;
        matched <<= 1;
        const got = bit(base + ((1 + b) << 8) + symbol);
        symbol = (symbol << 1) | got;
        if (b !== got) break;
      } while (symbol < 0x100);
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bit(base + symbol);
    out[length++] = symbol;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };
  const distance = (size) => {
    const slot = tree(slots + Math.min(size, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) << bits;
    if (slot < 14) return high + reverse(special + high - slot, bits);
    return (high + (direct(bits - 4) << 4) + reverse(align, 4)) >>> 0;
  };
  // step decodes a literal or a match.
  const step = () => {
    const posState = length & pbMask;
    if (!bit(isMatch + state * 16 + posState)) return literal();
    let size;
    if (!bit(isRep + state)) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      size = lengthOf(lengths, posState);
      state = state < 7 ? 7 : 10;
      rep0 = distance(size);
    } else {
      if (!bit(isRepG0 + state)) {
        if (!bit(isRep0Long + state * 16 + posState)) {
          state = state < 7 ? 9 : 11;
          out[length] = out[length - rep0 - 1];
          length++;
          return undefined;
        }
      } else {
        let chosen = rep1;
        if (bit(isRepG1 + state)) {
          chosen = rep2;
          if (bit(isRepG2 + state)) {
            chosen = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = chosen;
      }
      size = lengthOf(repLengths, posState);
      state = state < 7 ? 8 : 11;
    }
    size += 2;
    if (rep0 >= length || length + size > out.length) throw new Error('the checker is damaged');
    for (const end = length + size; length < end; length++) out[length] = out[length - rep0 - 1];
    return undefined;
  };

  return new ReadableStream({
    async start() {
      if (!await more(18)) throw new Error('the checker is damaged');
      const header = new DataView(input.buffer, input.byteOffset + at);
      const properties = header.getUint8(0);
      lc = properties % 9;
      lpMask = (1 << (Math.floor(properties / 9) % 5)) - 1;
      pbMask = (1 << Math.floor(properties / 45)) - 1;
      out = new Uint8Array(header.getUint32(5, true));
      code = header.getUint32(14);
      probabilities = new Uint16Array(literals + 0x300 * (lpMask + 1) * (1 << lc)).fill(1024);
      at += 18;
    },
    async pull(controller) {
      const from = length;
      await more(1 << 16);
      const last = ended ? Infinity : input.length - 32; // more than a step takes
      const rest = Math.min(out.length, from + (1 << 20));
      while (length < rest && at < last) step();
      if (at > input.length) throw new Error('the checker is damaged');
      controller.enqueue(out.slice(from, length));
      progress(length / out.length);
      if (length === out.length) controller.close();
    },
  });
}
