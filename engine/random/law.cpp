#include "engine/random/law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <utility>

#include "engine/random/normal.hpp"
#include "engine/random/transcendental.hpp"

namespace suits::law {

namespace {

double draw_exponential(Draws& draws) { return -det_log(draws.uniform()); }

/// Gamma with mean `shape`. Marsaglia and Tsang (2000), figure 1; requires shape >= 1.
double draw_gamma_from_one(double shape, Draws& draws) {
  const double d = shape - 1.0 / 3.0;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double z = draw_normal(draws);
    const double root = 1 + c * z;
    if (root <= 0) continue;
    const double v = root * root * root;
    const double u = draws.uniform();
    const double squared = z * z;
    if (u < 1 - 0.0331 * squared * squared) return d * v;
    if (det_log(u) < 0.5 * squared + d * (1 - v + det_log(v))) return d * v;
  }
}

double draw_gamma(double shape, Draws& draws) {
  if (shape >= 1) return draw_gamma_from_one(shape, draws);
  const double above = draw_gamma_from_one(shape + 1, draws);
  const double u = draws.uniform();
  return above * det_pow(u, 1 / shape);
}

double first_shape(const Pert& p) { return 1 + 4 * (p.likely - p.least) / (p.most - p.least); }
double second_shape(const Pert& p) { return 1 + 4 * (p.most - p.likely) / (p.most - p.least); }

/// The first entry whose running sum lies above u (or reaches it).
template <class Entry>
const Entry& above(const std::vector<Entry>& entries, double u) {
  return *std::upper_bound(entries.begin(), entries.end() - 1, u,
                           [](double x, const Entry& e) { return x < e.up_to; });
}
template <class Entry>
const Entry& reaching(const std::vector<Entry>& entries, double p) {
  return *std::lower_bound(entries.begin(), entries.end() - 1, p,
                           [](const Entry& e, double x) { return e.up_to < x; });
}

/// The nearest number of 32 significant bits.
double rounded_to_32_bits(double x) {
  constexpr int dropped = 21;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x) + (1u << (dropped - 1));
  return std::bit_cast<double>(bits >> dropped << dropped);
}

double gamma_quantile(double mean, double shape, double p) {
  const boost::math::gamma_distribution<double> standard(shape, 1);
  return rounded_to_32_bits(boost::math::quantile(standard, p) * (mean / shape));
}

// -- sample --

/// The sample that a uniform gives, of the laws that take just one.
double of_uniform(const Uniform& law, double u) { return law.least + (law.most - law.least) * u; }
double of_uniform(const Exponential& e, double u) { return e.mean * -det_log(u); }
double of_uniform(const Lognormal& l, double u) {
  return l.median * det_exp(l.sigma * normal_quantile(u));
}
double quantile_of(const Triangular& t, double p);
double of_uniform(const Triangular& t, double u) { return quantile_of(t, u); }
double of_uniform(const Discrete& d, double u) { return above(*d.values, u).value; }
double of_uniform(const Empirical& e, double u) {
  const std::vector<double>& values = e.list->values;
  const double place = u * static_cast<double>(values.size());
  return values[std::min(static_cast<std::size_t>(place), values.size() - 1)];
}
template <class L>
concept OfOneUniform = requires(const L& law, double u) { of_uniform(law, u); };

template <OfOneUniform L>
double sample_of(const L& law, Draws& draws) {
  return of_uniform(law, draws.uniform());
}
double sample_of(const Constant& c, Draws&) { return c.value; }
double sample_of(const Erlang& e, Draws& draws) {
  return draw_gamma(e.phases, draws) * (e.mean / e.phases);
}
double sample_of(const Gamma& g, Draws& draws) {
  return draw_gamma(g.shape, draws) * (g.mean / g.shape);
}
double sample_of(const Pert& p, Draws& draws) {
  const double a = draw_gamma_from_one(first_shape(p), draws);
  const double b = draw_gamma_from_one(second_shape(p), draws);
  return p.least + (p.most - p.least) * (a / (a + b));
}
double sample_of(const Hyperexponential& h, Draws& draws) {
  const double mean = above(*h.branches, draws.uniform()).mean;
  return mean * draw_exponential(draws);
}

// -- mean and variance --

double mean_of(const Constant& c) { return c.value; }
double mean_of(const Uniform& u) { return 0.5 * (u.least + u.most); }
double mean_of(const Exponential& e) { return e.mean; }
double mean_of(const Erlang& e) { return e.mean; }
double mean_of(const Gamma& g) { return g.mean; }
double mean_of(const Lognormal& l) { return l.mean; }
double mean_of(const Triangular& t) { return (t.least + t.likely + t.most) / 3; }
double mean_of(const Pert& p) { return (p.least + 4 * p.likely + p.most) / 6; }
double mean_of(const Hyperexponential& h) {
  double sum = 0;
  for (const Hyperexponential::Branch& b : *h.branches) sum += b.probability * b.mean;
  return sum;
}
double mean_of(const Discrete& d) {
  double sum = 0;
  for (const Discrete::Value& v : *d.values) sum += v.probability * v.value;
  return sum;
}
double mean_of(const Empirical& e) { return e.list->mean; }

