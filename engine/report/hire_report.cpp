// Whom to hire next, in words and tables.

#include "engine/report/hire_report.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/decision_figures.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

/// Who has this chance of being as good as the chosen one is worth a word; half of it, a price.
constexpr double kWorthAWord = 0.2, kWorthAPrice = 0.5;

constexpr const char* kRankingCaption =
    "Against hiring nobody, on the same luck; the ± of all candidates hold at once with 95 %. "
    "Best: "
    "the chance that it is the best of all; good: that nobody is better by more than a difference "
    "is worth (Bayesian bootstrap of the courses). Courses: how many were spent on it.";
constexpr const char* kEffectsCaption =
    "The change against hiring nobody, as above; margin: with everybody's hours paid, worked or "
    "not; overload: the share of people's weeks of which 95 % or more is worked.";

/// "140,000 USD": two digits that count.
std::string about_money(const Model& model, double amount) {
  const double step =
      std::pow(10.0, std::max(0.0, std::floor(std::log10(std::max(1.0, std::abs(amount)))) - 1));
  std::string digits = fmt::format("{:.0f}", std::nearbyint(amount / step) * step);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits + (model.currency.empty() ? "" : " " + model.currency);
}

class HireWords {
 public:
  HireWords(const HireQuestion& question, const DecisionFigures& figures)
      : q_(question), figures_(figures) {}

  Finding answer() const;
  Finding others() const;

 private:
  const std::string& who(std::size_t i) const { return figures_.decided().names[i]; }
  double price(std::size_t i) const { return q_.candidates[i].yearly_cost.value; }
  std::string cost(std::size_t i) const {
    return price(i) > 0 ? about_money(q_.base, price(i)) + " a year" : "";
  }

  const HireQuestion& q_;
  const DecisionFigures& figures_;
};

Finding HireWords::answer() const {
  const std::size_t chosen = q_.selection.chosen;
  const std::string aim = printable(aim_words(q_.base, q_.aims[0]));
  if (!figures_.of_base(0).known())
    return {"answer",
            fmt::format("There is no {} in these courses, so nothing can be said of it.", aim)};
  if (chosen == 0)
    return {"answer", fmt::format("Hire nobody for this: of the {} hires that were tried none "
                                  "makes the {} better by more than {}.",
                                  q_.candidates.size() - 1, aim, figures_.worth())};
  std::string text =
      fmt::format("Hire {}{}: {}", who(chosen), q_.from ? " from " + to_string(*q_.from) : "",
                  figures_.change(chosen, 0));
  if (const std::string money = cost(chosen); !money.empty())
    text += fmt::format(", for about {}", money);
  text += ".";
  if (!figures_.clear(chosen, 0))
    text += " Whether that is more than chance cannot be told from so few courses.";
  return {"answer", sentence_case(text)};
}

Finding HireWords::others() const {
  const Selection& s = q_.selection;
  std::vector<std::string> near;
  std::size_t cheapest = s.chosen;
  for (const std::size_t i : s.ranking) {
    const double good = s.candidates[i].good;
    if (i == s.chosen || good < kWorthAWord) continue;
    if (near.size() < 3) near.push_back(fmt::format("{} ({})", who(i), chance_text(good)));
    if (i != 0 && good >= kWorthAPrice && price(i) < price(cheapest)) cheapest = i;
  }
  if (near.empty())
    return {"others", fmt::format("Nobody else comes within {} of that with a chance of 20 % or "
                                  "more.",
                                  figures_.worth())};
  std::string text = fmt::format("As good within {}, with the chance beside it: {}",
                                 figures_.worth(), enumerated(near));
  if (cheapest != s.chosen && !cost(cheapest).empty())
    text += fmt::format("; the cheapest that is rather so than not is {}, at about {}",
                        who(cheapest), cost(cheapest));
  return {"others", text + "."};
}

Decided decided_of(const HireQuestion& q) {
  Decided out{q.base, q.summary, q.aims, q.selection, q.right, {}};
  for (const HireCandidate& one : q.candidates) out.names.push_back(offer_words(q.base, one.offer));
  return out;
}

}  // namespace

std::string offer_words(const Model& model, const std::optional<HireOffer>& offer) {
  if (!offer) return "nobody";
  const std::string title = printable(title_of(model.roles[offer->role]));
  const bool usual = offer->level == usual_level(model);
  std::string text =
      with_article(usual ? title : printable(model.levels[offer->level].name) + " " + title);
  if (offer->share < 1) text += fmt::format(" for {:.3g} % of the week", 100 * offer->share);
  return text;
}

DecisionReport report_hire(const HireQuestion& q) {
  const Decided decided = decided_of(q);
  const DecisionFigures figures(decided);
  const HireWords words(q, figures);
  DecisionReport out;
  out.heading = fmt::format(
      "{} candidates and nobody, for the {}; {}, the same luck for all (seed {})",
      q.candidates.size() - 1, printable(aim_words(q.base, q.aims[0])),
      q.from ? "there from " + to_string(*q.from) : std::string("there from the beginning"),
      q.seed);
  out.findings.push_back(words.answer());
  if (figures.of_base(0).known()) {
    out.findings.push_back(words.others());
    out.findings.push_back(figures.sureness());
  }
  OwnColumn add{file_column("add", "Edit"), {}},
      cost{{"cost_a_year", "Cost a year", Unit::money}, {}};
  for (const HireCandidate& one : q.candidates) {
    add.cells.push_back(one.edit);
    const double yearly = one.yearly_cost.value;
    cost.cells.push_back(yearly > 0 ? Cell::number(yearly) : Cell());
  }
  out.screen.push_back(
      ranking_table(figures, {"The candidates", kRankingCaption, "Hire"}, {add, cost}));
  out.files.push_back(out.screen.back());
  if (q.aims.size() > 1)
    out.screen.push_back(
        other_effects_table(figures, "What else each does", kEffectsCaption, "Hire"));
  out.files.push_back(effects_table(figures, "Hire"));
  return out;
}

nlohmann::ordered_json hire_json(const HireQuestion& q, const DecisionReport& report) {
  nlohmann::ordered_json json;
  json["suits"] = 1;
  json["scenario"] = q.base.name;
  json["currency"] = q.base.currency;
  json["seed"] = q.seed;
  json["aim"] = q.aims[0].name;
  json["measure"] = aim_words(q.base, q.aims[0]);
  json["unit"] = response_unit(q.aims[0].response);
  json["worth"] = file_number(q.selection.worth);
  json["right"] = q.right;
  json["decided"] = q.selection.decided;
  json["chosen"] = q.candidates[q.selection.chosen].edit;
  json["spent"] = q.selection.spent;
  json["equal_allocation"] = q.selection.equal;
  add_decision(json, report);
  return json;
}

}  // namespace suits
