#include "engine/report/headroom_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/analysis/holds_up.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/json.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/run_report.hpp"
#include "engine/report/table_builder.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

class GrowthText {
 public:
  explicit GrowthText(const GrownScenario& grown)
      : grown_(grown), today_(grown.headroom.today), found_(grown.headroom.search) {}

  std::vector<Finding> findings() const;
  /// "+14 %", "3"; "" where there is none.
  std::string amount(const LoadLimit& limit) const;
  /// "+11 to +17 %"; "" where there is none.
  std::string interval(const LoadLimit& limit) const;
  const PlayedLoad& played(double load) const {
    return load == grown_.range.today ? today_ : grown_.headroom.loads.at(load);
  }
  /// The first load looked at, from the limit on: where the first target fails.
  double beyond() const;

 private:
  const Model& model() const { return *today_.model; }
  std::string percent(double load, bool sign) const;
  std::string end(double load, bool sign) const;
  std::string answer() const;
  std::string gives_way() const;
  std::string rivals() const;
  std::string fails(std::size_t t) const {
    return failing_words(model(), grown_.today, grown_.targets[t], today_.figures[t].value);
  }
  std::string more() const {
    return grown_.words.accounts ? " accounts like " + grown_.words.subject : "";
  }

  const GrownScenario& grown_;
  const PlayedLoad& today_;
  const HeadroomSearch& found_;
};

/// One decimal where the interval is narrow.
std::string GrowthText::percent(double load, bool sign) const {
  const double change = 100 * (load - 1);
  const bool fine = found_.limit.high - found_.limit.low < 0.06;
  std::string text = fmt::format("{:.{}f}", std::abs(change), fine ? 1 : 0);
  const bool zero = text.find_first_not_of("0.") == std::string::npos;
  return (sign && !zero ? change < 0 ? "−" : "+" : "") + text;
}

std::string GrowthText::end(double load, bool sign) const {
  return grown_.words.accounts ? fmt::format("{:.0f}", load) : percent(load, sign);
}

std::string GrowthText::amount(const LoadLimit& limit) const {
  const char* unit = grown_.words.accounts ? "" : " %";
  if (limit.sort == LoadLimit::Sort::beyond) return "> " + end(limit.load, true) + unit;
  if (limit.sort == LoadLimit::Sort::below) return "< " + end(limit.load, true) + unit;
  return end(limit.load, true) + unit;
}

std::string GrowthText::interval(const LoadLimit& limit) const {
  const char* unit = grown_.words.accounts ? "" : " %";
  const bool low = std::isfinite(limit.low), high = std::isfinite(limit.high);
  if (low && high)
    return fmt::format("{} to {}{}", end(limit.low, true), end(limit.high, true), unit);
  if (low) return fmt::format("{}{} or more", end(limit.low, true), unit);
  if (high) return fmt::format("{}{} or less", end(limit.high, true), unit);
  return "";
}

double GrowthText::beyond() const {
  for (const double load : found_.loads)
    if (load > found_.limit.load - 1e-9 && (!grown_.words.accounts || load > found_.limit.load))
      return load;
  return found_.loads.back();
}

std::string GrowthText::answer() const {
  const LoadLimit& limit = found_.limit;
  const bool accounts = grown_.words.accounts;
  const std::string& subject = grown_.words.subject;
  const std::string range = interval(limit).empty() ? "" : fmt::format(" ({})", interval(limit));
  if (limit.sort == LoadLimit::Sort::beyond)
    return accounts ? fmt::format(
                          "All service levels hold with {:.0f} more accounts like {}, the "
                          "most that was looked at{}.",
                          limit.load, subject, range)
                    : fmt::format(
                          "All service levels hold with {} % more of {}, the most that was "
                          "looked at{}.",
                          percent(limit.load, false), subject, range);
  if (limit.sort == LoadLimit::Sort::below)
    return accounts ? fmt::format(
                          "There is no room: even without another account like {} it "
                          "fails that the {}.",
                          subject, fails(found_.first))
                    : fmt::format(
                          "There is no room: even with {} % less of {}, the least that was "
                          "looked at, the {}.",
                          percent(limit.load, false), subject, fails(found_.first));
  if (accounts)
    return limit.load == 0
               ? fmt::format(
                     "There is no room for one more account like {}{}: with one more, the "
                     "{}.",
                     subject, range, fails(found_.first))
               : fmt::format(
                     "There is room for {:.0f} more account{} like {}{}; with one more, "
                     "the {}.",
                     limit.load, limit.load == 1 ? "" : "s", subject, range, fails(found_.first));
  if (limit.load < grown_.range.today)
    return fmt::format(
        "Today is too much already: all service levels would hold with {} % less of "
        "{}{}; above that the {}.",
        percent(limit.load, false), subject, range, fails(found_.first));
  return fmt::format("There is room for {} % more of {}{}; beyond that the {}.",
                     percent(limit.load, false), subject, range, fails(found_.first));
}

