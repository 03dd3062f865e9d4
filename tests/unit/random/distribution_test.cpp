#include "engine/random/distribution.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"

using namespace suits;
using D = Distribution;

namespace {

D good(const DistributionOrError& made) {
  if (const auto* error = std::get_if<std::string>(&made)) FAIL(*error);
  return std::get<D>(made);
}
std::string error(const DistributionOrError& made) {
  const auto* error = std::get_if<std::string>(&made);
  return error ? *error : "made " + std::get<D>(made).describe();
}

struct Continuous {
  D distribution;
  double mean;
  double variance;
  std::function<double(double)> cdf;
};

template <class B>
std::function<double(double)> cdf_of(B b) {
  return [b](double x) { return boost::math::cdf(b, x); };
}

std::vector<Continuous> continuous() {
  using namespace boost::math;
  const double sigma = std::sqrt(std::log(1.25));      // cv 0.5
  const double p1 = 0.5 * (1 + std::sqrt(3.0 / 5.0));  // cv 2
  const auto mixture = [](double p, double m1, double m2) {
    return [=](double x) { return 1 - p * std::exp(-x / m1) - (1 - p) * std::exp(-x / m2); };
  };
  const double probabilities[] = {0.25, 0.75};
  const double means[] = {4, 1};
  return {
      {good(D::uniform(1, 3)), 2, 1.0 / 3, cdf_of(uniform_distribution<>(1, 3))},
      {good(D::exponential_mean(2.5)), 2.5, 6.25, cdf_of(exponential_distribution<>(0.4))},
      {good(D::erlang(1, 6)), 6, 36, cdf_of(exponential_distribution<>(1.0 / 6))},
      {good(D::erlang(3, 6)), 6, 12, cdf_of(gamma_distribution<>(3, 2))},
      {good(D::erlang(8, 8)), 8, 8, cdf_of(gamma_distribution<>(8, 1))},
      {good(D::erlang(9, 9)), 9, 9, cdf_of(gamma_distribution<>(9, 1))},
      {good(D::erlang(400, 2)), 2, 0.01, cdf_of(gamma_distribution<>(400, 0.005))},
      {good(D::gamma_mean_sd(3, 1.5)), 3, 2.25, cdf_of(gamma_distribution<>(4, 0.75))},
      {good(D::gamma_mean_cv(3, 2)), 3, 36, cdf_of(gamma_distribution<>(0.25, 12))},
      {good(D::gamma_mean_cv(3, 1)), 3, 9, cdf_of(gamma_distribution<>(1, 3))},
      {good(D::lognormal_mean_cv(4, 0.5)), 4, 4,
       cdf_of(lognormal_distribution<>(std::log(4) - sigma * sigma / 2, sigma))},
      {good(D::triangular(1, 2, 5)), 8.0 / 3, 13.0 / 18,
       cdf_of(triangular_distribution<>(1, 2, 5))},
      {good(D::triangular(0, 0, 3)), 1, 0.5, cdf_of(triangular_distribution<>(0, 0, 3))},
      {good(D::triangular(0, 3, 3)), 2, 0.5, cdf_of(triangular_distribution<>(0, 3, 3))},
      {good(D::pert(1, 2, 5)), 14.0 / 6, (4.0 / 3) * (8.0 / 3) / 7,
       [](double x) { return boost::math::cdf(beta_distribution<>(2, 4), (x - 1) / 4); }},
      {good(D::pert(0, 0, 6)), 1, 5.0 / 7,
       [](double x) { return boost::math::cdf(beta_distribution<>(1, 5), x / 6); }},
      {good(D::hyperexponential(probabilities, means)), 1.75, 2 * (4 + 0.75) - 1.75 * 1.75,
       mixture(0.25, 4, 1)},
      {good(D::hyperexponential_mean_cv(2, 2)), 2, 16, mixture(p1, 1 / p1, 1 / (1 - p1))},
  };
}

constexpr int kSamples = 40'000;

std::vector<double> samples(const D& d, const std::string& name) {
  const StreamKey key = stream_key(1, 0, name_hash(name));
  std::vector<double> x;
  for (std::uint64_t i = 0; i < kSamples; ++i) {
    Draws draws(key, i, 0, Purpose::effort);
    x.push_back(d.sample(draws));
  }
  return x;
}

}  // namespace

