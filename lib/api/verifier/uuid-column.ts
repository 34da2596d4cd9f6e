const length = 36;

/** Uuids side by side, as text: 36 bytes each where a string takes 64, and nothing for the garbage collector to visit. */
export class UuidColumn {
  /** What begins with a zero is none. */
  readonly #text: Buffer;

  /** @param places room for so many, which takes memory when it is used. */
  constructor(places: number) {
    this.#text = Buffer.alloc(places * length);
  }

  get(place: number): string | null {
    const at = place * length;
    return this.#text[at] === 0 ? null : this.#text.toString("latin1", at, at + length);
  }

  set(place: number, uuid: string | null): void {
    const at = place * length;
    if (uuid === null) this.#text[at] = 0;
    else this.#text.write(uuid, at, "latin1");
  }
}

/** The 16 bytes of a uuid, as a string of bytes. */
export const bytesOfUuid = (uuid: string): string => Buffer.from(uuid.replaceAll("-", ""), "hex").toString("latin1");
