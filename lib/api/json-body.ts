import type { Api } from "./api";
import { Refusal } from "./refusal";

const depthMax = 32;

/**
 * Bodies are JSON and nothing else: other content types are 415, and what is empty (where a body is needed), unparsable, has a `__proto__` or is nested
 * deeper than 32 is `malformed_json`.
 */
export function acceptJsonOnly(app: Api): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, body, done) => {
    if (nestedDeeperThan(depthMax, body)) {
      done(new Refusal("malformed_json", `The body is nested deeper than ${depthMax}.`));
      return;
    }
    // A client may name a content type where there is nothing to send.
    if (body === "" && request.routeOptions.schema?.body === undefined) return done(null, undefined);
    return parse(request, body, done);
  });
  // A request without a content type and without a body passes the parsers by.
  app.addHook("preValidation", async (request) => {
    const takesBody = request.routeOptions.schema?.body !== undefined;
    if (takesBody && request.body === undefined) {
      throw new Refusal("malformed_json", "The body is empty. Send a JSON document.");
    }
  });
}

/** Counts brackets outside of strings, before any memory is spent on the document. */
export function nestedDeeperThan(max: number, json: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    if (inString) {
      if (char === "\\") i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if ((char === "{" || char === "[") && ++depth > max) return true;
    else if (char === "}" || char === "]") depth--;
  }
  return false;
}