TEST_CASE("means and variances are those of the closed forms") {
  for (const Continuous& c : continuous()) {
    INFO(c.distribution.describe());
    CHECK(c.distribution.mean() == Approx(c.mean).epsilon(1e-14));
    CHECK(c.distribution.variance() == Approx(c.variance).epsilon(1e-13));
    CHECK_FALSE(c.distribution.is_constant());
  }
  CHECK(good(D::lognormal_mean_p90(1.5, 3)).mean() == 1.5);
}

TEST_CASE("sampled means and variances lie within five standard errors") {
  for (const Continuous& c : continuous()) {
    INFO(c.distribution.describe());
    const std::vector<double> x = samples(c.distribution, c.distribution.describe());
    double sum = 0;
    for (const double v : x) sum += v;
    const double mean = sum / kSamples;
    double m2 = 0;
    double m4 = 0;
    for (const double v : x) {
      const double squared = (v - mean) * (v - mean);
      m2 += squared / kSamples;
      m4 += squared * squared / kSamples;
    }
    CHECK(std::abs(mean - c.mean) < 5 * std::sqrt(c.variance / kSamples));
    CHECK(std::abs(m2 - c.variance) < 5 * std::sqrt((m4 - m2 * m2) / kSamples));
  }
}

TEST_CASE("samples follow their law (Kolmogorov and Smirnov)") {
  for (const Continuous& c : continuous()) {
    INFO(c.distribution.describe());
    std::vector<double> x = samples(c.distribution, "ks " + c.distribution.describe());
    std::sort(x.begin(), x.end());
    double distance = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double f = c.cdf(x[i]);
      const double below = static_cast<double>(i) / kSamples;
      distance = std::max({distance, f - below, below + 1.0 / kSamples - f});
    }
    CHECK(distance * std::sqrt(kSamples) < 1.95);  // exceeded once in a thousand
  }
}

TEST_CASE("the test of fit notices a law that is off by a twentieth") {
  const std::vector<Continuous> all = continuous();
  const D wider = good(D::gamma_mean_sd(3, 1.575));
  std::vector<double> x = samples(wider, "off");
  std::sort(x.begin(), x.end());
  const boost::math::gamma_distribution<> claimed(4, 0.75);
  double distance = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double below = static_cast<double>(i) / kSamples;
    distance = std::max(distance, std::abs(boost::math::cdf(claimed, x[i]) - below));
  }
  CHECK(distance * std::sqrt(kSamples) > 1.95);
}

TEST_CASE("quantiles invert the distribution function") {
  for (const Continuous& c : continuous()) {
    INFO(c.distribution.describe());
    for (const double p : {0.001, 0.1, 0.25, 0.5, 0.9, 0.95, 0.999}) {
      CHECK(c.cdf(c.distribution.quantile(p)) == Approx(p).epsilon(1e-8));
    }
  }
}

TEST_CASE("quantiles of tables are values of the table") {
  const double values[] = {5, 1, 2};
  const double weights[] = {1, 6, 3};
  const D discrete = good(D::discrete(values, weights));
  CHECK(discrete.quantile(0.01) == 1);
  CHECK(discrete.quantile(0.6) == 1);
  CHECK(discrete.quantile(0.61) == 2);
  CHECK(discrete.quantile(0.9) == 2);
  CHECK(discrete.quantile(0.91) == 5);
  std::vector<double> list;
  for (int i = 100; i >= 1; --i) list.push_back(i);
  const D empirical = good(D::empirical(list));
  for (int i = 1; i < 100; ++i) CHECK(empirical.quantile(i / 100.0) == i);
  CHECK(empirical.quantile(0.001) == 1);
  CHECK(empirical.quantile(0.9999) == 100);
  CHECK(D(4).quantile(0.3) == 4);
}

