// The approximation of whole scenarios: exact where theory is, and in its ways elsewhere.

#include "engine/analysis/analytic.hpp"

#include <cmath>
#include <memory>

#include "engine/analysis/analytic_network.hpp"
#include "engine/analysis/analytic_path.hpp"
#include "engine/scenario/load.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

AnalyticEstimate estimate_of(const std::string& text) {
  Diagnostics diagnostics;
  const auto model = load_scenario_text(text, diagnostics);
  INFO(diagnostics.render("scenario.yaml", text));
  REQUIRE(model);
  return analytic_estimate(*model);
}

/// Nobody ever closes; people named s of one role, who keep nothing.
std::string server(int people, const std::string& work, const std::string& more = "") {
  return "suits: 1\nname: Queue\ntime: { start: 2027-01-04, run: 8 weeks, warm_up: 1 week }\n"
         "together: scan\nkeep: none\ncalendar: { hours: always }\n" +
         more +
         "roles: { s: { team: pool } }\npeople: [ { role: s, count: " + std::to_string(people) +
         " } ]\n" + work;
}

Approx exact(double value) { return Approx(value).epsilon(1e-9); }

}  // namespace

TEST_CASE("the textbook scenarios come out exactly", "[analytic]") {
  const auto read = [](const char* file) { return analytic_estimate(*test::model_of_file(file)); };
  const AnalyticEstimate mm1 = read("scenarios/textbook/mm1.yaml");
  CHECK(mm1.roles[0].utilisation == exact(0.8));
  CHECK(mm1.roles[0].wait == exact(4.0 / 60));
  CHECK(mm1.flows[0].turnaround == exact(5.0 / 60));
  CHECK(mm1.flows[0].waiting == exact(4.0 / 60));
  const AnalyticEstimate mmc = read("scenarios/textbook/mmc.yaml");
  CHECK(mmc.roles[0].wait * 60 == Approx(4.01238914465).epsilon(1e-8));
  const AnalyticEstimate tandem = read("scenarios/textbook/tandem_feedback.yaml");
  CHECK(tandem.roles[0].wait == exact(2.0 / 60));
  CHECK(tandem.roles[1].wait == exact(4.8 / 60));
  CHECK(tandem.flows[0].turnaround == exact(12.0 / 60));
  CHECK(tandem.flows[0].in_hand == exact(132.0 / 3600 * 4 / 3));
  CHECK(tandem.roles[1].requests == Approx(53760));
}

TEST_CASE("one server of any law is Pollaczek and Khinchine's", "[analytic]") {
  const AnalyticEstimate e =
      estimate_of(server(1,
                         "work: { job: { who: s, effort: \"uniform(30 min, 90 min)\" } }\n"
                         "agency: { work: { job: 0.8/h } }\n"));
  CHECK(e.roles[0].wait == exact(13.0 / 6));
}

TEST_CASE("classes wait as theory says, with interruption and without", "[analytic]") {
  const auto classes = [](const std::string& list) {
    return server(1,
                  "work:\n"
                  "  a: { who: s, class: one, effort: exponential(mean 30 min) }\n"
                  "  b: { who: s, class: two, effort: exponential(mean 1 h) }\n"
                  "  c: { who: s, class: three, effort: exponential(mean 2 h) }\n"
                  "agency: { work: { a: 0.2/h, b: 0.3/h, c: 0.2/h } }\n",
                  "classes: " + list + "\n");
  };
  const AnalyticEstimate never = estimate_of(classes("[one, two, three]"));
  CHECK(never.flows[0].turnaround == exact(0.5 + 23.0 / 18));
  CHECK(never.flows[2].turnaround == exact(2 + 115.0 / 12));
  const AnalyticEstimate always = estimate_of(
      classes("[ { name: one, interrupts: yes }, { name: two, interrupts: yes }, three ]"));
  CHECK(always.flows[0].turnaround == exact(5.0 / 9));
  CHECK(always.flows[1].turnaround == exact(95.0 / 54));
  CHECK(always.flows[2].turnaround == exact(155.0 / 12));
}

TEST_CASE("more work than can be done is said to be so, and stays a number", "[analytic]") {
  const AnalyticEstimate e =
      estimate_of(server(1,
                         "work: { job: { who: s, effort: exponential(mean 1 h) } }\n"
                         "agency: { work: { job: 1.2/h } }\n"));
  CHECK_FALSE(e.roles[0].keeps_up);
  CHECK(e.roles[0].over.size() == 1);
  CHECK(e.roles[0].asked == exact(1.2));
  CHECK(e.roles[0].utilisation < 1);
  CHECK(e.roles[0].utilisation > 0.99);
  CHECK_FALSE(e.flows[0].keeps_up);
  // Nine weeks, of which the first is warm-up, each leaving behind 0.2 of its hours.
  CHECK(e.roles[0].wait > 100);
  CHECK(e.roles[0].wait < 0.2 * 9 * 168);
}

TEST_CASE("urgent work is not held up by what cannot be done", "[analytic]") {
  const AnalyticEstimate e =
      estimate_of(server(1,
                         "work:\n"
                         "  a: { who: s, class: one, effort: exponential(mean 30 min) }\n"
                         "  b: { who: s, class: two, effort: exponential(mean 1 h) }\n"
                         "agency: { work: { a: 0.2/h, b: 1/h } }\n",
                         "classes: [ { name: one, interrupts: yes }, two ]\n"));
  CHECK(e.flows[0].keeps_up);
  CHECK(e.flows[0].turnaround == exact(5.0 / 9));
  CHECK_FALSE(e.flows[1].keeps_up);
}

