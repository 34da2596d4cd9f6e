import { hash } from "node:crypto";
import { createServer } from "node:http";
import { answer } from "./answer.mjs";
import { readCredentials } from "./read-credentials.mjs";

// Peer (b): the least that a check can be, a digest and a Map. Strings in the Map: small Buffers would halve its speed.
const [port, file] = process.argv.slice(2);
const accounts = new Map(
  readCredentials(file ?? "").map(({ account, passcode }) => [hash("sha256", passcode, "base64"), account]),
);
createServer((request, response) => {
  const { "x-clevertap-account-id": account, "x-clevertap-passcode": passcode } = request.headers;
  const owner = typeof passcode === "string" ? accounts.get(hash("sha256", passcode, "base64")) : undefined;
  answer(response, owner !== undefined && owner === account);
}).listen(Number(port), "127.0.0.1");