TEST_CASE("discrete and empirical samples have their shares and moments") {
  const double values[] = {5, 1, 2, 9};
  const double weights[] = {1, 6, 3, 0};
  const D discrete = good(D::discrete(values, weights));
  CHECK(discrete.mean() == Approx(1.7));
  CHECK(discrete.variance() == Approx(0.6 * 0.49 + 0.3 * 0.09 + 0.1 * 10.89));
  const double list[] = {4, 1, 1, 2};
  const D empirical = good(D::empirical(list));
  CHECK(empirical.mean() == 2);
  CHECK(empirical.variance() == 1.5);

  const auto chi_square = [](const D& d, std::vector<std::pair<double, double>> shares) {
    const std::vector<double> x = samples(d, d.describe());
    double sum = 0;
    std::ptrdiff_t seen = 0;
    for (const auto& [value, share] : shares) {
      const std::ptrdiff_t n = std::count(x.begin(), x.end(), value);
      seen += n;
      const double off = static_cast<double>(n) - share * kSamples;
      sum += off * off / (share * kSamples);
    }
    CHECK(seen == kSamples);
    return sum;
  };
  CHECK(chi_square(discrete, {{1, 0.6}, {2, 0.3}, {5, 0.1}}) < 13.8);  // 2 degrees, p 0.001
  CHECK(chi_square(empirical, {{1, 0.5}, {2, 0.25}, {4, 0.25}}) < 13.8);
}

TEST_CASE("a lognormal from a mean and a p90 has both, and is the narrower of the two") {
  for (const double p90 : {1.51, 1.6, 2.0, 3.0, 3.4, 3.4097}) {
    const D d = good(D::lognormal_mean_p90(1.5, p90));
    CHECK(d.mean() == 1.5);
    CHECK(d.quantile(0.9) == Approx(p90).epsilon(1e-14));
    CHECK(d.variance() < 1.5 * 1.5 * std::expm1(1.2815515655446004 * 1.2815515655446004));
  }
  CHECK(good(D::lognormal_mean_p90(1.5, 3.4098)).quantile(0.9) == Approx(3.4098).epsilon(1e-5));
  const D d = good(D::lognormal_median_p90(2, 5));
  CHECK(d.quantile(0.5) == 2);
  CHECK(d.quantile(0.9) == Approx(5).epsilon(1e-14));
  CHECK(good(D::lognormal_mean_sd(2, 3)).variance() == Approx(9));
}

TEST_CASE("samples and their cost in draws depend on the draws alone, and have known bits") {
  for (const Continuous& c : continuous()) {
    INFO(c.distribution.describe());
    Draws one(stream_key(5, 6, 7), 8, 9, Purpose::delay);
    Draws two = one;
    const double x = c.distribution.sample(one);
    CHECK(x == c.distribution.sample(two));
    CHECK(one.bits() == two.bits());
  }
  const auto first = [](const DistributionOrError& made) {
    Draws draws(stream_key(1, 2, 3), 4, 5, Purpose::effort);
    return good(made).sample(draws);
  };
  CHECK(first(D::exponential_mean(1)) == 0x1.66085ad5c8028p+0);
  CHECK(first(D::gamma_mean_cv(1, 0.5)) == 0x1.40d4e42f42c2ep-1);
  CHECK(first(D::gamma_mean_cv(1, 2)) == 0x1.494bf0b4dadf4p+0);
  CHECK(first(D::lognormal_mean_p90(1.5, 3)) == 0x1.4e783d0d18d6ep-1);
  CHECK(first(D::pert(1, 2, 5)) == 0x1.6f5d1c1c8fcf7p+0);
  CHECK(first(D::erlang(3, 6)) == 0x1.b2c0bedb44f82p+1);
}

TEST_CASE("scaling multiplies every sample, moment and quantile") {
  std::vector<D> all;
  for (const Continuous& c : continuous()) all.push_back(c.distribution);
  const double values[] = {1, 3, 8};
  all.push_back(good(D::discrete(values, values)));
  all.push_back(good(D::empirical(values)));
  all.push_back(D(3));
  for (const D& d : all) {
    INFO(d.describe());
    const D scaled = d.scaled(0.3);
    Draws one(stream_key(5, 6, 7), 8, 9, Purpose::delay);
    Draws two = one;
    CHECK(scaled.sample(one) == Approx(0.3 * d.sample(two)).epsilon(1e-14));
    CHECK(scaled.mean() == Approx(0.3 * d.mean()).epsilon(1e-14));
    CHECK(scaled.variance() == Approx(0.09 * d.variance()).epsilon(1e-14));
    CHECK(scaled.quantile(0.9) == Approx(0.3 * d.quantile(0.9)).epsilon(1e-9));
    CHECK(d.scaled(0).is_constant());
    CHECK(d.scaled(0).mean() == 0);
  }
}

