// The event log of a course worked out by hand, in every form.

#include "engine/report/event_writer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

/// A mail interrupts the brief, which waits for the client afterwards.
const char* const kScenario = R"(suits: 1
name: A & "B"
time: { start: 2027-01-04, run: 1 week }
together: scan
keep: none
calendar: { hours: always }
classes: [ { name: urgent, interrupts: yes }, normal ]
roles: { executive: { team: pool } }
people: [ { name: "Ann, Ltd", role: executive } ]
accounts: [ { name: Lion, work: { brief: { dates: [2027-01-04 09:00] }, mail: { dates: [2027-01-04 10:00] } } } ]
work:
  brief:
    class: normal
    due: 2 days
    steps: { write: { who: executive, effort: 2 h }, answer: { takes: 1 h } }
  mail: { class: urgent, who: executive, effort: 30 min }
)";

using Maker = std::unique_ptr<EventWriter> (*)(const Model&, std::ostream&);

std::string log_of(Maker make, std::uint64_t* jobs = nullptr) {
  const auto model = test::model_of(kScenario);
  std::ostringstream out;
  const auto writer = make(*model, out);
  const auto error = log_events(*model, 1, 0, [&](const LoggedJob& job) {
    writer->add(job);
    if (jobs != nullptr) ++*jobs;
  });
  CHECK_FALSE(error);
  writer->close();
  return out.str();
}

}  // namespace

TEST_CASE("An event log in CSV has a row for each begin and end, job by job as they end") {
  CHECK(log_of(csv_events) ==
        R"(job,kind,account,tier,activity,round,transition,time,person,role,request
2,mail,Lion,account,job,,arrive,2027-01-04T10:00:00.000000,,,
2,mail,Lion,account,mail,1,start,2027-01-04T10:00:00.000000,"Ann, Ltd",executive,2
2,mail,Lion,account,mail,1,complete,2027-01-04T10:30:00.000000,"Ann, Ltd",executive,2
2,mail,Lion,account,job,,finish,2027-01-04T10:30:00.000000,,,
1,brief,Lion,account,job,,arrive,2027-01-04T09:00:00.000000,,,
1,brief,Lion,account,write,1,start,2027-01-04T09:00:00.000000,"Ann, Ltd",executive,1
1,brief,Lion,account,write,1,suspend,2027-01-04T10:00:00.000000,"Ann, Ltd",executive,1
1,brief,Lion,account,write,1,resume,2027-01-04T10:30:00.000000,"Ann, Ltd",executive,1
1,brief,Lion,account,write,1,complete,2027-01-04T11:30:00.000000,"Ann, Ltd",executive,1
1,brief,Lion,account,answer,1,start,2027-01-04T11:30:00.000000,,,3
1,brief,Lion,account,answer,1,complete,2027-01-04T12:30:00.000000,,,3
1,brief,Lion,account,job,,finish,2027-01-04T12:30:00.000000,,,
)");
}

TEST_CASE("An event log in XES escapes names and closes what it opens") {
  const std::string log = log_of(xes_events);
  const auto count = [&](const std::string& part) {
    int n = 0;
    for (std::size_t at = log.find(part); at != std::string::npos; at = log.find(part, at + 1)) ++n;
    return n;
  };
  CHECK(log.rfind("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log ", 0) == 0);
  CHECK(count("<string key=\"concept:name\" value=\"A &amp; &quot;B&quot;\"/>") == 1);
  CHECK(count("<trace>") == 2);
  CHECK(count("</trace>") == 2);
  CHECK(count("<event>") == 12);
  CHECK(count("</event>") == 12);
  CHECK(count("<string key=\"lifecycle:transition\" value=\"suspend\"/>") == 1);
  CHECK(count("<date key=\"due\" value=\"2027-01-06T09:00:00.000000+00:00\"/>") == 1);
  CHECK(count("<string key=\"concept:instance\" value=\"1.1\"/>") == 4);
  CHECK(log.substr(log.size() - 7) == "</log>\n");
}

TEST_CASE("An event log in OCEL names the job, account and person of each event") {
  const auto log = nlohmann::json::parse(log_of(ocel_events));
  REQUIRE(log["events"].size() == 12);
  const auto& first = log["events"][1];
  CHECK(first["type"] == "mail");
  CHECK(first["time"] == "2027-01-04T10:00:00.000000Z");
  REQUIRE(first["relationships"].size() == 3);
  // Whatever an event or object speaks of is there, and every type is declared.
  std::vector<std::string> objects, types;
  for (const auto& object : log["objects"]) objects.push_back(object["id"]);
  for (const auto& type : log["eventTypes"]) types.push_back(type["name"]);
  const auto known = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  for (const auto& event : log["events"]) {
    CHECK(known(types, event["type"]));
    for (const auto& related : event["relationships"]) CHECK(known(objects, related["objectId"]));
  }
  CHECK(log["objectTypes"].size() == 3);
  CHECK(known(objects, "job 2"));
}

TEST_CASE("A trace has a slice for each stretch of work, in microseconds of the run") {
  std::uint64_t jobs = 0;
  const auto log = nlohmann::json::parse(log_of(trace_events, &jobs));
  CHECK(jobs == 2);
  std::vector<std::pair<std::int64_t, std::int64_t>> slices;
  for (const auto& event : log["traceEvents"]) {
    if (event["ph"] == "X") slices.emplace_back(event["ts"], event["dur"]);
  }
  const std::int64_t hour = 3'600'000'000;
  CHECK(slices == std::vector<std::pair<std::int64_t, std::int64_t>>{
                      {10 * hour, hour / 2}, {9 * hour, hour}, {10 * hour + hour / 2, hour}});
}
