// Observed figures in words: the sentence, the table on a screen and in files.

#include "engine/report/plausibility_report.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

std::shared_ptr<const Model> shop() {
  return test::model_of(R"yaml(suits: 1
name: Shop
currency: EUR
time: { start: 2027-03-01, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {} }
people: [ { role: executive, count: 2 } ]
accounts: [ { name: Lion } ]
work:
  campaign: { due: 3 working days, arrives: 6/month, who: executive, effort: 4 h }
)yaml");
}

/// A figure of 30 courses.
PlausibleFigure figure(const Model& model, const char* name, double observed, Estimate simulated) {
  const std::vector<Response> all = responses_of(model);
  const Response* response = find_response(all, name);
  REQUIRE(response);
  PlausibleFigure out{*response, observed, simulated, one_year(*response, simulated, 30), {}};
  out.agreement = agreement_of(observed, simulated, out.year);
  return out;
}

Summary summary_of(std::vector<PlausibleFigure> figures) {
  Summary s;
  s.replications = 30;
  s.day_hours = 8;
  s.plausibility = std::move(figures);
  return s;
}

}  // namespace

TEST_CASE("the sentence counts what agrees and names what is apart, the furthest first",
          "[plausibility]") {
  const auto model = shop();
  const Model& m = *model;
  const auto near = figure(m, "campaign.finished", 70, {71, 1, false});
  const auto lucky = figure(m, "executive.wait", 5, {6, 0.5, false});
  const auto shorter = figure(m, "campaign.turnaround", 31, {27.28, 0.1, false});
  const auto higher = figure(m, "executive.busy", 0.8, {0.89, 0.001, false});
  const auto bound = figure(m, "campaign.elapsed", 20, {60, 0.1, true});
  const auto open = figure(m, "Lion.turnaround", 20, {6, 0.1, true});
  const auto none = figure(m, "Lion.margin", 0.1, {});
  const auto sentence = [&](std::vector<PlausibleFigure> figures) {
    return plausibility_sentence(m, summary_of(std::move(figures)));
  };
  CHECK(sentence({near}) == "The one observed figure agrees with the simulated one.");
  CHECK(sentence({near, near}) == "All 2 observed figures agree with the simulated ones.");
  CHECK(sentence({near, lucky}) ==
        "All 2 observed figures agree with the simulated ones, 1 of them only because one year may "
        "well come out so.");
  CHECK(sentence({lucky}) ==
        "The one observed figure agrees with the simulated one, but only because one year may well "
        "come out so.");
  CHECK(sentence({shorter}) ==
        "The one observed figure does not agree with the simulated one; apart is the mean "
        "turnaround of campaigns (12 % shorter in the model).");
  CHECK(sentence({shorter, higher, near, bound}) ==
        "Of 4 observed figures 1 agrees with the simulated ones; apart are the mean elapsed "
        "turnaround of campaigns (at least 200 % longer in the model), the mean turnaround of "
        "campaigns (12 % shorter) and the utilisation of the executives (9 points higher).");
  CHECK(sentence({shorter, higher, bound, shorter}) ==
        "Of 4 observed figures none agrees with the simulated ones; apart are the mean elapsed "
        "turnaround of campaigns (at least 200 % longer in the model), the mean turnaround of "
        "campaigns (12 % shorter), the mean turnaround of campaigns (12 % shorter) and 1 more.");
  const auto few = figure(m, "campaign.late", 10, {12, 9, false});
  CHECK(sentence({near, near, few, open, none}) ==
        "Of 5 observed figures 2 agree with the simulated ones; for 1 there are too few courses to "
        "tell; 1 cannot be told, as some jobs never finished; of 1 the model has no figure.");
}

TEST_CASE("the table shows observed, simulated, one year and the verdict", "[plausibility]") {
  const auto model = shop();
  const Model& m = *model;
  const Summary s = summary_of({figure(m, "campaign.on_time", 0.78, {0.77, 0.012, false}),
                                figure(m, "campaign.turnaround", 31, {27.28, 0.1, false}),
                                figure(m, "executive.wait", 5, {6, 0.5, false}),
                                figure(m, "Lion.income", 310000, {372000, 0, false}),
                                figure(m, "Lion.margin", 0.1, {})});
  const Table table = plausibility_table(m, s);
  CHECK(render_screen(table, {false, 120, 0, 1}) == R"screen(Beside what was observed
  Of 5 observed figures 2 agree with the simulated ones, 1 of them only because one year may well come out so; apart are
  the income from Lion (20 % higher in the model) and the mean turnaround of campaigns (12 % shorter); of 1 the model
  has no figure. Agrees: inside the interval of the simulated mean, or within 5 % of what was observed. One year: what a
  single year gives in 19 of 20 cases.
                                Observed           Simulated                One year            The model
  Share of campaigns on time    78 %               77 ± 1 %                 70 % to 84 %        agrees
  Mean turnaround of campaigns  31.0 working days  27.3 ± 0.1 working days  26.7 to 27.8        apart: 12 % shorter
  Mean wait for the executives  5.0 working hours  6.0 ± 0.5 working hours  3.2 to 8.8          20 % longer, as one year may be
  Income from Lion              310,000 EUR        372,000 EUR              372,000 to 372,000  apart: 20 % higher
  Margin on Lion                10 %               –                        –                   no such figure in the model
)screen");
  CHECK(render_csv(table) ==
        "measure,unit,observed,observed_pm,simulated,simulated_pm,simulated_at_least,one_year_from,"
        "one_year_to,difference,agreement\r\n"
        "campaign.on_time,share,0.78,,0.77,0.012,false,0.703186828,0.836813172,-0.01,near\r\n"
        "campaign.turnaround,working days,31,,27.28,0.1,false,26.7232236,27.8367764,-3.72,apart\r\n"
        "executive.wait,h,5,,6,0.5,false,3.21611782,8.78388218,1,one_year\r\n"
        "Lion.income,currency,310000,,372000,0,false,372000,372000,62000,apart\r\n"
        "Lion.margin,share,0.1,,,,,,,,unknown\r\n");
}
