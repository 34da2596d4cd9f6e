import { createServer } from "node:http";
import Provider from "oidc-provider";
import { readCredentials } from "./read-credentials.mjs";

// Peer (d): token introspection (RFC 7662) of opaque access tokens.
const [port, file] = process.argv.slice(2);
const clientId = "bench";

/** Its own memory adapter forgets all but the last thousand. */
class MapAdapter {
  static stored = new Map();
  constructor(model) {
    this.model = model;
  }
  async upsert(id, payload) {
    MapAdapter.stored.set(`${this.model}:${id}`, payload);
  }
  async find(id) {
    return MapAdapter.stored.get(`${this.model}:${id}`);
  }
}

const provider = new Provider(`http://127.0.0.1:${port}`, {
  adapter: MapAdapter,
  clients: [
    { client_id: clientId, client_secret: "bench-secret", grant_types: [], redirect_uris: [], response_types: [] },
  ],
  features: { introspection: { enabled: true }, devInteractions: { enabled: false } },
  ttl: { AccessToken: 24 * 3600 },
});
const client = await provider.Client.find(clientId);
for (const { account, passcode } of readCredentials(file ?? "")) {
  const token = new provider.AccessToken({ client, accountId: account, jti: passcode, scope: "verify" });
  // Chosen where it makes the token's id by itself.
  token.format = "opaque";
  await token.save();
}
createServer(provider.callback()).listen(Number(port), "127.0.0.1");
