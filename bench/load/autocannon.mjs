import autocannon from "autocannon";
import { readCredentials } from "../servers/read-credentials.mjs";

// Where there is no wrk. Each connection walks its own share of the file: every one of them makes its requests beforehand.
const { origin, connections, seconds, file, start, shape } = JSON.parse(process.argv[2] ?? "");
const credentials = readCredentials(file);
const size = Math.floor(credentials.length / connections);
let clients = 0;

const result = await autocannon({
  url: origin,
  connections,
  duration: seconds,
  setupClient: (client) => {
    const share = credentials.slice(clients * size, (clients + 1) * size);
    clients += 1;
    const turn = start % share.length;
    client.setRequests([...share.slice(turn), ...share.slice(0, turn)].map(requestOf));
  },
});
const { requests, duration, non2xx, errors, timeouts, latency } = result;
const printed = { requests: requests.total, seconds: duration, refused: non2xx, errors: errors + timeouts };
console.log(`\n${JSON.stringify({ ...printed, p50Ms: latency.p50, p99Ms: latency.p99 })}`);

function requestOf(credential) {
  const fillIn = (template) =>
    template.replace("{account}", credential.account).replace("{passcode}", credential.passcode);
  const headers = Object.fromEntries(Object.entries(shape.headers).map(([name, value]) => [name, fillIn(value)]));
  return { method: shape.method, path: shape.path, headers, ...(shape.body ? { body: fillIn(shape.body) } : {}) };
}
