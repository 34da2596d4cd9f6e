-- Walks the credentials file, one request a line. Arguments: file, line to start from, method, path, body, "Name: value"…
-- All requests are made before the first is sent: making one would cost more than some servers take to answer it.
local requests = {}
local at = 0

function init(args)
  local file, start, method, path, body = args[1], tonumber(args[2]), args[3], args[4], args[5]
  for line in io.lines(file) do
    local account, passcode = line:match("^(.-)\t(.*)$")
    local fill = function(template)
      return (template:gsub("{account}", account):gsub("{passcode}", passcode))
    end
    local headers = {}
    for i = 6, #args do
      local name, value = args[i]:match("^(.-): (.*)$")
      headers[name] = fill(value)
    end
    requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and fill(body) or nil)
  end
  at = start % #requests
  -- Nothing is thrown away from here on, so there is nothing to look for in a million strings.
  collectgarbage("collect")
  collectgarbage("stop")
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"seconds":%.6f,"refused":%d,"errors":%d,"p50Ms":%.3f,"p99Ms":%.3f}\n',
    summary.requests, summary.duration / 1e6, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000
  ))
end
