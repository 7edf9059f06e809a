// RFC 1950/1951, for browsers that have no DecompressionStream. Plain and short rather than fast: it is seldom needed.

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const REACH_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577];
const REACH_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

// A canonical code as counts by length and symbols in order: it is read bit by bit.
function codeOf(lengths) {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  const next = new Uint16Array(17);
  for (let i = 1; i < 16; i += 1) next[i + 1] = next[i] + counts[i];
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length) symbols[next[length]++] = symbol;
  });
  return { counts, symbols };
}

function inflate(bytes) {
  let at = 2; // the two bytes of the zlib head say nothing that we need
  let held = 0;
  let count = 0;
  let out = new Uint8Array(bytes.length * 6);
  let size = 0;

  function bits(n) {
    while (count < n) {
      held |= bytes[at++] << count;
      count += 8;
    }
    const value = held & ((1 << n) - 1);
    held >>>= n;
    count -= n;
    return value;
  }
  function symbol(code) {
    let value = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length += 1) {
      value |= bits(1);
      const here = code.counts[length];
      if (value - here < first) return code.symbols[index + value - first];
      index += here;
      first = (first + here) << 1;
      value <<= 1;
    }
    throw new Error("damaged data");
  }
  function room(more) {
    if (size + more <= out.length) return;
    const larger = new Uint8Array(Math.max(out.length * 2, size + more));
    larger.set(out);
    out = larger;
  }
  function stored() {
    held = 0;
    count = 0;
    const length = bytes[at] | (bytes[at + 1] << 8);
    at += 4;
    room(length);
    out.set(bytes.subarray(at, at + length), size);
    at += length;
    size += length;
  }
  function dynamic() {
    const literals = bits(5) + 257;
    const reaches = bits(5) + 1;
    const given = bits(4) + 4;
    const small = new Array(19).fill(0);
    for (let i = 0; i < given; i += 1) small[ORDER[i]] = bits(3);
    const code = codeOf(small);
    const lengths = [];
    while (lengths.length < literals + reaches) {
      const told = symbol(code);
      if (told < 16) lengths.push(told);
      else {
        const again = told === 16 ? lengths[lengths.length - 1] : 0;
        const times = told === 16 ? 3 + bits(2) : told === 17 ? 3 + bits(3) : 11 + bits(7);
        for (let i = 0; i < times; i += 1) lengths.push(again);
      }
    }
    return [codeOf(lengths.slice(0, literals)), codeOf(lengths.slice(literals))];
  }
  function fixed() {
    const lengths = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
    return [codeOf(lengths), codeOf(new Array(30).fill(5))];
  }
  function block(literals, reaches) {
    for (;;) {
      const told = symbol(literals);
      if (told === 256) return;
      if (told < 256) {
        room(1);
        out[size++] = told;
        continue;
      }
      const length = LENGTH_BASE[told - 257] + bits(LENGTH_BITS[told - 257]);
      const far = symbol(reaches);
      const reach = REACH_BASE[far] + bits(REACH_BITS[far]);
      room(length);
      for (let i = 0; i < length; i += 1, size += 1) out[size] = out[size - reach];
    }
  }
  for (let last = 0; !last; ) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) stored();
    else block(...(kind === 1 ? fixed() : dynamic()));
  }
  return out.subarray(0, size);
}
