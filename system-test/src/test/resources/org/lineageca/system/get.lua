-- GETs of the paths in a file, one a line; each thread begins elsewhere. With a number of milliseconds, each connection
-- pauses for up to so many between an answer and the next request.
local requests, threads, at = {}, 0, 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init(arguments)
    for path in io.lines(arguments[1]) do
        requests[#requests + 1] = "GET " .. path .. " HTTP/1.1\r\nHost: localhost\r\n\r\n"
    end
    at = math.floor(#requests * (number % 2) / 2)
    local longest = tonumber(arguments[2])
    if longest then
        function delay()
            return math.random(1, longest)
        end
    end
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
