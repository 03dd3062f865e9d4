// What holds in every run, whatever the scenario, seen from outside: from the event history and
// from what a looker-on is told. Random agencies and the shipped scenarios.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/run/replication.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/naive_scenario.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

/// Notes who worked on what, when.
class Witness : public LookerOn {
 public:
  struct Stretch {
    std::uint64_t request = 0;
    std::size_t seat = 0;
    PersonId person{};
    Instant from, to;
  };
  struct Request {
    std::size_t seats = 0;
    bool together = true, interruptible = true;
    Instant ready;
  };

  explicit Witness(const Model& model) : model_(model) {}
  void worked(const Job&, const Task& task, const Seat& seat, Instant from, Instant now) override {
    const Step& step = *task.what;
    // A request in parts is ready again with each; the first counts.
    requests.try_emplace(task.number, Request{task.seats.size(), step.together != Together::apart,
                                              step.interruptible, task.ready});
    stretches.push_back(
        {task.number, static_cast<std::size_t>(&seat - task.seats.data()), seat.person, from, now});
    const Requirement& wanted = model_.requirements[seat.requirement];
    if ((wanted.skills & ~model_.people[seat.person].skills) != 0) {
      wrong += fmt::format("{} lacks a skill for {}\n", model_.people[seat.person].name, step.name);
    }
  }
  void job_ended(const Job&, Ending how, Instant,
                 const IdVector<PersonId, Server>& of_run) override {
    ++ended[how];
    servers = &of_run;
  }
  void job_arrived(const Job&) override { ++arrived; }
  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}
  void task_ended(const Job&, const Task&, bool, Instant) override {}

  std::vector<Stretch> stretches;  // by their ends
  std::map<std::uint64_t, Request> requests;
  std::uint64_t arrived = 0;
  std::map<Ending, std::uint64_t> ended;
  const IdVector<PersonId, Server>* servers = nullptr;  // the run's own
  std::string wrong;

 private:
  const Model& model_;
};

/// Jobs, effort and presence add up; whoever looks on is told of the jobs that the figures count.
std::string lost(const Observations& seen, Witness& witness) {
  std::string wrong;
  const Conservation& c = seen.conservation;
  if (c.jobs_arrived != c.jobs_finished + c.jobs_cancelled + c.jobs_in_progress) wrong += "jobs\n";
  if (c.effort_drawn != c.effort_done + c.effort_left + c.effort_cancelled) wrong += "effort\n";
  if (c.integral_present != c.sum_presence) wrong += "presence\n";
  if (witness.arrived != c.jobs_arrived) wrong += "told of other jobs\n";
  if (witness.ended[Ending::done] != c.jobs_finished) wrong += "told of other finished jobs\n";
  if (witness.ended[Ending::cancelled] != c.jobs_cancelled) wrong += "told of others given up\n";
  if (witness.ended[Ending::unfinished] != c.jobs_in_progress) wrong += "told of others left\n";
  return wrong;
}

/// At every instant: nobody has more in hand than their focus allows, nor anything beside what
/// takes all of them.
std::string scattered(const Model& model, const Witness& witness,
                      const std::vector<HistoryRecord>& log) {
  std::string wrong;
  std::map<std::uint64_t, std::set<std::uint64_t>> in_hand;  // requests by person
  for (const HistoryRecord& record : log) {
    const auto what = static_cast<Happening>(record.what >> 56);
    const std::uint64_t request = record.what & ((std::uint64_t{1} << 56) - 1);
    if (what == Happening::stop || what == Happening::finish) {
      if (in_hand[record.who].erase(request) == 0) wrong += "stops what was not begun\n";
    }
    if (what != Happening::start) continue;
    const Person& person = model.people[static_cast<PersonId>(record.who)];
    auto& works = in_hand[record.who];
    if (!works.insert(request).second) wrong += person.name + " begins twice\n";
    if (person.focus.jobs > 0 && works.size() > person.focus.jobs) {
      wrong +=
          fmt::format("{} {} has {} in hand\n", to_string(record.time), person.name, works.size());
    }
    const bool whole = std::any_of(works.begin(), works.end(), [&](std::uint64_t r) {
      const auto& about = witness.requests.at(r);
      return about.seats > 1 || !about.interruptible;
    });
    if (whole && works.size() > 1) {
      wrong += fmt::format("{} {} is not all there\n", to_string(record.time), person.name);
    }
  }
  return wrong;
}

