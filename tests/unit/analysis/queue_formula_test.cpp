// Closed formulas against values computed elsewhere to twelve digits.

#include "engine/analysis/queue_formula.hpp"

#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"

using namespace suits;

namespace {

Approx exact(double value) { return Approx(value).epsilon(2e-11); }

/// A class of Poisson arrivals whose service has this mean and E[S²].
RankLoad rank(double rate, double mean, double second_moment, int group, bool interrupts) {
  return {rate, rate * mean, rate * second_moment / 2, group, interrupts, false};
}

std::vector<RankWait> waits(int servers, const std::vector<RankLoad>& ranks) {
  return rank_waits(servers, ranks, long_run_busy(servers, ranks));
}

}  // namespace

TEST_CASE("M/M/c waits by Erlang C", "[queue]") {
  CHECK(*wait_mmc(1, 0.5, 1) == exact(1));
  CHECK(*wait_mmc(1, 0.8, 1) == exact(4));
  CHECK(*wait_mmc(3, 2, 1) == exact(0.444444444444));
  CHECK(*wait_mmc(10, 8, 1) == exact(0.204590075398));
  CHECK(*wait_mmc(100, 95, 1) == exact(0.101291370783));
  CHECK(*wait_mmc(10, 28.5, 1.0 / 3) == exact(0.550390385417));
  CHECK(erlang_c(10, 8) == exact(0.409180150796));
  CHECK(erlang_c(100, 95) == exact(0.506456853913));
  CHECK(erlang_c(4, 0) == 0);
  CHECK(erlang_c(4, 4) == 1);
  CHECK_FALSE(wait_mmc(2, 2, 1));
}

TEST_CASE("M/G/1 waits by Pollaczek and Khinchine", "[queue]") {
  CHECK(*wait_mg1(0.8, 1, 0) == exact(2));                     // deterministic
  CHECK(*wait_mg1(0.8, 1, 1.0 / 12) == exact(2.16666666667));  // uniform from 0.5 to 1.5
  CHECK(*wait_mg1(0.8, 1, 0.5) == exact(3));                   // Erlang of two phases
  CHECK(*wait_mg1(0.8, 1, 4) == exact(10));                    // lognormal, cv 2
  CHECK(*wait_mg1(0.8, 1, 0.26) == exact(2.52));               // triangular 0, 0.6, 2.4
  CHECK_FALSE(wait_mg1(1, 1, 1));
}

TEST_CASE("Allen and Cunneen's approximation of GI/G/c", "[queue]") {
  CHECK(*wait_mmc(4, 1.5, 2) == exact(1.01886792453));
  CHECK(*wait_allen_cunneen(4, 1.5, 2, 0.5, 2) == exact(1.27358490566));
  CHECK(*wait_allen_cunneen(3, 2, 1, 1, 1) == *wait_mmc(3, 2, 1));
  CHECK_FALSE(wait_allen_cunneen(4, 2, 2, 0.5, 2));
}

TEST_CASE("Regular arrivals wait less than their variability says", "[queue]") {
  CHECK(regular_arrivals_factor(0.8, 1, 1) == 1);
  CHECK(regular_arrivals_factor(0.8, 4, 1) == 1);
  CHECK(regular_arrivals_factor(0.8, 0, 0) == 0);
  CHECK(regular_arrivals_factor(0.8, 0, 1) == Approx(std::exp(-1.0 / 6)));
  // D/M/1: 1.6927308399 exactly; 2 without the factor.
  const double wait = *wait_allen_cunneen(1, 0.8, 1, 0, 1) * regular_arrivals_factor(0.8, 0, 1);
  CHECK(wait == Approx(1.69273083992).epsilon(0.01));
}

TEST_CASE("One server with priorities, never interrupted: Cobham", "[queue]") {
  SECTION("exponential") {
    const auto w = waits(
        1, {rank(0.2, 0.5, 0.5, 1, false), rank(0.3, 1, 2, 2, false), rank(0.2, 2, 8, 3, false)});
    CHECK(w[0].until_start == exact(1.27777777778));
    CHECK(w[1].until_start == exact(2.12962962963));
    CHECK(w[2].until_start == exact(9.58333333333));
    for (const RankWait& own : w) CHECK(own.interrupted == 0);
    CHECK(w[2].chance == exact(0.8));
  }
  SECTION("deterministic, Erlang of three phases, lognormal with cv 1.5") {
    const auto w = waits(1, {rank(0.2, 0.5, 0.25, 1, false), rank(0.3, 1, 4.0 / 3, 2, false),
                             rank(0.2, 2, 13, 3, false)});
    CHECK(w[0].until_start == exact(1.69444444444));
    CHECK(w[1].until_start == exact(2.82407407407));
    CHECK(w[2].until_start == exact(12.7083333333));
  }
}

