-- GETs of what the client has already: the path and the ETag stand in a file, one a line.
local request_text

function init(arguments)
    local lines = io.lines(arguments[1])
    local path, etag = lines(), lines()
    request_text = "GET " .. path .. " HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: " .. etag .. "\r\n\r\n"
end

function request()
    return request_text
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, summary.bytes,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout, latency:percentile(99)))
end
