-- POSTs of the requests in a file, one a line as hexadecimal digits; each thread begins elsewhere.
local requests, threads, at = {}, 0, 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init(arguments)
    for line in io.lines(arguments[1]) do
        local der = line:gsub("%x%x", function(digits) return string.char(tonumber(digits, 16)) end)
        requests[#requests + 1] = "POST /ocsp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ocsp-request\r\nContent-Length: "
            .. #der .. "\r\n\r\n" .. der
    end
    at = math.floor(#requests * (number % 2) / 2)
end

function request()
    at = at % #requests + 1
    return requests[at]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, summary.bytes,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(99)))
end
