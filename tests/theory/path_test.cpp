// What is written down of a path, and the figures worked out from it, on schedules by hand.

#include "tests/theory/path.hpp"

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/theory/entry.hpp"
#include "tests/theory/figure.hpp"

namespace suits::test {
namespace {

Path path_of(const std::string& scenario) {
  const auto model = model_of(scenario);
  PathObserver observer(*model);
  const Observations seen = replicate_watched(*model, 1, 0, observer);
  REQUIRE_FALSE(seen.error);
  observer.add(seen);
  return observer.path();
}

/// [h] since the window's begin.
double clock(const Path& path, Instant t) { return (t - path.from).hours(); }

/// Requests of the step of this number.
Selection at(std::uint32_t step) { return {{}, std::uint64_t{1} << step}; }

// The window is 00:00 to 20:00.
const char* const kSystem = R"(suits: 1
name: by hand
time: { start: 2027-01-04, run: 20 h }
together: scan
keep: none
calendar: { hours: always }
)";

}  // namespace

TEST_CASE("a path holds arrivals, waits, services and levels", "[path]") {
  // 1 to 4; 2 waits until 4, to 7; 6 waits until 7, to 10; empty; 15 to 18.
  const Path path = path_of(std::string(kSystem) + R"(roles: { server: { team: pool } }
people: [ { role: server, count: 1 } ]
work: { customer: { who: server, effort: 3 h } }
agency: { work: { customer: { dates: [2027-01-04 01:00, 2027-01-04 02:00, 2027-01-04 06:00, 2027-01-04 15:00] } } }
)");
  REQUIRE(path.jobs.size() == 4);
  REQUIRE(path.visits.size() == 4);
  const std::vector<std::vector<double>> expected{{1, 1, 4}, {2, 4, 7}, {6, 7, 10}, {15, 15, 18}};
  for (std::size_t i = 0; i < 4; ++i) {
    const Visit& visit = path.visits[i];
    CHECK(visit.job == i);
    CHECK(visit.done);
    CHECK(std::vector<double>{clock(path, visit.ready), clock(path, visit.start),
                              clock(path, visit.end)} == expected[i]);
    CHECK(path.jobs[i].arrived == visit.ready);
    CHECK(path.jobs[i].ended == visit.end);
    CHECK(path.jobs[i].ending == Ending::done);
  }
  const Figures f(path, hours(1));
  CHECK(f.waits() == std::vector<double>{0, 2, 1, 0});
  CHECK(f.waits_of_waiting() == std::vector<double>{2, 1});
  CHECK(f.turnarounds() == std::vector<double>{3, 5, 4, 3});
  CHECK(f.mean_level() == Approx(15.0 / 20));
  CHECK(f.mean_waiting() == Approx(3.0 / 20));
  CHECK(f.mean_in_service() == Approx(12.0 / 20));
  CHECK(f.mean_busy() == Approx(12.0 / 20));
  // None in 0-1, 10-15, 18-20; two in 2-4 and 6-7.
  const std::vector<double> levels = f.time_at_levels();
  REQUIRE(levels.size() == 3);
  CHECK(levels[0] == Approx(8.0 / 20));
  CHECK(levels[1] == Approx(9.0 / 20));
  CHECK(levels[2] == Approx(3.0 / 20));
  CHECK(f.level_at(2) == 2);
  CHECK(f.level_at(1.5) == 1);
  CHECK(f.level_at(12) == 0);
  CHECK(f.mean_level_until(4) == Approx(5.0 / 4));
  CHECK(f.mean_level_until(20) == Approx(15.0 / 20));
  CHECK(f.arrivals() == 4);
  CHECK(f.requests() == 4);
  CHECK(f.immediate() == 2);
  CHECK(f.departures() == 4);
}

