#include "tests/support/naive/features.hpp"

#include "tests/support/model_builder.hpp"

namespace suits {
namespace {

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

}  // namespace

void add_features(Model& m, Coins& c) {
  if (c.feature(25)) add_skills(m, c);
  if (c.feature(25)) add_slack(m, c);
}

}  // namespace suits
