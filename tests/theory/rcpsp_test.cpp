// Projects under scarce resources (RCPSP; Kolisch & Sprecher, PSPLIB, EJOR 96 (1997)) as scenarios:
// a job whose steps are the activities, a pool of people per renewable resource, together: scan.
// Every start equals that of a parallel schedule generation scheme (Kolisch, EJOR 90 (1996)) under
// the same priorities; among equals, whoever became ready first, then the one written first.

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "engine/model/work_ahead.hpp"
#include "engine/run/looker_on.hpp"
#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/naive/coins.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

constexpr std::int64_t kHour = 1000;                 // ticks
constexpr std::int64_t kTick = hours(1).us / kHour;  // [us]

struct Activity {
  std::int64_t length = 0;         // [ticks]
  std::vector<int> needs;          // by resource
  std::vector<std::size_t> after;  // activities of smaller numbers
};

struct Project {
  std::vector<int> capacity;  // by resource
  std::vector<Activity> activities;
  std::size_t size() const { return activities.size(); }
};

using Times = std::vector<std::int64_t>;  // [ticks] from the project's start, by activity

std::int64_t makespan(const Project& project, const Times& starts) {
  std::int64_t end = 0;
  for (std::size_t a = 0; a < project.size(); ++a) {
    end = std::max(end, starts[a] + project.activities[a].length);
  }
  return end;
}

/// The critical path's length: everything as early as what comes before allows.
std::int64_t critical_path(const Project& project) {
  Times starts(project.size(), 0);
  for (std::size_t a = 0; a < project.size(); ++a) {
    for (std::size_t b : project.activities[a].after) {
      starts[a] = std::max(starts[a], starts[b] + project.activities[b].length);
    }
  }
  return makespan(project, starts);
}

/// Latest finishes by a backward pass from the due date.
Times latest_finishes(const Project& project, std::int64_t due) {
  Times latest(project.size(), due);
  for (std::size_t a = project.size(); a-- > 0;) {
    for (std::size_t b : project.activities[a].after) {
      latest[b] = std::min(latest[b], latest[a] - project.activities[a].length);
    }
  }
  return latest;
}

/// The parallel scheme: at each decision time, what is eligible starts in the order of priorities
/// (the smallest first) as far as resources last.
Times parallel_schedule(const Project& project, const Times& priority) {
  constexpr std::int64_t kNot = -1;
  Times starts(project.size(), kNot), ready(project.size(), kNot);
  std::vector<int> left = project.capacity;
  std::multiset<std::pair<std::int64_t, std::size_t>> running;  // by finish
  std::size_t done = 0;
  for (std::int64_t now = 0; done < project.size(); now = running.begin()->first) {
    while (!running.empty() && running.begin()->first == now) {
      const Activity& ended = project.activities[running.begin()->second];
      for (std::size_t r = 0; r < left.size(); ++r) left[r] += ended.needs[r];
      running.erase(running.begin());
      ++done;
    }
    std::vector<std::size_t> eligible;
    for (std::size_t a = 0; a < project.size(); ++a) {
      const auto& after = project.activities[a].after;
      const bool may = std::all_of(after.begin(), after.end(), [&](std::size_t b) {
        return starts[b] != kNot && starts[b] + project.activities[b].length <= now;
      });
      if (!may || starts[a] != kNot) continue;
      if (ready[a] == kNot) ready[a] = now;
      eligible.push_back(a);
    }
    std::sort(eligible.begin(), eligible.end(), [&](std::size_t a, std::size_t b) {
      return std::tuple(priority[a], ready[a], a) < std::tuple(priority[b], ready[b], b);
    });
    for (const std::size_t a : eligible) {
      const Activity& activity = project.activities[a];
      bool fits = true;
      for (std::size_t r = 0; r < left.size(); ++r) fits = fits && activity.needs[r] <= left[r];
      if (!fits) continue;
      for (std::size_t r = 0; r < left.size(); ++r) left[r] -= activity.needs[r];
      starts[a] = now;
      running.emplace(now + activity.length, a);
    }
    if (running.empty()) break;
  }
  return starts;
}

/// How a project is written down.
struct Form {
  std::string dispatch = "earliest_step_due";
  std::int64_t due = 0;          // [ticks] after the start; 0: none
  std::string hours = "always";  // of the agency
  bool outside = false;          // the resources are parties
  bool uninterruptible = false;
  bool class_each = false;  // of every activity, the first written the most urgent
};

