#include "engine/stats/moments.hpp"

#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("moments of known numbers are exact") {
  Moments m;
  for (const double x : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) m.add(x);
  CHECK(m.count() == 8);
  CHECK(m.mean() == 5);
  CHECK(m.sum() == 40);
  CHECK(m.variance() == Approx(32.0 / 7).epsilon(1e-15));
  CHECK(m.sd() == Approx(std::sqrt(32.0 / 7)).epsilon(1e-15));
  CHECK(m.min() == 2);
  CHECK(m.max() == 9);
}

TEST_CASE("moments that nobody can know are not numbers") {
  Moments m;
  CHECK(std::isnan(m.mean()));
  CHECK(std::isnan(m.min()));
  CHECK(std::isnan(m.max()));
  CHECK(m.sum() == 0);
  m.add(3);
  CHECK(m.mean() == 3);
  CHECK(std::isnan(m.variance()));
}

TEST_CASE("variance survives a mean far from zero") {
  Moments m;
  for (const double x : {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}) m.add(x);
  CHECK(m.variance() == Approx(30).epsilon(1e-12));
}

TEST_CASE("merged moments equal those of the whole, wherever it is cut") {
  std::vector<double> x;
  for (int i = 0; i < 200; ++i) x.push_back(1000 + 7 * std::sin(i));
  Moments whole;
  for (const double v : x) whole.add(v);
  for (const std::size_t cut : {0u, 1u, 2u, 77u, 199u, 200u}) {
    Moments a;
    Moments b;
    for (std::size_t i = 0; i < x.size(); ++i) (i < cut ? a : b).add(x[i]);
    a.merge(b);
    CHECK(a.count() == whole.count());
    CHECK(a.mean() == Approx(whole.mean()).epsilon(1e-14));
    CHECK(a.variance() == Approx(whole.variance()).epsilon(1e-12));
    CHECK(a.min() == whole.min());
    CHECK(a.max() == whole.max());
  }
}
