// The last safe day to hire, in words and as a table of the days that were tried.

#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/hire_report.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

std::string in_ten(double share) {
  return fmt::format("{:.0f} of ten courses", std::nearbyint(10 * share));
}

class HireByWords {
 public:
  explicit HireByWords(const HireByQuestion& question)
      : q_(question), figures_(question.base, question.summary) {}

  std::string goal() const {
    const Estimate bare{q_.target.bound, kNothing, false};
    const std::string text = figures_.figure(q_.aim.response, bare, bare);
    return with_article(printable(aim_words(q_.base, q_.aim))) +
           (q_.target.at_least ? " of " + text + " or more" : " of at most " + text);
  }
  std::string figure(const StartFigure& one) const {
    return figures_.figure(q_.aim.response, one.figure, one.figure);
  }
  std::string answer() const;
  std::string range() const;

 private:
  std::string who() const { return offer_words(q_.base, q_.candidate.offer); }

  const HireByQuestion& q_;
  ResponseFigures figures_;
};

std::string HireByWords::answer() const {
  const LatestStart& a = q_.answer;
  const std::string lead =
      q_.lead > 0 ? fmt::format(", the lead time of {} days counted", q_.lead) : "";
  switch (a.sort) {
    case LatestStart::Sort::not_needed:
      return fmt::format(
          "No hire is needed to keep {}: it is {} without one, and {} meet the "
          "target.",
          goal(), figure(a.without), in_ten(a.without.met_in));
    case LatestStart::Sort::too_late:
      return fmt::format(
          "It is too late for {0}: even with {1} from {2} it is {3} ({4} meet the "
          "target); without, {5}.",
          goal(), who(), to_string(a.latest.start), figure(a.latest), in_ten(a.latest.met_in),
          figure(a.without));
    case LatestStart::Sort::any_day:
      return fmt::format(
          "Any day in these courses will do: with {} from {} on it is {}; {} meet "
          "the target.",
          who(), to_string(a.latest.start), figure(a.latest), in_ten(a.latest.met_in));
    case LatestStart::Sort::found:
      break;
  }
  return fmt::format(
      "Hire {0} by {1}{2}: with the first day of work on {3} {4} is still reached ({5}), in {6}; "
      "without, it is {7}.",
      who(), to_string(a.latest.start - q_.lead), lead, to_string(a.latest.start), goal(),
      figure(a.latest), in_ten(a.latest.met_in), figure(a.without));
}

std::string HireByWords::range() const {
  const LatestStart& a = q_.answer;
  const Date first = a.tried.front().start, last = a.tried.back().start;
  const auto day = [&](Date start) {
    if (start < first) return fmt::format("before {}", to_string(first - q_.lead));
    if (start >= last) return fmt::format("after {}", to_string(last - q_.lead));
    return "on " + to_string(start - q_.lead);
  };
  const std::string early = day(a.surely), late = day(a.perhaps);
  if (early == late) return fmt::format("With 95 % the true last day is {}.", early);
  return fmt::format(
      "{} courses of each start leave the day open: with 95 % the true last day lies between one "
      "{} "
      "and one {}. More --replications narrow it.",
      q_.replications, early, late);
}

}  // namespace

DecisionReport report_hire_by(const HireByQuestion& q) {
  const HireByWords words(q);
  DecisionReport out;
  out.findings.push_back({"answer", sentence_case(words.answer())});
  if (!q.answer.tried.empty()) out.findings.push_back({"range", words.range()});
  TableBuilder table("starts", "The days that were tried",
                     "Met in: the share of the courses that meet the target each by itself.");
  const ResponseFigures figures(q.base, q.summary);
  table.column(text_column("hire_by", "Hire by"))
      .column(text_column("start", "First day"))
      .column({"figure", "Figure", Unit::number, true, false, false})
      .column(screen_column("reached", "Reached"))
      .column({"met_in", "Met in", Unit::share})
      .column(screen_column("target", "Target"));
  const auto row = [&](const std::string& by, const std::string& start, const StartFigure& one) {
    const bool met = q.target.met(one.figure.value);
    table.row({by, start, one.figure, words.figure(one), Cell::number(one.met_in),
               Cell(met ? "met" : "missed", met ? Tone::plain : Tone::alarm)});
  };
  for (const StartFigure& one : q.answer.tried)
    row(to_string(one.start - q.lead), to_string(one.start), one);
  row("never", "never", q.answer.without);
  out.screen.push_back(table.take());
  out.files = out.screen;
  out.heading = fmt::format(
      "The last safe day to hire; {} possible courses of each start, the same luck for all (seed "
      "{})",
      q.replications, q.seed);
  return out;
}

nlohmann::ordered_json hire_by_json(const HireByQuestion& q, const DecisionReport& report) {
  static constexpr const char* kSorts[] = {"not needed", "too late", "found", "any day"};
  nlohmann::ordered_json json;
  const LatestStart& a = q.answer;
  json["suits"] = 1;
  json["scenario"] = q.base.name;
  json["seed"] = q.seed;
  json["replications"] = q.replications;
  json["aim"] = q.aim.name;
  json["measure"] = aim_words(q.base, q.aim);
  json["target"] = {{q.target.at_least ? "at_least" : "at_most", file_number(q.target.bound)}};
  json["candidate"] = q.candidate.edit;
  json["lead_days"] = q.lead;
  json["answer"] = kSorts[static_cast<std::size_t>(a.sort)];
  if (a.sort == LatestStart::Sort::found) {
    json["hire_by"] = to_string(a.latest.start - q.lead);
    json["start_by"] = to_string(a.latest.start);
    json["surely_by"] = to_string(a.surely - q.lead);
    json["perhaps_by"] = to_string(a.perhaps - q.lead);
    json["met_in"] = file_number(a.latest.met_in);
  }
  add_decision(json, report);
  return json;
}

}  // namespace suits
