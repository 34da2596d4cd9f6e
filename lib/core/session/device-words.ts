const browsers: [pattern: RegExp, word: string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|Chromium|HeadlessChrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: [pattern: RegExp, word: string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

const wordOf = (agent: string, words: [pattern: RegExp, word: string][]) =>
  words.find(([pattern]) => pattern.test(agent))?.[1];

/** The device behind a user agent, as people say it: "Firefox on Windows". What is not known is given as it came, cut short. */
export function deviceWords(agent: string | null): string {
  if (!agent) return "An unknown device";
  const browser = wordOf(agent, browsers);
  const system = wordOf(agent, systems);
  if (!browser && !system) return agent.slice(0, 60);
  return [browser ?? "A browser", system].filter(Boolean).join(" on ");
}
