#include "engine/analysis/service_target.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "engine/analysis/multiple_comparison.hpp"

namespace suits {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// A number and what stands behind it.
struct TypedFigure {
  double number = 0;
  std::string_view unit;
};

std::optional<TypedFigure> typed_figure(std::string_view text) {
  text = trimmed(text);
  TypedFigure out;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.number);
  if (error != std::errc{} || !std::isfinite(out.number)) return std::nullopt;
  out.unit = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
  return out;
}

struct UnitFactor {
  const char* name;
  double factor;
};

/// How many of a response's own unit each unit is that may stand behind its figures; the first one
/// is what a message names.
std::vector<UnitFactor> units_of(const Model& model, const Response& response) {
  const double day = model.standard_day.hours();
  switch (response.quantity) {
    case Quantity::share:
      return {{"%", 0.01}, {"points", 0.01}, {"point", 0.01}};
    case Quantity::working_days:
      return {{"working days", 1},        {"working day", 1}, {"", 1},
              {"working hours", 1 / day}, {"h", 1 / day},     {"min", 1 / day / 60},
              {"working hour", 1 / day},  {"hours", 1 / day}};
    case Quantity::days:
      return {{"days", 1},  {"day", 1},      {"calendar days", 1}, {"", 1},
              {"weeks", 7}, {"h", 1.0 / 24}, {"min", 1.0 / 1440}};
    case Quantity::working_hours:
      return {{"h", 1}, {"working hours", 1}, {"working hour", 1},   {"hours", 1},
              {"", 1},  {"min", 1.0 / 60},    {"working days", day}, {"working day", day}};
    case Quantity::hours:
      return {{"h", 1}, {"hours", 1}, {"", 1}, {"min", 1.0 / 60}};
    case Quantity::money:
      return {{model.currency.c_str(), 1}, {"", 1}};
    case Quantity::count:
    case Quantity::number:
      return {{"", 1}};
  }
  return {};
}

/// A figure in the response's own unit; nothing where its unit does not fit.
std::optional<double> in_own_unit(const Model& model, const Response& response,
                                  const TypedFigure& figure) {
  for (const UnitFactor& unit : units_of(model, response))
    if (figure.unit == unit.name) return figure.number * unit.factor;
  return std::nullopt;
}

std::string unit_hint(const Model& model, const Response& response) {
  const UnitFactor first = units_of(model, response).front();
  return *first.name == '\0'
             ? fmt::format("{} is a plain number", response.name)
             : fmt::format("{} is in {}, as in 5{}{}", response.name, first.name,
                           response.quantity == Quantity::share ? "" : " ", first.name);
}

/// What stands behind `today`: nothing, + or − a figure or a percentage, or × a factor.
bool read_today(const Model& model, std::string_view rest, ServiceTarget& target) {
  target.of_today = 1;
  rest = trimmed(rest);
  if (rest.empty()) return true;
  const char sign = rest.front();
  const auto figure = typed_figure(rest.substr(1));
  if (!figure) return false;
  if (sign == '*') {
    target.of_today = figure->number;
    return figure->unit.empty() && figure->number > 0;
  }
  if (sign != '+' && sign != '-') return false;
  const double by = sign == '+' ? 1 : -1;
  if (figure->unit == "%" && target.response.quantity != Quantity::share) {
    target.of_today = 1 + by * figure->number / 100;
    return target.of_today > 0;
  }
  const auto value = in_own_unit(model, target.response, *figure);
  if (value) target.value = by * *value;
  return value.has_value();
}

ServiceTarget made_target(const Response& response, bool at_least, double of_today, double value,
                          const std::string& bound) {
  return {response, at_least, of_today, value,
          fmt::format("{} {} {}", response.name, at_least ? ">=" : "<=", bound)};
}

}  // namespace

std::variant<ServiceTarget, std::string> read_target(const Model& model,
                                                     const std::vector<Response>& all,
                                                     const std::string& text) {
  const std::size_t at = text.find_first_of("<>");
  if (at == std::string::npos)
    return std::string(
        "a target says NAME >= VALUE or NAME <= VALUE, as in 'campaign.on_time >= "
        "75%'");
  const std::string name(trimmed(std::string_view(text).substr(0, at)));
  const Response* response = find_response(all, name);
  if (!response) {
    const std::string near = nearest_response(all, name);
    return fmt::format("there is no measure \"{}\"{}", name,
                       near.empty() ? "" : fmt::format(" (do you mean {}?)", near));
  }
  auto target = read_bound(model, *response, text.substr(at));
  if (auto* good = std::get_if<ServiceTarget>(&target)) good->text = trimmed(text);
  return target;
}

std::variant<ServiceTarget, std::string> read_bound(const Model& model, const Response& response,
                                                    const std::string& text) {
  ServiceTarget target{response, text[0] == '>', 0, 0, response.name + " " + text};
  const bool equal = text.size() > 1 && text[1] == '=';
  const std::string_view bound = trimmed(std::string_view(text).substr(equal ? 2 : 1));
  if (bound.starts_with("today")) {
    if (read_today(model, bound.substr(5), target)) return target;
    return fmt::format(
        "\"{}\" is no bound: say today, today - 5 points, today + 10% or today * 1.2", bound);
  }
  const auto figure = typed_figure(bound);
  if (!figure) return fmt::format("\"{}\" is no bound: {}", bound, unit_hint(model, response));
  const auto value = in_own_unit(model, response, *figure);
  if (!value) return fmt::format("\"{}\" does not fit: {}", bound, unit_hint(model, response));
  target.value = *value;
  return target;
}

Linearised margin_of(const ServiceTarget& target, const Linearised& here, const Linearised& today) {
  const double sign = target.at_least ? 1 : -1;
  Linearised out{sign * (here.value - target.bound(today.value)), {}};
  for (std::size_t i = 0; i < here.deviations.size(); ++i)
    out.deviations.push_back(
        sign *
        (here.deviations[i] - (target.relative() ? target.of_today * today.deviations[i] : 0.0)));
  return out;
}

double margin_error(const Linearised& margin) {
  return PairedDifference{margin.value, margin.deviations}.standard_error();
}

std::vector<ServiceTarget> default_targets(const Model& model, const std::vector<Response>& all) {
  std::vector<ServiceTarget> out;
  const std::vector<Response> family = default_family(model, all);
  for (const Response& response : family)
    if (response.measure == "on_time" && std::holds_alternative<FlowKey>(response.subject))
      out.push_back(made_target(response, true, 1, -0.05, "today - 5 points"));
  if (out.empty() && !family.empty())
    out.push_back(made_target(family.front(), false, 1.25, 0, "today + 25%"));
  for (const RoleId r : ids(model.roles)) {
    const Role& role = model.roles[r];
    if (role.sort == RoleSort::client || role.people.empty()) continue;
    const bool main = std::any_of(role.people.begin(), role.people.end(),
                                  [&](PersonId p) { return model.people[p].roles[0] == r; });
    if (!main) continue;  // its people's hours are those of other roles
    const bool alone = std::all_of(role.people.begin(), role.people.end(), [&](PersonId p) {
      return model.people[p].roles.size() == 1 && model.people[p].later_roles.empty();
    });
    const char* measure = alone ? "load" : "busy";
    for (const Response& response : all) {
      const auto* of = std::get_if<RoleId>(&response.subject);
      if (!of || *of != r || response.measure != measure) continue;
      out.push_back(alone ? made_target(response, false, 0, 1, "100%")
                          : made_target(response, false, 0, 0.95, "95%"));
    }
  }
  return out;
}

}  // namespace suits
