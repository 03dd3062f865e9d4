// What `suits check --analytic` prints, to the letter where theory is exact.

#include "engine/report/analytic_report.hpp"

#include "engine/report/json.hpp"
#include "engine/scenario/load.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

std::shared_ptr<const Model> queue(const std::string& rate) {
  const std::string text =
      "suits: 1\nname: Queue\ntime: { start: 2027-01-04, run: 8 weeks, warm_up: 1 week }\n"
      "keep: none\ncalendar: { hours: always }\nroles: { s: { title: Server, team: pool } }\n"
      "people: [ { name: Ann, role: s } ]\n"
      "work: { job: { title: Job, who: s, effort: exponential(mean 1 h) } }\n"
      "agency: { work: { job: " +
      rate + " } }\n";
  Diagnostics diagnostics;
  auto model = load_scenario_text(text, diagnostics);
  INFO(diagnostics.render("scenario.yaml", text));
  REQUIRE(model);
  return model;
}

}  // namespace

TEST_CASE("an estimate is a page with verdicts, tables and weak sides", "[analytic]") {
  const auto model = queue("0.5/h");
  const std::string text = analytic_screen(*model, analytic_estimate(*model), {});
  INFO(text);
  const std::string head =
      "Queue: estimated by formulas, without a run\n"
      "  · Everybody can keep up in the mean.\n"
      "  · Work waits longest for the Server: 1 hour a request.\n"
      "\n"
      "Who is full, and where work waits\n";
  CHECK(text.substr(0, head.size()) == head);
  CHECK(text.find("          People  Full  Requests  Wait\n"
                  "  Server       1  50 %       672  1.00\n") != std::string::npos);
  CHECK(text.find("       Jobs  Mean  Waiting  In hand\n"
                  "  Job   672  2.00     1.00     1.00\n") != std::string::npos);
  CHECK(text.find("\nWhat this is bad at\n") != std::string::npos);
}

TEST_CASE("whoever cannot keep up is told in words, with a lower bound", "[analytic]") {
  const auto model = queue("1.25/h");
  const AnalyticEstimate estimate = analytic_estimate(*model);
  const std::string text = analytic_screen(*model, estimate, {});
  INFO(text);
  CHECK(text.find("  · The Server cannot keep up: asked for 125 % of the time there is.\n") !=
        std::string::npos);
  CHECK(text.find("100 %     1,680  ≥ ") != std::string::npos);
  CHECK(text.find("somebody cannot keep up\n") != std::string::npos);
  CHECK(text.find("inf") == std::string::npos);
  CHECK(text.find("nan") == std::string::npos);
  const auto json = analytic_json(*model, estimate);
  CHECK(json["tables"]["analytic_roles"][0]["keeps_up"] == false);
  CHECK(json["tables"]["analytic_roles"][0]["wait_hours_at_least"] == true);
  CHECK(json["tables"]["analytic_roles"][0]["wait_hours"] > 0);
}

TEST_CASE("an estimate in JSON has six digits and says what its columns mean", "[analytic]") {
  const auto model = test::model_of_file("scenarios/textbook/mmc.yaml");
  const auto json = analytic_json(*model, analytic_estimate(*model));
  CHECK(json["scenario"] == "M/M/10, load 90 %");
  CHECK(json["tables"]["analytic_roles"][0]["wait_hours"] == 0.0668732);
  CHECK(json["tables"]["analytic_turnaround"][0]["tier"] == "all");
  CHECK(json["columns"]["analytic_roles"].size() == 7);
  CHECK(json["weak_sides"].size() >= 2);
}
