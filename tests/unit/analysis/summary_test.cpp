// Figures of hand-made observations.

#include "engine/analysis/summary.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/unit/report/sample_agency.hpp"

using namespace suits;

namespace {

Summary summary_of(const Model& model, const sample::Story& story, std::uint32_t replications) {
  ExperimentPlan plan;
  plan.replications = replications;
  return summarise(model,
                   run_experiment(model, plan, [&](const Model& m, std::uint64_t, std::uint32_t) {
                     return sample::seen(m, story);
                   }));
}

}  // namespace

TEST_CASE("turnaround, reliability and load are what was observed", "[summary]") {
  const Model model = sample::agency();
  const Summary s = summary_of(model, {.jobs = 20, .late = 5}, 10);
  const FlowSummary& campaign = s.flows[0];
  CHECK(campaign.arrived.value == 20);
  CHECK(campaign.working.value == Approx(12));  // 2 + 1 + 3 + 4 + 1 + 1 days
  CHECK(campaign.working.half == Approx(0).margin(1e-9));
  CHECK_FALSE(campaign.working.at_least);
  CHECK(campaign.on_time.value == Approx(0.75));
  CHECK(campaign.late.value == 5);
  CHECK(campaign.lateness.value == Approx(2));
  CHECK(s.roles[0].busy.value == Approx(0.7));
  CHECK(s.roles[0].load.value == Approx(0.7));
  CHECK(s.roles[0].billable.value == Approx(0.35));
  CHECK(s.roles[0].wait.value == Approx(2));
  CHECK(s.roles[0].waited.value == Approx(0.5));
  CHECK(s.people.size() == 4);  // neither creative nor the client
  CHECK(s.people[2].weeks.size() == 4);
}

TEST_CASE("causes add up to the turnaround, the largest first", "[summary]") {
  const Model model = sample::agency();
  sample::Story story;
  story.days = {2, 1, 3, 4, 1, 6, 0};
  const Summary s = summary_of(model, story, 4);
  const std::vector<Cause>& causes = s.flows[0].causes;
  double days = 0, share = 0;
  for (const Cause& c : causes) {
    days += c.working_days.value;
    share += c.share;
  }
  CHECK(days == Approx(17));
  CHECK(share == Approx(1));
  REQUIRE(causes.size() == 6);
  CHECK(causes[0].sort == CauseSort::waiting);
  CHECK(causes[0].role == sample::kPlanner);
  CHECK(causes[0].working_days.value == Approx(6));
  CHECK(causes[0].busy_with == sample::kCampaign);
  CHECK(causes[0].busy_share == Approx(0.75));
  CHECK(causes[1].sort == CauseSort::client);
  CHECK(causes[2].sort == CauseSort::creative);
}

TEST_CASE("one replication has no intervals, few jobs have no quantiles", "[summary]") {
  const Model model = sample::agency();
  const Summary s = summary_of(model, {.jobs = 6}, 1);
  CHECK_FALSE(s.flows[0].working.has_interval());
  CHECK_FALSE(s.roles[0].busy.has_interval());
  CHECK_FALSE(s.flows[0].working_quantiles[0].known());
  // Ten replications of six: enough together for a median, though none of them alone has one.
  const Summary more = summary_of(model, {.jobs = 6}, 10);
  CHECK(more.flows[0].working_quantiles[0].value == Approx(12).epsilon(0.004));
  CHECK(more.flows[0].working_quantiles[0].half == 0);  // replications differ by nothing
}

TEST_CASE("a mean of jobs that did not all finish is a lower bound", "[summary]") {
  const Model model = sample::agency();
  const Summary s = summary_of(model, {.jobs = 10, .unfinished = 2}, 3);
  CHECK(s.flows[0].working.at_least);
  CHECK(s.flows[0].censored.value == 2);
  CHECK(s.flows[0].on_time.value == Approx(0.8));
}

TEST_CASE("a load above the hours is a load, not a utilisation", "[summary]") {
  const Model model = sample::agency();
  const Summary s = summary_of(model, {.planners = 1.0, .asked = 1.3}, 3);
  CHECK(s.roles[1].busy.value == Approx(1));
  CHECK(s.roles[1].load.value == Approx(1.3));
  CHECK(s.roles[1].light == Light::over);
}

TEST_CASE("lights follow the printed per cent", "[summary]") {
  CHECK(light_of(0.594) == Light::slack);
  CHECK(light_of(0.596) == Light::healthy);
  CHECK(light_of(0.846) == Light::strained);
  CHECK(light_of(0.844) == Light::healthy);
  CHECK(light_of(1.004) == Light::strained);
  CHECK(light_of(1.006) == Light::over);
  CHECK(light_of(kNothing) == Light::unknown);
}

TEST_CASE("the headline is brief turnaround where there is one", "[summary]") {
  Model model = sample::agency();
  const Summary s = summary_of(model, {}, 2);
  REQUIRE(headline(model, s));
  CHECK(headline(model, s)->key.milestone == 0);
  model.kinds[sample::kCampaign].milestones[0].name = "other";
  CHECK(headline(model, s)->key.milestone == 0);
  const Summary none = summary_of(model, {.jobs = 3, .unfinished = 3}, 2);
  CHECK(headline(model, none) == nullptr);
}

TEST_CASE("columns appear where their mechanism is on", "[summary]") {
  Model model = sample::agency();
  CHECK_FALSE(summary_of(model, {}, 2).on.costs);
  CHECK_FALSE(summary_of(model, {}, 2).on.retainers);
  model.people[sample::kAnn].cost = 50;
  Fee fee;
  fee.retainer_hours = 100;
  model.accounts[AccountId{0}].fee = fee;
  const Summary s = summary_of(model, {}, 2);
  CHECK(s.on.costs);
  CHECK(s.on.fees);
  CHECK(s.on.retainers);
  CHECK(s.on.dues);
}

TEST_CASE("A job given up before it is due is neither on time nor late", "[summary]") {
  const auto model = test::model_of(R"(suits: 1
name: pitches
time: { start: 2027-03-01, run: 1 week }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: { team: pool } }
people: [ { name: Ann, role: executive } ]
accounts: [ { name: Lion, work: { pitch: { dates: [2027-03-01 09:00, 2027-03-01 10:00, 2027-03-02 09:00] } } } ]
work: { pitch: { who: executive, effort: 20 h, due: 4 working days, deliverable: yes } }
rules: [ { at: 2027-03-01 12:00, when: step.waited > 0, then: cancel } ]
)");
  ExperimentPlan plan;
  plan.replications = 2;
  const Summary s = summarise(*model, run_experiment(*model, plan));
  CHECK(s.flows[0].arrived.value == 3);
  CHECK(s.flows[0].finished.value == 2);
  CHECK(s.flows[0].on_time.value == 1);
  CHECK(s.flows[0].late.value == 0);
}
