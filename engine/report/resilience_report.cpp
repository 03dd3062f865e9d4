// Who cannot be missed, in words and tables.

#include "engine/report/resilience_report.hpp"

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/decision_figures.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

constexpr double kWorthNaming = 0.1;  // the chance of being missed most

constexpr const char* kMissedCaption =
    "Each away alone, against everybody there, on the same luck, over the weeks from the absence "
    "on; the ± of all people hold at once with 95 %. Worst hit: the account whose work is delayed "
    "most, beyond chance [mean turnaround, working days]. Recovers: weeks after the return until "
    "less than a tenth of the largest backlog is left. Most: the chance that nobody is missed "
    "more; "
    "as much: that nobody is by more than a difference is worth.";

std::string weeks_words(std::int32_t n) {
  return n == 1 ? std::string("1 week") : fmt::format("{} weeks", n);
}

class MissedWords {
 public:
  MissedWords(const ResilienceQuestion& question, const DecisionFigures& figures)
      : q_(question), figures_(figures) {}

  Finding answer() const;
  Finding others() const;
  Finding suffers() const;
  OwnColumn worst_hit() const;
  OwnColumn worst_delay() const;
  OwnColumn recovers() const;
  OwnColumn recovery_weeks() const;

 private:
  const std::string& who(std::size_t i) const { return figures_.decided().names[i]; }
  std::optional<HardestHit> hit(std::size_t i) const {
    return hardest_hit(q_.base, q_.reader, q_.selection.courses[0], q_.selection.courses[i]);
  }
  Recovery back(std::size_t i) const {
    return recovery(q_.reader, q_.absence, q_.selection.courses[0], q_.selection.courses[i]);
  }
  std::string hit_text(const HardestHit& hit) const {
    return fmt::format("{} +{:.1f} ± {:.1f}", printable(q_.base.accounts[hit.account].name),
                       hit.delay.value, hit.delay.half);
  }
  std::string recovery_text(std::size_t i) const;

  const ResilienceQuestion& q_;
  const DecisionFigures& figures_;
};

std::string MissedWords::recovery_text(std::size_t i) const {
  const Recovery own = back(i);
  if (own.sort == Recovery::Sort::never_apart) return "no backlog";
  if (own.sort == Recovery::Sort::not_yet) return fmt::format("not in {}", weeks_words(own.weeks));
  return own.weeks == 0 ? "at once" : weeks_words(own.weeks);
}

Finding MissedWords::answer() const {
  const std::size_t chosen = q_.selection.chosen;
  const std::string aim = printable(aim_words(q_.base, q_.aims[0]));
  if (!figures_.of_base(0).known())
    return {"answer",
            fmt::format("There is no {} in these courses, so nothing can be said of it.", aim)};
  if (chosen == 0)
    return {"answer", fmt::format("Everybody can be missed for {}: whoever is away from {} on, "
                                  "the {} gets worse by no more than {}.",
                                  weeks_words(q_.absence.weeks), to_string(q_.absence.from), aim,
                                  figures_.worth())};
  std::string text = fmt::format("{} can be missed least: without them from {} for {}, {}",
                                 who(chosen), to_string(q_.absence.from),
                                 weeks_words(q_.absence.weeks), figures_.change(chosen, 0));
  if (!figures_.clear(chosen, 0)) text += ", which may be chance";
  return {"answer", text + "."};
}

/// What else comes of the absence of whoever is missed most.
Finding MissedWords::suffers() const {
  const std::size_t chosen = q_.selection.chosen;
  std::vector<std::string> parts;
  for (std::size_t k = 1; k < q_.aims.size(); ++k) {
    const bool more = q_.aims[k].response.better == Better::more;
    const double off = figures_.effect(chosen, k).value;
    if (figures_.clear(chosen, k) && (off < 0) == more) parts.push_back(figures_.change(chosen, k));
  }
  if (parts.size() > 2) parts.resize(2);
  if (const auto worst = hit(chosen))
    parts.push_back(fmt::format("work for {} takes {:.1f} ± {:.1f} working days longer",
                                printable(q_.base.accounts[worst->account].name),
                                worst->delay.value, worst->delay.half));
  else
    parts.push_back("no single account is hit by more than chance");
  const Recovery own = back(chosen);
  if (own.sort == Recovery::Sort::never_apart)
    parts.push_back("no backlog builds up that is more than chance");
  else if (own.sort == Recovery::Sort::not_yet)
    parts.push_back(
        fmt::format("the backlog is still there {} after the return", weeks_words(own.weeks)));
  else
    parts.push_back(own.weeks == 0 ? "the backlog is gone with the return"
                                   : fmt::format("the backlog is gone {} after the return",
                                                 weeks_words(own.weeks)));
  return {"suffers", sentence_case(enumerated(parts)) + "."};
}

