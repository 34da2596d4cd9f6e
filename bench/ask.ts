import { Agent, request } from "node:http";
import type { Credential } from "./credentials";

/** A request with `{account}` and `{passcode}` where the credential goes. */
export type RequestShape = { method: string; path: string; headers: Record<string, string>; body?: string };
export type Answer = { status: number; headers: NodeJS.Dict<string | string[]>; body: string };

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

const fillIn = (template: string, { account, passcode }: Credential) =>
  template.replace("{account}", account).replace("{passcode}", passcode);

/** Asks once, over connections that are kept. */
export function ask(origin: string, shape: RequestShape, credential: Credential): Promise<Answer> {
  const headers = Object.fromEntries(
    Object.entries(shape.headers).map(([name, value]) => [name, fillIn(value, credential)]),
  );
  const body = fillIn(shape.body ?? "", credential);
  if (body) headers["content-length"] = String(Buffer.byteLength(body));
  return new Promise((resolve, reject) => {
    const sent = request(
      origin + fillIn(shape.path, credential),
      { method: shape.method, headers, agent },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Does the work for every item, so many at a time. */
export async function forEachOf<T>(
  items: readonly T[],
  atATime: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}
