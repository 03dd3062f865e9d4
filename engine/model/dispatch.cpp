#include "engine/model/dispatch.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/transcendental.hpp"

namespace suits {
namespace {

/// Beyond every due in microseconds, and still fit for differences.
constexpr std::int64_t kLast = std::int64_t{1} << 61;

}  // namespace

bool orders_by_due(DispatchRule rule) {
  switch (rule) {
    case DispatchRule::earliest_due:
    case DispatchRule::earliest_step_due:
    case DispatchRule::least_slack:
    case DispatchRule::weighted_slack:
    case DispatchRule::critical_ratio:
    case DispatchRule::atc:
      return true;
    default:
      return false;
  }
}

Urgency urgency(const Dispatch& dispatch, const Urgent& r) {
  const std::int64_t own = dispatch.known ? r.left.us : r.own.us;
  const std::int64_t latest_finish = r.due_worked.us - r.tail.us;
  const std::int64_t weight = std::max<std::int64_t>(1, r.weight);
  Urgency u;
  if (orders_by_due(dispatch.rule) && r.due >= kNever) {  // last
    u.value = kLast;
    return u;
  }
  switch (dispatch.rule) {
    case DispatchRule::first_come:
    case DispatchRule::expression: break;
    case DispatchRule::random: u.form = Urgency::Form::drawn; break;
    case DispatchRule::last_come: u.value = -static_cast<std::int64_t>(r.number); break;
    case DispatchRule::earliest_due: u.value = r.due.us; break;
    case DispatchRule::earliest_step_due: u.value = latest_finish; break;
    case DispatchRule::shortest: u.value = own; break;
    case DispatchRule::weighted_shortest:
      u.value = own;
      u.divisor = weight;
      break;
    case DispatchRule::least_slack: u.value = latest_finish - own; break;
    case DispatchRule::weighted_slack:
      u.value = latest_finish - own;
      u.divisor = weight;
      u.form = Urgency::Form::falling;
      break;
    case DispatchRule::critical_ratio:
      u.value = r.due_worked.us;
      u.divisor = std::max<std::int64_t>(1, own + r.tail.us);
      u.form = Urgency::Form::falling;
      break;
    case DispatchRule::atc: {
      const double p = static_cast<double>(std::max(own, seconds(1).us));
      const double gain = det_log(static_cast<double>(weight) / 1000 / p * 3.6e9);
      u.value = latest_finish - own;
      u.offset = static_cast<std::int64_t>(
          std::nearbyint(dispatch.lookahead * dispatch.mean_effort * gain));
      u.form = Urgency::Form::floored;
      break;
    }
    case DispatchRule::fixed:
      u.value = raw(r.kind) < dispatch.place.size() ? dispatch.place[raw(r.kind)] : 0;
      break;
  }
  return u;
}

}  // namespace suits