std::string listed(std::size_t n, const std::function<std::string(std::size_t)>& item) {
  std::string text;
  for (std::size_t i = 0; i < n; ++i) {
    const std::string one = item(i);
    if (!one.empty()) text += (text.empty() ? "" : ", ") + one;
  }
  return text;
}

/// The project as a scenario, in the plainest way.
std::string scenario_of(const Project& project, const Form& form) {
  const std::size_t resources = project.capacity.size();
  std::string text = fmt::format(
      "suits: 1\nname: project\ntime: {{ start: 2027-01-04, run: 26 weeks }}\n"
      "together: scan\nkeep: none\ncalendar: {{ hours: {} }}\ndispatch: {{ default: {} }}\n",
      form.hours, form.dispatch);
  if (form.class_each) {
    text += "classes: [" +
            listed(project.size(), [](std::size_t a) { return fmt::format("c{}", a + 1); }) + "]\n";
  }
  const auto pool = [&](std::size_t r) {
    if (!form.outside) return fmt::format("r{}: {{ team: pool }}", r + 1);
    return fmt::format("r{}: {{ capacity: {}, keep: none }}", r + 1, project.capacity[r]);
  };
  const auto people = [&](std::size_t r) {
    return fmt::format("{{ role: r{}, count: {} }}", r + 1, project.capacity[r]);
  };
  text += fmt::format("{}: {{ {} }}\n", form.outside ? "roles: { boss: {} }\nparties" : "roles",
                      listed(resources, pool));
  if (!form.outside) text += fmt::format("people: [ {} ]\n", listed(resources, people));
  const auto lapse = [&](std::int64_t ticks) {
    return fmt::format("{:.3f} {}", static_cast<double>(ticks) / kHour,
                       form.hours == "always" ? "h" : "working h");
  };
  text += "work:\n  project:\n    deliverable: yes\n";
  if (form.due > 0) text += fmt::format("    due: {}\n", lapse(form.due));
  text += "    steps:\n";
  for (std::size_t a = 0; a < project.size(); ++a) {
    const Activity& activity = project.activities[a];
    const std::string after = listed(activity.after.size(), [&](std::size_t i) {
      return fmt::format("a{}", activity.after[i] + 1);
    });
    const std::string who = listed(resources, [&](std::size_t r) {
      return activity.needs[r] == 0 ? "" : fmt::format("r{}: {}", r + 1, activity.needs[r]);
    });
    text += fmt::format("      a{}: {{ after: {}, ", a + 1,
                        after.empty() ? "start" : "[" + after + "]");
    text += who.empty() ? fmt::format("takes: {}", lapse(activity.length))
                        : fmt::format("who: {{ {} }}, effort: {:.3f} h", who,
                                      static_cast<double>(activity.length) / kHour);
    if (form.uninterruptible && !who.empty()) text += ", interruptible: no";
    if (form.class_each) text += fmt::format(", class: c{}", a + 1);
    text += " }\n";
  }
  return text + "agency: { work: { project: { dates: [2027-01-04] } } }\n";
}

/// When each step began, in working time; delays, which nobody works on, are not seen.
class Starts : public LookerOn {
 public:
  explicit Starts(const Model& model)
      : model_(model), starts(model.kinds[KindId{0}].steps.size(), -1) {}
  void worked(const Job& job, const Task& task, const Seat&, Instant from, Duration, Instant) override {
    const std::string& step = model_.kinds[job.kind].steps[raw(task.step)].name;
    std::int64_t& start = starts[std::stoul(step.substr(1)) - 1];
    const Hours& agency = model_.agency();
    if (start < 0) start = (agency.worked(from) - agency.worked(job.arrived)).us / kTick;
    ++stretches;
  }
  void job_arrived(const Job&) override {}
  void job_ended(const Job&, Ending, Instant, const IdVector<PersonId, Server>&) override {}
  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}
  void task_ended(const Job&, const Task&, bool, Instant) override {}

 private:
  const Model& model_;

 public:
  Times starts;
  std::size_t stretches = 0;  // of work
};

