import type { Sample } from "@/components/ui/sample-tabs";

type Connection = { apiUrl: string; accountId: string; passcode: string };

/** Ready-to-run samples: as they stand they call the account's own host and print its answer. */
export function codeSamples(connection: Connection): Sample[] {
  return [
    { id: "curl", language: "cURL", code: curl(connection) },
    { id: "ruby", language: "Ruby", code: ruby(connection) },
    { id: "node", language: "Node", code: node(connection) },
    { id: "python", language: "Python", code: python(connection) },
  ];
}

const address = (apiUrl: string) => `${apiUrl}/v1/connect?partner=demo`;

const curl = ({ apiUrl, accountId, passcode }: Connection) =>
  `curl "${address(apiUrl)}" \\
  -H "X-CleverTap-Account-Id: ${accountId}" \\
  -H "X-CleverTap-Passcode: ${passcode}"`;

const ruby = ({ apiUrl, accountId, passcode }: Connection) =>
  `require "net/http"

uri = URI("${address(apiUrl)}")
request = Net::HTTP::Get.new(uri)
request["X-CleverTap-Account-Id"] = "${accountId}"
request["X-CleverTap-Passcode"] = "${passcode}"
http = Net::HTTP.new(uri.host, uri.port)
http.use_ssl = uri.scheme == "https"
puts http.request(request).body`;

const node = ({ apiUrl, accountId, passcode }: Connection) =>
  `fetch("${address(apiUrl)}", {
  headers: {
    "X-CleverTap-Account-Id": "${accountId}",
    "X-CleverTap-Passcode": "${passcode}",
  },
})
  .then((response) => response.text())
  .then(console.log);`;

const python = ({ apiUrl, accountId, passcode }: Connection) =>
  `from urllib.request import Request, urlopen

request = Request("${address(apiUrl)}", headers={
    "X-CleverTap-Account-Id": "${accountId}",
    "X-CleverTap-Passcode": "${passcode}",
})
with urlopen(request) as response:
    print(response.read().decode())`;
