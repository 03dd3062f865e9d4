#include "engine/random/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/random/transcendental.hpp"

namespace suits {

namespace {

constexpr double kLargest = 1e18;
constexpr double kLeastCv = 0.001;  // narrower, and Boost.Math's quantiles begin to fail
constexpr double kMostCv = 100;
constexpr int kMostPhases = 1'000'000;
constexpr double kNormalP90 = 1.2815515655446004;

/// Each check below returns what is wrong, or "".
std::string not_negative(std::string_view law, std::string_view what, double value) {
  if (!std::isfinite(value)) return fmt::format("{} needs a finite {}", law, what);
  if (value < 0)
    return fmt::format("{} cannot have its {} below 0; it is {:.6g}", law, what, value);
  if (value > kLargest) {
    return fmt::format("{} cannot have its {} above {:g}; it is {:.6g}", law, what, kLargest,
                       value);
  }
  return "";
}

std::string positive(std::string_view law, std::string_view what, double value) {
  if (value == 0) return fmt::format("{} needs its {} above 0", law, what);
  return not_negative(law, what, value);
}

std::string in_order(std::string_view law, std::string_view lower, double low,
                     std::string_view upper, double high) {
  if (low <= high) return "";
  return fmt::format("{} cannot have its {} ({:.6g}) above its {} ({:.6g})", law, lower, low, upper,
                     high);
}

/// `cv` belongs to a law of `mean`; both are positive.
std::string sensible_width(std::string_view law, double mean, double cv) {
  if (cv < kLeastCv) {
    return fmt::format(
        "{} with mean {:.6g} needs an sd of at least {:.6g} ({:g} × mean): a constant "
        "says the same",
        law, mean, kLeastCv * mean, kLeastCv);
  }
  if (cv > kMostCv) {
    return fmt::format("{} with mean {:.6g} cannot have its sd above {:.6g} ({:g} × mean)", law,
                       mean, kMostCv * mean, kMostCv);
  }
  return "";
}

std::string first_of(std::initializer_list<std::string> problems) {
  for (const std::string& p : problems) {
    if (!p.empty()) return p;
  }
  return "";
}

/// Turns numbers and their sum, positive, into running shares; the last is exactly 1.
template <class Entry>
void run_up(std::vector<Entry>& entries) {
  double total = 0;
  for (const Entry& e : entries) total += e.probability;
  double sum = 0;
  for (Entry& e : entries) {
    sum += e.probability;
    e.up_to = sum / total;
    e.probability /= total;
  }
  entries.back().up_to = 1;
}

law::Law lognormal_of(double mean, double sigma) {
  return law::Lognormal{mean, mean * det_exp(-0.5 * sigma * sigma), sigma};
}

std::string three_points(std::string_view law, double least, double likely, double most) {
  return first_of({not_negative(law, "least", least), not_negative(law, "likely", likely),
                   not_negative(law, "most", most), in_order(law, "least", least, "likely", likely),
                   in_order(law, "likely", likely, "most", most)});
}

}  // namespace

DistributionOrError Distribution::constant(double value) {
  if (const std::string e = not_negative("a constant", "value", value); !e.empty()) return e;
  return Distribution(value);
}

DistributionOrError Distribution::uniform(double least, double most) {
  constexpr std::string_view law = "a uniform";
  const std::string e =
      first_of({not_negative(law, "least", least), not_negative(law, "most", most),
                in_order(law, "least", least, "most", most)});
  if (!e.empty()) return e;
  if (least == most) return Distribution(least);
  return Distribution(law::Uniform{least, most});
}

DistributionOrError Distribution::exponential_mean(double mean) {
  if (const std::string e = positive("an exponential", "mean", mean); !e.empty()) return e;
  return Distribution(law::Exponential{mean});
}

DistributionOrError Distribution::erlang(int phases, double mean) {
  if (phases < 1 || phases > kMostPhases) {
    return fmt::format("an erlang needs 1 to {} phases; it has {}", kMostPhases, phases);
  }
  if (const std::string e = positive("an erlang", "mean", mean); !e.empty()) return e;
  if (phases == 1) return Distribution(law::Exponential{mean});
  return Distribution(law::Erlang{phases, mean});
}

DistributionOrError Distribution::gamma_mean_sd(double mean, double sd) {
  const std::string e =
      first_of({positive("a gamma", "mean", mean), positive("a gamma", "sd", sd)});
  if (!e.empty()) return e;
  return gamma_mean_cv(mean, sd / mean);
}

DistributionOrError Distribution::gamma_mean_cv(double mean, double cv) {
  constexpr std::string_view law = "a gamma";
  const std::string e = first_of(
      {positive(law, "mean", mean), positive(law, "cv", cv), sensible_width(law, mean, cv)});
  if (!e.empty()) return e;
  return Distribution(law::Gamma{mean, 1 / (cv * cv)});
}

DistributionOrError Distribution::lognormal_mean_sd(double mean, double sd) {
  constexpr std::string_view law = "a lognormal";
  const std::string e = first_of({positive(law, "mean", mean), positive(law, "sd", sd)});
  if (!e.empty()) return e;
  return lognormal_mean_cv(mean, sd / mean);
}

DistributionOrError Distribution::lognormal_mean_cv(double mean, double cv) {
  constexpr std::string_view law = "a lognormal";
  const std::string e = first_of(
      {positive(law, "mean", mean), positive(law, "cv", cv), sensible_width(law, mean, cv)});
  if (!e.empty()) return e;
  return Distribution(lognormal_of(mean, std::sqrt(det_log1p(cv * cv))));
}

DistributionOrError Distribution::lognormal_mean_p90(double mean, double p90) {
  constexpr std::string_view law = "a lognormal";
  const std::string e = first_of({positive(law, "mean", mean), positive(law, "p90", p90)});
  if (!e.empty()) return e;
  if (p90 <= mean) {
    return fmt::format("a lognormal with mean {:.6g} needs its p90 above the mean; it is {:.6g}",
                       mean, p90);
  }
  constexpr double z = kNormalP90;
  const double log_ratio = det_log(p90 / mean);
  const double under_root = z * z - 2 * log_ratio;
  if (under_root < -1e-5) {  // the limit as the message prints it is accepted
    const double most = det_exp(0.5 * z * z);
    return fmt::format(
        "a lognormal with mean {:.6g} cannot have its p90 above {:.6g} ({:.4g} × "
        "mean); it is {:.6g}",
        mean, most * mean, most, p90);
  }
  // z - sqrt(z^2 - 2 ln(p90 / mean)), written without the difference of near numbers.
  const double sigma = 2 * log_ratio / (z + std::sqrt(std::max(under_root, 0.0)));
  const double cv = std::sqrt(det_expm1(sigma * sigma));
  if (const std::string w = sensible_width(law, mean, cv); !w.empty()) return w;
  return Distribution(lognormal_of(mean, sigma));
}

DistributionOrError Distribution::lognormal_median_p90(double median, double p90) {
  constexpr std::string_view law = "a lognormal";
  const std::string e = first_of({positive(law, "median", median), positive(law, "p90", p90)});
  if (!e.empty()) return e;
  if (p90 <= median) {
    return fmt::format(
        "a lognormal with median {:.6g} needs its p90 above the median; it is {:.6g}", median, p90);
  }
  const double most = det_exp(kNormalP90 * std::sqrt(det_log1p(kMostCv * kMostCv)));
  if (p90 > most * median) {
    return fmt::format(
        "a lognormal with median {:.6g} cannot have its p90 above {:.6g} ({:.4g} × "
        "median: its sd would be more than {:g} times its mean); it is {:.6g}",
        median, most * median, most, kMostCv, p90);
  }
  const double sigma = det_log(p90 / median) / kNormalP90;
  const double mean = median * det_exp(0.5 * sigma * sigma);
  const double cv = std::sqrt(det_expm1(sigma * sigma));
  if (const std::string w = sensible_width(law, mean, cv); !w.empty()) return w;
  return Distribution(law::Lognormal{mean, median, sigma});
}

DistributionOrError Distribution::triangular(double least, double likely, double most) {
  if (std::string e = three_points("a triangular", least, likely, most); !e.empty()) return e;
  if (least == most) return Distribution(least);
  return Distribution(law::Triangular{least, likely, most});
}

DistributionOrError Distribution::pert(double least, double likely, double most) {
  if (std::string e = three_points("a pert", least, likely, most); !e.empty()) return e;
  if (least == most) return Distribution(least);
  return Distribution(law::Pert{least, likely, most});
}

DistributionOrError Distribution::hyperexponential(std::span<const double> probabilities,
                                                   std::span<const double> means) {
  constexpr std::string_view law = "a hyperexponential";
  if (probabilities.size() != means.size()) {
    return fmt::format("a hyperexponential needs as many means as probabilities; it has {} and {}",
                       means.size(), probabilities.size());
  }
  if (means.empty()) return std::string("a hyperexponential needs at least one branch");
  double total = 0;
  std::vector<law::Hyperexponential::Branch> branches;
  for (std::size_t i = 0; i < means.size(); ++i) {
    std::string e = first_of(
        {not_negative(law, "probability", probabilities[i]), positive(law, "mean", means[i])});
    if (!e.empty()) return e;
    total += probabilities[i];
    if (probabilities[i] > 0) branches.push_back({0, probabilities[i], means[i]});
  }
  if (std::abs(total - 1) > 1e-9) {
    return fmt::format("the probabilities of a hyperexponential add up to {:.6g}, not 1", total);
  }
  if (branches.size() == 1) return Distribution(law::Exponential{branches.front().mean});
  run_up(branches);
  return Distribution(law::Hyperexponential{
      std::make_shared<const std::vector<law::Hyperexponential::Branch>>(std::move(branches))});
}

DistributionOrError Distribution::hyperexponential_mean_cv(double mean, double cv) {
  constexpr std::string_view law = "a hyperexponential";
  const std::string e = first_of({positive(law, "mean", mean), positive(law, "cv", cv)});
  if (!e.empty()) return e;
  if (cv < 1) {
    return fmt::format(
        "a hyperexponential cannot have its cv below 1; it is {:.6g} (a gamma or an "
        "erlang can)",
        cv);
  }
  if (const std::string w = sensible_width(law, mean, cv); !w.empty()) return w;
  const double squared = cv * cv;
  const double first = 0.5 * (1 + std::sqrt((squared - 1) / (squared + 1)));
  const double second = 1 - first;
  if (cv == 1) return Distribution(law::Exponential{mean});
  const double probabilities[] = {first, second};
  const double means[] = {0.5 * mean / first, 0.5 * mean / second};
  return hyperexponential(probabilities, means);
}

DistributionOrError Distribution::discrete(std::span<const double> values,
                                           std::span<const double> weights) {
  constexpr std::string_view law = "a discrete distribution";
  if (values.size() != weights.size()) {
    return fmt::format("{} needs as many weights as values; it has {} and {}", law, weights.size(),
                       values.size());
  }
  if (values.empty()) return fmt::format("{} needs at least one value", law);
  std::vector<law::Discrete::Value> table;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::string e =
        first_of({not_negative(law, "value", values[i]), not_negative(law, "weight", weights[i])});
    if (!e.empty()) return e;
    if (weights[i] > 0) table.push_back({0, weights[i], values[i]});
  }
  if (table.empty()) return fmt::format("{} needs a weight above 0", law);
  std::stable_sort(table.begin(), table.end(),
                   [](const auto& a, const auto& b) { return a.value < b.value; });
  if (table.front().value == table.back().value) return Distribution(table.front().value);
  run_up(table);
  return Distribution(
      law::Discrete{std::make_shared<const std::vector<law::Discrete::Value>>(std::move(table))});
}

DistributionOrError Distribution::empirical(std::span<const double> values) {
  if (values.empty()) return std::string("an empirical distribution needs at least one value");
  for (const double v : values) {
    if (std::string e = not_negative("an empirical distribution", "value", v); !e.empty()) return e;
  }
  law::Empirical::List list{{values.begin(), values.end()}, 0, 0};
  std::sort(list.values.begin(), list.values.end());
  if (list.values.front() == list.values.back()) return Distribution(list.values.front());
  const double n = static_cast<double>(list.values.size());
  for (const double v : list.values) list.mean += v / n;
  for (const double v : list.values) list.variance += (v - list.mean) * (v - list.mean) / n;
  return Distribution(
      law::Empirical{std::make_shared<const law::Empirical::List>(std::move(list))});
}

Distribution Distribution::scaled(double factor) const {
  assert(std::isfinite(factor) && factor >= 0);
  if (factor == 0) return Distribution(0.0);
  return Distribution(law::scaled(law_, factor));
}

}  // namespace suits
