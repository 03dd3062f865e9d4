// Teams against brute force, on small cases.

#include "engine/analysis/team_assignment.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/analysis/reallocation.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

using Teams = std::vector<std::vector<std::size_t>>;

/// The least objective of all allowed teams.
double least_objective(const AssignmentProblem& problem) {
  Teams teams(problem.places.size());
  double least = 1e300;
  const std::function<void(std::size_t)> each = [&](std::size_t i) {
    if (i == teams.size()) {
      if (assignment_allowed(problem, teams))
        least = std::min(least, assignment_objective(problem, teams));
      return;
    }
    const auto& candidates = problem.places[i].candidates;
    for (std::size_t set = 0; set < std::size_t{1} << candidates.size(); ++set) {
      teams[i].clear();
      for (std::size_t c = 0; c < candidates.size(); ++c)
        if (set >> c & 1) teams[i].push_back(candidates[c].person);
      if (teams[i].size() <= problem.places[i].count) each(i + 1);
    }
  };
  each(0);
  return least;
}

class Numbers {
 public:
  std::size_t below(std::size_t n) {
    state_ = state_ * 1664525u + 1013904223u;
    return (state_ >> 16) % n;
  }

 private:
  std::uint32_t state_ = 2027;
};

AssignmentProblem random_problem(Numbers& numbers) {
  AssignmentProblem out;
  const std::size_t people = 3 + numbers.below(2), places = 3 + numbers.below(3);
  for (std::size_t p = 0; p < people; ++p)
    out.fixed.push_back(static_cast<double>(numbers.below(30)) / 100);
  for (std::size_t i = 0; i < places; ++i) {
    AssignablePlace place;
    place.count = 1 + (numbers.below(4) == 0 ? 1 : 0);
    const double load = static_cast<double>(10 + numbers.below(40)) / 100;
    for (std::size_t p = 0; p < people; ++p)
      if (numbers.below(5) != 0 || place.candidates.size() + people < place.count + p + 2)
        place.candidates.push_back({p, load * static_cast<double>(80 + numbers.below(40)) / 100});
    for (std::size_t n = 0; n < place.count && n < place.candidates.size(); ++n)
      if (numbers.below(6) != 0) {
        const std::size_t p = place.candidates[numbers.below(place.candidates.size())].person;
        if (std::find(place.today.begin(), place.today.end(), p) == place.today.end())
          place.today.push_back(p);
      }
    if (!place.today.empty() && numbers.below(3) == 0) {
      std::vector<std::size_t> able{place.today.front()};
      for (const auto& candidate : place.candidates)
        if (candidate.person != able.front() && numbers.below(2) == 0)
          able.push_back(candidate.person);
      place.some_of.push_back(able);
    }
    out.places.push_back(std::move(place));
  }
  for (std::size_t p = 0; p < people; ++p) {
    if (numbers.below(2) == 0) continue;
    AssignmentLimit limit{p, {}, static_cast<double>(1 + numbers.below(3))};
    double today = 0;
    for (std::size_t i = 0; i < places; ++i) {
      const double weight = numbers.below(4) == 0 ? 0.5 : 1;
      limit.weights.emplace_back(i, weight);
      for (const std::size_t own : out.places[i].today) today += own == p ? weight : 0;
    }
    limit.most = std::max(limit.most, today);
    out.limits.push_back(limit);
  }
  out.change = static_cast<double>(numbers.below(6)) / 100;
  if (numbers.below(2) == 0) out.most_changes = numbers.below(4);
  return out;
}

/// Three executives, the first of whom serves everybody.
std::string agency(const std::string& accounts, const std::string& roles = "") {
  return "suits: 1\nname: agency\ntime: { start: 2027-01-04, run: 26 weeks }\n"
         "calendar: { hours: { mon-fri: [09:00-17:00] } }\n"
         "levels: { junior: { speed: 80% }, mid: {}, senior: { speed: 125% } }\n"
         "roles:\n  executive: { " +
         roles +
         " }\npeople:\n"
         "  - { name: Ann, role: executive, level: mid, skills: [japanese] }\n"
         "  - { name: Ben, role: executive, level: mid }\n"
         "  - { name: Chie, role: executive, level: senior, skills: [japanese] }\n"
         "accounts:\n" +
         accounts +
         "work:\n  mail: { who: executive, effort: 1 h, arrives: 2/working day }\n"
         "  letter: { who: executive, effort: 1 h, skills: [japanese], arrives: none }\n";
}