double variance_of(const Constant&) { return 0; }
double variance_of(const Uniform& u) { return (u.most - u.least) * (u.most - u.least) / 12; }
double variance_of(const Exponential& e) { return e.mean * e.mean; }
double variance_of(const Erlang& e) { return e.mean * e.mean / e.phases; }
double variance_of(const Gamma& g) { return g.mean * g.mean / g.shape; }
double variance_of(const Lognormal& l) { return l.mean * l.mean * det_expm1(l.sigma * l.sigma); }
double variance_of(const Triangular& t) {
  const double width = t.most - t.least;
  const double rise = t.likely - t.least;
  return (width * width - width * rise + rise * rise) / 18;
}
double variance_of(const Pert& p) {
  const double mean = mean_of(p);
  return (mean - p.least) * (p.most - mean) / 7;
}
double variance_of(const Hyperexponential& h) {
  const double mean = mean_of(h);
  double sum = 0;  // within the branches, and between them
  for (const Hyperexponential::Branch& b : *h.branches) {
    sum += b.probability * (b.mean * b.mean + (b.mean - mean) * (b.mean - mean));
  }
  return sum;
}
double variance_of(const Discrete& d) {
  const double mean = mean_of(d);
  double sum = 0;
  for (const Discrete::Value& v : *d.values) {
    sum += v.probability * (v.value - mean) * (v.value - mean);
  }
  return sum;
}
double variance_of(const Empirical& e) { return e.list->variance; }

// -- quantile --

double quantile_of(const Constant& c, double) { return c.value; }
double quantile_of(const Uniform& u, double p) { return u.least + (u.most - u.least) * p; }
double quantile_of(const Exponential& e, double p) { return -e.mean * det_log1p(-p); }
double quantile_of(const Erlang& e, double p) { return gamma_quantile(e.mean, e.phases, p); }
double quantile_of(const Gamma& g, double p) { return gamma_quantile(g.mean, g.shape, p); }
double quantile_of(const Lognormal& l, double p) {
  return l.median * det_exp(l.sigma * normal_quantile(p));
}
double quantile_of(const Triangular& t, double p) {
  const double width = t.most - t.least;
  const double rise = t.likely - t.least;
  const double fall = t.most - t.likely;
  if (p * width < rise) return t.least + std::sqrt(p * width * rise);
  return t.most - std::sqrt((1 - p) * width * fall);
}
double quantile_of(const Pert& p, double probability) {
  const boost::math::beta_distribution<double> standard(first_shape(p), second_shape(p));
  const double place = rounded_to_32_bits(boost::math::quantile(standard, probability));
  return p.least + (p.most - p.least) * place;
}
double quantile_of(const Hyperexponential& h, double p) {
  double low = h.branches->front().mean;
  double high = low;
  for (const Hyperexponential::Branch& b : *h.branches) {
    low = std::min(low, b.mean);
    high = std::max(high, b.mean);
  }
  const double of_mean_one = -det_log1p(-p);
  low *= of_mean_one;  // the quantile lies between those of the branches
  high *= of_mean_one;
  for (;;) {
    const double middle = low + 0.5 * (high - low);
    if (middle <= low || middle >= high) return high;
    double beyond = 0;
    for (const Hyperexponential::Branch& b : *h.branches) {
      beyond += b.probability * det_exp(-middle / b.mean);
    }
    (beyond > 1 - p ? low : high) = middle;
  }
}
/// A little less than p: a running sum or a rank that is right but for rounding (0.07 × 100)
/// counts.
double eased(double p) { return p * (1 - 1e-14); }
double quantile_of(const Discrete& d, double p) { return reaching(*d.values, eased(p)).value; }
double quantile_of(const Empirical& e, double p) {
  const std::vector<double>& values = e.list->values;
  const double n = static_cast<double>(values.size());
  const double rank = std::ceil(eased(p) * n);
  return values[static_cast<std::size_t>(std::clamp(rank, 1.0, n)) - 1];
}

// -- scaled --