TEST_CASE("figures of a path speak of the window alone", "[path]") {
  // As above, but the window begins at 03:00 and ends at 09:00: who arrives at 1 and 2 counts for
  // time averages alone, who leaves at 10 in full.
  Path path = path_of(std::string(kSystem) + R"(roles: { server: { team: pool } }
people: [ { role: server, count: 1 } ]
work: { customer: { who: server, effort: 3 h } }
agency: { work: { customer: { dates: [2027-01-04 01:00, 2027-01-04 02:00, 2027-01-04 06:00, 2027-01-04 15:00] } } }
)");
  SECTION("by hand") {
    path.to = path.from + hours(9);
    path.from = path.from + hours(3);
    const Figures f(path, hours(1));
    CHECK(f.waits() == std::vector<double>{1});
    CHECK(f.turnarounds() == std::vector<double>{4});
    CHECK(f.mean_level() == Approx((1 + 4 + 3) / 6.0));
    CHECK(f.mean_in_service() == 1);
    CHECK(f.departures() == 2);
    CHECK(f.level_at(0) == 2);
    CHECK(f.mean_level_until(6) == Approx((1 + 4 + 3) / 6.0));
    const std::vector<double> levels = f.time_at_levels();
    REQUIRE(levels.size() == 3);
    CHECK(levels[0] == 0);
    CHECK(levels[1] == Approx(4.0 / 6));
    CHECK(levels[2] == Approx(2.0 / 6));
  }
  SECTION("by the scenario's warm-up") {
    const Path late = path_of(R"(suits: 1
name: by hand
time: { start: 2027-01-05, run: 1 day, warm_up: 6 h }
together: scan
keep: none
calendar: { hours: always }
roles: { server: { team: pool } }
people: [ { role: server, count: 2 } ]
work: { customer: { who: server, effort: 3 h } }
agency: { work: { customer: { dates: [2027-01-04 20:00, 2027-01-04 23:00, 2027-01-05 01:00, 2027-01-05 23:00] } } }
)");
    const Figures f(late, hours(1));
    CHECK(f.turnarounds() == std::vector<double>{3, 3});
    CHECK(f.mean_busy() == Approx((2 + 3 + 1) / 24.0));
    CHECK(f.mean_level() == Approx((2 + 3 + 1) / 24.0));
    CHECK(f.mean_level_until(24) == Approx((2 + 3 + 1) / 24.0));
    CHECK(f.departures() == 2);
  }
}

TEST_CASE("busy periods of the first nine tenths are followed to their end", "[path]") {
  // The window is 10:00 to 20:00, so of the period from 18 to 21 it is seen to the end, of that
  // from 19:30 nothing. The one from 9 to 12 began too early.
  Path path;
  const auto at = [](double h) { return Instant{} + round_duration(h * 3.6e9); };
  path.from = at(10);
  path.to = at(20);
  for (const auto& [time, by] : std::vector<std::pair<double, int>>{{9, 1},
                                                                    {12, -1},
                                                                    {13, 1},
                                                                    {13.5, 1},
                                                                    {14, -1},
                                                                    {15, -1},
                                                                    {18, 1},
                                                                    {21, -1},
                                                                    {22.5, 1}}) {
    path.changes.push_back({at(time), by});
  }
  const auto cycles = Figures(path, hours(1)).cycles();
  REQUIRE(cycles.size() == 2);
  CHECK(cycles[0].busy == 2);
  CHECK(cycles[0].idle == 3);
  CHECK(cycles[0].served == 2);
  CHECK(cycles[1].busy == 3);
  CHECK(cycles[1].idle == 1.5);
  CHECK(cycles[1].served == 1);
  path.changes.pop_back();
  CHECK_THROWS(Figures(path, hours(1)).cycles());
}

TEST_CASE("a path tells interruptions, classes and who serves", "[path]") {
  // slow from 1; urgent takes the server from 2 to 4; slow goes on to 6 (3 h of work), and waited 2
  // h.
  const Path path =
      path_of(std::string(kSystem) + R"(classes: [ { name: first, interrupts: yes }, second ]
roles: { server: { team: pool } }
people: [ { role: server, count: 1 } ]
work:
  customer_1: { who: server, effort: 2 h, class: first }
  customer_2: { who: server, effort: 3 h, class: second }
agency: { work: { customer_1: { dates: [2027-01-04 02:00] }, customer_2: { dates: [2027-01-04 01:00] } } }
)");
  REQUIRE(path.visits.size() == 2);
  const Figures f(path, hours(1));
  const Selection first{KindId{0}}, second{KindId{1}};
  CHECK(f.waits(first) == std::vector<double>{0});
  CHECK(f.waits(second) == std::vector<double>{2});
  CHECK(f.first_waits(second) == std::vector<double>{0});
  CHECK(f.sojourns(second) == std::vector<double>{5});
  CHECK(f.mean_busy(RoleId{0}, KindId{0}) == Approx(2.0 / 20));
  CHECK(f.mean_busy(RoleId{0}, KindId{1}) == Approx(3.0 / 20));
  CHECK(f.mean_waiting(second) == Approx(2.0 / 20));
  CHECK(f.immediate() == 2);
}

