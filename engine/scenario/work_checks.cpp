// What may be judged from one value alone: of kinds of work.

#include <cmath>

#include "engine/scenario/number_column.hpp"
#include "engine/scenario/random_text.hpp"
#include "engine/scenario/reader.hpp"

namespace suits {

namespace {

constexpr double kWeek = 7 * 86'400e6;
constexpr std::size_t kMostFactors = 100'000;

/// The shares of a choice add up to 100 %.
void check_whole(Reader& r, Span span, double sum, std::string_view what) {
  if (!whole(sum)) {
    r.error(span, fmt::format("the {} add up to {:.6g}%, not to 100%", what, 100 * sum));
  }
}

void check_day(Reader& r, const ArrivalSpec& s) {
  const FixedLapse& every = s.every->value;
  if (s.on->value.month_day && every.clock != Clock::months) {
    r.error(s.on->span, "a day of the month goes with months",
            "e.g. { every: 1 month, on: day 15 }");
  }
  const double weeks = every.amount / kWeek;
  const bool whole_weeks =
      every.clock == Clock::elapsed && std::fabs(weeks - std::round(weeks)) < 1e-9;
  if (s.on->value.weekday && !whole_weeks) {
    r.error(s.on->span, "a weekday goes with whole weeks", "e.g. { every: 2 weeks, on: monday }");
  }
}

/// The factors of the profile's table.
void read_factors(Reader& r, const Node& node, ProfileSpec& s) {
  const Span span = node.find("csv")->span;
  const DataText data = r.data()(s.csv->text);
  if (!data.text) return r.error(span, data.error);
  const NumberColumn column =
      read_number_column(*data.text, s.column ? s.column->text : std::string());
  if (!column.error.empty()) {
    const std::string line = column.line > 0 ? fmt::format(":{}", column.line) : "";
    return r.error(span, fmt::format("{}{}: {}", truncate(s.csv->text, 60), line, column.error));
  }
  for (const double value : column.values) {
    if (value > 1e9) {
      return r.error(span, fmt::format("{} holds {}: no factor is so large",
                                       truncate(s.csv->text, 60), value));
    }
    s.factors.push_back({Factor{value}, span});
  }
}

}  // namespace

void check(Reader& r, const Node& node, ProfileSpec& s) {
  const FixedLapse& period = s.period.value;
  if (period.clock != Clock::elapsed) {
    return r.error(s.period.span, "the period of a profile is elapsed time", "e.g. 24 h, or 1 week");
  }
  if (period.amount <= 0) return r.error(s.period.span, "the period must be more than 0");
  if ((node.find("factors") != nullptr) == s.csv.has_value()) {
    return r.error(node.span, s.csv ? "only one of factors and csv is taken"
                                    : "one of factors and csv is needed");
  }
  if (s.column && !s.csv) return r.error(s.column->span, "'column' goes with 'csv' only");
  if (s.csv) read_factors(r, node, s);
  const Span span = node.find(s.csv ? "csv" : "factors")->span;
  double sum = 0;
  for (const auto& factor : s.factors) sum += factor.value.value;
  if (r.errors() > 0 && s.factors.empty()) return;
  if (s.factors.size() > kMostFactors) {
    r.error(span, fmt::format("more than {} factors", kMostFactors));
  } else if (period.amount < 1e6 * static_cast<double>(s.factors.size())) {
    r.error(span, "a part of the period would be shorter than a second");
  } else if (sum <= 0) {
    r.error(span, "with no factor above 0 nothing would ever arrive", "write 'none'");
  }
}

void check(Reader& r, const Node& node, LimitSpec& s) {
  if (!s.in_progress && !s.waiting) {
    r.error(node.span, "the limit says no number of jobs", "say in_progress, or waiting");
  }
  if (node.find("of") != nullptr && s.of.empty()) {
    r.error(node.find("of")->span, "no kind of work is named");
  }
  if (s.in_progress && s.in_progress->value.value == 0) {
    r.error(s.in_progress->span, "with no job in progress nothing would ever come in");
  }
  if (s.in_progress && s.waiting && s.waiting->value.value >= s.in_progress->value.value) {
    r.error(s.waiting->span, "no more can wait than may be in progress",
            "a smaller figure, or none");
  }
}

void check(Reader& r, const Node& node, ArrivalSpec& s) {
  using Form = ArrivalSpec::Form;
  const int forms = int{s.rate.has_value()} + int{s.every.has_value()} +
                    int{s.interval.has_value()} + int{node.find("dates") != nullptr} +
                    int{s.always.has_value()};
  if (forms != 1) {
    return r.error(node.span,
                   forms == 0 ? "nothing says when jobs arrive"
                              : "only one of rate, every, interval, dates and always is taken",
                   "one of rate, every, interval, dates, always");
  }
  s.form = s.rate       ? Form::rate
           : s.every    ? Form::every
           : s.interval ? Form::interval
           : s.always   ? Form::always
                        : Form::dates;
  for (const std::string_view key : {"gaps", "any_time", "season", "profile", "on", "at"}) {
    const Node* found = node.find(key);
    const std::string_view owner = key == "on" || key == "at" ? "every" : "rate";
    if (found != nullptr && node.find(owner) == nullptr) {
      r.error(found->span, fmt::format("'{}' goes with '{}' only", key, owner));
    }
  }
  if (s.gaps && s.gaps->value.amount.mean() <= 0) {
    r.error(s.gaps->span, "the mean gap must be more than 0");
  }
  if (s.every) {
    if (s.every->value.amount <= 0) r.error(s.every->span, "every 0 would never end");
    if (s.on) check_day(r, s);
  }
  if (s.interval && s.interval->value.amount.mean() <= 0) {
    r.error(s.interval->span, "the mean interval must be more than 0");
  }
  if (s.always) {
    if (s.always->value.value == 0) r.error(s.always->span, "'always 0' is 'none'");
    for (const std::string_view key : {"batch", "burst"}) {
      if (node.find(key) == nullptr) continue;
      r.error(node.find(key)->span, fmt::format("'{}' does not go with 'always'", key));
    }
  }
  if (s.form == Form::dates && s.dates.empty()) r.error(node.span, "a list without dates");
}

void check(Reader& r, const Node&, MilestoneSpec& s) {
  if (s.from.point == MilestonePoint::finish) {
    r.error(s.from.span, "nothing begins when the job is finished");
  }
  if (s.to.point == MilestonePoint::arrival) {
    r.error(s.to.span, "nothing ends when the job arrives");
  }
}

void named(Reader& r, Entry<Map<AttributeValueSpec>>& entry) {
  double sum = 0;
  for (const auto& value : entry.value) sum += value.value.chance.value.value;
  check_whole(r, entry.name.span, sum, "chances");
}

void check(Reader& r, const Node&, ParticipantSpec& s) {
  if (s.count && s.count->value.value == 0) r.error(s.count->span, "the count must be more than 0");
  if (s.total && !s.count) r.error(s.total->span, "'total' goes with a count");
}

void check(Reader& r, const Node& node, LaterSpec& s) {
  if (!s.who && !s.effort && !s.notice) r.error(node.span, "nothing is different in later rounds");
}

void check(Reader& r, const Node& node, StepSpec& s) {
  const int forms = int{s.who.has_value()} + int{s.any_of.has_value()} + int{s.takes.has_value()};
  if (forms > 1) return r.error(node.span, "only one of who, any_of and takes is taken");
  const bool work = s.who || s.any_of;
  for (const std::string_view key :
       {"effort", "together", "notice", "later", "interruptible", "spread", "supervised_by"}) {
    const Node* found = node.find(key);
    if (found != nullptr && !work) {
      r.error(found->span, fmt::format("'{}' needs somebody who does the work", key),
              "say who, or any_of");
    }
  }
  if (work && !s.effort) {
    if (s.any_of) r.error(node.find("any_of")->span, "how much effort?", "e.g. effort: 2 h");
    for (const ParticipantSpec& p : s.who.value_or(std::vector<ParticipantSpec>{})) {
      if (p.effort) continue;
      r.error(p.who.span, fmt::format("how much effort of '{}'?", truncate(p.who.text, 60)),
              "e.g. effort: 2 h");
    }
  }
  if (s.later && s.later->who && !s.later->effort && !s.effort) {
    for (const ParticipantSpec& p : *s.later->who) {
      if (p.effort) continue;
      r.error(p.who.span,
              fmt::format("how much effort of '{}' in later rounds?", truncate(p.who.text, 60)),
              "e.g. effort: 1 h");
    }
  }
  if (s.spread && s.spread->value.amount <= 0) r.error(s.spread->span, "spread over no time");
  if (s.after && s.after->size() > 1) {
    for (const Name& name : *s.after) {
      if (name.text == "start") r.error(name.span, "'start' stands alone");
    }
  }
  if (s.after && s.after->empty()) {
    r.error(node.find("after")->span, "after what?", "`after: start` opens a branch");
  }
  if (node.find("choose") != nullptr) {
    double sum = 0;
    for (const auto& entry : s.choose) sum += entry.value.value.value;
    check_whole(r, node.find("choose")->span, sum, "shares");
  }
}

}  // namespace suits
