// Whom a job waits for, worked out by hand. The shop opens from 9 to 17, Monday to Friday;
// 2027-01-04 is a Monday.

#include <string>

#include <fmt/format.h>

#include "engine/analysis/job_history.hpp"
#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

const std::string kHead = R"(suits: 1
name: test
time: { start: 2027-01-04, run: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
)";

std::string minute(Instant t) { return to_string(t).substr(8, 8); }

/// "04 10:00-04 14:00 am: free 180, at work on m 2 60 min", a line for each wait on the way of a
/// job (the first is 1).
std::string waits(const std::string& scenario, std::uint64_t job) {
  const auto model = test::model_of(scenario);
  const RunHistories run = job_histories(*model, 1, 0, {job - 1});
  CHECK((run.error ? run.error->message : "") == "");
  REQUIRE(run.jobs.size() == 1);
  const JobHistory& history = run.jobs[0];
  std::string text;
  Duration labelled;
  for (const JobHistory::Way& way : history.way) {
    const HistoryPiece& piece = history.tasks[way.task].pieces[way.piece];
    for (const Duration d : piece.labels) labelled += d;
    if (piece.sort != Segment::Sort::wait) continue;
    const bool named = !piece.anybody && piece.person != kNone<PersonId>;
    text += fmt::format("{}-{} {}:", minute(piece.from), minute(piece.to),
                        named ? model->people[piece.person].name : model->roles[piece.role].name);
    const auto add = [&](Label label, const char* what) {
      const Duration time = piece.labels[static_cast<std::size_t>(label)];
      if (time.us > 0) text += fmt::format(" {} {}", what, time.us / minutes(1).us);
    };
    add(Label::busy, "busy");
    add(Label::free, "free");
    add(Label::off_hours, "off");
    add(Label::away, "away");
    for (const Occupation& o : piece.busy_with) {
      text += fmt::format(", {} at {} {}", model->people[o.person].name, model->kinds[o.kind].name,
                          o.job + 1);
    }
    text += "\n";
  }
  CHECK(labelled == history.turnaround());
  return text;
}

}  // namespace

TEST_CASE("Joint work waits for the first-named of those missing", "[waits]") {
  const std::string office = kHead + R"(together: scan
keep: none
dispatch: { default: shortest }
roles: { x: { team: pool }, y: { team: pool } }
people: [ { name: X, role: x }, { name: Y, role: y } ]
work: { a: { who: x, effort: 10 min }, j: { who: { x: 2 h, y: 1 h } }, c: { who: y, effort: 10 h }, d: { who: x, effort: 1 min } }
accounts: [ { name: A, work: { a: { dates: [2027-01-04 09:00] }, c: { dates: [2027-01-04 09:00] }, j: { dates: [2027-01-04 09:05] }, d: { dates: [2027-01-04 10:00] } } } ]
)";
  CHECK(waits(office, 3) ==
        "04 09:05-04 09:10 x: busy 5, X at a 1\n"
        "04 09:10-04 10:00 y: busy 50, Y at c 2\n"
        "04 10:00-04 10:01 x: busy 1, X at d 4\n"
        "04 10:01-05 11:00 y: busy 539 off 960, Y at c 2\n");
  // Of the ten working hours less five minutes that it waits, six minutes are x's.
  const auto model = test::model_of(office);
  const Observations seen = replicate(*model, 1, 0);
  const auto wait = [&](std::uint32_t role) {
    const Moments& moments = seen.roles[RoleId{role}].wait;
    return moments.mean() * static_cast<double>(moments.count()) * 60;
  };
  std::uint32_t x = 0;
  while (model->roles[RoleId{x}].name != "x") ++x;
  std::uint32_t y = 0;
  while (model->roles[RoleId{y}].name != "y") ++y;
  CHECK(wait(x) == Approx(6));
  CHECK(wait(y) == Approx(589));
}

TEST_CASE("Work that is reassigned waits for whom it was given to", "[waits]") {
  CHECK(waits(kHead + R"(roles: { ae: {} }
people: [ { name: Ann, role: ae }, { name: Bob, role: ae }, { name: Cid, role: ae } ]
work: { a: { steps: { x: { who: ae, effort: 2 h }, y: { who: ae, effort: 2 h } } }, b: { who: ae, effort: 5 h } }
rules: [ { on: step.ready, when: job.kind == a and step.name == y, then: reassign to Bob } ]
accounts: [ { name: A, team: { ae: [Ann, Bob] }, work: { a: { dates: [2027-01-04 09:00] }, b: { dates: [2027-01-04 09:01] } } }, { name: C, team: { ae: Cid } } ]
)",
              1) == "04 11:00-04 14:01 Bob: busy 181, Bob at b 2\n");
}