TEST_CASE("a path tells stations, rounds and branches", "[path]") {
  const Path path =
      path_of(std::string(kSystem) + R"(roles: { left: { team: pool }, right: { team: pool } }
people: [ { role: left, count: 1 }, { role: right, count: 1 } ]
work:
  job:
    steps:
      one: { after: start, who: left, effort: 2 h }
      other: { after: start, who: right, effort: 3 h }
      last: { after: [one, other], who: left, effort: 1 h, back_to: { step: last, chance: 100%, falling_by: 100% } }
agency: { work: { job: { dates: [2027-01-04 01:00, 2027-01-04 02:00] } } }
)");
  // The first: one 1-3, other 1-4. The second: one (waits 1 h) 3-5, other (2 h) 4-7. last of the
  // first is ready at 4 and waits until 5; it is done twice, 5-7. last of the second 7-9.
  const Figures f(path, hours(1));
  CHECK(f.sojourns(at(0)) == std::vector<double>{2, 3});
  CHECK(f.sojourns(at(1)) == std::vector<double>{3, 5});
  CHECK(f.waits(at(2)) == std::vector<double>{1, 0, 0, 0});
  CHECK(f.time_at(at(2)) == std::vector<double>{3, 2});
  CHECK(f.visits_to(at(2)) == std::vector<double>{2, 2});
  CHECK(f.turnarounds() == std::vector<double>{6, 7});
  CHECK(f.mean_level(at(1)) == Approx(8.0 / 20));
  CHECK(f.share_occupied(at(1)) == Approx(6.0 / 20));  // 1-4 and 2-7
  CHECK(f.share_occupied(at(2)) == Approx(5.0 / 20));  // 4-7 and 7-9
  CHECK(f.finished() == 2);
  CHECK(f.mean_busy(RoleId{0}) == Approx(8.0 / 20));
  // In the order of ending: at 3, 4, 5, 6, 7 (left before right), 7, 8, 9; the jobs end at 7 and 9.
  CHECK(f.sync_delays() == std::vector<double>{4, 3, 4, 1, 0, 2, 1, 0});
}

TEST_CASE("a path tells who is turned away and who leaves", "[path]") {
  // One server, 3 h each: 1-4; 2 waits to 4, to 7; 3 finds two inside, one of them waiting; 5 waits
  // to 7, to 10.
  const std::string server = R"(roles: { server: { team: pool } }
people: [ { role: server, count: 1 } ]
)";
  SECTION("at a limit of jobs inside") {
    const Path path = path_of(kSystem + server + R"(limits: [ { in_progress: 2 } ]
work: { customer: { who: server, effort: 3 h } }
agency: { work: { customer: { dates: [2027-01-04 01:00, 2027-01-04 02:00, 2027-01-04 03:00, 2027-01-04 05:00] } } }
)");
    const Figures f(path, hours(1));
    CHECK(f.turned_away() == 1);
    CHECK(f.arrivals() == 3);
    CHECK(f.turnarounds() == std::vector<double>{3, 5, 5});
    CHECK(f.mean_level() == Approx(13.0 / 20));
  }
  SECTION("at a limit of jobs waiting") {
    const Path path = path_of(kSystem + server + R"(limits: [ { waiting: 1 } ]
work: { customer: { who: server, effort: 3 h } }
agency: { work: { customer: { dates: [2027-01-04 01:00, 2027-01-04 02:00, 2027-01-04 03:00, 2027-01-04 05:00] } } }
)");
    const Figures f(path, hours(1));
    CHECK(f.turned_away() == 1);
    CHECK(f.turned_away({KindId{0}}) == 1);
    CHECK(f.arrivals() == 3);
    CHECK(f.requests() == 3);
    CHECK(f.immediate() == 1);
    CHECK(f.waits() == std::vector<double>{0, 2, 2});
    CHECK(f.turnarounds() == std::vector<double>{3, 5, 5});
    CHECK(f.mean_level_until(20) == Approx(13.0 / 20));
  }
  SECTION("for want of patience") {
    const Path path =
        path_of(kSystem + server +
                R"(work: { customer: { who: server, effort: 3 h, withdraws_after: 90 min } }
agency: { work: { customer: { dates: [2027-01-04 01:00, 2027-01-04 02:00, 2027-01-04 03:00, 2027-01-04 08:00] } } }
)");
    // 2 is withdrawn at 3:30; 3 starts at 4; 8 starts at once.
    const Figures f(path, hours(1));
    CHECK(f.arrivals() == 4);
    CHECK(f.withdrawn() == 1);
    CHECK(f.waits_of_served() == std::vector<double>{0, 1, 0});
    CHECK(f.waits_of_withdrawn() == std::vector<double>{1.5});
    CHECK(f.served_within(0.5) == 2);
    CHECK(f.served_within(1) == 3);
    CHECK(f.turnarounds() == std::vector<double>{3, 4, 3});
    CHECK(f.mean_waiting() == Approx(2.5 / 20));
    CHECK(f.requests() - f.immediate() == 2);
    CHECK(f.finished() == 3);
  }
}

