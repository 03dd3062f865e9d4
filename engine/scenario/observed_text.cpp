// How a figure of last year is written: `78%`, `-4%`, `31 working days`, `120 h`, `70`.

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/scalar_text.hpp"
#include "engine/scenario/unit.hpp"

namespace suits {
namespace {

constexpr double kLargestObserved = 1e12;
constexpr double kHourLong = 3600e6, kDayLong = 24 * kHourLong;  // [us]

/// What a unit of time counts in; nothing where it has no certain length.
std::optional<ObservedAmount> amount_of(double number, const Unit& unit) {
  switch (unit.clock) {
    case Clock::elapsed:
      return unit.effort ? ObservedAmount{number * unit.factor / kHourLong, ObservedUnit::hours}
                         : ObservedAmount{number * unit.factor / kDayLong, ObservedUnit::days};
    case Clock::working_time:
      return ObservedAmount{number * unit.factor / kHourLong, ObservedUnit::working_hours};
    case Clock::working_days:
      return ObservedAmount{number * unit.factor, ObservedUnit::working_days};
    case Clock::months:
      break;
  }
  return std::nullopt;
}

}  // namespace

bool parse(Cursor& cursor, ObservedAmount& out) {
  const ScalarForm& form = scalar_form<ObservedAmount>();
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  const bool negative = cursor.take('-');
  if (!cursor.number_next()) {
    return cursor.fail(
        from, cursor.text().size(),
        fmt::format("'{}' is not {}", truncate(cursor.text(from, cursor.text().size()), 40),
                    form.noun),
        fmt::format("e.g. {}", form.example));
  }
  double number = 0;
  if (!cursor.number(number)) return false;
  if (number > kLargestObserved) {
    return cursor.fail(from, cursor.at(), fmt::format("more than {:.6g}", kLargestObserved));
  }
  if (cursor.take('%')) {
    out = {(negative ? -number : number) / 100, ObservedUnit::share};
    return true;
  }
  if (negative) {
    return cursor.fail(from, cursor.at(), "only a share can be negative", "e.g. -4%");
  }
  const std::size_t unit_from = cursor.at();
  const Unit* unit = take_unit(cursor);
  if (cursor.fault()) return false;
  if (unit == nullptr) {
    out = {number, ObservedUnit::number};
    return true;
  }
  const auto amount = amount_of(number, *unit);
  if (!amount) {
    return cursor.fail(unit_from, cursor.at(), fmt::format("{} are not equally long", unit->name),
                       "write days or weeks");
  }
  out = *amount;
  return true;
}

}  // namespace suits
