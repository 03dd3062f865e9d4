#include "tests/theory/entry.hpp"

#include <algorithm>
#include <utility>

#include "tests/theory/vocabulary.hpp"

namespace suits::test {
namespace {

std::optional<std::string> without_prefix(const std::string& text, const std::string& prefix) {
  if (text.rfind(prefix, 0) != 0) return std::nullopt;
  return text.substr(prefix.size());
}

bool is_share(const std::string& name) {
  for (const char* prefix :
       {"P_", "utilisation", "repair_utilisation", "availability", "fraction"}) {
    if (name.rfind(prefix, 0) == 0) return true;
  }
  return false;
}

/// Averages of (X - m)^2, with m the expected mean.
std::optional<Entry> spread(const System& system, const Vocabulary& words, const std::string& of,
                            double variance) {
  const double error = 0.02 * variance;
  if (of == "N") {
    const double m = system.expected.at("L");
    return Entry{variance, error, [m](const Figures& f) {
                   Ratio ratio{0, 1};
                   double n = 0;
                   for (double share : f.time_at_levels()) {
                     ratio.above += (n - m) * (n - m) * share;
                     ++n;
                   }
                   return ratio;
                 }};
  }
  const auto quantity = words.quantity(of);
  if (!quantity) return std::nullopt;
  const std::string mean = of.empty() ? "mean" : "mean_" + of;
  const auto stated = system.expected.count(mean) != 0 ? mean : of;
  if (system.expected.count(stated) == 0) return std::nullopt;
  const double m = system.expected.at(stated);
  return Entry{variance, error, average(*quantity, [m](double x) { return (x - m) * (x - m); })};
}

/// The share of the values that are at most x.
Entry share_up_to(Quantity quantity, double x, double expected, double largest_error) {
  return {expected, largest_error,
          average(std::move(quantity), [x](double v) { return v <= x ? 1.0 : 0.0; })};
}

/// "Wq_p95", "p95": the quantity before "_p" and the percentage.
std::optional<std::pair<std::string, double>> quantile(const std::string& name) {
  const std::size_t p = name.rfind('p');
  if (p == std::string::npos || p + 1 == name.size() || (p > 0 && name[p - 1] != '_')) {
    return std::nullopt;
  }
  const std::string digits = name.substr(p + 1);
  if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::pair{name.substr(0, p == 0 ? 0 : p - 1), std::stod(digits) / 100};
}

}  // namespace

std::optional<Entry> entry_of(const System& system, const std::string& name, double value) {
  const Vocabulary words(system);
  const double mean_error = 0.01 * value, share_error = std::max(0.01 * value, 0.001);
  if (const auto q = quantile(name)) {
    if (auto quantity = words.quantity(q->first)) {
      return share_up_to(*quantity, value, q->second, 0.05 * (1 - q->second));
    }
  }
  if (const auto of = without_prefix(name, "var_")) return spread(system, words, *of, value);
  if (name == "sd") return spread(system, words, "", value * value);
  if (const auto of = without_prefix(name, "sd_")) {
    return spread(system, words, *of, value * value);
  }
  if (const auto of = without_prefix(name, "second_moment_")) {
    const auto quantity = words.quantity(*of);
    if (!quantity) return std::nullopt;
    return Entry{value, 0.02 * value, average(*quantity, [](double x) { return x * x; })};
  }
  if (const std::size_t le = name.find("le_"); le != std::string::npos && name[0] == 'P') {
    const std::string of = le > 2 ? name.substr(2, le - 3) : "";  // P_le_5, P_Wq_le_0.5
    if (auto quantity = words.quantity(of)) {
      return share_up_to(*quantity, std::stod(name.substr(le + 3)), value, share_error);
    }
  }
  const auto mean_of = without_prefix(name, "mean_");
  const auto quantity = words.quantity(name == "mean" ? "" : mean_of ? *mean_of : name);
  if (quantity && !name.empty()) return Entry{value, mean_error, average(*quantity)};
  if (auto measure = words.measure(name)) {
    return Entry{value, is_share(name) ? share_error : mean_error, std::move(*measure)};
  }
  return std::nullopt;
}

}  // namespace suits::test