/// Work of several begins with all of them, and nobody has two seats.
std::string apart(const Witness& witness) {
  std::string wrong;
  std::map<std::uint64_t, std::map<std::size_t, const Witness::Stretch*>> first;  // request, seat
  for (const Witness::Stretch& s : witness.stretches) {
    auto& of_seat = first[s.request][s.seat];
    if (of_seat == nullptr || s.from < of_seat->from) of_seat = &s;
  }
  for (const auto& [request, seats] : first) {
    const Witness::Request& about = witness.requests.at(request);
    if (about.seats < 2 || !about.together) continue;
    std::set<PersonId> people;
    for (const auto& [seat, stretch] : seats) {
      people.insert(stretch->person);
      if (stretch->from != seats.begin()->second->from) {
        wrong += fmt::format("not all of {} begin at {}\n", request, to_string(stretch->from));
      }
    }
    if (seats.size() != about.seats || people.size() != about.seats) {
      wrong += fmt::format("{} of {} seats of {} are filled, by {}\n", seats.size(), about.seats,
                           request, people.size());
    }
  }
  return wrong;
}

/// People begin within their hours what is ready, and the hours booked are those at which they were
/// there and had something in hand.
std::string off_hours(const Model& model, const Witness& witness, const Observations& seen) {
  std::string wrong;
  IdVector<PersonId, std::vector<Witness::Stretch>> by_person(model.people.size());
  for (const Witness::Stretch& s : witness.stretches) {
    by_person[s.person].push_back(s);
    if (s.from < witness.requests.at(s.request).ready) wrong += "begun before it was ready\n";
  }
  for (const PersonId p : ids(model.people)) {
    auto& stretches = by_person[p];
    if (stretches.empty()) continue;
    const Availability& there = (*witness.servers)[p].availability;
    std::sort(stretches.begin(), stretches.end(),
              [](const auto& a, const auto& b) { return a.from < b.from; });
    Duration worked;
    Instant to = kDawn;  // the end of what is counted
    for (const Witness::Stretch& s : stretches) {
      // What an appointment interrupted goes on right after it, perhaps as the day ends.
      const bool after_another =
          std::any_of(stretches.begin(), stretches.end(),
                      [&](const auto& o) { return o.to == s.from && o.from < s.from; });
      // Whoever is of a pool may go at the instant at which they did what takes no time.
      const bool went = model.people[p].pool && s.from == s.to;
      if (!there.open(s.from) && !after_another && !went) {
        wrong += fmt::format("{} begins off hours, {}\n", model.people[p].name, to_string(s.from));
      }
      const Instant a = std::max({s.from, to, model.window.start});
      const Instant b = std::min(s.to, model.window.end);
      if (a < b) worked += there.between(a, b);
      to = std::max(to, s.to);
    }
    const PersonHours& hours = seen.people[p];
    // Hours of several things at once are shared to the microsecond at the window's edge.
    const bool one = model.people[p].focus.jobs == 1;
    const std::int64_t difference = std::abs((worked - hours.worked).us);
    if (difference > (one ? 0 : static_cast<std::int64_t>(stretches.size()))) {
      wrong += fmt::format("{} worked {}, booked are {}\n", model.people[p].name, to_string(worked),
                           to_string(hours.worked));
    }
    if (hours.worked > hours.available) wrong += model.people[p].name + " works too long\n";
  }
  return wrong;
}

/// What is broken in one course of a model; empty: nothing. `begun` counts stretches of work.
std::string broken(const Model& model, std::uint64_t seed, std::size_t& begun) {
  std::vector<HistoryRecord> log;
  Witness witness(model);
  Replication run(model, seed, 0);
  run.keep_history_in(log);
  run.tell(witness);
  const Observations seen = run.play();
  begun += witness.stretches.size();
  if (seen.error || witness.stretches.empty()) return "";
  return witness.wrong + lost(seen, witness) + scattered(model, witness, log) + apart(witness) +
         off_hours(model, witness, seen);
}

}  // namespace

TEST_CASE("Nothing is lost, nobody is torn apart and nobody works off hours", "[behaviour][laws]") {
  std::size_t begun = 0;
  SECTION("in random agencies") {
    int failures = 0;
    for (std::uint64_t seed = 1001; seed <= 1600 && failures < 3; ++seed) {
      const std::string wrong = broken(random_scenario(seed), seed, begun);
      INFO("seed " << seed);
      CHECK(wrong == "");
      failures += wrong.empty() ? 0 : 1;
    }
    CHECK(begun > 10'000);
  }
  SECTION("in the shipped scenarios") {
    for (const std::string& file : test::scenario_files()) {
      Model model = *test::model_of_file(file);
      model.window.warm_up = std::max(model.window.warm_up, model.window.start - weeks(2));
      model.window.end = std::min(model.window.end, model.window.start + weeks(4));
      INFO(file);
      CHECK(broken(model, 1, begun) == "");
    }
    CHECK(begun > 10'000);
  }
}

}  // namespace suits