std::string GrowthText::gives_way() const {
  if (found_.limit.sort == LoadLimit::Sort::beyond) return "";
  const std::size_t t = found_.first;
  const PlayedLoad& there = played(beyond());
  const std::string name = response_words(model(), grown_.targets[t].response);
  std::string text = fmt::format("What gives way first is the {}", name);
  const auto held =
      holds_up(model(), grown_.targets[t].response, today_.experiment, there.experiment);
  if (!held) return text + ".";
  const RoleWords role = words_of(model(), held->role);
  if (held->now != held->now) return text + ".";
  if (held->now > held->before && beyond() > grown_.range.today)
    return text + fmt::format(
                      ": {} {} it up, for whom it waits {:.1f} calendar days there instead "
                      "of {:.1f} today.",
                      role.name, role.plural ? "hold" : "holds", held->now, held->before);
  return text + fmt::format(": {} {} it up, for whom it waits {:.1f} calendar days.", role.name,
                            role.plural ? "hold" : "holds", held->now);
}

std::string GrowthText::rivals() const {
  std::vector<std::string> names;
  for (std::size_t t = 0; t < grown_.targets.size(); ++t)
    if (t != found_.first && found_.contends[t])
      names.push_back("the " + response_words(model(), grown_.targets[t].response));
  if (names.empty() || found_.limit.sort == LoadLimit::Sort::beyond) return "";
  return fmt::format("It may as well be {}: there, {} not known to hold either.", enumerated(names),
                     names.size() == 1 ? "that is" : "these are");
}

std::vector<Finding> GrowthText::findings() const {
  std::vector<Finding> out{{"headroom", answer()}};
  if (std::string text = gives_way(); !text.empty()) out.push_back({"first", std::move(text)});
  if (std::string text = rivals(); !text.empty()) out.push_back({"rivals", std::move(text)});
  return out;
}

Estimate figure_at(const PlayedLoad& load, std::size_t t) {
  Estimate out{load.figures[t].value, kNothing, false};
  StudentFactors factors;
  const double error = margin_error(load.figures[t]);
  if (error == error) out.half = error * factors(load.experiment.replications);
  return out;
}

Table levels_table(const GrownScenario& grown, const GrowthText& text) {
  const PlayedLoad& today = grown.headroom.today;
  const ResponseFigures figures(*today.model, grown.today);
  const std::string unit = grown.words.accounts ? "accounts" : "%";
  TableBuilder table("levels", "Service levels",
                     fmt::format("Today, and with how much more of {} each would fail, by itself, "
                                 "with the interval that holds for all of them at once (95 %).",
                                 grown.words.subject));
  table.column(text_column("measure", "Measure"))
      .column(screen_column("today_text", "Today"))
      .column(screen_column("bound_text", "Must be"))
      .column(screen_column("limit_text", "Fails from"))
      .column(screen_column("limit_interval", ""))
      .column(file_column("unit", "unit"))
      .column(figure_column("today", "today", Unit::number, false))
      .column(file_column("target", "target"))
      .column(file_column("bound", "bound", Unit::number))
      .column(file_column("sort", "found, beyond or below what was looked at"))
      .column(file_column("limit", "load at which it fails", Unit::number))
      .column(file_column("limit_low", "low end", Unit::number))
      .column(file_column("limit_high", "high end", Unit::number))
      .column(file_column("first", "gives way first"))
      .column(file_column("may_be_first", "may give way first"));
  const char* sorts[] = {"found", "beyond", "below"};
  for (std::size_t t = 0; t < grown.targets.size(); ++t) {
    const ServiceTarget& target = grown.targets[t];
    const LoadLimit& limit = grown.headroom.search.each[t];
    const Estimate now = figure_at(today, t);
    const auto number = [](double x) { return std::isfinite(x) ? Cell::number(x) : Cell(); };
    const bool first = t == grown.headroom.search.first &&
                       grown.headroom.search.limit.sort != LoadLimit::Sort::beyond;
    table.row({target.response.name, figures.figure(target.response, now, now),
               bound_words(*today.model, grown.today, target, now.value),
               text.amount(limit) + (first ? " first" : ""), text.interval(limit),
               response_unit(target.response), Cell(now), target.text,
               number(target.bound(now.value)), sorts[static_cast<std::size_t>(limit.sort)],
               number(limit.load), number(limit.low), number(limit.high), Cell::yes_no(first),
               Cell::yes_no(grown.headroom.search.contends[t])});
  }
  return table.take();
}

