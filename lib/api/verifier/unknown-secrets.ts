/** Beyond it, who was asked for first is forgotten: whoever makes secrets up takes no more room than this. */
const keysMax = 10_000;

/**
 * Secrets that the database knew nothing of, so that a client which goes on with one that is long gone costs no query each time. A new
 * secret is 190 random bits, so that nobody can have asked for it before it was made; and all are forgotten with every change, as if
 * each might have made them known.
 */
export class UnknownSecrets {
  readonly #keys = new Set<string>();

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** @param key as the cache's: what a cryptographic hash made of the secret. */
  add(key: string): void {
    this.#keys.add(key);
    if (this.#keys.size <= keysMax) return;
    for (const first of this.#keys) {
      this.#keys.delete(first);
      return;
    }
  }

  delete(key: string): void {
    this.#keys.delete(key);
  }

  clear(): void {
    this.#keys.clear();
  }
}
