#include "bench/network.hpp"

#include <fmt/format.h>

namespace suits::bench {

std::string network(int people, const std::string& length) {
  const int directors = people / 10, managers = people / 5, coordinators = people / 5;
  const int executives = people - directors - managers - coordinators;
  return fmt::format(R"yaml(suits: 1
name: network
time: {{ start: 2027-01-04, run: {length}, cap: {length} }}
calendar: {{ hours: {{ mon-fri: [09:30-12:30, 13:30-18:00] }} }}
levels: {{ junior: {{ speed: 80% }}, mid: {{}}, senior: {{ speed: 115% }} }}
classes: [ {{ name: urgent, interrupts: yes }}, normal, background ]
dispatch: {{ default: earliest_due }}
familiarity: {{ extra: 30%, learns_in: 80 h, team: 90% }}
leave: {{ entitlement: 20 working days, block: "pert(1, 5, 10 working days)" }}
sickness: {{ spells: 2/year, length: "pert(1, 2, 5 working days)" }}
roles:
  director: {{}}
  manager: {{ reports_to: director }}
  executive: {{ reports_to: manager, covered_by: manager, peers_after: 1 working day }}
  coordinator: {{ reports_to: executive }}
people:
  - {{ role: director, count: {directors}, level: senior }}
  - {{ role: manager, count: {managers} }}
  - {{ role: executive, count: {executives} }}
  - {{ role: coordinator, count: {coordinators}, level: junior }}
parties:
  creative: {{ capacity: {creatives}, keep: none }}
  client: {{ responds_in: "lognormal(mean 1.5, p90 3 working days)" }}
tiers:
  core: {{ team: {{ director: 1, manager: 1, executive: 1, coordinator: 1 }}, owner: manager }}
accounts: [ {{ tier: core, count: {accounts} }} ]
work:
  mail:
    class: urgent
    due: 0.5 working days
    arrives: 4/working day
    any_of: {{ executive: 60%, manager: 15%, coordinator: 25% }}
    effort: 12 min
  small_job:
    due: 8 working days
    arrives: 6/month
    steps:
      take: {{ who: executive, effort: 1 h }}
      creative: {{ who: creative, effort: "lognormal(mean 6 h, p90 12 h)" }}
      show: {{ who: {{ executive: 1 h, coordinator: 12 min }}, together: apart }}
      client_answers: {{ takes: client.responds_in, back_to: {{ step: creative, chance: 40%, falling_by: 40% }} }}
  campaign:
    deliverable: yes
    due: 30 working days
    arrives: 18/year
    steps:
      take_assignment: {{ who: {{ executive: 2 h, manager: 2 h, client: 2 h }}, notice: 1 working day }}
      brief: {{ who: executive, effort: "lognormal(mean 10 h, p90 18 h)" }}
      approve: {{ who: manager, effort: 45 min, back_to: {{ step: brief, chance: 30%, rework_effort: 40% }} }}
      creative: {{ who: creative, effort: "lognormal(mean 30 h, p90 54 h)" }}
      present: {{ who: {{ director: 90 min, manager: 90 min, executive: 90 min, client: 90 min }}, notice: 1 working day }}
      payment: {{ who: owner, effort: 20 min }}
background:
  internal: {{ who: everyone, per: person, effort: 4 h/week, class: background, billable: no }}
)yaml",
                     fmt::arg("length", length), fmt::arg("directors", directors),
                     fmt::arg("managers", managers), fmt::arg("executives", executives),
                     fmt::arg("coordinators", coordinators), fmt::arg("creatives", people * 7 / 10),
                     fmt::arg("accounts", people * 13 / 10));
}

}  // namespace suits::bench
