import { METHODS } from "node:http";
import type { Api } from "./api";
import { Refusal } from "./refusal";

/**
 * Watches which routes are registered from now on.
 *
 * @returns a function to call after the last of them: every path then answers 405 with `Allow` to the methods that it does
 * not have (OPTIONS too, there is no CORS), before credentials and bodies are looked at.
 */
export function refuseOtherMethods(app: Api): () => void {
  // Node hands CONNECT to no request handler.
  const all = METHODS.filter((method) => method !== "CONNECT");
  for (const method of all) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
  const allowed = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ url, method }) => {
    const methods = allowed.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    allowed.set(url, methods);
  });
  return () => {
    for (const [url, methods] of [...allowed]) {
      const others = all.filter((method) => !methods.has(method));
      if (others.length === 0) continue;
      const allow = [...methods].join(", ");
      const onRequest = async () => {
        throw new Refusal("method_not_allowed", `Only ${allow} here.`, { headers: { allow } });
      };
      app.route({ method: others, url, onRequest, handler: () => undefined, schema: { hide: true } });
    }
  };
}