Finding MissedWords::others() const {
  const Selection& s = q_.selection;
  std::vector<std::string> next, alike;
  std::size_t unseen = 0;
  for (const std::size_t i : s.ranking) {
    if (i == 0 || i == s.chosen) continue;
    const bool worse = s.candidates[i].behind.known() && figures_.clear(i, 0);
    const bool bad =
        (figures_.effect(i, 0).value < 0) == (q_.aims[0].response.better == Better::more);
    if (worse && bad && next.size() < 4)
      next.push_back(fmt::format("{} ({})", who(i), figures_.change_figure(i, 0)));
    if (!worse) ++unseen;
    if (s.candidates[i].best >= kWorthNaming)
      alike.push_back(fmt::format("{} ({})", who(i), chance_text(s.candidates[i].best)));
  }
  std::string text = next.empty()
                         ? "Of nobody else it can be told that they are missed"
                         : (next.size() == 1 ? "Next is " : "Next are ") + enumerated(next);
  if (unseen > 0 && !next.empty())
    text +=
        fmt::format("; of {} of {} people it cannot be told from chance whether they are missed",
                    unseen, q_.people.size());
  if (!alike.empty())
    text +=
        fmt::format(". The chance that nobody is missed more is {} for {}, and not small for {}",
                    chance_text(s.candidates[s.chosen].best), who(s.chosen), enumerated(alike));
  return {"others", text + "."};
}

OwnColumn MissedWords::worst_hit() const {
  OwnColumn out{text_column("worst_hit", "Worst hit"), {Cell("–")}};
  out.column.in_files = false;
  for (std::size_t i = 1; i <= q_.people.size(); ++i) {
    const auto worst = hit(i);
    out.cells.push_back(worst ? Cell(hit_text(*worst)) : Cell("–", Tone::dim));
  }
  return out;
}

OwnColumn MissedWords::worst_delay() const {
  OwnColumn out{file_column("worst_hit_account", "Account"), {Cell()}};
  for (std::size_t i = 1; i <= q_.people.size(); ++i) {
    const auto worst = hit(i);
    out.cells.push_back(worst ? Cell(q_.base.accounts[worst->account].name) : Cell());
  }
  return out;
}

OwnColumn MissedWords::recovers() const {
  OwnColumn out{screen_column("recovers", "Recovers"), {Cell("–")}};
  for (std::size_t i = 1; i <= q_.people.size(); ++i) out.cells.push_back(recovery_text(i));
  return out;
}

/// Blank: not within the weeks watched.
OwnColumn MissedWords::recovery_weeks() const {
  OwnColumn out{file_column("recovery_weeks", "Weeks", Unit::count), {Cell()}};
  for (std::size_t i = 1; i <= q_.people.size(); ++i) {
    const Recovery own = back(i);
    out.cells.push_back(
        own.sort == Recovery::Sort::not_yet ? Cell() : Cell::integer(std::int64_t{own.weeks}));
  }
  return out;
}

std::vector<std::string> missed_names(const ResilienceQuestion& q) {
  std::vector<std::string> out{"everybody there"};
  for (const PersonId p : q.people) out.push_back(printable(q.base.people[p].name));
  return out;
}

std::string training_words(const Model& model, PersonId missed, const CrossTraining& training) {
  const std::string who = printable(model.people[training.who].name);
  const RoleId role = model.people[missed].roles.front();
  switch (training.sort) {
    case CrossTraining::Sort::second_role:
      return fmt::format("{} as {} too", who, with_article(printable(title_of(model.roles[role]))));
    case CrossTraining::Sort::skill:
      return fmt::format("{} learns {}", who, printable(model.skills[training.skill]));
    case CrossTraining::Sort::accounts:
      return fmt::format("{} knows their accounts", who);
  }
  return who;
}

}  // namespace