Table loads_table(const GrownScenario& grown, const GrowthText& text) {
  TableBuilder table("loads", "Loads", "");
  table.off_screen()
      .column(file_column("load", grown.words.accounts ? "accounts more" : "factor", Unit::number))
      .column(file_column("measure", "measure"))
      .column(file_column("unit", "unit"))
      .column(figure_column("value", "value", Unit::number, false));
  for (const double load : grown.headroom.search.loads)
    for (std::size_t t = 0; t < grown.targets.size(); ++t)
      table.row({Cell::number(load), grown.targets[t].response.name,
                 response_unit(grown.targets[t].response), Cell(figure_at(text.played(load), t))});
  return table.take();
}

}  // namespace

std::string bound_words(const Model& model, const Summary& today, const ServiceTarget& target,
                        double todays_figure) {
  const ResponseFigures figures(model, today);
  const Estimate bound{target.bound(todays_figure), kNothing, false};
  const Estimate like{todays_figure, kNothing, false};
  return (target.at_least ? "at least " : "at most ") +
         figures.figure(target.response, bound, like);
}

std::string failing_words(const Model& model, const Summary& today, const ServiceTarget& target,
                          double todays_figure) {
  const ResponseFigures figures(model, today);
  const Estimate bound{target.bound(todays_figure), kNothing, false};
  const Estimate like{todays_figure, kNothing, false};
  return fmt::format("{} {} {}", response_words(model, target.response),
                     target.at_least ? "is below" : "is above",
                     figures.figure(target.response, bound, like));
}

HeadroomReport report_headroom(const GrownScenario& grown) {
  const GrowthText text(grown);
  return {text.findings(), levels_table(grown, text), loads_table(grown, text)};
}

std::string headroom_screen(const GrownScenario& grown, const HeadroomReport& report,
                            const ScreenStyle& style) {
  const auto width = static_cast<std::size_t>(style.width);
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  const Model& model = *grown.headroom.today.model;
  std::string out = fmt::format("{}{}{}\n", bold, printable(model.name), off);
  out += wrap(
      fmt::format("{} loads, each played with the luck of the same {} possible courses "
                  "(seed {})",
                  grown.headroom.search.loads.size(), grown.today.replications, grown.today.seed),
      width, "", "");
  for (const std::string& note : grown.words.notes) out += wrap(printable(note), width, "", "");
  out += "\n";
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    out += wrap(printable(report.findings[i].text), width, fmt::format("{}. ", i + 1), "   ");
  return out + "\n" + render_screen(report.levels, style);
}

nlohmann::ordered_json headroom_json(const GrownScenario& grown, const HeadroomReport& report) {
  const LoadLimit& limit = grown.headroom.search.limit;
  const auto number = [](double x) {
    return std::isfinite(x) ? nlohmann::ordered_json(file_number(x)) : nullptr;
  };
  const char* sorts[] = {"found", "beyond", "below"};
  nlohmann::ordered_json json;
  json["suits"] = 1;
  json["scenario"] = grown.headroom.today.model->name;
  json["seed"] = grown.today.seed;
  json["replications"] = grown.today.replications;
  json["error"] = 0.05;
  json["growth"] = {{"subject", grown.words.subject},
                    {"unit", grown.words.accounts ? "accounts" : "factor"},
                    {"sort", sorts[static_cast<std::size_t>(limit.sort)]},
                    {"value", number(limit.load)},
                    {"low", number(limit.low)},
                    {"high", number(limit.high)}};
  if (!grown.words.notes.empty()) json["notes"] = grown.words.notes;
  json["findings"] = nlohmann::ordered_json::array();
  for (const Finding& finding : report.findings)
    json["findings"].push_back({{"name", finding.name}, {"text", finding.text}});
  for (const Table* table : {&report.levels, &report.loads}) {
    json["tables"][table->name] = rows_json(*table);
    json["columns"][table->name] = columns_json(*table);
  }
  return json;
}

}  // namespace suits
