import { fileURLToPath } from "node:url";

/** The checkout's folder, from scripts/ and from the bundles in dist/ alike. */
export const projectRoot = fileURLToPath(new URL("..", import.meta.url));
