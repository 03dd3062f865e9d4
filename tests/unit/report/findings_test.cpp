// The three things that matter follow from the numbers.

#include "engine/report/findings.hpp"
#include "engine/report/phrase.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/unit/report/sample_agency.hpp"

using namespace suits;

namespace {

std::vector<Finding> findings_of(const sample::Story& story) {
  const Model model = sample::agency();
  ExperimentPlan plan;
  plan.replications = 8;
  return find_what_matters(
      model, summarise(model, run_experiment(model, plan,
                                             [&](const Model& m, std::uint64_t, std::uint32_t) {
                                               return sample::seen(m, story);
                                             })));
}

/// Full executives, but it is the planners whom campaigns wait for.
const sample::Story kPlannersHoldUp{
    .jobs = 20, .late = 8, .executives = 0.88, .planners = 0.8, .days = {2, 1, 3, 4, 1.5, 9, 0}};

}  // namespace

TEST_CASE("the fullest role and the one that holds work up are told apart", "[findings]") {
  const auto findings = findings_of(kPlannersHoldUp);
  REQUIRE(findings.size() == 3);
  CHECK(findings[0].name == "overload");
  CHECK(findings[0].text ==
        "The Account Executives are strained: busy 88 % of their hours; the fullest person is Ann, "
        "Account Executive (88 %), one more is above 85 %. Yet it is the two Account Planners, "
        "busy 80 %, who hold up the campaigns: 9.0 of "
        "20.5 working days go to waiting for them, 1.5 to waiting for the Account Executives.");
  CHECK(findings[1].text ==
        "A brief takes 20.5 working days on average (20.5 calendar days), nine in ten at most 20.5 "
        "working "
        "days. Of this, 9.0 waiting for the Account Planners, busy mostly with campaigns (75 %); "
        "4.0 with the client; 3.0 in hand at Creative; 2.0 in hand at the Account Executives.");
  CHECK(findings[2].text ==
        "On time are 60 % of the campaigns. Late ones are 2.0 working days late on average. Of the "
        "20.5 working days they take, 9.0 go by waiting for the Account Planners, busy mostly with "
        "campaigns (75 %) and 4.0 go by with the client.");
}

TEST_CASE("mend the bottleneck, and the sentences change", "[findings]") {
  sample::Story mended = kPlannersHoldUp;
  mended.planners = 0.5;
  mended.executives = 0.7;
  mended.days.wait_planner = 0.2;
  mended.days.wait_executive = 0.2;
  mended.late = 0;
  const auto findings = findings_of(mended);
  CHECK(
      findings[0].text ==
      "Nobody is overloaded: the fullest role, the Account Executives, is busy 70 % of its hours; "
      "the fullest person is Ann, Account Executive (70 %). Nobody holds the campaigns up: the "
      "longest wait, for the "
      "Account Executives, is 0.2 of 10.4 working days.");
  CHECK(findings[1].text.find("waiting") == std::string::npos);
  CHECK(findings[2].text == "Nothing is late to speak of: 100 % of the campaigns are on time.");
}

TEST_CASE("a role that is asked for more than it has is overloaded", "[findings]") {
  sample::Story story = kPlannersHoldUp;
  story.planners = 1.0;
  story.asked = 1.13;
  const auto findings = findings_of(story);
  CHECK(
      findings[0].text ==
      "The Account Planners are overloaded: asked for 113 % of the hours they have; strained too: "
      "the Account Executives (88 %); the fullest person is 慧, Account Planner (100 %), 3 more "
      "are "
      "above 85 %. 慧 and Pia are above "
      "95 %, where queues run away. The Account Planners are full in 4 of 4 weeks. The campaigns "
      "wait longest for the Account Planners: 9.0 of 20.5 working days.");
}

TEST_CASE("jobs that never finished are told of", "[findings]") {
  sample::Story story = kPlannersHoldUp;
  story.unfinished = 5;
  const auto findings = findings_of(story);
  CHECK(findings[1].text.find("A brief takes ≥ 20.5 working days") == 0);
  CHECK(findings[1].text.find("5.0 of 20.0 were not finished when the run stopped.") !=
        std::string::npos);
  CHECK(findings[2].text.find("On time are 35 % of the campaigns.") == 0);
}

TEST_CASE("one person who runs away is not nobody", "[findings]") {
  const Model model = sample::agency();
  ExperimentPlan plan;
  plan.replications = 4;
  const auto findings = find_what_matters(
      model, summarise(model, run_experiment(model, plan,
                                             [](const Model& m, std::uint64_t, std::uint32_t) {
                                               Observations o = sample::seen(m, {.executives = 0.5});
                                               PersonHours& ann = o.people[sample::kAnn];
                                               ann.worked = Duration{ann.available.us / 100 * 97};
                                               return o;
                                             })));
  const std::string& text = findings[0].text;
  INFO(text);
  CHECK(text.find("Nobody is overloaded") == std::string::npos);
  CHECK(text.find("No role as a whole is overloaded") == 0);
  CHECK(text.find("Ann is above 95 %, where queues run away.") != std::string::npos);
}

TEST_CASE("due dates without jobs are not called missing", "[findings]") {
  Model model = sample::agency();
  model.kinds[sample::kCampaign].due = ByTier<std::optional<Lapse>>(working_days(5));
  ExperimentPlan plan;
  plan.replications = 2;
  const Experiment nothing = run_experiment(
      model, plan,
      [](const Model& m, std::uint64_t, std::uint32_t) { return sample::seen(m, {.jobs = 0}); });
  CHECK(find_what_matters(model, summarise(model, nothing))[2].text ==
        "No job with a due date came so far that it could be late.");
}

TEST_CASE("with nothing finished there is little to say, and it is said", "[findings]") {
  const auto findings = findings_of({.jobs = 4, .unfinished = 4});
  CHECK(findings[1].text == "No job that arrived in the window was finished.");
}

TEST_CASE("words for roles, kinds and weeks", "[phrase]") {
  Model model = sample::agency();
  CHECK(words_of(model, sample::kPlanner).counted == "the two Account Planners");
  CHECK(words_of(model, sample::kCreative).name == "Creative");
  model.roles[sample::kPlanner].people.pop_back();
  CHECK(words_of(model, sample::kPlanner).name == "the Account Planner");
  model.roles[sample::kExecutive].title = "アカウントエグゼクティブ";
  CHECK(words_of(model, sample::kExecutive).counted == "the two アカウントエグゼクティブ");
  CHECK(many_of(model.kinds[sample::kMail]) == "mail or calls");
  CHECK(weeks_text({15, 16, 33}) == "weeks 16–17 and 34");
  CHECK(weeks_text({2}) == "week 3");
  CHECK(enumerated({"a", "b", "c"}) == "a, b and c");
}

TEST_CASE("figures carry their uncertainty, in the unit people think in", "[phrase]") {
  Summary s;
  s.day_hours = 8;
  const FigureWords words(s);
  CHECK(words.percent(Estimate{0.823, 0.012, false}) == "82 ± 1 %");
  CHECK(words.percent(Estimate{0.823, 0.001, false}) == "82 %");
  CHECK(words.time({18.26, 0.61, false}) == "18.3 ± 0.6 working days");
  CHECK(words.time({0.4, kNothing, false}) == "3.2 working hours");
  CHECK(words.time({60, 2, true}) == "≥ 60.0 ± 2.0 working days");
  s.always = true;
  s.day_hours = 24;
  s.per_hour = 60;
  CHECK(FigureWords(s).time({5.0 / 1440, 0.1 / 1440, false}) == "5.00 ± 0.10 min");
}
