import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

type Weather = { held: boolean; upMs: () => number; downMs: () => number };

/** A way to the database that is as slow or as dead as a test wants. */
export type Wire = {
  url: string;
  /** How long each piece takes to the database, and from it, in milliseconds; its order stays. */
  slow(upMs: () => number, downMs: () => number): void;
  /** Nothing comes through, and nothing is lost: it comes late, as over a cable that was pulled and put back. */
  hold(): void;
  release(): void;
  /** Resolves when the next piece with this text goes to the database. */
  sees(text: string): Promise<void>;
  /** Ends every connection. */
  cut(): void;
  /** Takes no new connections and ends those there are, or takes them again. */
  refuse(isRefused: boolean): void;
  close(): void;
};

const none = () => 0;

/** @param databaseUrl where it leads. */
export async function openWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  const weather: Weather = { held: false, upMs: none, downMs: none };
  const sockets = new Set<Socket>();
  const lanes = new Set<Lane>();
  const watchers = new Set<(bytes: Buffer) => void>();
  let refused = false;
  const server = createServer((client) => {
    if (refused) return void client.destroy();
    const database = connect(Number(target.port), target.hostname);
    client.setNoDelay();
    database.setNoDelay();
    client.on("data", (bytes) => {
      for (const look of watchers) look(bytes);
    });
    join(client, database, new Lane(database, weather, () => weather.upMs()));
    join(database, client, new Lane(client, weather, () => weather.downMs()));
  });
  const join = (from: Socket, to: Socket, lane: Lane) => {
    sockets.add(from);
    lanes.add(lane);
    from.on("data", (bytes) => lane.push(bytes));
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      lanes.delete(lane);
      to.destroy();
    });
  };
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    slow: (upMs, downMs) => Object.assign(weather, { upMs, downMs }),
    hold: () => {
      weather.held = true;
    },
    release: () => {
      weather.held = false;
      for (const lane of lanes) lane.flow();
    },
    sees: (text) =>
      new Promise((resolve) => {
        const look = (bytes: Buffer) => {
          if (!bytes.includes(text)) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
      }),
    cut,
    refuse: (isRefused) => {
      refused = isRefused;
      if (refused) cut();
    },
    close: () => {
      cut();
      server.close();
    },
  };
}

/** One direction of one connection. */
class Lane {
  readonly #to: Socket;
  readonly #weather: Weather;
  readonly #delayMs: () => number;
  #queue: { bytes: Buffer; due: number }[] = [];
  #lastDue = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(to: Socket, weather: Weather, delayMs: () => number) {
    this.#to = to;
    this.#weather = weather;
    this.#delayMs = delayMs;
  }

  push(bytes: Buffer): void {
    this.#lastDue = Math.max(performance.now() + this.#delayMs(), this.#lastDue);
    this.#queue.push({ bytes, due: this.#lastDue });
    this.flow();
  }

  flow(): void {
    clearTimeout(this.#timer);
    if (this.#weather.held) return;
    for (let next = this.#queue[0]; next; next = this.#queue[0]) {
      const leftMs = next.due - performance.now();
      if (leftMs > 0) {
        this.#timer = setTimeout(() => this.flow(), leftMs);
        return;
      }
      this.#queue.shift();
      if (!this.#to.destroyed) this.#to.write(next.bytes);
    }
  }
}
