import { defineConfig } from "vitest/config";
import { globalSetup, resolve, test } from "./vitest.config";

// The long proofs, an hour and more: `npm run prove:…` runs one of them; a short version of each is among the tests.
const include = ["scripts/prove/*.prove.ts"];
// They share the cores with the nodes that they ask: fewer collections of what is thrown away leave more to those.
const execArgv = ["--max-semi-space-size=64"];
export default defineConfig({ resolve, test: { ...test, globalSetup, include, execArgv } });
