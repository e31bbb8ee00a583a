-- wrk: half lists of 20 exports, half single exports; the last line printed is JSON.
-- Arguments: token, path of the list, path of one export.

local list, one
local counter = 0

function init(arguments)
    wrk.headers["X-Access-Token"] = arguments[1]
    list = wrk.format("GET", arguments[2])
    one = wrk.format("GET", arguments[3])
end

function request()
    counter = counter + 1
    if counter % 2 == 0 then return list end
    return one
end

function done(summary, latency)
    io.write(string.format(
        '{"requests": %d, "microseconds": %d, "p50_us": %d, "p99_us": %d, "max_us": %d, "not_2xx": %d, "failed": %d}\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
        summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    ))
end
