import { expect, test } from "vitest";
import { deviceWords } from "./device-words";

const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1";

test.each([
  [null, "An unknown device"],
  [chrome, "Chrome on Linux"],
  [`${chrome} Edg/143.0.0.0`, "Edge on Linux"],
  [iphone, "Safari on iPhone"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Windows"],
  [
    "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/143.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  ["curl/8.5.0", "curl/8.5.0"],
  ["x".repeat(300), "x".repeat(60)],
])("the agent %s is %s", (agent, words) => expect(deviceWords(agent)).toBe(words));