TEST_CASE("what a name means, and how precise it must be", "[path]") {
  const auto model = model_of(std::string(kSystem) + R"(roles: { server: { team: pool } }
people: [ { role: server, count: 2 } ]
work: { customer: { who: server, effort: 3 h } }
agency: { work: { customer: { dates: [2027-01-04 01:00, 2027-01-04 02:00, 2027-01-04 03:00, 2027-01-04 15:00] } } }
)");
  PathObserver observer(*model);
  REQUIRE_FALSE(replicate_watched(*model, 1, 0, observer).error);
  const Figures f(observer.path(), hours(1));
  // 1-4, 2-5, 3 waits until 4, to 7, 15-18: turnarounds 3, 3, 4, 3.
  const System system{model.get(), {{"W", 3}, {"Wq", 0.5}, {"L", 1}}, {}, {}};
  const auto check = [&](const std::string& name, double value, double above, double below,
                         double expected, double largest_error) {
    INFO(name);
    const auto entry = entry_of(system, name, value);
    REQUIRE(entry);
    const Ratio ratio = entry->measure(f);
    CHECK(ratio.above == Approx(above));
    CHECK(ratio.below == below);
    CHECK(entry->expected == Approx(expected));
    CHECK(entry->largest_error == Approx(largest_error));
  };
  check("W", 3, 13, 4, 3, 0.03);
  check("Wq", 0.5, 1, 4, 0.5, 0.005);
  check("var_W", 10, 1, 4, 10, 0.2);
  check("sd_W", 2, 1, 4, 4, 0.08);
  check("second_moment_Wq", 3, 1, 4, 3, 0.06);
  check("W_p90", 3.5, 3, 4, 0.9, 0.005);
  check("Wq_p50", 1, 4, 4, 0.5, 0.025);
  check("P_W_le_3", 0.3, 3, 4, 0.3, 0.003);
  check("P_wait", 0.05, 1, 4, 0.05, 0.001);
  check("Wq_given_wait", 2, 1, 1, 2, 0.02);
  check("utilisation", 0.3, 12.0 / 40, 1, 0.3, 0.003);
  check("mean_busy_servers", 0.6, 12.0 / 20, 1, 0.6, 0.006);
  check("L", 1, 13.0 / 20, 1, 1, 0.01);
  check("Lq", 1, 1.0 / 20, 1, 1, 0.01);
  check("P_N_eq_2", 0.5, 2.0 / 20, 1, 0.5, 0.005);  // 2-3, 4-5
  // Levels 0: 11 h, 1: 6 h, 2: 2 h, 3: 1 h.
  check("var_N", 1, (11 + 2 + 4) / 20.0, 1, 1, 0.02);
  check("E_N_at_3", 2, 3, 1, 2, 0.02);
  check("P_empty_at_9", 0.5, 1, 1, 0.5, 0.005);
  check("time_avg_N_0_4", 1, 6.0 / 4, 1, 1, 0.01);
  for (const char* name : {"Wz", "var_Wz", "Wz_p90", "P_Wz_le_1", "second_moment_Wz", "mean_Wz"}) {
    INFO(name);
    CHECK_FALSE(entry_of(system, name, 1));
  }
}

}  // namespace suits::test
