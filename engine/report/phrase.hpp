#pragma once

// Words for sentences: roles and kinds of work with their grammar, figures with their uncertainty.

#include <string>
#include <vector>

#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// A role as a sentence needs it.
struct RoleWords {
  std::string name;     // "the Account Planners", "the Account Director", "Creative"
  std::string counted;  // "the two Account Planners"
  bool plural = false;

  const char* are() const { return plural ? "are" : "is"; }
  const char* them() const { return plural ? "them" : "it"; }
  const char* their() const { return plural ? "their" : "its"; }
  const char* they() const { return plural ? "they" : "it"; }
};
/// "Account Planner"; the name, where it has no title.
std::string title_of(const Role& role);
RoleWords words_of(const Model& model, RoleId role);

/// "campaign"; "campaigns".
std::string one_of(const Kind& kind);
std::string many_of(const Kind& kind);
/// "brief turnaround" of `brief_turnaround`.
std::string spaced(const std::string& name);
/// "The …": the first letter in upper case.
std::string sentence_case(std::string text);
/// "a", "a and b", "a, b and c".
std::string enumerated(const std::vector<std::string>& items);
/// "weeks 16–17 and 34" of indices from 0; "week 3".
std::string weeks_text(const std::vector<std::size_t>& weeks);

/// Figures in the unit the reader thinks in.
class FigureWords {
 public:
  explicit FigureWords(const Summary& summary)
      : always_(summary.always), day_hours_(summary.day_hours), per_hour_(summary.per_hour) {}

  /// "82 ± 1 %": whole per cent, one decimal where the agency never closes.
  std::string percent(const Estimate& share) const;
  std::string percent(double share) const { return percent(Estimate{share, kNothing, false}); }
  /// "18.3 ± 0.6 working days"; below one day "3.2 ± 0.1 working hours".
  std::string time(const Estimate& working_days) const;
  /// The same without its unit: "18.3"; `like` decides the unit.
  std::string bare_time(const Estimate& working_days, const Estimate& like) const;
  /// "26.4 calendar days".
  std::string days(const Estimate& elapsed_days) const;
  std::string number(const Estimate& figure, int decimals) const;

 private:
  bool in_hours(double working_days) const { return always_ || working_days < 1; }

  bool always_;
  double day_hours_, per_hour_;
};

}  // namespace suits
