#include "engine/analysis/latest_start.hpp"

#include "tests/support/catch.hpp"

using namespace suits;

namespace {

const Date kFirst = *make_date(2027, 1, 4), kLast = *make_date(2027, 12, 31);

/// A figure that falls by a hundredth for each day of delay, from 5.
StartFigure falling(Date start, double half = 0) {
  return {start, {5 - (start - kFirst) / 100.0, half, false}, 0.5};
}

LatestStart search(double bound, double half = 0, double without = 0) {
  return latest_start(kFirst, kLast, {true, bound},
                      [half](Date start) { return falling(start, half); },
                      {kLast, {without, half, false}, 0.1});
}

}  // namespace

TEST_CASE("the last day that still meets a target is found to the day", "[latest_start]") {
  for (const int day : {0, 1, 17, 27, 28, 100, 200, 359}) {
    const LatestStart found = search(5 - day / 100.0 - 0.001);
    CHECK(found.sort == LatestStart::Sort::found);
    CHECK(found.latest.start == kFirst + day);
    CHECK(found.surely == found.latest.start);
    CHECK(found.perhaps == found.latest.start);
    CHECK(found.tried.size() < 14);
  }
}

TEST_CASE("the interval of the figure becomes one of the day", "[latest_start]") {
  const LatestStart found = search(4 - 0.001, 0.25);
  CHECK(found.latest.start == kFirst + 100);
  CHECK(found.surely == kFirst + 75);
  CHECK(found.perhaps == kFirst + 125);
}

TEST_CASE("targets that need nothing, cannot be met, or are met on any day", "[latest_start]") {
  CHECK(search(3, 0, 3.5).sort == LatestStart::Sort::not_needed);
  const LatestStart late = search(6);
  CHECK(late.sort == LatestStart::Sort::too_late);
  CHECK(late.latest.start == kFirst);
  CHECK(late.surely < kFirst);
  const LatestStart any = search(1);
  CHECK(any.sort == LatestStart::Sort::any_day);
  CHECK(any.latest.start == kLast);
}

TEST_CASE("a target may be a ceiling", "[latest_start]") {
  const LatestStart found =
      latest_start(kFirst, kLast, {false, 1.5001},
                   [](Date start) {
                     return StartFigure{start, {(start - kFirst) / 100.0, 0.1, false}, 0.5};
                   },
                   {kLast, {9, 0, false}, 0});
  CHECK(found.latest.start == kFirst + 150);
  CHECK(found.surely == kFirst + 140);
  CHECK(found.perhaps == kFirst + 160);
}
