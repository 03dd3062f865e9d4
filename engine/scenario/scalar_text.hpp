#pragma once

// How each kind of scalar is written. `parse` takes one from a cursor (false where there is a
// fault, which the cursor keeps), `scalar_form` says how it looks, for messages and for the schema.

#include <span>
#include <string>
#include <string_view>

#include "engine/model/calendar.hpp"
#include "engine/model/model.hpp"
#include "engine/scenario/cursor.hpp"
#include "engine/scenario/quantity.hpp"
#include "engine/scenario/spec.hpp"

namespace suits {

bool parse(Cursor& cursor, Effort& out);
bool parse(Cursor& cursor, Lapse& out);
bool parse(Cursor& cursor, FixedLapse& out);
bool parse(Cursor& cursor, WarmUpLength& out);
bool parse(Cursor& cursor, Threshold& out);
bool parse(Cursor& cursor, FixedEffort& out);
bool parse(Cursor& cursor, FocusCount& out);
bool parse(Cursor& cursor, WorkingDays& out);
bool parse(Cursor& cursor, FixedWorkingDays& out);
bool parse(Cursor& cursor, Rate& out);
bool parse(Cursor& cursor, EffortRate& out);
bool parse(Cursor& cursor, HourlyMoney& out);
bool parse(Cursor& cursor, std::variant<EffortRate, MonthlyMoney>& out);
bool parse(Cursor& cursor, Share& out);
bool parse(Cursor& cursor, Points& out);
bool parse(Cursor& cursor, Health& out);
bool parse(Cursor& cursor, WeeklyShare& out);
bool parse(Cursor& cursor, Factor& out);
bool parse(Cursor& cursor, Number& out);
bool parse(Cursor& cursor, Count& out);
bool parse(Cursor& cursor, ObservedAmount& out);
bool parse(Cursor& cursor, bool& out);
bool parse(Cursor& cursor, Date& out);
bool parse(Cursor& cursor, DateOrMonth& out);
bool parse(Cursor& cursor, CarryOver& out);
bool parse(Cursor& cursor, LateRule& out);
bool parse(Cursor& cursor, DateRange& out);
bool parse(Cursor& cursor, Moment& out);
bool parse(Cursor& cursor, TimeOfDay& out);
bool parse(Cursor& cursor, OnDay& out);

/// `09:30-12:30`; the end may be 24:00.
bool parse_hours(Cursor& cursor, std::pair<Duration, Duration>& out);
/// `mon` or `mon-fri`: first and last weekday, 0 = Monday; the last may lie before the first.
bool parse_weekdays(Cursor& cursor, std::pair<int, int>& out);

/// What a scalar looks like.
struct ScalarForm {
  std::string noun;     // "an effort"
  std::string example;  // "45 min, 6 h or pert(1 h, 2 h, 4 h)"
  std::string pattern;  // of its text (ECMA 262); "" where the JSON type says it all
  bool number = false;  // a bare number at least 0 will do
  bool integer = false;
  bool boolean = false;
  bool zero = false;  // a bare 0 will do
  bool negative = false;  // … and with `number` one below 0
};
template <class T>
const ScalarForm& scalar_form();
template <>
const ScalarForm& scalar_form<Points>();
template <>
const ScalarForm& scalar_form<Health>();
template <>
const ScalarForm& scalar_form<WeeklyShare>();

/// The words of an enumeration.
template <class E>
struct Word {
  std::string_view text;
  E value;
};
template <class E>
std::span<const Word<E>> words();

template <>
std::span<const Word<Keep>> words();
template <>
std::span<const Word<Together>> words();
template <>
std::span<const Word<TogetherRule>> words();
template <>
std::span<const Word<DispatchRule>> words();
template <>
std::span<const Word<TeamForm>> words();
template <>
std::span<const Word<HoursEnd>> words();
template <>
std::span<const Word<OnEnd>> words();
template <>
std::span<const Word<BackgroundSpec::Whose>> words();
template <>
std::span<const Word<BackgroundSpec::Each>> words();
template <>
std::span<const Word<LimitEach>> words();
template <>
std::span<const Word<RuleEvent>> words();

}  // namespace suits
