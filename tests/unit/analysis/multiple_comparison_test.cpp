// Many differences at once: exact where theory is, and honest where only trials can say.

#include <cmath>
#include <cstdint>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

#include "engine/analysis/multiple_comparison.hpp"
#include "engine/random/normal.hpp"
#include "engine/random/stream.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

double student(double n, double alpha) {
  return boost::math::quantile(
      boost::math::complement(boost::math::students_t_distribution<double>(n - 1), alpha / 2));
}

PairedDifference difference_of(const std::vector<double>& values) {
  PairedDifference out;
  for (const double v : values) out.value += v / static_cast<double>(values.size());
  for (const double v : values) out.deviations.push_back(v - out.value);
  return out;
}

/// n normal differences per member with the mean `shift` × their standard error, members correlated
/// by a common part of the given share of the variance.
std::vector<PairedDifference> trial(std::uint64_t number, std::size_t n, std::size_t members,
                                    double common, const std::vector<double>& shifts) {
  std::vector<std::vector<double>> values(members);
  for (std::size_t i = 0; i < n; ++i) {
    Draws draws(StreamKey{number}, i, 0, Purpose::effort);
    const double shared = normal_quantile(draws.uniform());
    for (std::size_t j = 0; j < members; ++j) {
      const double own = normal_quantile(draws.uniform());
      const double shift = j < shifts.size() ? shifts[j] : 0;
      values[j].push_back(std::sqrt(common) * shared + std::sqrt(1 - common) * own +
                          shift / std::sqrt(static_cast<double>(n)));
    }
  }
  std::vector<PairedDifference> out;
  for (const auto& own : values) out.push_back(difference_of(own));
  return out;
}

}  // namespace

TEST_CASE("one difference alone has Student's interval and probability", "[comparison]") {
  for (const std::size_t n : {5u, 30u}) {
    const std::vector<PairedDifference> one = trial(n, n, 1, 0, {1.5});
    const Verdict verdict = judge(one, 0.05, 1).front();
    const double error = one[0].standard_error(), size = static_cast<double>(n);
    CHECK(verdict.half == Approx(student(size, 0.05) * error).epsilon(0.02));
    CHECK(verdict.half >= student(size, 0.05) * error * (1 - 1e-9));
    const boost::math::students_t_distribution<double> law(size - 1);
    const double p =
        2 * boost::math::cdf(boost::math::complement(law, std::abs(one[0].value) / error));
    CHECK(verdict.p == Approx(p).margin(0.015));
    CHECK(verdict.p >= p - 1e-9);
  }
}

TEST_CASE("below twelve replications the family is Bonferroni's, and tests step down as Holm's",
          "[comparison]") {
  const std::vector<PairedDifference> family = trial(3, 8, 5, 0.3, {3, 12});
  const std::vector<Verdict> verdicts = judge(family, 0.05, 1);
  const boost::math::students_t_distribution<double> law(7);
  std::vector<double> p;
  for (std::size_t j = 0; j < 5; ++j) {
    const double t = std::abs(family[j].value) / family[j].standard_error();
    p.push_back(2 * boost::math::cdf(boost::math::complement(law, t)));
    CHECK(verdicts[j].half == Approx(student(8, 0.01) * family[j].standard_error()).epsilon(1e-8));
  }
  REQUIRE(p[1] < p[0]);
  REQUIRE(p[0] < p[2]);
  CHECK(verdicts[1].p == Approx(5 * p[1]).margin(2e-9));
  CHECK(verdicts[0].p == Approx(4 * p[0]).margin(2e-9));
}

TEST_CASE("twenty measures that say the same cost as much as one", "[comparison]") {
  const PairedDifference one = trial(4, 30, 1, 0, {2}).front();
  const Verdict alone = judge({one}, 0.05, 1).front();
  const std::vector<Verdict> twenty = judge(std::vector<PairedDifference>(20, one), 0.05, 1);
  for (const Verdict& verdict : twenty) {
    CHECK(verdict.half == Approx(alone.half).epsilon(0.05));  // Bonferroni: 1.6 times as wide
    CHECK(verdict.p == Approx(alone.p).margin(0.015));
  }
}