TEST_CASE("One server that is interrupted and resumes: Conway, Maxwell and Miller", "[queue]") {
  const auto w =
      waits(1, {rank(0.2, 0.5, 0.5, 1, true), rank(0.3, 1, 2, 2, true), rank(0.2, 2, 8, 3, true)});
  CHECK(w[0].until_start == exact(0.0555555555556));
  CHECK(w[0].interrupted == 0);
  CHECK(w[1].until_start == exact(0.648148148148));
  CHECK(w[1].until_start + w[1].interrupted == exact(0.759259259259));
  CHECK(w[2].until_start == exact(9.58333333333));
  CHECK(w[2].until_start + w[2].interrupted == exact(10.9166666667));
}

TEST_CASE("Ranks of one group wait for each other's work under way", "[queue]") {
  // The second rank interrupts the third but not the first, which shares its group.
  const auto w =
      waits(1, {rank(0.2, 0.5, 0.5, 1, true), rank(0.3, 1, 2, 1, true), rank(0.2, 2, 8, 2, false)});
  CHECK(w[0].until_start == exact(0.35 / 0.9));  // behind both ranks' work under way
  CHECK(w[1].interrupted == 0);
  CHECK(w[2].interrupted == exact(2 * 0.4 / 0.6));
}

TEST_CASE("Several servers with priorities: Kella and Yechiali, Buzen and Bondi", "[queue]") {
  SECTION("never interrupted") {
    const auto w =
        waits(4, {rank(0.8, 1, 2, 1, false), rank(1.2, 1, 2, 2, false), rank(1.4, 1, 2, 3, false)});
    CHECK(w[0].until_start == exact(0.215411319275));
    CHECK(w[1].until_start == exact(0.430822638551));
    CHECK(w[2].until_start == exact(2.29772073894));
    CHECK(w[0].chance == exact(0.689316221681));
  }
  SECTION("interrupted by all earlier ranks") {
    const auto w =
        waits(4, {rank(0.8, 1, 2, 1, true), rank(1.2, 1, 2, 2, true), rank(1.4, 1, 2, 3, true)});
    CHECK(1 + w[0].until_start + w[0].interrupted == exact(1.00299401198));
    CHECK(1 + w[1].until_start + w[1].interrupted == exact(1.14293152825));
    CHECK(1 + w[2].until_start + w[2].interrupted == exact(3.66586586623));
  }
  SECTION("what calls on one of them in particular interrupts though others are free") {
    RankLoad meetings = rank(0.4, 1, 1, 0, true);
    meetings.personal = true;
    const auto w = waits(4, {meetings, rank(0.1, 3, 9, 1, false)});
    CHECK(w[1].interrupted == exact(3 * 0.1 / 0.9));
  }
}

TEST_CASE("Work that is carried on from a span to the next", "[queue]") {
  SECTION("comes to rest where the long run is") {
    for (const int servers : {1, 4}) {
      double standing = 0, busy = 0;
      for (int i = 0; i < 200; ++i) {
        busy = busy_after(servers, standing, 0.9, 2, 100);
        standing = standing_work(servers, busy, 2);
      }
      CHECK(busy == Approx(0.9).epsilon(1e-9));
    }
    // One server: load · residual ÷ (1 − load), the work that Pollaczek and Khinchine find.
    CHECK(standing_work(1, 0.9, 2) == exact(18));
    // Several: of M/M/4 Lq ÷ 4 and what is left of those under way.
    CHECK(standing_work(4, 0.85, 1) == exact(0.85 * *wait_mmc(4, 3.4, 1) + 0.85));
  }
  SECTION("piles up where there is more than can be done") {
    for (const int servers : {1, 4}) {
      double standing = 0;
      for (int i = 0; i < 3; ++i) {
        const double busy = busy_after(servers, standing, 1.5, 2, 1000);
        CHECK(busy < 1);
        const double next = standing_work(servers, busy, 2);
        CHECK(next - standing == Approx(1000 * (1.5 - busy)).epsilon(1e-6));  // none is lost
        standing = next;
      }
      CHECK(standing == Approx(1500).epsilon(0.01));
    }
  }
}