DecisionReport report_resilience(const ResilienceQuestion& q) {
  const Decided decided{q.base, q.summary, q.aims, q.selection, q.right, missed_names(q)};
  const DecisionFigures figures(decided);
  const MissedWords words(q, figures);
  DecisionReport out;
  out.heading =
      fmt::format("{}, each away from {} for {}, watched until {}; the same luck for all (seed {})",
                  q.people.size() == 1 ? "1 person" : fmt::format("{} people", q.people.size()),
                  to_string(q.absence.from), weeks_words(q.absence.weeks),
                  to_string(date_of(q.base.window.end - microseconds(1))), q.seed);
  out.findings.push_back(words.answer());
  if (figures.of_base(0).known()) {
    if (q.selection.chosen != 0) out.findings.push_back(words.suffers());
    if (q.selection.chosen != 0) out.findings.push_back(words.others());
    out.findings.push_back(figures.sureness());
  }
  out.screen.push_back(ranking_table(
      figures, {"Who cannot be missed", kMissedCaption, "Away", "Most", "As much"},
      {words.worst_hit(), words.worst_delay(), words.recovers(), words.recovery_weeks()}));
  out.files = {out.screen.back(), effects_table(figures, "Away")};
  if (q.aims.size() > 1)
    out.screen.push_back(other_effects_table(
        figures, "What else suffers", "The change against everybody there, as above.", "Away"));
  return out;
}

void add_training(DecisionReport& report, const TrainingQuestion& q) {
  Decided decided{q.base, q.summary, q.aims, q.selection, q.right, {"no training"}};
  for (const CrossTraining& one : q.trainings)
    decided.names.push_back(training_words(q.base, q.missed, one));
  const DecisionFigures figures(decided);
  const std::string missed = printable(q.base.people[q.missed].name);
  const std::size_t chosen = q.selection.chosen;
  std::string text;
  if (q.trainings.empty())
    text = fmt::format("There is nobody who could be trained to stand in for {}.", missed);
  else if (chosen == 0)
    text = fmt::format("None of {} trainings makes up for {} by more than {}.", q.trainings.size(),
                       missed, figures.worth());
  else
    text = fmt::format("What helps most while {} is away: {}; {}{}. Try it: --set '{}'", missed,
                       decided.names[chosen], figures.change(chosen, 0),
                       figures.clear(chosen, 0) ? "" : ", which may be chance",
                       printable(q.trainings[chosen - 1].edit));
  report.findings.push_back({"training", text});
  if (q.trainings.empty()) return;
  report.findings.push_back({"training_sureness", figures.sureness().text});
  OwnColumn edit{file_column("set", "Edit"), {Cell()}};
  for (const CrossTraining& one : q.trainings) edit.cells.push_back(one.edit);
  report.screen.push_back(
      ranking_table(figures,
                    {fmt::format("Training, while {} is away", missed),
                     "Against no training, on the same luck; best: the chance that it helps most; "
                     "good: that nothing helps more by more than a difference is worth.",
                     "Training"},
                    {edit}));
  report.files.push_back(report.screen.back());
  report.files.back().name = "training";
  report.files.push_back(effects_table(figures, "Training"));
  report.files.back().name = "training_effects";
}

nlohmann::ordered_json resilience_json(const ResilienceQuestion& q, const DecisionReport& report) {
  nlohmann::ordered_json json;
  json["suits"] = 1;
  json["scenario"] = q.base.name;
  json["currency"] = q.base.currency;
  json["seed"] = q.seed;
  json["aim"] = q.aims[0].name;
  json["measure"] = aim_words(q.base, q.aims[0]);
  json["worth"] = file_number(q.selection.worth);
  json["right"] = q.right;
  json["decided"] = q.selection.decided;
  json["from"] = to_string(q.absence.from);
  json["to"] = to_string(q.absence.back() - 1);
  json["watched_to"] = to_string(date_of(q.base.window.end - microseconds(1)));
  const std::size_t chosen = q.selection.chosen;
  if (chosen == 0)
    json["missed"] = nullptr;
  else
    json["missed"] = q.base.people[q.people[chosen - 1]].name;
  json["spent"] = q.selection.spent;
  json["equal_allocation"] = q.selection.equal;
  add_decision(json, report);
  return json;
}

}  // namespace suits