TEST_CASE("intervals lie between Student's and Bonferroni's, the larger the less they correlate",
          "[comparison]") {
  double before = student(30, 0.05);
  for (const double common : {0.9, 0.5, 0.0}) {
    const std::vector<PairedDifference> family = trial(5, 30, 15, common, {});
    const double critical = judge(family, 0.05, 1)[0].half / family[0].standard_error();
    CHECK(critical > before);
    CHECK(critical <= student(30, 0.05 / 15) * (1 + 1e-9));
    before = critical;
  }
}

TEST_CASE("what is found lets the next ones be asked alone", "[comparison]") {
  const std::vector<PairedDifference> family =
      trial(6, 30, 10, 0, {12, 12, 12, 12, 12, 12, 12, 12, 12});
  const std::vector<Verdict> verdicts = judge(family, 0.05, 1);
  const double alone = judge({family[9]}, 0.05, 1).front().p;
  for (std::size_t j = 0; j < 9; ++j) CHECK(verdicts[j].differs);
  CHECK(verdicts[9].p == Approx(alone).margin(0.02));
}

TEST_CASE("the same shift in every replication is as sure as so many equal signs", "[comparison]") {
  for (const std::size_t n : {2u, 4u, 6u, 30u}) {
    const PairedDifference shift{0.25, std::vector<double>(n, 0.0)};
    const Verdict verdict = judge({shift}, 0.05, 1).front();
    CHECK(verdict.half == 0);
    CHECK(verdict.differs == (n >= 6));
    if (n < 12) CHECK(verdict.p == std::ldexp(1.0, 1 - static_cast<int>(n)));
  }
}

TEST_CASE("a difference of one replication is no difference", "[comparison]") {
  PairedDifference one{1, std::vector<double>(20, std::nan(""))};
  one.deviations[3] = 0;
  const std::vector<PairedDifference> family{one, trial(7, 20, 1, 0, {9}).front()};
  const std::vector<Verdict> verdicts = judge(family, 0.05, 1);
  CHECK_FALSE(verdicts[0].differs);
  CHECK(std::isnan(verdicts[0].half));
  CHECK(verdicts[1].differs);
  CHECK(verdicts[1].p == judge({family[1]}, 0.05, 1).front().p);
}

TEST_CASE("flips are drawn from the seed and from nothing else", "[comparison]") {
  const std::vector<PairedDifference> family = trial(8, 30, 6, 0.2, {2.5, 2});
  const std::vector<Verdict> a = judge(family, 0.05, 1), b = judge(family, 0.05, 1);
  const std::vector<Verdict> c = judge(family, 0.05, 2);
  bool differs = false;
  for (std::size_t j = 0; j < family.size(); ++j) {
    CHECK(a[j].p == b[j].p);
    CHECK(a[j].half == b[j].half);
    differs |= a[j].half != c[j].half;
  }
  CHECK(differs);
}

TEST_CASE("no more than one trial in twenty claims anything of nothing", "[comparison]") {
  // Binomial(600, 5 %): 30 ± 5.3; three standard errors are allowed.
  for (const double common : {0.0, 0.6}) {
    int claims = 0, missed = 0;
    for (std::uint64_t number = 0; number < 600; ++number) {
      const std::vector<PairedDifference> family = trial(1000 + number, 30, 8, common, {});
      const std::vector<Verdict> verdicts = judge(family, 0.05, number);
      bool any = false, outside = false;
      for (std::size_t j = 0; j < family.size(); ++j) {
        any |= verdicts[j].differs;
        outside |= std::abs(family[j].value) > verdicts[j].half;
      }
      claims += any ? 1 : 0;
      missed += outside ? 1 : 0;
    }
    INFO(common);
    CHECK(claims <= 46);
    CHECK(claims >= 14);  // nor so careful that nothing is ever found
    CHECK(missed <= 46);
  }
}

TEST_CASE("a difference of two standard errors is found in half of the trials that ask for it",
          "[comparison]") {
  // t(29) with this shift exceeds 2.045 with a probability of 49 %: 294 ± 12 of 600.
  int found = 0;
  for (std::uint64_t number = 0; number < 600; ++number)
    found += judge(trial(5000 + number, 30, 1, 0, {2}), 0.05, number).front().differs ? 1 : 0;
  CHECK(found >= 270);
  CHECK(found <= 330);
}
