#include "engine/scenario/scalar_text.hpp"

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/arguments.hpp"
#include "engine/scenario/random_text.hpp"
#include "engine/scenario/unit.hpp"

namespace suits {

namespace {

constexpr double kMostFactor = 1e6, kMostMoney = 1e12, kMostRate = 1e18;

/// "'lots' is not an effort", with an example; always false.
template <class T>
bool not_a(Cursor& cursor) {
  cursor.skip_spaces();
  const ScalarForm& form = scalar_form<T>();
  return cursor.fail(
      cursor.at(), cursor.text().size(),
      fmt::format("'{}' is not {}", truncate(cursor.text(cursor.at(), cursor.text().size()), 40),
                  form.noun),
      fmt::format("e.g. {}", form.example));
}

/// A name and a bracket begin a law; a number begins anything.
bool quantity_next(Cursor& cursor) {
  if (cursor.number_next()) return true;
  const std::size_t from = cursor.at();
  const bool law = !cursor.word().empty() && cursor.peek() == '(';
  cursor.back_to(from);
  return law;
}

template <class T>
bool random(Cursor& cursor, Measure measure, T& out) {
  if (!quantity_next(cursor)) return not_a<T>(cursor);
  Clock clock;
  return take_random(cursor, measure, out.amount, clock);
}

template <class T>
bool fixed(Cursor& cursor, Measure measure, double& out, Clock& clock) {
  if (cursor.number_next()) return take_fixed(cursor, measure, out, clock);
  if (!quantity_next(cursor)) return not_a<T>(cursor);
  return cursor.fail(cursor.at(), cursor.text().size(), "this cannot be left to chance",
                     fmt::format("e.g. {}", scalar_form<T>().example));
}

/// `/ month`: which unit stands below the line.
template <class T>
bool per(Cursor& cursor, const Unit*& out) {
  const std::size_t from = cursor.at();
  if (!cursor.take('/')) {
    cursor.skip_spaces();
    return cursor.fail(from, std::max(cursor.text().size(), from),
                       fmt::format("{} says per what", scalar_form<T>().noun),
                       fmt::format("e.g. {}", scalar_form<T>().example));
  }
  cursor.skip_spaces();
  const std::size_t unit_from = cursor.at();
  out = take_unit(cursor);
  if (cursor.fault()) return false;
  if (out == nullptr || !out->per) {
    return cursor.fail(unit_from, std::max(cursor.at(), unit_from + 1), "per one of what?",
                       fmt::format("e.g. {}", scalar_form<T>().example));
  }
  return true;
}

bool bounded(Cursor& cursor, std::size_t from, double value, double bound) {
  if (value <= bound) return true;
  return cursor.fail(from, cursor.at(), fmt::format("more than {:.6g}", bound));
}

/// `62/h`: a plain number per one certain unit.
template <class T>
bool money(Cursor& cursor, Per wanted, double& out) {
  if (!cursor.number_next()) return not_a<T>(cursor);
  const std::size_t from = cursor.at();
  if (!cursor.number(out)) return false;
  if (!bounded(cursor, from, out, kMostMoney)) return false;
  if (out == 0 && cursor.at_end()) return true;
  const Unit* unit = nullptr;
  if (!per<T>(cursor, unit)) return false;
  if (*unit->per == wanted && unit->per_factor == 1) return true;
  return cursor.fail(from, cursor.at(), fmt::format("not {}", scalar_form<T>().noun),
                     fmt::format("e.g. {}", scalar_form<T>().example));
}

template <class E>
bool word(Cursor& cursor, E& out, std::initializer_list<Word<E>> list) {
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  const std::string_view found = cursor.word();
  for (const Word<E>& w : list) {
    if (w.text == found) {
      out = w.value;
      return true;
    }
  }
  cursor.back_to(from);
  return false;
}

}  // namespace

bool parse(Cursor& cursor, Effort& out) { return random(cursor, Measure::effort, out); }
bool parse(Cursor& cursor, Number& out) { return random(cursor, Measure::number, out); }
bool parse(Cursor& cursor, WorkingDays& out) { return random(cursor, Measure::working_days, out); }
bool parse(Cursor& cursor, Lapse& out) {
  if (!quantity_next(cursor)) return not_a<Lapse>(cursor);
  return take_random(cursor, Measure::lapse, out.amount, out.clock);
}
bool parse(Cursor& cursor, Threshold& out) {
  const std::size_t from = cursor.at();
  out.slack = cursor.word() == "slack";
  if (!out.slack) cursor.back_to(from);
  if (!quantity_next(cursor)) {
    cursor.back_to(from);
    return not_a<Threshold>(cursor);
  }
  return take_random(cursor, Measure::lapse, out.lapse.amount, out.lapse.clock);
}
bool parse(Cursor& cursor, FixedEffort& out) {
  Clock clock;
  return fixed<FixedEffort>(cursor, Measure::effort, out.us, clock);
}
bool parse(Cursor& cursor, FixedLapse& out) {
  return fixed<FixedLapse>(cursor, Measure::lapse, out.amount, out.clock);
}
bool parse(Cursor& cursor, WarmUpLength& out) {
  const std::size_t from = cursor.at();
  out.found = cursor.word() == "found";
  if (out.found) return true;
  cursor.back_to(from);
  if (!quantity_next(cursor)) return not_a<WarmUpLength>(cursor);
  return parse(cursor, out.lapse);
}
bool parse(Cursor& cursor, FixedWorkingDays& out) {
  Clock clock;
  return fixed<FixedWorkingDays>(cursor, Measure::working_days, out.amount, clock);
}

bool parse(Cursor& cursor, Rate& out) {
  if (!cursor.number_next()) return not_a<Rate>(cursor);
  const std::size_t from = cursor.at();
  if (!cursor.number(out.amount)) return false;
  if (out.amount == 0 && cursor.at_end()) return true;
  const Unit* unit = nullptr;
  if (!per<Rate>(cursor, unit)) return false;
  out.amount *= unit->per_factor;
  out.per = *unit->per;
  return bounded(cursor, from, out.amount, kMostRate);
}

bool parse(Cursor& cursor, EffortRate& out) {
  if (!cursor.number_next()) return not_a<EffortRate>(cursor);
  const std::size_t from = cursor.at();
  double number = 0;
  if (!cursor.number(number)) return false;
  if (number == 0 && cursor.at_end()) return true;
  const std::size_t number_to = cursor.at();
  const Unit* unit = take_unit(cursor, Measure::effort);
  if (cursor.fault()) return false;
  if (unit == nullptr) {
    return cursor.fail(from, number_to,
                       fmt::format("says {}, but of what?", cursor.text(from, number_to)),
                       fmt::format("e.g. {}", scalar_form<EffortRate>().example));
  }
  const Unit* below = nullptr;
  if (!per<EffortRate>(cursor, below)) return false;
  out.us = number * unit->factor * below->per_factor;
  out.per = *below->per;
  return bounded(cursor, from, out.us, most(Clock::elapsed));
}

bool parse(Cursor& cursor, HourlyMoney& out) {
  return money<HourlyMoney>(cursor, Per::hour, out.value);
}

bool parse(Cursor& cursor, std::variant<EffortRate, MonthlyMoney>& out) {
  using Retainer = std::variant<EffortRate, MonthlyMoney>;
  if (!cursor.number_next()) return not_a<Retainer>(cursor);
  const std::size_t from = cursor.at();
  double number = 0;
  if (!cursor.number(number)) return false;
  const char next = cursor.peek();
  cursor.back_to(from);
  if (next == '/') {
    MonthlyMoney sum;
    if (!money<Retainer>(cursor, Per::month, sum.value)) return false;
    out = sum;
    return true;
  }
  EffortRate rate;
  if (!parse(cursor, rate)) return false;
  out = rate;
  return true;
}

bool parse(Cursor& cursor, Share& out) { return take_share(cursor, out.value); }

bool parse(Cursor& cursor, Factor& out) {
  if (!cursor.number_next()) return not_a<Factor>(cursor);
  const std::size_t from = cursor.at();
  if (!cursor.number(out.value)) return false;
  if (cursor.take('%')) out.value /= 100;
  return bounded(cursor, from, out.value, kMostFactor);
}

bool parse(Cursor& cursor, FocusCount& out) {
  const std::size_t from = cursor.at();
  if (cursor.word() == "unlimited") {
    out.value = 0;
    return true;
  }
  cursor.back_to(from);
  if (!cursor.number_next()) return not_a<FocusCount>(cursor);
  Count count;
  if (!parse(cursor, count)) return false;
  if (count.value == 0) return cursor.fail(from, cursor.at(), "nobody works on 0 at a time");
  out.value = count.value;
  return true;
}
bool parse(Cursor& cursor, Count& out) {
  if (!cursor.number_next()) return not_a<Count>(cursor);
  const std::size_t from = cursor.at();
  double number = 0;
  if (!cursor.number(number)) return false;
  if (number != static_cast<double>(static_cast<std::int64_t>(std::min(number, 1e12)))) {
    return cursor.fail(from, cursor.at(), "this must be a whole number");
  }
  if (number > 1e6) return cursor.fail(from, cursor.at(), "more than 1,000,000");
  out.value = static_cast<std::uint32_t>(number);
  return true;
}

bool parse(Cursor& cursor, bool& out) {
  return word(cursor, out, {{"yes", true}, {"no", false}, {"true", true}, {"false", false}}) ||
         not_a<bool>(cursor);
}

}  // namespace suits
