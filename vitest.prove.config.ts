import { mergeConfig } from "vitest/config";
import shared from "./vitest.config";

// The long proofs, an hour and more: `npm run prove:…` runs one of them; a short version of each is among the tests.
const config = mergeConfig(shared, {});
export default { ...config, test: { ...config.test, include: ["scripts/prove/*.prove.ts"] } };
