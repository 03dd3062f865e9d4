#pragma once

// What `suits headroom` prints: how much more fits, what gives way first and who holds it up, then
// each service level, today's figure beside what it must be and where it fails.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/headroom.hpp"
#include "engine/analysis/summary.hpp"
#include "engine/report/findings.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// What grows.
struct GrowthWords {
  bool accounts = false;           // whole accounts like `subject`, 0 today; else a factor, 1 today
  std::string subject;             // "all arrivals", "campaigns of Northwind", "Northwind"
  std::vector<std::string> notes;  // what of it stays as it is
};

/// A search as its report needs it; all stays the caller's.
struct GrownScenario {
  const Headroom& headroom;
  const std::vector<ServiceTarget>& targets;
  const GrowthWords& words;
  const HeadroomRange& range;
  const Summary& today;
};

struct HeadroomReport {
  std::vector<Finding> findings;
  Table levels;  // a row a service level
  Table loads;   // a row a load that was played and a service level
};
HeadroomReport report_headroom(const GrownScenario& grown);

std::string headroom_screen(const GrownScenario& grown, const HeadroomReport& report,
                            const ScreenStyle& style);
/// {suits, scenario, seed, replications, error, growth: {subject, unit, value, low, high, sort},
///  findings, tables: {levels, loads}, columns}
nlohmann::ordered_json headroom_json(const GrownScenario& grown, const HeadroomReport& report);

/// "share of campaigns on time below 70 %", "load of the Account Executives above 100 %": how a
/// target fails, without its article.
std::string failing_words(const Model& model, const Summary& today, const ServiceTarget& target,
                          double todays_figure);
/// "at least 70 %", "at most 100 %".
std::string bound_words(const Model& model, const Summary& today, const ServiceTarget& target,
                        double todays_figure);

}  // namespace suits
