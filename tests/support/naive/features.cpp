#include "tests/support/naive/features.hpp"

#include <cstdlib>
#include <cstring>

#include "tests/support/model_builder.hpp"

namespace suits {
namespace {

Dispatch some_rule(const Model& m, Coins& c) {
  Dispatch dispatch = c.one_of<DispatchRule>(
      {DispatchRule::first_come, DispatchRule::last_come, DispatchRule::earliest_due,
       DispatchRule::earliest_step_due, DispatchRule::shortest, DispatchRule::weighted_shortest,
       DispatchRule::least_slack, DispatchRule::weighted_slack, DispatchRule::critical_ratio,
       DispatchRule::atc, DispatchRule::random, DispatchRule::fixed});
  dispatch.known = c.with(30);
  dispatch.lookahead = c.one_of<double>({0.5, 2, 5});
  dispatch.mean_effort = static_cast<double>(minutes(30 * c.from_to(1, 8)).us);
  if (dispatch.rule == DispatchRule::fixed) {
    for (std::size_t k = 0; k < m.kinds.size(); ++k) {
      dispatch.place.push_back(static_cast<std::uint32_t>(c.below(3)));
    }
  }
  return dispatch;
}

void add_dispatch(Model& m, Coins& c) {
  for (Role& role : m.roles) {
    if (c.with(75)) role.dispatch = some_rule(m, c);
  }
  const bool own_rules = c.with(40);
  for (Person& person : m.people) {
    if (own_rules && c.with(40)) person.dispatch = some_rule(m, c);
  }
  if (c.with(50)) return;
  for (Kind& kind : m.kinds) {
    kind.weight = ByTier<std::uint32_t>(c.one_of<std::uint32_t>({500, 1000, 3000, 10000}));
  }
}

void add_skills(Model& m, Coins& c) {
  m.skills = {"Japanese", "packaging"};
  for (Person& person : m.people) person.skills = c.with(60) ? 3 : c.bits() & 3;
  for (Kind& kind : m.kinds) {
    for (Step& step : kind.steps) {
      for (Request* request : {&step.first, &step.later}) {
        for (Participant& asked : request->participants) {
          if (!c.with(25)) continue;
          Requirement wanted = m.requirements[asked.requirement];
          wanted.skills = c.bits() & 3;
          asked.requirement = m.requirement(wanted);
        }
      }
    }
  }
}

void add_slack(Model& m, Coins& c) {
  const auto maybe = [&](std::optional<Threshold>& threshold) {
    if (!c.with(40)) return;
    threshold = Threshold(c.with(50) ? working_days(c.from_to(0, 4))
                                     : working(minutes(30 * c.from_to(0, 24))));
    threshold->slack = true;
  };
  for (Role& role : m.roles) {
    maybe(role.spare_after);
    maybe(role.peers_after);
    maybe(role.superior_after);
    for (CoverRing& cover : role.covered_by) maybe(cover.after);
  }
}

void add_interruption(Model& m, Coins& c) {
  const bool restarts = c.with(60), switching = c.with(60);
  for (Role& role : m.roles) {
    if (switching && c.with(60)) role.switching = minutes(5 * c.from_to(1, 6));
  }
  for (Kind& kind : m.kinds) {
    for (Step& step : kind.steps) step.restarts = restarts && c.with(40);
  }
}

void add_reserve(Model& m, Coins& c) {
  for (Role& role : m.roles) {
    if (!c.with(60)) continue;
    // For each class what all more urgent ones ask together.
    std::uint32_t people = 0;
    for (std::size_t k = 0; k < m.classes.size(); ++k) {
      role.reserve.push_back(people);
      people += static_cast<std::uint32_t>(c.below(2));
    }
  }
}

void add_focus(Model& m, Coins& c) {
  const auto some_focus = [&] {
    return Focus{c.one_of<std::uint32_t>({1, 2, 2, 3, 0}), c.one_of<double>({0, 0.1, 0.5})};
  };
  for (Role& role : m.roles) {
    if (role.sort == RoleSort::staff && c.with(60)) role.focus = some_focus();
  }
  const bool own = c.with(40);
  for (Person& person : m.people) {
    person.focus = m.roles[person.roles[0]].focus;
    if (own && c.with(30)) person.focus = some_focus();
  }
}

void add_knowledge(Model& m, Coins& c) {
  if (c.with(70)) {
    Familiarity familiarity;
    familiarity.extra = c.one_of<double>({0, 0.3, 1});
    familiarity.repeats = c.one_of<double>({0, 0.5, 2});
    familiarity.learns_in = hours(c.from_to(1, 40));
    if (c.with(60)) familiarity.forgets_in = weeks(c.from_to(1, 8));
    familiarity.team = c.one_of<double>({1, 0.8, 0});
    familiarity.others = c.one_of<double>({0, 0.3});
    m.familiarity = familiarity;
    for (Person& person : m.people) {
      if (c.with(25)) {
        person.knows.emplace_back(static_cast<AccountId>(c.below(static_cast<int>(m.accounts.size()))),
                                  c.one_of<double>({0, 0.5, 1}));
      }
    }
  }
  if (c.with(50)) m.newcomers = Newcomers{c.one_of<double>({0.2, 0.5}), hours(c.from_to(5, 100))};
}

void add_account_dates(Model& m, Coins& c) {
  for (Account& account : m.accounts) {
    if (account.agency) continue;
    if (c.with(30)) account.starts = march(c.from_to(1, 10));
    if (c.with(50)) {
      account.ends = march(c.from_to(8, 25), c.with(80) ? 0 : 11);
      account.cancel_on_end = c.with(70);
    }
    if (c.with(30)) account.sizes.push_back({march_date(c.from_to(3, 20)), c.one_of<double>({0, 0.5, 3})});
  }
}

}  // namespace

void add_features(Model& m, Coins& c, bool all) {
  const auto feature = [&](const char* name, int percent) {
    const char* only = std::getenv("SUITS_FEATURES");
    const bool on = c.feature(percent) || all;
    return on && (only == nullptr || std::strstr(only, name) != nullptr);
  };
  if (feature("dispatch", 55)) add_dispatch(m, c);
  if (feature("skills", 25)) add_skills(m, c);
  if (feature("slack", 25)) add_slack(m, c);
  if (feature("interruption", 35)) add_interruption(m, c);
  if (feature("reserve", 25)) add_reserve(m, c);
  if (feature("focus", 35)) add_focus(m, c);
  if (feature("knowledge", 30)) add_knowledge(m, c);
  if (feature("accounts", 25)) add_account_dates(m, c);
  if (feature("hours", 15)) add_hours_that_change(m, c);
  if (feature("changes", 25)) add_changes(m, c);
  if (feature("pools", 20)) add_pools(m, c);
  if (feature("hand", 20)) add_in_hand(m, c);
  if (feature("conditions", 15)) add_conditions(m, c);
  if (feature("rules", 30)) add_rules(m, c);
  if (feature("hiring", 60) && !m.staffing.pools.empty()) add_hiring(m, c);
  if (feature("keys", 15)) add_keys(m, c);
  if (feature("overtime", 20)) add_overtime(m, c);
  if (feature("limits", 20)) add_limits(m, c);
  if (feature("patience", 20)) add_patience(m, c);
  if (feature("populations", 10)) add_populations(m, c);
  if (feature("profiles", 15)) add_profiles(m, c);
}

}  // namespace suits
