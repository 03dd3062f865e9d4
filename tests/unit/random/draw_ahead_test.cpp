#include "engine/random/draw_ahead.hpp"

#include <variant>
#include <vector>

#include "engine/random/transcendental.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("Drawn ahead or one by one, samples are the same to the bit, for every law") {
  const std::vector<double> values{1, 2, 4}, weights{1, 2, 1}, chances{0.25, 0.75}, means{1, 3};
  const DistributionOrError made[] = {
      Distribution::constant(3),
      Distribution::uniform(1, 4),
      Distribution::exponential_mean(2),
      Distribution::erlang(3, 2),
      Distribution::gamma_mean_cv(2, 0.5),
      Distribution::lognormal_mean_cv(2, 1),
      Distribution::triangular(1, 2, 4),
      Distribution::pert(1, 2, 4),
      Distribution::hyperexponential(chances, means),
      Distribution::discrete(values, weights),
      Distribution::empirical(values),
  };
  const StreamKey key = stream_key(1, 2, 3);
  for (const DistributionOrError& one : made) {
    const auto& distribution = std::get<Distribution>(one);
    CAPTURE(distribution.describe());
    for (const std::uint32_t visit : {0u, 1u}) {
      DrawAhead ahead(distribution, key, visit, Purpose::effort);
      for (std::uint64_t n = 0; n < 100; ++n) {
        Draws draws(key, n, visit, Purpose::effort);
        REQUIRE(ahead.next() == distribution.sample(draws));
      }
    }
  }
}

TEST_CASE("Logarithms of many are those of each, to the bit") {
  std::vector<double> many(10'001), one_by_one;
  Draws draws({5}, 0, 0, Purpose::gap);
  for (double& x : many) {
    x = draws.uniform();
    one_by_one.push_back(det_log(x));
  }
  many.back() = one_by_one.back() = 0x1p-53;  // the least uniform, at the odd end
  one_by_one.back() = det_log(0x1p-53);
  det_logs(many);
  CHECK(many == one_by_one);
}