Law scaled_of(const Constant& c, double f) { return Constant{c.value * f}; }
Law scaled_of(const Uniform& u, double f) { return Uniform{u.least * f, u.most * f}; }
Law scaled_of(const Exponential& e, double f) { return Exponential{e.mean * f}; }
Law scaled_of(const Erlang& e, double f) { return Erlang{e.phases, e.mean * f}; }
Law scaled_of(const Gamma& g, double f) { return Gamma{g.mean * f, g.shape}; }
Law scaled_of(const Lognormal& l, double f) { return Lognormal{l.mean * f, l.median * f, l.sigma}; }
Law scaled_of(const Triangular& t, double f) {
  return Triangular{t.least * f, t.likely * f, t.most * f};
}
Law scaled_of(const Pert& p, double f) { return Pert{p.least * f, p.likely * f, p.most * f}; }
Law scaled_of(const Hyperexponential& h, double f) {
  std::vector<Hyperexponential::Branch> branches = *h.branches;
  for (Hyperexponential::Branch& b : branches) b.mean *= f;
  return Hyperexponential{
      std::make_shared<const std::vector<Hyperexponential::Branch>>(std::move(branches))};
}
Law scaled_of(const Discrete& d, double f) {
  std::vector<Discrete::Value> values = *d.values;
  for (Discrete::Value& v : values) v.value *= f;
  return Discrete{std::make_shared<const std::vector<Discrete::Value>>(std::move(values))};
}
Law scaled_of(const Empirical& e, double f) {
  Empirical::List list = *e.list;
  for (double& v : list.values) v *= f;
  list.mean *= f;
  list.variance *= f * f;
  return Empirical{std::make_shared<const Empirical::List>(std::move(list))};
}

// -- describe --

std::string describe_of(const Constant& c) { return fmt::format("constant {:.4g}", c.value); }
std::string describe_of(const Uniform& u) {
  return fmt::format("uniform from {:.4g} to {:.4g}", u.least, u.most);
}
std::string describe_of(const Exponential& e) {
  return fmt::format("exponential, mean {:.4g}", e.mean);
}
std::string describe_of(const Erlang& e) {
  return fmt::format("erlang, {} phases, mean {:.4g}", e.phases, e.mean);
}
std::string describe_of(const Gamma& g) {
  return fmt::format("gamma, mean {:.4g}, sd {:.4g}", g.mean, std::sqrt(variance_of(g)));
}
std::string describe_of(const Lognormal& l) {
  return fmt::format("lognormal, mean {:.4g}, p90 {:.4g}", l.mean, quantile_of(l, 0.9));
}
std::string describe_of(const Triangular& t) {
  return fmt::format("triangular, least {:.4g}, likely {:.4g}, most {:.4g}", t.least, t.likely,
                     t.most);
}
std::string describe_of(const Pert& p) {
  return fmt::format("pert, least {:.4g}, likely {:.4g}, most {:.4g}", p.least, p.likely, p.most);
}
std::string describe_of(const Hyperexponential& h) {
  return fmt::format("hyperexponential, {} branches, mean {:.4g}, sd {:.4g}", h.branches->size(),
                     mean_of(h), std::sqrt(variance_of(h)));
}
std::string describe_of(const Discrete& d) {
  return fmt::format("discrete, {} values from {:.4g} to {:.4g}, mean {:.4g}", d.values->size(),
                     d.values->front().value, d.values->back().value, mean_of(d));
}
std::string describe_of(const Empirical& e) {
  const std::vector<double>& values = e.list->values;
  return fmt::format("empirical, {} values from {:.4g} to {:.4g}, mean {:.4g}", values.size(),
                     values.front(), values.back(), e.list->mean);
}

}  // namespace

double sample(const Law& law, Draws& draws) {
  return std::visit([&draws](const auto& l) { return sample_of(l, draws); }, law);
}
bool takes_one_uniform(const Law& law) {
  return std::visit([](const auto& l) { return OfOneUniform<std::decay_t<decltype(l)>>; }, law);
}
void of_uniforms(const Law& law, std::span<double> uniforms) {
  if (const auto* exponential = std::get_if<Exponential>(&law)) {
    det_logs(uniforms);
    for (double& u : uniforms) u = exponential->mean * -u;
    return;
  }
  std::visit(
      [&](const auto& l) {
        if constexpr (OfOneUniform<std::decay_t<decltype(l)>>) {
          for (double& u : uniforms) u = of_uniform(l, u);
        } else {
          assert(false);
        }
      },
      law);
}
double mean(const Law& law) {
  return std::visit([](const auto& l) { return mean_of(l); }, law);
}
double variance(const Law& law) {
  return std::visit([](const auto& l) { return variance_of(l); }, law);
}
double quantile(const Law& law, double p) {
  assert(p > 0 && p < 1);
  return std::visit([p](const auto& l) { return quantile_of(l, p); }, law);
}
Law scaled(const Law& law, double factor) {
  return std::visit([factor](const auto& l) { return scaled_of(l, factor); }, law);
}
std::string describe(const Law& law) {
  return std::visit([](const auto& l) { return describe_of(l); }, law);
}

}  // namespace suits::law