std::vector<std::string> holders(const Model& model, const Reallocation& found, std::size_t place) {
  std::vector<std::string> out;
  for (const PersonId p : holders_after(found, place)) out.push_back(model.people[p].name);
  return out;
}

}  // namespace

TEST_CASE("teams are those of brute force, on many small cases", "[allocate]") {
  Numbers numbers;
  int changed = 0;
  for (int n = 0; n < 60; ++n) {
    const AssignmentProblem problem = random_problem(numbers);
    const Assignment found = assign_teams(problem);
    INFO("case " << n);
    CHECK(assignment_allowed(problem, found.holders));
    CHECK(found.objective == Approx(assignment_objective(problem, found.holders)).margin(1e-9));
    CHECK(found.objective == Approx(least_objective(problem)).margin(2e-5));
    CHECK(found.bound <= found.objective + 1e-6);
    CHECK(found.proven);
    changed += found.changes > 0;
  }
  CHECK(changed > 20);
}

TEST_CASE("a place moves to whoever is least asked, as often as it pays", "[allocate]") {
  const auto model = test::model_of(agency(
      "  - { name: A, team: { executive: Ann } }\n  - { name: B, team: { executive: Ann } }\n"
      "  - { name: C, team: { executive: Ann } }\n  - { name: D, team: { executive: Ann } }\n"));
  // 2 h a day each: Ann is asked for 8 h of 8, the others for nothing.
  const Reallocation free = reallocate(*model, {});
  CHECK(free.assignment.proven);
  CHECK(free.assignment.changes == 3);  // one each for Ann and Ben, two for Chie, who is faster
  const std::vector<double> loads = loads_of(free.problem, free.assignment.holders);
  CHECK(*std::max_element(loads.begin(), loads.end()) == Approx(0.4).epsilon(0.02));
  ReallocationPlan one;
  one.most_changes = 1;
  CHECK(reallocate(*model, one).assignment.changes == 1);
  ReallocationPlan dear;
  dear.change = 0.6;
  CHECK(reallocate(*model, dear).assignment.changes == 0);
}

TEST_CASE("limits, skills and owners hold", "[allocate]") {
  const std::string accounts =
      "  - { name: A, team: { executive: Ann }, work: { letter: 2/working day } }\n"
      "  - { name: B, team: { executive: Ann } }\n  - { name: C, team: { executive: Ann } }\n";
  const auto model = test::model_of(agency(accounts, "accounts: { max: 3 }"));
  const Reallocation found = reallocate(*model, {});
  REQUIRE(found.places.size() == 3);
  const auto skilled = holders(*model, found, 0);
  CHECK(
      (skilled == std::vector<std::string>{"Ann"} || skilled == std::vector<std::string>{"Chie"}));
  CHECK(found.assignment.changes >= 1);
  // Ben may hold no account at all: everything goes to Chie.
  const auto none = test::model_of([&] {
    std::string text = agency(accounts);
    const std::string ben = "Ben, role: executive, level: mid";
    text.replace(text.find(ben), ben.size(), ben + ", accounts: { max: 0 }");
    return text;
  }());
  const Reallocation without = reallocate(*none, {});
  for (std::size_t i = 0; i < without.places.size(); ++i)
    CHECK(holders(*none, without, i) != std::vector<std::string>{"Ben"});
  // An owner's place goes to nobody below the owner's level.
  const auto owned =
      test::model_of(agency("  - { name: A, team: { executive: Chie }, owner: Chie }\n"
                            "  - { name: B, team: { executive: Chie }, owner: Chie }\n"));
  const Reallocation kept = reallocate(*owned, {});
  CHECK(kept.assignment.changes == 0);
  REQUIRE(kept.places.size() == 2);
  CHECK(kept.places[0].owner);
}

TEST_CASE("empty places are filled, and that is no change", "[allocate]") {
  AssignmentProblem problem;
  problem.fixed = {0.2, 0.1, 0.9};
  problem.most_changes = 0;
  AssignablePlace two;
  two.count = 2;
  two.today = {0};
  two.candidates = {{0, 0.3}, {1, 0.3}, {2, 0.3}};
  problem.places = {two};
  const Assignment found = assign_teams(problem);
  CHECK(found.holders == std::vector<std::vector<std::size_t>>{{0, 1}});
  CHECK(found.changes == 0);
  CHECK(found.proven);
  // Nobody has room: the place stays empty.
  for (const std::size_t p : {0u, 1u, 2u})
    problem.limits.push_back({p, {{0, 1}}, p == 0 ? 1.0 : 0.0});
  CHECK(assign_teams(problem).holders == std::vector<std::vector<std::size_t>>{{0}});
}
