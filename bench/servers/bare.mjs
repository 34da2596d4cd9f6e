import { createServer } from "node:http";
import { answer } from "./answer.mjs";

// Peer (a): what node:http costs by itself. It looks at nothing.
createServer((_request, response) => answer(response, true)).listen(Number(process.argv[2]), "127.0.0.1");
