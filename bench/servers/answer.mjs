const accepted = '{"status":"success"}';
const refused = '{"status":"fail","error":"Invalid Credentials","code":401}';

/**
 * The same two answers by every peer that has none of its own, so that bytes make no difference.
 * @param {import("node:http").ServerResponse} response
 * @param {boolean} isGood
 */
export function answer(response, isGood) {
  const body = isGood ? accepted : refused;
  response.writeHead(isGood ? 200 : 401, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
}
