// The answer of a sweep in words.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/sweep_figures.hpp"
#include "engine/report/sweep_report.hpp"

namespace suits {
namespace {

class Words {
 public:
  explicit Words(const SweptScenario& swept)
      : swept_(swept),
        headline_(swept.responses.front()),
        measure_(swept.measures.front()),
        figures_(swept.model, measure_.points.front(), {}),
        titles_(factor_titles(swept.design)),
        name_(response_words(swept.model, headline_)) {}

  std::string best() const;
  std::string matters() const;
  std::string fit() const;

 private:
  std::string level(const Estimate& figure) const { return figures_.level(headline_, figure); }
  /// "count = 8, chance = 10%"
  std::string setting(std::size_t point) const {
    std::vector<std::string> parts;
    for (std::size_t f = 0; f < titles_.size(); ++f)
      parts.push_back(fmt::format("{} = {}", titles_[f],
                                  swept_.design.factors[f].values[swept_.design.points[point][f]]));
    return enumerated(parts);
  }
  std::string change(const SweepEffect& effect) const {
    return figures_.change(headline_, effect.change, measure_.points.front());
  }
  std::string of_one(const SweepEffect& effect) const;
  std::string of_two(const SweepEffect& effect) const;
  /// The largest that is more than chance, of one factor or of two; null: none.
  const SweepEffect* largest(bool two) const;

  const SweptScenario& swept_;
  const Response& headline_;
  const SweptMeasure& measure_;
  SweepFigures figures_;
  std::vector<std::string> titles_;
  std::string name_;
};

std::string Words::best() const {
  const bool low = lowest_is_best(headline_);
  std::size_t best = measure_.points.size(), worst = best;
  for (std::size_t p = 0; p < measure_.points.size(); ++p) {
    if (!measure_.points[p].known()) continue;
    const auto value = [&](std::size_t i) { return (low ? 1 : -1) * measure_.points[i].value; };
    if (best == measure_.points.size() || value(p) < value(best)) best = p;
    if (worst == measure_.points.size() || value(p) > value(worst)) worst = p;
  }
  if (best == measure_.points.size())
    return fmt::format("No setting gives a figure for the {}.", name_);
  if (best == worst || measure_.points[best].value == measure_.points[worst].value)
    return fmt::format("The {} is the same in all {} settings: {}.", name_, measure_.points.size(),
                       level(measure_.points[best]));
  std::string text = fmt::format(
      "Of {} settings the {} is {} at {}: {}; it is {} at {}: {}.", measure_.points.size(), name_,
      low ? "lowest" : "highest", setting(best), level(measure_.points[best]),
      low ? "highest" : "lowest", setting(worst), level(measure_.points[worst]));
  const auto rivals = std::count(swept_.best.begin(), swept_.best.end(), true);
  if (swept_.best.empty()) return text + " With so few courses nothing is sure.";
  if (rivals == 1)
    return text +
           fmt::format(" With 95 % confidence no other setting is {}.", low ? "lower" : "higher");
  return text + fmt::format(
                    " With 95 % confidence the {} is one of {} settings that cannot be told "
                    "apart (\"{}?\" below).",
                    low ? "lowest" : "highest", rivals, low ? "lowest" : "highest");
}

const SweepEffect* Words::largest(bool two) const {
  const SweepEffect* found = nullptr;
  for (const SweepEffect& effect : measure_.effects) {
    if ((effect.factor != effect.other) != two || !effect.differs) continue;
    if (!found || std::abs(effect.change.value) > std::abs(found->change.value)) found = &effect;
  }
  return found;
}

std::string Words::of_one(const SweepEffect& effect) const {
  const SweepFactor& factor = swept_.design.factors[effect.factor];
  const std::string& title = titles_[effect.factor];
  if (factor.numeric())
    return fmt::format("What matters most is {}: from {} to {} it changes the {} by {}", title,
                       factor.values.front(), factor.values.back(), name_, change(effect));
  return fmt::format("What matters most is {}: {} changes the {} by {} from the mean of its values",
                     title, factor.values[effect.level], name_, change(effect));
}

std::string Words::of_two(const SweepEffect& effect) const {
  return fmt::format("the effect of {} depends most on {} (by {})", titles_[effect.factor],
                     titles_[effect.other], change(effect));
}

std::string Words::matters() const {
  if (measure_.effects.empty())
    return measure_.replications < 2
               ? "Effects need at least two courses in which every setting has the figure."
               : "There are too few settings to tell the factors apart.";
  const SweepEffect* one = largest(false);
  const SweepEffect* two = largest(true);
  std::vector<std::string> idle;
  for (std::size_t f = 0; f < titles_.size(); ++f) {
    const bool acts = std::any_of(
        measure_.effects.begin(), measure_.effects.end(), [&](const SweepEffect& effect) {
          return effect.differs && (effect.factor == f || effect.other == f);
        });
    if (!acts) idle.push_back(titles_[f]);
  }
  if (!one && !two)
    return fmt::format("Nothing that was varied changes the {} by more than chance.", name_);
  std::string text = one ? of_one(*one) : "";
  if (two) text += (one ? "; " : "") + of_two(*two);
  text = sentence_case(text) + ".";
  if (!idle.empty()) text += fmt::format(" No effect of {} is more than chance.", enumerated(idle));
  return text;
}

std::string Words::fit() const {
  if (measure_.effects.empty() || !(measure_.explained == measure_.explained)) return "";
  const double percent = std::floor(measure_.explained * 1000) / 10;
  std::string text =
      fmt::format("Straight lines{} explain {:.1f} % of the differences between the settings",
                  measure_.interactions ? " and their interactions" : "", percent);
  if (percent >= 90) return text + ".";
  return text + ": the effect bends, so look at the picture rather than at the effects.";
}

}  // namespace

bool lowest_is_best(const Response& headline) { return headline.better != Better::more; }

std::vector<Finding> sweep_findings(const SweptScenario& swept) {
  const Words words(swept);
  std::vector<Finding> findings{{"best", words.best()}, {"matters", words.matters()}};
  if (std::string fit = words.fit(); !fit.empty()) findings.push_back({"fit", std::move(fit)});
  return findings;
}

}  // namespace suits
