-- A constant rate of all-distinct addresses: thread N of wrk asks every THREADSth line of the file of addresses, each when it is due.
local ffi = require("ffi")
ffi.cdef [[ typedef struct { long seconds; long micros; } instant; int gettimeofday(instant *now, void *zone); ]]
local instant = ffi.new("instant")

local function now()
   ffi.C.gettimeofday(instant, nil)
   return tonumber(instant.seconds) + tonumber(instant.micros) / 1e6
end

local threads = {}

function setup(thread)
   thread:set("number", #threads)
   table.insert(threads, thread)
end

function init(arguments)
   rate, count = tonumber(arguments[2]), tonumber(arguments[3])
   addresses, asked, answers, refused = {}, 0, 0, 0
   local line = 0
   for address in io.lines(arguments[1]) do
      if line % count == number then addresses[#addresses + 1] = address end
      line = line + 1
   end
   due = 0
end

-- How many milliseconds the next request has to wait; without a rate it is sent at once.
function delay()
   if rate == 0 then return 0 end
   local moment = now()
   if due == 0 then due = moment end
   due = due + count / rate
   return math.max(0, math.floor((due - moment) * 1000 + 0.5))
end

function request()
   asked = asked + 1
   return wrk.format("GET", addresses[(asked - 1) % #addresses + 1], { ["Accept-Encoding"] = "gzip" })
end

function response(status)
   answers = answers + 1
   if status >= 400 then refused = refused + 1 end
end

function done(summary, latency, requests)
   local asked, refused = 0, 0
   for _, thread in ipairs(threads) do
      asked, refused = asked + thread:get("asked"), refused + thread:get("refused")
   end
   local errors = summary.errors
   io.write(string.format(
      '{"requests": %d, "seconds": %.3f, "p50": %.2f, "p90": %.2f, "p99": %.2f, "most": %.2f, "refused": %d, "broken": %d}\n',
      summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(90) / 1000,
      latency:percentile(99) / 1000, latency.max / 1000, refused,
      errors.connect + errors.read + errors.write + errors.timeout))
end
