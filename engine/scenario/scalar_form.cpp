// How every kind of scalar looks: for messages, and for the JSON Schema.

#include <fmt/format.h>

#include "engine/scenario/scalar_text.hpp"

namespace suits {

namespace {

const std::string kNumber = R"([0-9]*\.?[0-9]+([eE][+-]?[0-9]+)?)";
const std::string kWork = "(s|seconds?|min|minutes?|h|hours?)";
const std::string kDays = "(working +(days?|weeks?))";
const std::string kTime =
    "((working +)?(s|seconds?|min|minutes?|h|hours?|days?|weeks?)|months?|years?)";
const std::string kPer =
    "(s|second|min|minute|h|hour|day|week|month|year|working +(min|minute|h|hour|day|week))";
const std::string kLaw =
    R"((constant|uniform|exponential|erlang|gamma|lognormal|triangular|pert|hyperexponential|)"
    R"(discrete|empirical) *\(.*\))";
const std::string kDate = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const std::string kClockTime = "[0-9]{2}:[0-9]{2}";

std::string drawn(const std::string& unit) {
  return fmt::format("^ *({} *{}|{}) *$", kNumber, unit, kLaw);
}
std::string plain(const std::string& rest) { return fmt::format("^ *{} *{} *$", kNumber, rest); }

ScalarForm form(std::string noun, std::string example, std::string pattern) {
  return {std::move(noun), std::move(example), std::move(pattern)};
}
ScalarForm with_zero(ScalarForm form) {
  form.zero = true;
  return form;
}

}  // namespace

template <>
const ScalarForm& scalar_form<Effort>() {
  static const ScalarForm f =
      with_zero(form("an effort", "45 min, 6 h or pert(1 h, 2 h, 4 h)", drawn(kWork)));
  return f;
}
template <>
const ScalarForm& scalar_form<Lapse>() {
  static const ScalarForm f = with_zero(
      form("a lapse of time", "2 working days, 3 weeks or pert(1, 2, 4 days)", drawn(kTime)));
  return f;
}
template <>
const ScalarForm& scalar_form<Threshold>() {
  static const ScalarForm f =
      with_zero(form("a threshold", "8 working hours or slack 2 working days",
                     fmt::format("^ *(slack +)?({} *{}|{}) *$", kNumber, kTime, kLaw)));
  return f;
}
template <>
const ScalarForm& scalar_form<FixedEffort>() {
  static const ScalarForm f = with_zero(form("an effort", "40 h", plain(kWork)));
  return f;
}
template <>
const ScalarForm& scalar_form<FocusCount>() {
  static const ScalarForm f{"a number of jobs", "2 or unlimited", "^unlimited$", false, true};
  return f;
}
template <>
const ScalarForm& scalar_form<FixedLapse>() {
  static const ScalarForm f =
      with_zero(form("a lapse of time", "52 weeks or 20 working days", plain(kTime)));
  return f;
}
template <>
const ScalarForm& scalar_form<WarmUpLength>() {
  static const ScalarForm f = with_zero(form("a lapse of time, or found", "8 weeks or found",
                                             fmt::format("^ *({} *{}|found) *$", kNumber, kTime)));
  return f;
}
template <>
const ScalarForm& scalar_form<WorkingDays>() {
  static const ScalarForm f = with_zero(form(
      "a number of working days", "2 working days or pert(1, 2, 5 working days)", drawn(kDays)));
  return f;
}
template <>
const ScalarForm& scalar_form<FixedWorkingDays>() {
  static const ScalarForm f =
      with_zero(form("a number of working days", "20 working days", plain(kDays)));
  return f;
}
template <>
const ScalarForm& scalar_form<Rate>() {
  static const ScalarForm f =
      with_zero(form("a rate", "2/month or 6/working day", plain("/ *" + kPer)));
  return f;
}
template <>
const ScalarForm& scalar_form<EffortRate>() {
  static const ScalarForm f = with_zero(
      form("an effort rate", "3.5 h/week or 45 min/working day", plain(kWork + " */ *" + kPer)));
  return f;
}
template <>
const ScalarForm& scalar_form<HourlyMoney>() {
  static const ScalarForm f =
      with_zero(form("a sum of money per hour", "62/h", plain("/ *(h|hour)")));
  return f;
}
template <>
const ScalarForm& scalar_form<std::variant<EffortRate, MonthlyMoney>>() {
  static const ScalarForm f =
      with_zero(form("a retainer", "180 h/month or 31000/month",
                     plain(fmt::format("({} */ *{}|/ *month)", kWork, kPer))));
  return f;
}
template <>
const ScalarForm& scalar_form<Share>() {
  static const ScalarForm f = with_zero(form("a share", "20%", plain("%")));
  return f;
}
template <>
const ScalarForm& scalar_form<Points>() {
  static const ScalarForm f{"a number of points", "-4 or +2",
                            fmt::format("^ *[-+]? *{} *(points?)? *$", kNumber), true, false,
                            false, false, true};
  return f;
}
template <>
const ScalarForm& scalar_form<Health>() {
  static const ScalarForm f{"a health from 0 to 100", "75", plain("(points?)?"), true};
  return f;
}
template <>
const ScalarForm& scalar_form<WeeklyShare>() {
  static const ScalarForm f =
      with_zero(form("a share per time", "3%/week", plain("% */ *(day|week|month|year)")));
  return f;
}
template <>
const ScalarForm& scalar_form<Factor>() {
  static const ScalarForm f{"a factor", "1.25 or 105%", plain("%?"), true};
  return f;
}
template <>
const ScalarForm& scalar_form<ObservedAmount>() {
  static const ScalarForm f{"an observed figure", "78%, 31 working days, 120 h or 70",
                            fmt::format("^ *(-? *{0} *%|{0} *({1}|days?|weeks?|working +{1})?) *$",
                                        kNumber, "(s|seconds?|min|minutes?|h|hours?|days?|weeks?)"),
                            true};
  return f;
}
template <>
const ScalarForm& scalar_form<Number>() {
  static const ScalarForm f{"a number", "1.25 or lognormal(mean 1, p90 1.5)", drawn("%?"), true};
  return f;
}
template <>
const ScalarForm& scalar_form<Count>() {
  static const ScalarForm f{"a whole number", "3", "", false, true};
  return f;
}
template <>
const ScalarForm& scalar_form<bool>() {
  static const ScalarForm f{"yes or no", "yes", "^(yes|no)$", false, false, true};
  return f;
}
template <>
const ScalarForm& scalar_form<Date>() {
  static const ScalarForm f = form("a date", "2027-03-01", fmt::format("^ *{} *$", kDate));
  return f;
}
template <>
const ScalarForm& scalar_form<DateRange>() {
  static const ScalarForm f =
      form("a date or a span of dates", "2027-03-01 or 2027-08-09..2027-08-20",
           fmt::format(R"(^ *{0}( *\.\. *{0})? *$)", kDate));
  return f;
}
template <>
const ScalarForm& scalar_form<Moment>() {
  static const ScalarForm f = form("a date or an instant", "2027-03-01 or 2027-03-01 10:00",
                                   fmt::format("^ *{}( +{})? *$", kDate, kClockTime));
  return f;
}
template <>
const ScalarForm& scalar_form<TimeOfDay>() {
  static const ScalarForm f = form("a time of day", "09:30", fmt::format("^ *{} *$", kClockTime));
  return f;
}
template <>
const ScalarForm& scalar_form<OnDay>() {
  static const ScalarForm f =
      form("a day", "monday or day 15",
           "^ *(day +[0-9]+|(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?) *$");
  return f;
}

// ------------------------------------------------------------------------------------ the words

template <>
std::span<const Word<Keep>> words() {
  static constexpr Word<Keep> list[] = {
      {"job", Keep::job}, {"account", Keep::account}, {"none", Keep::none}};
  return list;
}
template <>
std::span<const Word<Together>> words() {
  static constexpr Word<Together> list[] = {
      {"booked", Together::booked}, {"scan", Together::scan}, {"apart", Together::apart}};
  return list;
}
template <>
std::span<const Word<TogetherRule>> words() {
  static constexpr Word<TogetherRule> list[] = {{"booked", TogetherRule::booked},
                                                {"scan", TogetherRule::scan},
                                                {"apart", TogetherRule::apart},
                                                {"in_order", TogetherRule::in_order}};
  return list;
}
template <>
std::span<const Word<DispatchRule>> words() {
  static constexpr Word<DispatchRule> list[] = {
      {"first_come", DispatchRule::first_come},
      {"last_come", DispatchRule::last_come},
      {"earliest_due", DispatchRule::earliest_due},
      {"earliest_step_due", DispatchRule::earliest_step_due},
      {"shortest", DispatchRule::shortest},
      {"weighted_shortest", DispatchRule::weighted_shortest},
      {"least_slack", DispatchRule::least_slack},
      {"weighted_slack", DispatchRule::weighted_slack},
      {"critical_ratio", DispatchRule::critical_ratio},
      {"atc", DispatchRule::atc},
      {"random", DispatchRule::random},
      {"fixed", DispatchRule::fixed},
      {"expression", DispatchRule::expression}};
  return list;
}
template <>
std::span<const Word<TeamForm>> words() {
  static constexpr Word<TeamForm> list[] = {{"slot", TeamForm::slot}, {"pool", TeamForm::pool}};
  return list;
}
template <>
std::span<const Word<HoursEnd>> words() {
  static constexpr Word<HoursEnd> list[] = {{"keep", HoursEnd::keep},
                                            {"hand_back", HoursEnd::hand_back}};
  return list;
}
template <>
std::span<const Word<OnEnd>> words() {
  static constexpr Word<OnEnd> list[] = {{"finish", OnEnd::finish}, {"cancel", OnEnd::cancel}};
  return list;
}
template <>
std::span<const Word<BackgroundSpec::Whose>> words() {
  using Whose = BackgroundSpec::Whose;
  static constexpr Word<Whose> list[] = {
      {"person", Whose::person}, {"report", Whose::report}, {"role", Whose::role}};
  return list;
}
template <>
std::span<const Word<BackgroundSpec::Each>> words() {
  using Each = BackgroundSpec::Each;
  static constexpr Word<Each> list[] = {{"week", Each::week}, {"working day", Each::working_day}};
  return list;
}
template <>
std::span<const Word<LimitEach>> words() {
  static constexpr Word<LimitEach> list[] = {{"account", LimitEach::account}};
  return list;
}
template <>
std::span<const Word<RuleEvent>> words() {
  static constexpr Word<RuleEvent> list[] = {{"job.arrives", RuleEvent::job_arrives},
                                             {"job.finishes", RuleEvent::job_finishes},
                                             {"step.ready", RuleEvent::step_ready},
                                             {"step.starts", RuleEvent::step_starts},
                                             {"step.finishes", RuleEvent::step_finishes},
                                             {"account.warns", RuleEvent::account_warns},
                                             {"account.lost", RuleEvent::account_lost}};
  return list;
}

}  // namespace suits