TEST_CASE("a delay, a choice and a join add up", "[analytic]") {
  const AnalyticEstimate e =
      estimate_of(server(100,
                         "work:\n"
                         "  job:\n"
                         "    steps:\n"
                         "      a: { who: s, effort: 2 h, choose: { b: 25%, c: 75% } }\n"
                         "      b: { who: s, effort: 4 h, after: a }\n"
                         "      c: { takes: 8 h, after: a }\n"
                         "      d: { who: s, effort: 1 h, after: [b, c] }\n"
                         "agency: { work: { job: 1/month } }\n"));
  CHECK(e.flows[0].turnaround == Approx(2 + 0.25 * 4 + 0.75 * 8 + 1).epsilon(1e-6));
  CHECK(e.flows[0].delay == Approx(6).epsilon(1e-6));
  CHECK(e.flows[0].in_hand == Approx(4).epsilon(1e-6));
}

TEST_CASE("milestones leave out what is sent back after them", "[analytic]") {
  const AnalyticEstimate e =
      estimate_of(server(100,
                         "work:\n"
                         "  job:\n"
                         "    milestones: { agreed: { from: arrival, to: b.agreed }, begun: { "
                         "from: a.start, to: b.start } }\n"
                         "    steps:\n"
                         "      a: { who: s, effort: 2 h }\n"
                         "      b: { who: s, effort: 1 h, back_to: { step: a, chance: 50% } }\n"
                         "      c: { who: s, effort: 3 h, back_to: { step: a, chance: 20% } }\n"
                         "agency: { work: { job: 1/month } }\n"));
  REQUIRE(e.flows.size() == 3);
  CHECK(e.flows[1].turnaround == Approx(6).epsilon(1e-6));  // (2 + 1) ÷ 50 %
  CHECK(e.flows[0].turnaround == Approx(9 / 0.8).epsilon(1e-6));
  CHECK(e.flows[2].turnaround == Approx(2).epsilon(1e-6));
}

TEST_CASE("of two exponential branches the longer counts", "[analytic]") {
  const Length one{10, 100, 0, 10, 0, 0, true};
  const Length both = longer_of(one, one);
  CHECK(both.mean == Approx(10 + 10 / std::sqrt(3.14159265358979)).epsilon(1e-6));  // Clark
  CHECK(both.in_hand == Approx(both.mean));
  // Alike in all but what they share: no longer than one.
  CHECK(longer_of(one, one, 100).mean == 10);
  const Length far{100, 1, 100, 0, 0, 0, false};
  CHECK(longer_of(one, far).mean == Approx(100).epsilon(1e-6));
  CHECK_FALSE(longer_of(one, far).keeps_up);
}

TEST_CASE("requests that come later fall into later periods", "[analytic]") {
  Periods periods;
  periods.hours = {10, 10, 20};
  const auto is = [](const std::vector<double>& seen, const std::vector<double>& wanted) {
    REQUIRE(seen.size() == wanted.size());
    for (std::size_t i = 0; i < seen.size(); ++i) CHECK(seen[i] == Approx(wanted[i]).margin(1e-12));
  };
  is(moved({1, 2, 4}, 0, periods), {1, 2, 4});
  is(moved({1, 2, 4}, 5, periods), {0.5, 1.5, 4});
  is(moved({1, 2, 4}, 10, periods), {0, 1, 4});
  is(moved({1, 2, 4}, 100, periods), {0, 0, 0});
}

TEST_CASE("people with accounts of their own wait for them, not for the role", "[analytic]") {
  const auto agency = [](const std::string& keep) {
    return "suits: 1\nname: Two\ntime: { start: 2027-01-04, run: 52 weeks, warm_up: 8 weeks }\n"
           "keep: " +
           keep +
           "\n"
           "calendar: { hours: { mon-fri: [09:00-17:00] } }\n"
           "roles: { ae: { title: Executive, team: " +
           (keep == "none" ? "pool" : "slot") +
           " } }\n"
           "people: [ { name: Ann, role: ae }, { name: Ben, role: ae } ]\n"
           "accounts: [ { name: X" +
           (keep == "none" ? "" : ", team: { ae: Ann }") + " }, { name: Y" +
           (keep == "none" ? "" : ", team: { ae: Ben }") +
           " } ]\n"
           "work: { job: { who: ae, effort: exponential(mean 2 h), arrives: 0.4/working hour } }\n";
  };
  const AnalyticEstimate own = estimate_of(agency("job")), common = estimate_of(agency("none"));
  CHECK(own.roles[0].utilisation == Approx(0.8).epsilon(0.01));
  CHECK(own.roles[0].wait == Approx(8).epsilon(0.05));          // M/M/1
  CHECK(common.roles[0].wait == Approx(3.5556).epsilon(0.05));  // M/M/2
}

TEST_CASE("whoever has nobody to stand in keeps work waiting while away", "[analytic]") {
  const auto with = [](const std::string& leave, const std::string& more) {
    return estimate_of(
        "suits: 1\nname: One\ntime: { start: 2027-01-04, run: 52 weeks }\n"
        "calendar: { hours: { mon-fri: [09:00-17:00] } }\n"
        "roles: { ae: { title: Executive, leave: " +
        leave +
        " } }\n"
        "people: [ { name: Ann, role: ae }" +
        more +
        " ]\n"
        "accounts: [ { name: X, team: { ae: Ann } } ]\n"
        "work: { job: { who: ae, effort: 1 h, arrives: 1/working day } }\n");
  };
  const std::string away = "{ entitlement: 26 working days, block: 10 working days }";
  const double never = with("none", "").roles[0].wait;
  CHECK(never < 0.2);
  // A tenth of the requests find her away, with five working days to go on average.
  CHECK(with(away, "").roles[0].wait > never + 0.1 * 40 * 0.9);
  CHECK(with(away, ", { name: Ben, role: ae }").roles[0].wait < never + 0.1);
}
