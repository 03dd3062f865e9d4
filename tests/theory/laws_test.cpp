// Laws that hold on every path, exactly, on every scenario in the repository.

#include <algorithm>

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {

namespace {

/// The model of a scenario; of large ones a month of their window is enough.
Model model_for_laws(const std::string& file) {
  Model model = *test::model_of_file(file);
  if (model.people.size() > 150) {
    model.window.warm_up = model.window.start - weeks(4);
    model.window.end = model.window.start + weeks(4);
  }
  return model;
}

}  // namespace

TEST_CASE("Conservation laws hold exactly on every scenario", "[laws]") {
  for (const std::string& file : test::scenario_files()) {
    const Model model = model_for_laws(file);
    for (std::uint32_t replication = 0; replication < 2; ++replication) {
      const Observations o = replicate(model, 7, replication);
      INFO(file << ", replication " << replication);
      REQUIRE_FALSE(o.error);
      const Conservation& c = o.conservation;
      CHECK(c.jobs_arrived == c.jobs_finished + c.jobs_cancelled + c.jobs_in_progress);
      CHECK(c.effort_drawn == c.effort_done + c.effort_left + c.effort_cancelled);
      // Little's law on the path: the integral of N is the sum of everybody's presence.
      CHECK(c.integral_present == c.sum_presence);
      for (std::size_t f = 0; f < o.flows.size(); ++f) {
        const Flow& flow = o.flows[f];
        // Every instant of a turnaround has exactly one label.
        Duration labelled;
        for (const auto& labels : flow.breakdown.by_role) {
          for (Duration d : labels) labelled += d;
        }
        CHECK(labelled == flow.breakdown.total);
        CHECK(flow.breakdown.rework <= flow.breakdown.total);
        if (o.flow_keys[f].milestone < 0) CHECK(flow.arrived == flow.finished + flow.censored);
        CHECK(flow.on_time <= flow.with_due);
      }
      for (PersonId p : ids(o.people)) {
        const PersonHours& person = o.people[p];
        INFO(model.people[p].name);
        // Nobody works outside their hours, in no week, but for the overtime that their roles allow.
        CHECK(person.worked <= person.available);
        const bool overtime =
            std::any_of(model.people[p].roles.begin(), model.people[p].roles.end(),
                        [&](RoleId r) { return model.roles[r].overtime.has_value(); });
        if (!overtime) CHECK(person.overtime.us == 0);
        Duration worked, by_kind;
        for (std::size_t w = 0; w < person.worked_by_week.size(); ++w) {
          CHECK(person.worked_by_week[w] <= person.available_by_week[w]);
          CHECK(person.worked_by_week[w].us >= 0);
          worked += person.worked_by_week[w];
        }
        for (Duration d : person.worked_by_kind) by_kind += d;
        CHECK(worked == person.worked);
        CHECK(by_kind == person.worked + person.overtime);
      }
    }
  }
}

TEST_CASE("A replication is a pure function of model, seed and number", "[laws]") {
  for (const std::string& file : test::scenario_files()) {
    const Model model = model_for_laws(file);
    INFO(file);
    const std::uint64_t once = replicate(model, 3, 1).history;
    CHECK(replicate(model, 3, 1).history == once);
    CHECK(replicate(model, 3, 2).history != once);
    CHECK(replicate(model, 4, 1).history != once);
  }
}

}  // namespace suits