/// Plays the scenario and compares with the scheme under these priorities.
void check_schedule(const Project& project, const Form& form, const Times& priority) {
  const std::string text = scenario_of(project, form);
  INFO(text);
  const auto model = test::model_of(text);
  Starts seen(*model);
  const Observations o = replicate_watched(*model, 1, 0, seen);
  REQUIRE_FALSE(o.error);
  Times expected = parallel_schedule(project, priority);
  const std::int64_t length = makespan(project, expected);
  std::size_t seats = 0;
  for (std::size_t a = 0; a < project.size(); ++a) {
    const auto& needs = project.activities[a].needs;
    const int people = std::accumulate(needs.begin(), needs.end(), 0);
    seats += static_cast<std::size_t>(people);
    if (people == 0) expected[a] = -1;
  }
  CHECK(seen.starts == expected);
  CHECK(seen.stretches == seats);  // nobody is interrupted
  const Flow& flow = o.flows[0];
  REQUIRE(flow.finished == 1);
  CHECK(std::llround(flow.working.mean() * kHour) == length);
}

/// 10 to 30 activities on 2 to 4 resources; a few are delays. Lengths up to `longest`.
Project random_project(std::uint64_t seed, int longest) {
  Coins coins(seed);
  Project project;
  for (int r = coins.from_to(2, 4); r > 0; --r) project.capacity.push_back(coins.from_to(2, 6));
  const int n = coins.from_to(10, 30), links = coins.from_to(1, 3), used = coins.from_to(30, 90);
  for (int a = 0; a < n; ++a) {
    Activity& activity = project.activities.emplace_back();
    activity.length = coins.from_to(1, longest);
    for (const int capacity : project.capacity) {
      activity.needs.push_back(coins.with(used) ? coins.from_to(1, capacity) : 0);
    }
    std::set<std::size_t> after;
    for (int k = coins.from_to(0, links); k > 0 && a > 0; --k) {
      after.insert(static_cast<std::size_t>(coins.from_to(std::max(0, a - 8), a - 1)));
    }
    activity.after.assign(after.begin(), after.end());
  }
  return project;
}

Times lengths(const Project& project) {
  Times result;
  for (const Activity& activity : project.activities) result.push_back(activity.length);
  return result;
}

}  // namespace

TEST_CASE("Projects worked out by hand are scheduled like that", "[theory][rcpsp]") {
  SECTION("whose latest finishes lead to the optimum") {
    // Of one resource there are 4. a1 (3 h, 2 of it) before a3 (4 h, 2); a2 (2 h, 3) before a4
    // (2 h, 2); a5 (3 h, 1). Neither a1 nor a3 goes beside a2: 3 + 2 + 4 = 9 h is the optimum.
    // Latest finishes, due after 9 h: 5, 7, 9, 9, 9. At 0 a1 and a5 start, at 3 a2, at 5 a3, a4.
    const Project project{{4},
                          {{3 * kHour, {2}, {}},
                           {2 * kHour, {3}, {}},
                           {4 * kHour, {2}, {0}},
                           {2 * kHour, {2}, {1}},
                           {3 * kHour, {1}, {}}}};
    const Times latest = latest_finishes(project, 9 * kHour);
    CHECK(latest == Times{5 * kHour, 7 * kHour, 9 * kHour, 9 * kHour, 9 * kHour});
    CHECK(parallel_schedule(project, latest) == Times{0, 3 * kHour, 5 * kHour, 5 * kHour, 0});
    check_schedule(project, {.due = 9 * kHour}, latest);
  }
  SECTION("where two that need different resources meet in a third") {
    // One each of three. a1 (2 h of the second and third) before a2 (5 h of the second); a3 (3 h of
    // the first and third). a1 is more urgent: 0 to 2, a2 2 to 7, a3 2 to 5, the optimum (a1 and a2
    // take 7 h). Were a3 first, it would take 10 h.
    const Project project{
        {1, 1, 1},
        {{2 * kHour, {0, 1, 1}, {}}, {5 * kHour, {0, 1, 0}, {0}}, {3 * kHour, {1, 0, 1}, {}}}};
    const Times latest = latest_finishes(project, 7 * kHour);
    CHECK(latest == Times{2 * kHour, 7 * kHour, 7 * kHour});
    CHECK(parallel_schedule(project, latest) == Times{0, 2 * kHour, 2 * kHour});
    check_schedule(project, {.due = 7 * kHour}, latest);
    // The other way round: the first role's is the more urgent.
    const Project other{
        {1, 1, 1},
        {{3 * kHour, {0, 1, 1}, {}}, {2 * kHour, {1, 0, 1}, {}}, {5 * kHour, {1, 0, 0}, {1}}}};
    const Times late = latest_finishes(other, 7 * kHour);
    CHECK(parallel_schedule(other, late) == Times{2 * kHour, 0, 2 * kHour});
    check_schedule(other, {.due = 7 * kHour}, late);
  }
  SECTION("where nobody waits for what comes, though it would pay") {
    // 2 people. a1 takes an hour of nobody's, a2 (1 h) needs both then, and a3 (5 h) one after it;
    // a4 (3 h) needs one and could start at once. The optimum is 7 h: a2 at 1, then a3 beside a4.
    // Whoever starts what can start has a4 from 0 to 3, a2 to 4, a3 to 9.
    const Project project{
        {2}, {{kHour, {0}, {}}, {kHour, {2}, {0}}, {5 * kHour, {1}, {1}}, {3 * kHour, {1}, {}}}};
    CHECK(parallel_schedule(project, latest_finishes(project, 7 * kHour)) ==
          Times{0, 3 * kHour, 4 * kHour, 0});
    check_schedule(project, {.due = 7 * kHour}, latest_finishes(project, 7 * kHour));
  }
}

