#include "tools/precision_flag.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

/// A unit by its names, the first as it is told, and how much of the response's own unit it is.
struct AmountUnit {
  std::vector<std::string> names;
  double size = 1;
};

std::vector<AmountUnit> units_of(Quantity quantity, const Model& model) {
  const double day = model.standard_day.hours();
  const AmountUnit hours{{"h", "hour", "hours"}, 1},
      minutes{{"min", "minute", "minutes"}, 1.0 / 60};
  const auto in = [](AmountUnit unit, double own) {
    unit.size /= own;
    return unit;
  };
  switch (quantity) {
    case Quantity::share:
      return {{{"points", "point"}, 0.01}};
    case Quantity::working_days:
      if (model.agency().always()) return {in(hours, day), in(minutes, day)};
      return {{{"working days", "working day"}, 1}, {{"working hours", "working hour"}, 1 / day}};
    case Quantity::days:
      return {{{"days", "day", "calendar days"}, 1}, in(hours, 24), in(minutes, 24)};
    case Quantity::working_hours:
      if (model.agency().always()) return {hours, minutes};
      return {{{"working hours", "working hour", "h"}, 1},
              {{"working days", "working day"}, day},
              {{"min"}, 1.0 / 60}};
    case Quantity::hours:
      return {hours};
    case Quantity::money:
      return {{{model.currency, ""}, 1}};
    case Quantity::count:
    case Quantity::number:
      return {{{""}, 1}};
  }
  return {};
}

[[noreturn]] void refuse(const PrecisionAsk& ask, const Response& response,
                         const std::vector<AmountUnit>& units) {
  std::vector<std::string> names;
  for (const AmountUnit& unit : units)
    names.push_back(unit.names.front().empty() ? "a bare number" : unit.names.front());
  throw UsageError(fmt::format(
      "--precision {}: {} has no precision in {}; it takes {}, or a share of itself like 2%",
      truncate(printable(ask.text), 60), response.name,
      ask.unit.empty() ? "a bare number" : "\"" + truncate(printable(ask.unit), 30) + "\"",
      fmt::join(names, " or ")));
}

PrecisionAsk ask_of(const std::string& text) {
  PrecisionAsk ask{text, "", 0, ""};
  const std::size_t equals = text.rfind('=');
  if (equals != std::string::npos) ask.measure = text.substr(0, equals);
  const std::string amount = equals == std::string::npos ? text : text.substr(equals + 1);
  const char* end = amount.data() + amount.size();
  const auto [stop, error] = std::from_chars(amount.data(), end, ask.number);
  ask.unit = std::string(stop, end);
  ask.unit.erase(0, std::min(ask.unit.find_first_not_of(' '), ask.unit.size()));
  const bool too_much = ask.unit == "%" && ask.number > 100;
  if (error != std::errc() || !(ask.number > 0) || ask.number > 1e12 || too_much || equals == 0)
    throw UsageError(fmt::format(
        "--precision wants a share like 2%, or an amount like '0.5 working days' or "
        "'2 points', which may follow a measure: campaign.on_time='2 points'; not \"{}\"",
        truncate(printable(text), 60)));
  return ask;
}

}  // namespace

std::vector<PrecisionAsk> precision_asks(const Options& options) {
  std::vector<PrecisionAsk> asks;
  for (const auto& [flag, text] : options.repeated()) {
    if (flag != kPrecisionFlag.name) continue;
    PrecisionAsk ask = ask_of(text);
    for (const PrecisionAsk& other : asks)
      if (other.measure == ask.measure)
        throw UsageError(ask.measure.empty()
                             ? "--precision is given twice: the second may name its measure, "
                               "campaign.on_time='2 points'"
                             : fmt::format("--precision of {} is given twice",
                                           truncate(printable(ask.measure), 60)));
    asks.push_back(std::move(ask));
  }
  return asks;
}

PrecisionGoal goal_of(const PrecisionAsk& ask, const Response& response, const Model& model) {
  if (ask.unit == "%") return {response.name, ask.number / 100, 0, 1, ""};
  const std::vector<AmountUnit> units = units_of(response.quantity, model);
  for (const AmountUnit& unit : units)
    if (std::find(unit.names.begin(), unit.names.end(), ask.unit) != unit.names.end())
      return {response.name, 0, ask.number * unit.size, unit.size, unit.names.front()};
  refuse(ask, response, units);
}

}  // namespace suits
