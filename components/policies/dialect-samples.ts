import type { Sample } from "@/components/ui/sample-tabs";
import type { DialectRequest, Value, Variable } from "./dialect-requests";

/** Ready-to-run samples of a call: as they stand they take the secrets from the environment and print the answer. */
export function dialectSamples(apiUrl: string, request: DialectRequest): Sample[] {
  const url = `${apiUrl}${request.path}`;
  return [
    { id: "curl", language: "cURL", code: curl(url, request) },
    { id: "node", language: "Node", code: node(url, request) },
    { id: "python", language: "Python", code: python(url, request) },
    { id: "ruby", language: "Ruby", code: ruby(url, request) },
  ];
}

/** How a language writes text, a variable of the environment, and what is between a name and its value. */
type Grammar = { variable: (name: string) => string; colon: string };

const isVariable = (value: Value): value is Variable => typeof value !== "string" && typeof value.variable === "string";

function literal(value: Value, grammar: Grammar): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (isVariable(value)) return grammar.variable(value.variable);
  const fields = Object.entries(value).map(([name, inner]) => `"${name}"${grammar.colon}${literal(inner, grammar)}`);
  return `{${fields.join(", ")}}`;
}

function curl(url: string, { method, headers, basic, json }: DialectRequest): string {
  const grammar: Grammar = { variable: (name) => `"$${name}"`, colon: ":" };
  const text = (value: string | Variable) => (typeof value === "string" ? value : `$${value.variable}`);
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}"${url}"`,
    ...headers.map(([name, value]) => `-H "${name}: ${text(value)}"`),
    ...(basic ? [`-u "${text(basic[0])}:${text(basic[1])}"`] : []),
    ...(json ? [`-H "Content-Type: application/json"`, `-d "${literal(json, grammar).replaceAll('"', '\\"')}"`] : []),
  ];
  return lines.join(" \\\n  ");
}

function node(url: string, { method, headers, basic, json }: DialectRequest): string {
  const grammar: Grammar = { variable: (name) => `process.env.${name}`, colon: ": " };
  const pairs = [
    ...headers.map(([name, value]) => `"${name}": ${literal(value, grammar)}`),
    ...(basic ? [`Authorization: "Basic " + Buffer.from(pair).toString("base64")`] : []),
    ...(json ? [`"Content-Type": "application/json"`] : []),
  ];
  const pair = basic && `const pair = ${basic.map((one) => literal(one, grammar)).join(' + ":" + ')};\n`;
  return `${pair ?? ""}fetch("${url}", {
  method: "${method}",
  headers: {
    ${pairs.join(",\n    ")},
  },${json ? `\n  body: JSON.stringify(${literal(json, grammar)}),` : ""}
})
  .then((response) => response.text())
  .then(console.log);`;
}

function python(url: string, { method, headers, basic, json }: DialectRequest): string {
  const grammar: Grammar = { variable: (name) => `os.environ["${name}"]`, colon: ": " };
  const imports = [...(json ? ["import json"] : []), "import os", ...(basic ? ["from base64 import b64encode"] : [])];
  const pairs = [
    ...headers.map(([name, value]) => `"${name}": ${literal(value, grammar)}`),
    ...(basic ? [`"Authorization": "Basic " + b64encode(pair.encode()).decode()`] : []),
    ...(json ? [`"Content-Type": "application/json"`] : []),
  ];
  const pair = basic && `pair = ${basic.map((one) => literal(one, grammar)).join(' + ":" + ')}\n`;
  return `${imports.join("\n")}
from urllib.request import Request, urlopen

${pair ?? ""}request = Request("${url}", method="${method}", headers={
    ${pairs.join(",\n    ")},
}${json ? `, data=json.dumps(${literal(json, grammar)}).encode()` : ""})
with urlopen(request) as response:
    print(response.read().decode())`;
}

function ruby(url: string, { method, headers, basic, json }: DialectRequest): string {
  const grammar: Grammar = { variable: (name) => `ENV["${name}"]`, colon: " => " };
  const lines = [
    ...headers.map(([name, value]) => `request["${name}"] = ${literal(value, grammar)}`),
    ...(basic ? [`request.basic_auth(${basic.map((one) => literal(one, grammar)).join(", ")})`] : []),
    ...(json
      ? [`request["Content-Type"] = "application/json"`, `request.body = JSON.generate(${literal(json, grammar)})`]
      : []),
  ];
  const verb = method.charAt(0) + method.slice(1).toLowerCase();
  return `${json ? 'require "json"\n' : ""}require "net/http"

uri = URI("${url}")
request = Net::HTTP::${verb}.new(uri)
${lines.join("\n")}
http = Net::HTTP.new(uri.host, uri.port)
http.use_ssl = uri.scheme == "https"
puts http.request(request).body`;
}