TEST_CASE("Step due dates are the latest finishes of the backward pass", "[theory][rcpsp]") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Project project = random_project(seed, 28'000);
    const auto model = test::model_of(scenario_of(project, {}));
    const std::int64_t length = critical_path(project);
    const Times latest = latest_finishes(project, length);
    const WorkAhead ahead(*model);
    const Kind& kind = model->kinds[KindId{0}];
    for (std::uint32_t s = 0; s < kind.steps.size(); ++s) {
      const std::size_t a = std::stoul(kind.steps[s].name.substr(1)) - 1;
      CHECK(length - ahead.after(KindId{0}, TierId{0}, StepId{s}).us / kTick == latest[a]);
    }
  }
}

TEST_CASE("Random projects go like the parallel scheme under every rule", "[theory][rcpsp]") {
  // Lengths to 3.6 s, so that hardly anything ends at the same instant as something else and
  // what is equally urgent has become ready in a known order.
  int longer = 0;     // than the critical path: resources matter
  int different = 0;  // from another rule's: a rule that were not heeded would show
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Project project = random_project(seed, 28'000);
    const std::int64_t due = critical_path(project);
    const Times latest = latest_finishes(project, due), length = lengths(project);
    Times latest_start(project.size());
    std::transform(latest.begin(), latest.end(), length.begin(), latest_start.begin(),
                   std::minus<>());
    INFO("seed " << seed);
    check_schedule(project, {.due = due}, latest);
    check_schedule(project, {.dispatch = "least_slack", .due = due}, latest_start);
    check_schedule(project, {.dispatch = "shortest"}, length);
    check_schedule(project, {.dispatch = "first_come"}, Times(project.size(), 0));
    check_schedule(project, {.due = due, .outside = true}, latest);
    check_schedule(project, {.due = due, .uninterruptible = true}, latest);
    check_schedule(project, {.due = due, .hours = "{ mon-fri: [09:00-17:00] }"}, latest);
    const Times by_latest = parallel_schedule(project, latest);
    longer += makespan(project, by_latest) > due ? 1 : 0;
    different += by_latest != parallel_schedule(project, length) ? 1 : 0;
  }
  CHECK(longer >= 30);
  CHECK(different >= 30);
}

TEST_CASE("Random projects go by the number of their activities, class by class",
          "[theory][rcpsp]") {
  // Whole hours, as in PSPLIB: much ends at the same instant, and the order is total.
  for (std::uint64_t seed = 101; seed <= 140; ++seed) {
    Project project = random_project(seed, 10);
    for (Activity& activity : project.activities) activity.length *= kHour;
    Times numbers(project.size());
    std::iota(numbers.begin(), numbers.end(), 0);
    INFO("seed " << seed);
    check_schedule(project, {.class_each = true}, numbers);
    check_schedule(project, {.hours = "{ mon-fri: [09:00-17:00] }", .class_each = true}, numbers);
  }
}

}  // namespace suits
