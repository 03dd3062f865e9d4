// Measures by name: what a user may type, whose it is, and what a director is shown unasked.

#include <algorithm>
#include <set>

#include "engine/analysis/response.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/run/flow_keys.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

/// Ben is a person and an account, and a rule has a kind's name.
const char* const kShop = R"yaml(suits: 1
name: Shop
time: { start: 2027-03-01, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
tiers: { key: { team: { executive: 1 } }, small: { team: { executive: 1 } } }
roles: { executive: { cost: 40/h } }
people:
  - { name: Ann, role: executive }
  - { name: Ben, role: executive }
accounts:
  - { name: Ben, tier: key }
  - { name: Lion & Co., tier: small }
work:
  campaign:
    deliverable: yes
    due: 10 working days
    arrives: 4/month
    milestones: { brief: { from: arrival, to: write.finish } }
    steps:
      write: { who: executive, effort: exponential(mean 4 h) }
      sell: { who: executive, effort: 2 h }
  mail: { who: executive, effort: 1 h, arrives: 2/working day }
rules:
  - { name: campaign, every: weekly, then: [note "a week"] }
)yaml";

std::vector<std::string> names(const std::vector<Response>& responses) {
  std::vector<std::string> out;
  for (const Response& r : responses) out.push_back(r.name);
  return out;
}

}  // namespace

TEST_CASE("every response has a name of its own that finds it", "[response]") {
  for (const char* file :
       {"scenarios/mid_agency.yaml", "scenarios/textbook/tandem_feedback.yaml"}) {
    const auto model = test::model_of_file(file);
    const std::vector<Response> all = responses_of(*model);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < all.size(); i += 7) {
      CHECK(seen.insert(all[i].name).second);
      CHECK(find_response(all, all[i].name) == &all[i]);
    }
    for (const Response& r : default_family(*model, all))
      CHECK(find_response(all, r.name)->index == r.index);
  }
}

TEST_CASE("a name that two subjects have is the first one's, and sorts tell them apart",
          "[response]") {
  const auto model = test::model_of(kShop);
  const std::vector<Response> all = responses_of(*model);
  const Response* busy = find_response(all, "Ben.busy");
  REQUIRE(busy);
  CHECK(std::holds_alternative<PersonId>(busy->subject));
  CHECK(find_response(all, "person:Ben.busy") == busy);
  const Response* on_time = find_response(all, "Ben.on_time");  // people are never on time here
  REQUIRE(on_time);
  CHECK(std::holds_alternative<AccountId>(on_time->subject));
  const Response* person = find_response(all, "Ben.worked");
  const Response* account = find_response(all, "account:Ben.worked");
  REQUIRE(person);
  REQUIRE(account);
  CHECK(std::holds_alternative<PersonId>(person->subject));
  CHECK(account->name == "account:Ben.worked");
  CHECK(person->index != account->index);
  CHECK(find_response(all, "campaign.acts"));
  CHECK(find_response(all, "Lion & Co..campaign.on_time"));
  CHECK(find_response(all, "campaign.key.on_time")->full == "tier:campaign.key.on_time");
  CHECK(find_response(all, "campaign.brief.p90")->quantile->level == 2);
  CHECK(find_response(all, "campaign.brief")->quantity == Quantity::working_days);
  CHECK_FALSE(find_response(all, "campaign.brief.on_time"));
  CHECK_FALSE(find_response(all, "campaign.brief.turnaround"));
  CHECK_FALSE(find_response(all, "client.busy"));
}

TEST_CASE("a star stands for any text, and a near miss finds its name", "[response]") {
  const auto model = test::model_of(kShop);
  const std::vector<Response> all = responses_of(*model);
  CHECK(names(find_responses(all, "*.interruptions")) ==
        std::vector<std::string>{"Ann.interruptions", "Ben.interruptions"});
  CHECK(names(find_responses(all, "campaign.brief.p9*")) ==
        std::vector<std::string>{"campaign.brief.p90", "campaign.brief.p95"});
  CHECK(names(find_responses(all, "Ben.busy")) == std::vector<std::string>{"Ben.busy"});
  CHECK(find_responses(all, "*.nothing").empty());
  CHECK(find_responses(all, "Ben.bus").empty());
  CHECK(find_responses(all, "*").size() == all.size());
  CHECK(nearest_response(all, "campagn.on_time") == "campaign.on_time");
  CHECK(nearest_response(all, "Xyz") == "");
}

TEST_CASE("the default family is what the scenario has, the headline first", "[response]") {
  const auto shop = test::model_of(kShop);
  CHECK(names(default_family(*shop, responses_of(*shop))) ==
        std::vector<std::string>{"campaign.brief", "campaign.brief.p90", "campaign.turnaround",
                                 "campaign.turnaround.p90", "campaign.on_time", "executive.busy",
                                 "executive.wait", "Ben.turnaround", "Ben.on_time",
                                 "Lion & Co..turnaround", "Lion & Co..on_time", "cost"});
  const auto queue = test::model_of_file("scenarios/textbook/mm1.yaml");
  CHECK(names(default_family(*queue, responses_of(*queue))) ==
        std::vector<std::string>{"customer.turnaround", "customer.turnaround.p90", "server.busy",
                                 "server.wait"});
}

TEST_CASE("the headline is the one that run speaks of", "[response]") {
  for (const char* file :
       {"scenarios/mid_agency.yaml", "scenarios/small_shop.yaml", "scenarios/textbook/mm1.yaml"}) {
    const auto model = test::model_of_file(file);
    const Response first = default_family(*model, responses_of(*model)).front();
    const Experiment one = run_experiment(*model, {1, 1, 1, nullptr});
    const Summary summary = summarise(*model, one);
    const FlowSummary* said = headline(*model, summary);
    REQUIRE(said);
    const FlowKey key = std::get<FlowKey>(first.subject);
    CHECK(key.kind == said->key.kind);
    CHECK(key.milestone == said->key.milestone);
    CHECK(one.measures[first.index].ratio() == said->working.value);
  }
}

TEST_CASE("the department is all of its people and accounts", "[response]") {
  const auto model = test::model_of(kShop);
  const std::vector<Response> all = responses_of(*model);
  const Experiment one = run_experiment(*model, {1, 3, 1, nullptr});
  const auto value = [&](const char* name) {
    return one.measures[find_response(all, name)->index].ratio();
  };
  CHECK(value("worked") > 0);
  CHECK(value("worked") == Approx(value("Ann.worked") + value("Ben.worked")).epsilon(1e-12));
  CHECK(value("busy") == Approx(value("executive.busy")).epsilon(1e-12));
  CHECK(value("cost") == Approx(40 * value("worked")).epsilon(1e-12));
  CHECK(value("campaign.acts") == 8);
}

TEST_CASE("the flow keys known beforehand are those of a run", "[response]") {
  for (const char* file : {"scenarios/mid_agency.yaml", "scenarios/textbook/mmc.yaml"}) {
    const auto model = test::model_of_file(file);
    const std::vector<FlowKey> keys = flow_keys_of(*model);
    const Experiment one = run_experiment(*model, {1, 1, 1, nullptr});
    REQUIRE(one.flow_keys.size() == keys.size());
    for (std::size_t f = 0; f < keys.size(); ++f) {
      CHECK(one.flow_keys[f].kind == keys[f].kind);
      CHECK(one.flow_keys[f].milestone == keys[f].milestone);
      CHECK(one.flow_keys[f].tier == keys[f].tier);
    }
  }
}
