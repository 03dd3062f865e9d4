// What is kept of every replication, in memory that does not grow.

#include "engine/analysis/kept_batches.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

/// Replication r: a pair, one that only every third has, and two jobs in bins 5 and r modulo 3.
KeptReplication course(std::uint32_t r) {
  KeptReplication out;
  out.samples = {{1.0 * r, 2, false}, {1, 1, r % 3 != 0}};
  KeptJobs jobs;
  jobs.tallies = {{r % 3, 1, 1}, {5, 1, 0}};
  out.jobs = {jobs};
  return out;
}

KeptBatches of(std::uint32_t replications) {
  KeptBatches out;
  for (std::uint32_t r = 0; r < replications; ++r) out.add(course(r));
  return out;
}

}  // namespace

TEST_CASE("up to a bound every replication is kept by itself", "[experiment]") {
  const KeptBatches all = of(KeptBatches::kMostBatches);
  CHECK(all.batch() == 1);
  REQUIRE(all.pairs(0).size() == KeptBatches::kMostBatches);
  CHECK(all.pairs(0)[700].y == 700);
  CHECK(all.pairs(1)[700].missing);
  CHECK(all.jobs(0)[700] == std::vector<QuantileSketch::Tally>{{1, 1, 1}, {5, 1, 0}});
}

TEST_CASE("past it neighbours are added up, and nothing is lost", "[experiment]") {
  constexpr std::uint32_t kMany = 5 * KeptBatches::kMostBatches + 3;
  const KeptBatches all = of(kMany);
  CHECK(all.batch() == 8);
  REQUIRE(all.pairs(0).size() == (kMany + 7) / 8);
  CHECK(all.pairs(0)[1].y == 8 + 9 + 10 + 11 + 12 + 13 + 14 + 15);
  CHECK(all.pairs(0)[1].x == 16);
  CHECK(all.pairs(0).back().x == 2 * 3);  // the last has what there is
  CHECK(all.pairs(1)[1].x == 3);          // of 8 … 15 these have it: 9, 12, 15
  double y = 0, x = 0;
  std::uint64_t events = 0, censored = 0;
  for (const Sample& pair : all.pairs(0)) {
    y += pair.y;
    x += pair.x;
  }
  for (const auto& batch : all.jobs(0))
    for (const QuantileSketch::Tally& tally : batch) {
      events += tally.events;
      censored += tally.censored;
    }
  CHECK(y == 0.5 * kMany * (kMany - 1));
  CHECK(x == 2.0 * kMany);
  CHECK(events == 2 * kMany);
  CHECK(censored == kMany);
}

TEST_CASE("what no replication of a batch has is missing", "[experiment]") {
  KeptBatches all;
  for (std::uint32_t r = 0; r < 2 * KeptBatches::kMostBatches; ++r) {
    KeptReplication one = course(r);
    one.samples[1].missing = r < 2 || r == 3;
    all.add(one);
  }
  CHECK(all.batch() == 2);
  CHECK(all.pairs(1)[0].missing);
  CHECK_FALSE(all.pairs(1)[1].missing);
  CHECK(all.pairs(1)[1].x == 1);
}
