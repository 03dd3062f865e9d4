// Comparisons in words, tables, JSON and CSV.

#include "engine/report/compare_report.hpp"
#include <map>

#include "engine/analysis/linearised.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/json.hpp"
#include "engine/report/precision_text.hpp"
#include "engine/report/response_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"
#include "tests/unit/report/sample_agency.hpp"

using namespace suits;

namespace {

/// Sample years with luck of −2 … 2: the base waits so many days for the planners, the variant
/// another number and a little more for its luck; how busy executives are differs by nothing but
/// luck.
Play telling(double base_wait, double variant_wait) {
  return [=](const Model& m, std::uint64_t, std::uint32_t r) {
    const bool base = m.name == "base";
    const double luck = static_cast<double>((r * 7) % 5) - 2;
    sample::Story story;
    story.jobs = 20;
    story.days.wait_planner = base ? base_wait + 0.4 * luck : variant_wait + 0.5 * luck;
    if (base_wait == variant_wait) story.days.wait_planner = base_wait + 0.4 * luck;
    story.executives = base || base_wait == variant_wait ? 0.7 : 0.7 + 0.01 * luck;
    return sample::seen(m, story);
  };
}

struct Report {
  Model base = sample::agency(), variant = sample::agency();
  std::vector<ComparedModel> models;
  std::vector<VariantWords> words{{"fewer", "Fewer planners", {"people.Pia is gone"}}};
  Comparison comparison;
  ScreenUnits units;

  Report(const Play& play, std::uint32_t replications) {
    base.name = "base";
    const std::vector<FlowKey> keys = sample::seen(base, {}).flow_keys;
    std::vector<Alternative> alternatives;
    for (Model* model : {&base, &variant}) {
      const auto all = responses_of(*model, keys);
      std::vector<Response> asked;
      for (const char* name :
           {"campaign.brief_turnaround", "campaign.turnaround", "executive.busy", "planner.wait"})
        if (const Response* one = find_response(all, name)) asked.push_back(*one);
      models.push_back({model->name, model, asked});
      alternatives.push_back(alternative_of(*model, asked));
    }
    const auto experiments = run_experiments(alternatives, {1, replications, 1, nullptr}, {}, play);
    comparison = compare(models, experiments, true);
    units = units_of(base, experiments[0]);
  }
  Compared compared() const { return {models, words, comparison, units}; }
};

}  // namespace

TEST_CASE("what differs is said first, and what does not is said to", "[compare]") {
  CHECK(compare_finding(Report(telling(2, 4), 15).compared(), 0) ==
        "The mean brief turnaround of campaigns rises by 2.00 ± 0.09 working days (13.00 to 15.00 "
        "working days), and the mean turnaround of campaigns rises by 2.00 ± 0.10 working days "
        "(13.00 to 15.00 working days); of 1 other measure that moves no difference can be told "
        "apart from chance.");
  CHECK(compare_finding(Report(telling(2, 2), 15).compared(), 0) ==
        "Nothing moves: all measures are the same to the last digit in 15 possible courses.");
  CHECK(compare_finding(Report(telling(2, 4), 1).compared(), 0) ==
        "In the one possible course the mean brief turnaround of campaigns changes by +1.8 ± ? "
        "working days; one course cannot tell a difference from chance.");
  CHECK(compare_finding(Report(telling(2, 2.01), 15).compared(), 0) ==
        "No difference can be told apart from chance in 15 possible courses: the mean brief "
        "turnaround of campaigns changes by +0.01 ± 0.09 working days.");
}

TEST_CASE("a comparison on the screen", "[compare]") {
  const Report report(telling(2, 4), 15);
  const std::string screen =
      compare_screen(report.compared(), report_comparison(report.compared()), {false, 100, 0, 1});
  const std::size_t rows = screen.find("  Measure");
  REQUIRE(rows != std::string::npos);
  const std::size_t after = screen.find("\nAssumptions\n");
  REQUIRE(after != std::string::npos);
  CHECK(screen.substr(after).find("  · No model of: people who leave") != std::string::npos);
  CHECK(screen.substr(rows, after - rows) ==
        "  Measure                    Base    Variant  Difference                                "
        "Paired\n"
        "  campaign.brief_turnaround  13.00   15.00    +2.00 ± 0.09 working days  differs        "
        "× 41\n"
        "  campaign.turnaround        13.00   15.00    +2.00 ± 0.10 working days  differs        "
        "× 41\n"
        "  executive.busy             70.0 %  70.0 %   0.0 ± 1.0 points           may be chance  "
        "× 1\n"
        "  planner.wait               2.0     2.0      0                          does not move  "
        "–\n");
  CHECK(
      screen.starts_with("base\n2027-03-01 to 2027-03-28, 4 weeks; 15 possible courses (seed 1)"));
}

