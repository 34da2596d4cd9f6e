import { createServer } from "node:http";
import { buildApi } from "@/lib/api/app";
import { createPool } from "@/lib/api/verifier/create-pool";
import { directVerifier } from "@/lib/api/verifier/direct-verifier";
import { env } from "@/lib/env";

// Peer (e): our own API with the verifier that asks the database each time.
const api = await buildApi(directVerifier(createPool(env().DATABASE_URL ?? "")));
await api.ready();
createServer((request, response) => api.routing(request, response)).listen(Number(process.argv[2]), "127.0.0.1");