TEST_CASE("Work of somebody who leaves waits for others from then on", "[waits]") {
  CHECK(waits(kHead + R"(roles: { ae: {} }
people: [ { name: Ann, role: ae, leaves: 2027-01-04 }, { name: Bob, role: ae } ]
work: { a: { who: ae, effort: 10 h } }
accounts: [ { name: A, team: { ae: Ann }, work: { a: { dates: [2027-01-04 09:00, 2027-01-04 10:00] } } } ]
)",
              2) ==
        "04 10:00-05 00:00 Ann: busy 420 off 420, Ann at a 1\n"
        "05 00:00-05 11:00 ae: busy 120 off 540, Bob at a 1\n");
}

TEST_CASE("Work of a role that somebody loses waits for others from then on", "[waits]") {
  CHECK(waits(kHead + R"(roles: { ae: {}, am: {} }
people: [ { name: Ann, role: ae }, { name: Bob, role: ae }, { name: Mia, role: am } ]
changes: [ { at: 2027-01-05, person: Ann, role: am } ]
work: { a: { who: ae, effort: 10 h }, b: { who: ae, effort: 1 h } }
accounts: [ { name: A, team: { ae: Ann }, work: { a: { dates: [2027-01-04 09:00, 2027-01-04 10:00] } } },
            { name: B, team: { ae: Bob }, work: { b: { dates: [2027-01-05 09:00] } } } ]
)",
              2) ==
        "04 10:00-05 00:00 Ann: busy 420 off 420, Ann at a 1\n"
        "05 00:00-05 11:00 ae: busy 120 off 540, Bob at a 1\n");
}

TEST_CASE("Who is kept free, or stands behind the first in line, is not busy", "[waits]") {
  CHECK(waits(kHead + R"(classes: [ urgent, normal ]
roles: { ae: { keep: none, team: pool, reserve: { urgent: 1 } } }
people: [ { role: ae, count: 2 } ]
work: { n: { who: ae, effort: 4 h, class: normal } }
accounts: [ { name: A, work: { n: { dates: [2027-01-04 09:00, 2027-01-04 09:10] } } } ]
)",
              2) == "04 09:10-04 13:00 ae: free 230, ae#1 at n 1\n");
  const std::string line = kHead + R"(together: in_order
keep: none
roles: { ae: { team: pool }, am: { team: pool } }
people: [ { name: Ann, role: ae }, { name: M, role: am } ]
work: { a: { who: ae, effort: 4 h }, m: { who: { am: 1 h, ae: 1 h } }, c: { who: am, effort: 1 h } }
accounts: [ { name: A, work: { a: { dates: [2027-01-04 09:00] }, m: { dates: [2027-01-04 09:30] }, c: { dates: [2027-01-04 10:00] } } } ]
)";
  CHECK(waits(line, 2) == "04 09:30-04 13:00 ae: busy 210, Ann at a 1\n");
  CHECK(waits(line, 3) == "04 10:00-04 14:00 am: busy 60 free 180, M at m 2\n");
}

TEST_CASE("What nobody took by the run's end waited for whoever had nothing to do", "[waits]") {
  // Ben is busy for a year; Eva is kept free for urgent work meanwhile.
  const std::string text = waits(kHead + R"(classes: [ urgent, normal ]
roles: { ae: { keep: none, team: pool, reserve: { urgent: 1 } } }
people: [ { name: Ben, role: ae }, { name: Eva, role: ae } ]
work: { h: { who: ae, effort: 2000 h, class: urgent }, n: { who: ae, effort: 4 h, class: normal } }
accounts: [ { name: A, work: { h: { dates: [2027-01-04] }, n: { dates: [2027-01-04 10:00] } } } ]
)",
                                 2);
  INFO(text);
  CHECK(text.find(" ae: free ") != std::string::npos);
  CHECK(text.find("busy") == std::string::npos);
}

TEST_CASE("Of two things at a time each takes its share of the hours", "[waits]") {
  const auto model = test::model_of(kHead + R"(roles: { ae: { focus: 2 } }
people: [ { name: Ann, role: ae } ]
work: { a: { who: ae, effort: 3 h }, b: { who: ae, effort: 3 h }, c: { who: ae, effort: 1 h } }
accounts: [ { name: A, work: { a: { dates: [2027-01-04 09:00] }, b: { dates: [2027-01-04 09:00] }, c: { dates: [2027-01-04 09:30] } } } ]
)");
  const RunHistories run = job_histories(*model, 1, 0, {0, 1, 2});
  REQUIRE(run.jobs.size() == 3);
  for (std::size_t j = 0; j < 2; ++j) {
    REQUIRE(run.jobs[j].tasks[0].work.size() == 1);
    CHECK(run.jobs[j].tasks[0].work[0].time == hours(3));
  }
  // The third waits while Ann is busy with the others, five hours and a half in all.
  Duration busy;
  for (const Occupation& o : run.jobs[2].tasks[0].pieces[0].busy_with) busy += o.time;
  CHECK(busy == minutes(330));
}

}  // namespace suits
