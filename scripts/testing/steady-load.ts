import { Agent, request } from "node:http";
import { setTimeout } from "node:timers/promises";

export type Tally = {
  /** How often it was answered 200. */
  answered: number;
  /** All else, by status or by the connection's error. */
  failures: string[];
  /** Of the last answer. */
  requestId: string;
};

export type Load = {
  tallies: readonly Tally[];
  /** Waits until each client was answered so often again. */
  more(count: number): Promise<void>;
  /** Ends when the last answer is there. */
  stop(): Promise<void>;
};

const pauseMs = 5;
/** Whoever waits longer was forgotten. */
const timeoutMs = 5000;

export type Question = { url: string; method?: string; headers: Record<string, string>; body?: string };

/** Clients that ask again and again, each over a connection of its own that it keeps. */
export function steadyLoad(clients: number, question: Question): Load {
  let stopped = false;
  const tallies = Array.from({ length: clients }, (): Tally => ({ answered: 0, failures: [], requestId: "" }));
  const running = tallies.map(async (tally) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!stopped) {
      const { outcome, requestId } = await ask(question, agent);
      if (outcome === "200") tally.answered++;
      else tally.failures.push(outcome);
      tally.requestId = requestId ?? tally.requestId;
      await setTimeout(pauseMs);
    }
    agent.destroy();
  });
  const more = async (count: number) => {
    const wanted = tallies.map(({ answered }) => answered + count);
    while (tallies.some(({ answered }, i) => answered < (wanted[i] ?? 0))) await setTimeout(pauseMs);
  };
  const stop = async () => {
    stopped = true;
    await Promise.all(running);
  };
  return { tallies, more, stop };
}

type Answer = { outcome: string; requestId?: string };

function ask({ url, body, ...options }: Question, agent: Agent): Promise<Answer> {
  return new Promise((resolve) => {
    const req = request(url, { ...options, agent, timeout: timeoutMs }, (res) => {
      const requestId = String(res.headers["x-request-id"]);
      res.on("error", (error) => resolve({ outcome: error.message }));
      res.on("end", () => resolve({ outcome: String(res.statusCode), requestId }));
      res.resume();
    });
    req.on("timeout", () => req.destroy(new Error("no answer")));
    req.on("error", (error: NodeJS.ErrnoException) => resolve({ outcome: error.code ?? error.message }));
    req.end(body);
  });
}
