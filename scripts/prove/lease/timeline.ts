type Happening = { at: number; order: number; run: () => void };

/**
 * The true time of a run, and what happens when. Between two happenings all promises run dry: within a process nothing is interrupted,
 * as in one turn of an event loop. No real timer is involved, so that the same happenings come in the same order every time.
 */
export class Timeline {
  /** Milliseconds since the run began; nobody in the run knows them. */
  now = 0;
  #order = 0;
  /** A binary heap, the next one first. */
  readonly #heap: Happening[] = [];

  at(at: number, run: () => void): void {
    this.#push({ at: Math.max(at, this.now), order: this.#order++, run });
  }

  in(ms: number, run: () => void): void {
    this.at(this.now + ms, run);
  }

  /** Lets everything happen up to a moment, or until `isOver`. */
  async runUntil(end: number, isOver: () => boolean = () => false): Promise<void> {
    await ranDry();
    for (let next = this.#heap[0]; next && next.at <= end && !isOver(); next = this.#heap[0]) {
      this.#pop();
      this.now = next.at;
      next.run();
      await ranDry();
    }
    if (!isOver()) this.now = end;
  }

  #push(one: Happening): void {
    const heap = this.#heap;
    let i = heap.push(one) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isBefore(one, heap[parent] as Happening)) break;
      heap[i] = heap[parent] as Happening;
      i = parent;
    }
    heap[i] = one;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Happening;
    if (heap.length === 0) return;
    let i = 0;
    for (let child = 1; child < heap.length; child = 2 * i + 1) {
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Happening, heap[child] as Happening)) child++;
      if (!isBefore(heap[child] as Happening, last)) break;
      heap[i] = heap[child] as Happening;
      i = child;
    }
    heap[i] = last;
  }
}

const isBefore = (a: Happening, b: Happening) => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Every promise that can go on has gone on before the next macrotask. */
const ranDry = () => new Promise<void>((resolve) => void setImmediate(resolve));