TEST_CASE("a law that leaves nothing to chance is a constant and draws nothing") {
  const double fives[] = {5, 5, 5};
  const double weights[] = {1, 0, 2};
  for (const D& d : {D(5), good(D::constant(5)), good(D::uniform(5, 5)), good(D::pert(5, 5, 5)),
                     good(D::triangular(5, 5, 5)), good(D::empirical(fives)),
                     good(D::discrete(fives, weights))}) {
    CHECK(d.is_constant());
    CHECK(d.mean() == 5);
    CHECK(d.variance() == 0);
    Draws draws(StreamKey{1}, 0, 0, Purpose::gap);
    Draws untouched = draws;
    CHECK(d.sample(draws) == 5);
    CHECK(draws.bits() == untouched.bits());
  }
  CHECK(D().mean() == 0);
  CHECK(good(D::constant(0)).is_constant());
}

TEST_CASE("a distribution says what it is") {
  const double values[] = {5, 1, 2};
  const double half[] = {0.5, 0.5};
  const double means[] = {1, 3};
  CHECK(D(2.5).describe() == "constant 2.5");
  CHECK(good(D::uniform(1, 3)).describe() == "uniform from 1 to 3");
  CHECK(good(D::exponential_mean(2)).describe() == "exponential, mean 2");
  CHECK(good(D::erlang(3, 6)).describe() == "erlang, 3 phases, mean 6");
  CHECK(good(D::gamma_mean_cv(2, 0.5)).describe() == "gamma, mean 2, sd 1");
  CHECK(good(D::lognormal_mean_p90(1.5, 3)).describe() == "lognormal, mean 1.5, p90 3");
  CHECK(good(D::triangular(1, 2, 5)).describe() == "triangular, least 1, likely 2, most 5");
  CHECK(good(D::pert(1, 2, 5)).describe() == "pert, least 1, likely 2, most 5");
  CHECK(good(D::hyperexponential(half, means)).describe() ==
        "hyperexponential, 2 branches, mean 2, sd 2.449");
  CHECK(good(D::discrete(values, values)).describe() ==
        "discrete, 3 values from 1 to 5, mean 3.75");
  CHECK(good(D::empirical(values)).describe() == "empirical, 3 values from 1 to 5, mean 2.667");
}

