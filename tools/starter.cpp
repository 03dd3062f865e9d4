#include "tools/starter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/offered_load.hpp"
#include "engine/scenario/load.hpp"

namespace suits {
namespace {

constexpr double kFill = 0.78;  // of the hours there are, asked of the fullest role in the mean
constexpr std::array<const char*, 5> kRoles{"account_director", "account_manager",
                                            "account_planner", "account_executive",
                                            "account_coordinator"};
enum : std::size_t { director, manager, planner, executive, coordinator };
using Heads = std::array<std::uint32_t, kRoles.size()>;

/// Small departments have no planner, the smallest neither director nor coordinator: others do it.
Heads roles_of(std::uint32_t people) {
  return {people >= 6 ? 1u : 0u, 1u, people >= 9 ? 1u : 0u, 1u, people >= 4 ? 1u : 0u};
}

std::string people_text(const Heads& heads) {
  std::string text;
  for (std::size_t r = 0; r < kRoles.size(); ++r) {
    if (heads[r] > 0) text += fmt::format("  - {{ role: {}, count: {} }}\n", kRoles[r], heads[r]);
  }
  return text;
}

std::string roles_text(const Heads& heads) {
  const bool has_director = heads[director] > 0;
  std::string text;
  if (has_director) text += "  account_director: { team: pool, billable_target: 30% }\n";
  text += fmt::format(
      "  account_manager: {{ {}billable_target: 60% }}\n",
      has_director ? "reports_to: account_director, covered_by: account_director, " : "");
  if (heads[planner] > 0)
    text +=
        "  account_planner: { reports_to: account_director, team: pool, covered_by: "
        "account_manager }\n";
  text +=
      "  account_executive: { reports_to: account_manager, peers_after: 1 working day, "
      "superior_after: 3 working days }\n";
  if (heads[coordinator] > 0)
    text +=
        "  account_coordinator: { reports_to: account_executive, peers_after: 4 working hours, "
        "covered_by: account_executive }\n";
  return text;
}

constexpr const char* kScenario = R"yaml(suits: 1
name: My agency
currency: USD
# The year that is reported; the warm-up before it fills the desks.
time: {{ start: {start}, run: 52 weeks, warm_up: 12 weeks }}
calendar:
  hours: {{ mon-fri: [09:30-12:30, 13:30-18:00] }}
  # holidays: [{start}]

# Work goes to the account's own people, then to those who cover, then up the reporting line.
roles:
{roles}
# Name people where it matters who it is:
#   - {{ name: Ben, role: account_executive, level: senior, away: [{start}..{start}] }}
people:
{people}leave: {{ entitlement: 20 working days, block: "pert(1, 5, 15 working days)" }}
sickness: {{ spells: 1.5/year, length: "pert(1, 2, 5 working days)" }}
levels: {{ junior: {{ speed: 80% }}, mid: {{}}, senior: {{ speed: 115% }} }}

# Outside account service, with a capacity or a pace of their own.
parties:
  creative: {{ capacity: {creatives} }}
  client: {{ responds_in: "lognormal(mean 1.5, p90 3 working days)" }}

# How much work an account brings, against a core one. Name those that matter:
#   - {{ name: Northwind, tier: key, team: {{ account_executive: Ben }}, fee: {{ retainer: 20000/month }} }}
tiers: {{ key: {{ size: 2 }}, core: {{ size: 1 }}, small: {{ size: 0.4 }} }}
accounts:
{accounts}
# Steps follow one another; several people in one step meet by appointment.
work:
  campaign:
    deliverable: yes
    due: 45 working days
    arrives: 4/year
    milestones: {{ brief_turnaround: {{ from: arrival, to: client_agrees.agreed }} }}
    steps:
      take_assignment: {{ who: {{ account_manager: 1.5 h, account_executive: 2 h, client: 1.5 h }} }}
      strategy: {{ who: {thinks}, effort: "lognormal(mean 12 h, p90 22 h)" }}
      brief: {{ who: account_executive, effort: "lognormal(mean 8 h, p90 14 h)" }}
      approve_brief: {{ who: account_manager, effort: 1 h, back_to: {{ step: brief, chance: 20%, rework_effort: 40% }} }}
      client_agrees: {{ takes: client.responds_in, back_to: {{ step: brief, chance: 15%, falling_by: 60%, rework_effort: 40% }} }}
      create: {{ who: creative, effort: "lognormal(mean 50 h, p90 90 h)", supervised_by: {{ account_executive: 15% }} }}
      present: {{ who: {{ {leads}account_manager: 2 h, account_executive: 2 h, client: 2 h }} }}
      feedback: {{ takes: client.responds_in, back_to: {{ step: create, chance: 45%, falling_by: 60%, rework_effort: 40% }} }}
      deliver: {{ who: {helps}, effort: 3 h }}
  small_job:
    deliverable: yes
    due: 7 working days
    arrives: 2/month
    steps:
      brief: {{ who: account_executive, effort: "lognormal(mean 2 h, p90 4 h)" }}
      create: {{ who: creative, effort: "lognormal(mean 6 h, p90 12 h)" }}
      check: {{ who: {helps}, effort: 1.5 h, back_to: {{ step: create, chance: 20%, falling_by: 60%, rework_effort: 40% }} }}
      send: {{ who: account_executive, effort: 45 min }}
  mails: {{ who: account_executive, effort: 20 min, arrives: 12/week, due: 1 working day }}
  paperwork: {{ who: {helps}, effort: 2.5 h, arrives: weekly, due: 3 working days }}
  status_report: {{ who: {{ account_executive: 1.5 h, account_manager: 1.5 h }}, together: apart, arrives: weekly, due: 3 working days }}
background:
  internal: {{ title: Internal time, who: everyone, per: person, effort: 4 h/week, billable: no }}
{leading}
# What if? See them all: suits compare FILE
what_if:
  one_more_executive: {{ add: {{ people: {{ role: account_executive }} }} }}
  a_third_more_work: {{ set: {{ tiers.key.size: "*1.33", tiers.core.size: "*1.33" }} }}
  urgent_first: {{ set: {{ dispatch: {{ default: earliest_due }} }} }}
)yaml";

constexpr const char* kLeading =
    "  leading: { title: Running the department, who: account_director, per: person, "
    "effort: 14 h/week, billable: no }\n";

std::string text_of(const StarterPlan& plan, const Heads& heads, std::uint32_t accounts) {
  const std::uint32_t key = accounts >= 4 ? (accounts + 3) / 7 : 0;
  const std::uint32_t core = std::max(1u, (accounts + 1) / 3);
  const std::uint32_t small = accounts > key + core ? accounts - key - core : 0;
  const char* thinks = heads[planner] > 0 ? "account_planner" : "account_manager";
  const char* helps = heads[coordinator] > 0 ? "account_coordinator" : "account_executive";
  std::string tiers;
  for (const auto& [name, count] : {std::pair{"key", key}, {"core", core}, {"small", small}}) {
    if (count > 0) tiers += fmt::format("  - {{ tier: {}, count: {} }}\n", name, count);
  }
  return fmt::format(kScenario, fmt::arg("start", to_string(plan.start)),
                     fmt::arg("roles", roles_text(heads)), fmt::arg("people", people_text(heads)),
                     fmt::arg("accounts", tiers),
                     fmt::arg("creatives", std::max(2u, (plan.people * 2 + 4) / 5)),
                     fmt::arg("thinks", thinks), fmt::arg("helps", helps),
                     fmt::arg("leads", heads[director] > 0 ? "account_director: 2 h, " : ""),
                     fmt::arg("leading", heads[director] > 0 ? kLeading : ""));
}

/// Hours asked of each role, and those one of its people has.
struct Asked {
  std::array<double, kRoles.size()> hours{}, per_head{};
};

Asked asked_of(const StarterPlan& plan, const Heads& heads, std::uint32_t accounts) {
  Diagnostics diagnostics;
  const auto model = load_scenario_text(text_of(plan, heads, accounts), diagnostics);
  Asked asked;
  if (!model) return asked;
  const OfferedLoad load = offered_load(*model);
  for (const RoleId r : ids(model->roles)) {
    for (std::size_t i = 0; i < kRoles.size(); ++i) {
      if (model->roles[r].name != kRoles[i]) continue;
      asked.hours[i] = load.roles[r].total_offered;
      asked.per_head[i] = load.roles[r].total_capacity / heads[i];
    }
  }
  return asked;
}

/// Heads enough for so many accounts. What people do for themselves grows with them: until it fits.
Heads heads_for(const StarterPlan& plan, std::uint32_t accounts) {
  Heads heads = roles_of(plan.people);
  for (Heads before{}; before != heads;) {
    before = heads;
    const Asked asked = asked_of(plan, heads, accounts);
    for (std::size_t r = 0; r < kRoles.size(); ++r) {
      if (heads[r] == 0) continue;
      const double needed = asked.hours[r] / (asked.per_head[r] * kFill);
      heads[r] = std::max(heads[r], static_cast<std::uint32_t>(std::ceil(needed)));
    }
  }
  return heads;
}

std::uint32_t sum(const Heads& heads) {
  std::uint32_t n = 0;
  for (const std::uint32_t h : heads) n += h;
  return n;
}

}  // namespace

std::string starter_scenario(const StarterPlan& plan) {
  // The most accounts that so many people can serve: more accounts never need fewer people.
  std::uint32_t served = 1, too_many = 2 * plan.people + 2;
  while (too_many - served > 1) {
    const std::uint32_t middle = (served + too_many) / 2;
    (sum(heads_for(plan, middle)) <= plan.people ? served : too_many) = middle;
  }
  Heads heads = heads_for(plan, served);
  // Whoever is left over helps where it is fullest.
  while (sum(heads) < plan.people) {
    const Asked asked = asked_of(plan, heads, served);
    std::size_t fullest = executive;
    for (std::size_t r = 0; r < kRoles.size(); ++r) {
      const auto load = [&](std::size_t i) {
        return heads[i] > 0 ? asked.hours[i] / (asked.per_head[i] * heads[i]) : 0;
      };
      if (load(r) > load(fullest)) fullest = r;
    }
    ++heads[fullest];
  }
  return text_of(plan, heads, served);
}

}  // namespace suits
