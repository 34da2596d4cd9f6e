const wordsOfKey = 4;

/**
 * Finds the places of keys by open addressing (linear probing, at most half full). A key is what a cryptographic hash made of a
 * secret, as a string of bytes; its first 128 bits stand for it: 16 bytes a key instead of a string, and nothing for the garbage
 * collector to visit.
 */
export class KeyIndex {
  /** The key of each place, four words each. */
  readonly #words: Uint32Array;
  /** One more than a place; 0: nothing. Its length is a power of two. */
  readonly #table: Int32Array;
  #size = 0;

  constructor(places: number) {
    this.#words = new Uint32Array(places * wordsOfKey);
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(places * 2)));
  }

  get size(): number {
    return this.#size;
  }

  /** @returns the key's place, or -1. */
  find(key: string): number {
    const mask = this.#table.length - 1;
    for (let at = word(key, 0) & mask; ; at = (at + 1) & mask) {
      const place = this.#placeAt(at);
      if (place < 0 || this.#isOf(place, key)) return place;
    }
  }

  /** @param place from 0 to below the number of places, in use by no other key; the key is in the index nowhere else. */
  add(key: string, place: number): void {
    for (let n = 0; n < wordsOfKey; n++) this.#words[place * wordsOfKey + n] = word(key, n);
    this.#size++;
    this.#put(place);
  }

  /** @param place of a key that is in the index. */
  delete(place: number): void {
    const mask = this.#table.length - 1;
    let hole = this.#homeOf(place);
    while (this.#placeAt(hole) !== place) hole = (hole + 1) & mask;
    // Whoever was pushed past the hole moves into it, so that no search stops short of him.
    for (let at = (hole + 1) & mask; this.#placeAt(at) >= 0; at = (at + 1) & mask) {
      const home = this.#homeOf(this.#placeAt(at));
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      this.#table[hole] = this.#table[at] as number;
      hole = at;
    }
    this.#table[hole] = 0;
    this.#size--;
  }

  clear(): void {
    // What is full of nothing need not be written, and its memory not be taken.
    if (this.#size > 0) this.#table.fill(0);
    this.#size = 0;
  }

  #placeAt(at: number): number {
    return (this.#table[at] as number) - 1;
  }

  #homeOf(place: number): number {
    return (this.#words[place * wordsOfKey] as number) & (this.#table.length - 1);
  }

  #isOf(place: number, key: string): boolean {
    for (let n = 0; n < wordsOfKey; n++) if (this.#words[place * wordsOfKey + n] !== word(key, n)) return false;
    return true;
  }

  #put(place: number): void {
    const mask = this.#table.length - 1;
    let at = this.#homeOf(place);
    while (this.#placeAt(at) >= 0) at = (at + 1) & mask;
    this.#table[at] = place + 1;
  }
}

/** The n-th 32 bits of a key. */
function word(key: string, n: number): number {
  const at = n * 4;
  const low = key.charCodeAt(at) | (key.charCodeAt(at + 1) << 8);
  return (low | (key.charCodeAt(at + 2) << 16) | (key.charCodeAt(at + 3) << 24)) >>> 0;
}
