// What may be judged from one value alone: of careers.

#include <cmath>

#include "engine/scenario/reader.hpp"

namespace suits {
namespace {

constexpr double kMostWeeks = 520;

/// A time of the calendar, that goes on day and night.
bool goes_on(Clock clock) { return clock == Clock::elapsed || clock == Clock::months; }

}  // namespace

void check(Reader& r, const Node& node, LeavingSpec& s) {
  if (!s.a_year) r.error(node.span, "how many leave 'a_year' is needed", "e.g. a_year: 30%");
}

void check(Reader& r, const Node& node, ReplacementSpec& s) {
  if (!s.after) {
    r.error(node.span, "'after' is needed: how long a place stays vacant",
            "e.g. after: pert(40, 60, 100 days)");
  }
}

void check(Reader& r, const Node&, LastingOverloadSpec& s) {
  if (s.above.value.value <= 0) r.error(s.above.span, "the load must be more than 0");
  if (s.doubles_every.value.value < 0.001) {
    r.error(s.doubles_every.span, "the step of the load must be at least 0.1 %");
  }
  const double weeks_long = s.weeks.value.amount / static_cast<double>(weeks(1).us);
  if (s.weeks.value.clock != Clock::elapsed || weeks_long < 1 || weeks_long > kMostWeeks ||
      weeks_long != std::floor(weeks_long)) {
    r.error(s.weeks.span, fmt::format("whole weeks are meant, 1 to {:.0f}", kMostWeeks),
            "e.g. 8 weeks");
  }
}

void check(Reader& r, const Node& node, PromotionSpec& s) {
  if (!s.after && !s.experience) {
    r.error(node.span, "'after' or 'experience' is needed: when somebody may rise",
            "e.g. after: pert(12, 18, 30 months)");
  }
  if (s.after && !goes_on(s.after->value.clock)) {
    r.error(s.after->span, "time in a role goes on day and night", "write months, or weeks");
  }
}

void check(Reader& r, const Node& node, CareersSpec& s) {
  if (s.leaving.empty() && s.promotion.empty()) {
    r.error(node.span, "nobody leaves or rises: 'leaving' or 'promotion' is needed");
  }
  if (s.overload && s.leaving.empty()) {
    r.error(node.find("overload")->span,
            "overload makes people leave, and 'leaving' says nobody does");
  }
}

}  // namespace suits
