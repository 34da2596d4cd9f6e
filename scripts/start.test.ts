import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureBuilt } from "./ensure-built.mjs";
import { freePort, runProgram, runServer, type ServerProcess } from "./testing/run-server";
import { makeTemporaryDirectory, removeTemporaryDirectory } from "./testing/temporary-directory";

let directory: string;
let dataDirectory: string;
beforeAll(async () => {
  await ensureBuilt(() => undefined);
  directory = makeTemporaryDirectory();
  dataDirectory = path.join(directory, "data");
}, 300_000);
afterAll(() => {
  removeTemporaryDirectory(dataDirectory);
  removeTemporaryDirectory(directory);
});

const start = () => runServer({ DATA_DIR: dataDirectory });
const databaseRuns = () => existsSync(path.join(dataDirectory, "postgres", "cluster", "postmaster.pid"));
const answers = ({ url }: ServerProcess) => fetch(`${url}/healthz`).then((response) => response.status);

describe("start and stop", () => {
  test("both doors answer, the set-up link is printed, and SIGTERM and SIGINT stop all of it with 0", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const server = await start();
      expect(server.setupLink).toMatch(/^http:\/\/localhost:\d+\/setup#wwsu_\w+$/);
      expect(await answers(server)).toBe(200);
      expect((await fetch(`${server.url}/setup`)).status).toBe(200);
      expect(await server.stop(signal)).toBe(0);
      expect(databaseRuns(), `the database runs on after ${signal}`).toBe(false);
      await expect(fetch(server.url)).rejects.toThrow();
    }
  });

  test("kill -9 leaves nothing that a new start does not repair", async () => {
    const killed = await start();
    expect(await killed.stop("SIGKILL")).toBeNull();
    expect(databaseRuns()).toBe(true);
    const next = await start();
    expect(await answers(next)).toBe(200);
    expect(await next.stop()).toBe(0);
    expect(databaseRuns()).toBe(false);
  });
});

describe("a mistake of the operator's is one clear line and exit code 1", () => {
  const cannotWriteInto = process.getuid?.() === 0 ? "/sys/watchword" : "/watchword";

  async function refused(environment: Record<string, string>): Promise<string> {
    const place = { PORT: String(await freePort()), DATA_DIR: path.join(directory, "other") };
    const { code, stdout, stderr } = await runProgram("main", [], { ...place, ...environment });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.trimEnd().split("\n"), "it is not one line").toHaveLength(1);
    return stderr.trimEnd();
  }

  test("a setting that is wrong", async () => {
    expect(await refused({ PORT: "eighty" })).toBe("PORT must be a whole number");
  });

  test("a taken port", async () => {
    const other = createServer().listen(0);
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    expect(await refused({ PORT: String(port) })).toMatch(/^Port \d+ is taken by another program: /);
    other.close();
  });

  test("a data folder that cannot be written to", async () => {
    expect(await refused({ DATA_DIR: cannotWriteInto })).toMatch(/^DATA_DIR \/\S+ cannot be written to: E/);
  });

  test("a broken keys file", async () => {
    const broken = path.join(directory, "broken");
    mkdirSync(broken);
    writeFileSync(path.join(broken, "keys"), "PEPPER_KEYS=p1:short\n");
    expect(await refused({ DATA_DIR: broken })).toMatch(/^PEPPER_KEYS is not id:base64 of 32 bytes/);
    expect(readFileSync(path.join(broken, "keys"), "utf8")).toBe("PEPPER_KEYS=p1:short\n");
  });

  test("a database that cannot be reached, or does not let us in; the password is not shown", async () => {
    const port = await freePort();
    const unreachable = await refused({ DATABASE_URL: `postgresql://me:hush@127.0.0.1:${port}/db` });
    expect(unreachable).toBe(`the database at 127.0.0.1:${port} cannot be reached: ECONNREFUSED`);
    const wrong = Object.assign(new URL(process.env.DATABASE_URL ?? ""), { password: "hush" });
    const denied = await refused({ DATABASE_URL: String(wrong) });
    expect(denied).toMatch(/ refuses: password authentication failed for user "watchword"$/);
    expect(denied + unreachable).not.toContain("hush");
  });

  test("a database that is too old", async () => {
    const old = await oldDatabase();
    expect(await refused({ DATABASE_URL: `postgresql://me@127.0.0.1:${old.port}/db` })).toBe(
      "PostgreSQL 14 or later is needed, this is 12.3.",
    );
    old.close();
  });
});

/** The wire protocol of a PostgreSQL 12.3, as far as a start gets with it: no test machine has one. */
async function oldDatabase() {
  const message = (type: string, ...parts: (string | Buffer)[]) => {
    const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const int = (value: number, bytes: number) => Buffer.from(value.toString(16).padStart(bytes * 2, "0"), "hex");
  const column = (name: string, oid: number) =>
    Buffer.concat([Buffer.from(`${name}\0`), int(0, 6), int(oid, 4), int(0, 8)]);
  const value = (text: string) => Buffer.concat([int(text.length, 4), Buffer.from(text)]);
  const ready = message("Z", "I");
  const row = [
    message("T", int(2, 2), column("num", 23), column("name", 25)),
    message("D", int(2, 2), value("120003"), value("12.3")),
  ];
  const server = createTcpServer((socket) => {
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", int(0, 4)), ready]));
      socket.on(
        "data",
        (data) => data[0] === 81 && socket.write(Buffer.concat([...row, message("C", "SELECT 1\0"), ready])),
      );
    });
    socket.on("error", () => undefined);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as { port: number }).port, close: () => server.close() };
}