TEST_CASE("a comparison in files", "[compare]") {
  const Report report(telling(2, 4), 15);
  const CompareReport made = report_comparison(report.compared());
  // Luck of −2 … 2, three times each: its standard error is √(30 ÷ 14 ÷ 15), that of the headline's
  // difference a tenth of it, and t(14) with half of 5 % on both sides 2.5096.
  CHECK(
      render_csv(made.differences)
          .starts_with(
              "variant,measure,what,unit,base,base_pm,base_at_least,variant_figure,variant_figure_"
              "pm,"
              "variant_figure_at_least,difference,difference_pm,verdict,p,saved\r\n"
              "fewer,campaign.brief_turnaround,mean brief turnaround of campaigns,working days,13,"
              "0.324261268,false,15,0.405326585,false,2,0.094852808,differs,0,41\r\n"));
  CHECK(made.differences.rows.size() == 4);
  const auto json = compare_json(report.compared(), made);
  CHECK(json["scenario"] == "base");
  CHECK(json["replications"] == 15);
  CHECK(json["error"] == 0.05);
  CHECK(json["family"] == 3);
  REQUIRE(json["variants"].size() == 1);
  CHECK(json["variants"][0]["name"] == "fewer");
  CHECK(json["variants"][0]["title"] == "Fewer planners");
  CHECK(json["variants"][0]["changes"][0] == "people.Pia is gone");
  CHECK(json["variants"][0]["finding"] == made.findings[0].text);
  REQUIRE(json["tables"]["differences"].size() == 4);
  CHECK(json["tables"]["differences"][3]["verdict"] == "same");
  CHECK(json["tables"]["differences"][3]["saved"].is_null());
  CHECK_FALSE(json.contains("notes"));
}

TEST_CASE("a precision that was reached, and one that was not", "[precision]") {
  const PrecisionGoal goal{"", 0.02, 0, 1, ""};
  CHECK(
      precision_notes({{"a.busy", goal, 0.8, 0.012, true, 25}, {"b.wait", goal, 2, 0.03, true, 28}},
                      66) ==
      std::vector<std::string>{"Precision: 2 % was asked for; after 66 courses known are a.busy to "
                               "1.52 % and b.wait to 1.52 %."});
  CHECK(
      precision_notes({{"a.wait", goal, 2, 0.2, false, 11'844}}, 2000) ==
      std::vector<std::string>{"Precision: 2 % was not reached in 2000 courses: a.wait is known to "
                               "11.1 %; as it varies, it would take some 12,000 "
                               "(--most-replications)."});
  CHECK(precision_notes({}, 30) ==
        std::vector<std::string>{"Precision: nothing varies that was asked for."});
}

TEST_CASE("responses in words", "[compare]") {
  const auto model = test::model_of_file("scenarios/mid_agency.yaml");
  const std::vector<Response> all = responses_of(*model);
  const auto words = [&](const char* name) {
    const Response* one = find_response(all, name);
    return one ? response_words(*model, *one) : std::string("no such measure");
  };
  CHECK(words("campaign.brief_turnaround") == "mean brief turnaround of campaigns");
  CHECK(words("campaign.brief_turnaround.p90") == "p90 brief turnaround of campaigns");
  CHECK(words("campaign.brief_turnaround.elapsed.p50") ==
        "p50 elapsed brief turnaround of campaigns");
  CHECK(words("campaign.brief_turnaround.finished") ==
        "number of finished brief turnaround of campaigns");
  CHECK(words("campaign.turnaround") == "mean turnaround of campaigns");
  CHECK(words("campaign.key.elapsed.p95") == "p95 elapsed turnaround of campaigns of key accounts");
  CHECK(words("campaign.on_time") == "share of campaigns on time");
  CHECK(words("campaign.small.unfinished") == "number of unfinished campaigns of small accounts");
  CHECK(words("account_planner.wait") == "mean wait for the Account Planners");
  CHECK(words("creative.busy") == "utilisation of Creative");
  CHECK(words("Mateus Silva.interruptions") == "number of interruptions of Mateus Silva");
  CHECK(words("Meridian Bank.margin") == "margin on Meridian Bank");
  CHECK(words("Meridian Bank.campaign.on_time") == "share of campaigns for Meridian Bank on time");
  CHECK(words("Meridian Bank.campaign.turnaround") ==
        "mean turnaround of campaigns for Meridian Bank");
  CHECK(words("overtime") == "overtime of the department");
  CHECK(words("turned_away") == "number of jobs turned away");
}

TEST_CASE("every response has words of its own", "[compare]") {
  const auto model = test::model_of_file("scenarios/mid_agency.yaml");
  std::map<std::string, std::string> seen;
  for (const Response& one : responses_of(*model)) {
    const std::string words = response_words(*model, one);
    const auto [at, fresh] = seen.emplace(words, one.name);
    INFO(words << ": " << at->second << ", " << one.name);
    CHECK(fresh);
    if (std::holds_alternative<FlowKey>(one.subject)) CHECK(words.find('_') == std::string::npos);
  }
}