TEST_CASE("what cannot be met is refused in words") {
  const double inf = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(error(D::constant(-1)) == "a constant cannot have its value below 0; it is -1");
  CHECK(error(D::constant(nan)) == "a constant needs a finite value");
  CHECK(error(D::constant(2e18)) == "a constant cannot have its value above 1e+18; it is 2e+18");
  CHECK(error(D::uniform(-1, 2)) == "a uniform cannot have its least below 0; it is -1");
  CHECK(error(D::uniform(1, inf)) == "a uniform needs a finite most");
  CHECK(error(D::uniform(3, 2)) == "a uniform cannot have its least (3) above its most (2)");
  CHECK(error(D::exponential_mean(0)) == "an exponential needs its mean above 0");
  CHECK(error(D::exponential_mean(-2)) == "an exponential cannot have its mean below 0; it is -2");
  CHECK(error(D::erlang(0, 1)) == "an erlang needs 1 to 1000000 phases; it has 0");
  CHECK(error(D::erlang(2, nan)) == "an erlang needs a finite mean");
  CHECK(error(D::gamma_mean_sd(1, 0)) == "a gamma needs its sd above 0");
  CHECK(error(D::gamma_mean_sd(-1, 1)) == "a gamma cannot have its mean below 0; it is -1");
  CHECK(
      error(D::gamma_mean_sd(2, 0.0001)) ==
      "a gamma with mean 2 needs an sd of at least 0.002 (0.001 × mean): a constant says the same");
  CHECK(error(D::gamma_mean_cv(2, 101)) ==
        "a gamma with mean 2 cannot have its sd above 200 (100 × mean)");
  CHECK(error(D::lognormal_mean_sd(1, -1)) == "a lognormal cannot have its sd below 0; it is -1");
  CHECK(error(D::lognormal_mean_cv(1, inf)) == "a lognormal needs a finite cv");
  CHECK(error(D::lognormal_mean_p90(1.5, 3.5)) ==
        "a lognormal with mean 1.5 cannot have its p90 above 3.4098 (2.273 × mean); it is 3.5");
  CHECK(error(D::lognormal_mean_p90(1.5, 1.5)) ==
        "a lognormal with mean 1.5 needs its p90 above the mean; it is 1.5");
  CHECK(error(D::lognormal_mean_p90(1.5, 1)) ==
        "a lognormal with mean 1.5 needs its p90 above the mean; it is 1");
  CHECK(error(D::lognormal_mean_p90(1.5, 1.5001)) ==
        "a lognormal with mean 1.5 needs an sd of at least 0.0015 (0.001 × mean): a constant says "
        "the same");
  CHECK(error(D::lognormal_mean_p90(1.5, 0)) == "a lognormal needs its p90 above 0");
  CHECK(error(D::lognormal_median_p90(2, 2)) ==
        "a lognormal with median 2 needs its p90 above the median; it is 2");
  CHECK(error(D::lognormal_median_p90(2, 200)) ==
        "a lognormal with median 2 cannot have its p90 above 97.7576 (48.88 × median: its sd would "
        "be "
        "more than 100 times its mean); it is 200");
  CHECK(error(D::triangular(2, 1, 3)) ==
        "a triangular cannot have its least (2) above its likely (1)");
  CHECK(error(D::triangular(1, 4, 3)) ==
        "a triangular cannot have its likely (4) above its most (3)");
  CHECK(error(D::pert(1, nan, 3)) == "a pert needs a finite likely");
  CHECK(error(D::pert(2, 1, 3)) == "a pert cannot have its least (2) above its likely (1)");

  const double one[] = {1};
  const double two[] = {1, 2};
  const double minus[] = {0.5, -1};
  const double short_of_one[] = {0.5, 0.4};
  const double half[] = {0.5, 0.5};
  const double zeros[] = {0, 0};
  CHECK(error(D::hyperexponential(one, two)) ==
        "a hyperexponential needs as many means as probabilities; it has 2 and 1");
  CHECK(error(D::hyperexponential({}, {})) == "a hyperexponential needs at least one branch");
  CHECK(error(D::hyperexponential(short_of_one, two)) ==
        "the probabilities of a hyperexponential add up to 0.9, not 1");
  CHECK(error(D::hyperexponential(minus, two)) ==
        "a hyperexponential cannot have its probability below 0; it is -1");
  CHECK(error(D::hyperexponential(half, zeros)) == "a hyperexponential needs its mean above 0");
  CHECK(error(D::hyperexponential_mean_cv(1, 0.9)) ==
        "a hyperexponential cannot have its cv below 1; it is 0.9 (a gamma or an erlang can)");
  CHECK(error(D::hyperexponential_mean_cv(1, 200)) ==
        "a hyperexponential with mean 1 cannot have its sd above 100 (100 × mean)");
  CHECK(error(D::discrete(one, two)) ==
        "a discrete distribution needs as many weights as values; it has 2 and 1");
  CHECK(error(D::discrete({}, {})) == "a discrete distribution needs at least one value");
  CHECK(error(D::discrete(two, zeros)) == "a discrete distribution needs a weight above 0");
  CHECK(error(D::discrete(minus, two)) ==
        "a discrete distribution cannot have its value below 0; it is -1");
  CHECK(error(D::discrete(two, minus)) ==
        "a discrete distribution cannot have its weight below 0; it is -1");
  CHECK(error(D::empirical({})) == "an empirical distribution needs at least one value");
  CHECK(error(D::empirical(minus)) ==
        "an empirical distribution cannot have its value below 0; it is -1");
}

TEST_CASE("laws at the ends of what is accepted stay finite, and their p90 can be had") {
  for (const double cv : {0.001, 100.0}) {
    for (const double mean : {1e-12, 1e18}) {
      for (const D& d : {good(D::gamma_mean_cv(mean, cv)), good(D::lognormal_mean_cv(mean, cv))}) {
        INFO(d.describe());
        CHECK(std::isfinite(d.variance()));
        CHECK(std::isfinite(d.quantile(0.9)));
        for (std::uint64_t i = 0; i < 1000; ++i) {
          Draws draws(StreamKey{7}, i, 0, Purpose::effort);
          const double x = d.sample(draws);
          CHECK((std::isfinite(x) && x >= 0));
        }
      }
    }
  }
  CHECK(good(D::erlang(1'000'000, 1)).quantile(0.9) == Approx(1.0012817655));
  CHECK(good(D::hyperexponential_mean_cv(1, 100)).quantile(0.9) > 0);
}
