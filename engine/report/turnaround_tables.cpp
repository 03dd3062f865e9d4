// The tables of turnarounds: how long, how reliably, and where the time goes.

#include <fmt/format.h>

#include "engine/report/findings.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/run_tables.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

std::string milestone_name(const Model& model, const FlowKey& key) {
  if (key.milestone < 0) return "";
  return model.kinds[key.kind].milestones[static_cast<std::size_t>(key.milestone)].name;
}
std::string tier_name(const Model& model, const FlowKey& key) {
  return key.tier == kNone<TierId> ? "all" : model.tiers[key.tier].name;
}

/// On the screen: deliverables and their milestones; all kinds of work where there are none.
bool shown(const Model& model, const Summary& summary, const FlowSummary& flow) {
  const Kind& kind = model.kinds[flow.key.kind];
  return (kind.deliverable || !summary.on.deliverables) && !kind.background &&
         flow.arrived.value + flow.turned_away.value > 0 && (summary.on.tiers || flow.key.tier == kNone<TierId>);
}

/// "Campaign", "  key", "Brief turnaround (campaign)": a name that reads without its neighbours.
std::string what(const Model& model, const FlowKey& key) {
  const Kind& kind = model.kinds[key.kind];
  if (key.tier != kNone<TierId>) return "  " + model.tiers[key.tier].name;
  const std::string title = kind.title.empty() ? spaced(kind.name) : kind.title;
  if (key.milestone < 0) return sentence_case(title);
  return sentence_case(spaced(milestone_name(model, key))) + " (" + one_of(kind) + ")";
}

}  // namespace

Table turnaround_table(const Model& model, const Summary& summary) {
  const Mechanisms& on = summary.on;
  const bool days = !summary.always;
  std::string caption =
      summary.always
          ? fmt::format(
                "Of jobs that arrived in the window: turnaround in {}, mean and quantiles "
                "(half of the jobs take at most p50).",
                summary.per_hour > 1 ? "minutes" : "hours")
          : fmt::format(
                "Of jobs that arrived in the window: mean and quantiles of the turnaround "
                "in working days of {:.3g} h (half of the jobs take at most p50, nine in "
                "ten at most p90); elapsed in calendar days.",
                summary.day_hours);
  if (on.dues) caption += " Late by: mean of the late ones, working days past due.";
  if (on.rework) caption += " Rework: share of the turnaround in second and later rounds.";
  if (on.turning_away) caption += " Turned away: did not come in, besides the jobs.";
  if (on.withdrawals) {
    caption +=
        " Withdrawn: given up by the client since nothing had begun; no turnaround, neither in time "
        "nor late.";
  }
  caption += summary.replications > 1
                 ? " ± is the half width of the 95 % interval over replications (± ?: too many "
                   "jobs never finished to say it); – too few to say; "
                   "≥ some never finished."
                 : " One replication gives no intervals; – too few to say; ≥ some never finished.";
  TableBuilder table("turnaround", "How long work takes", caption);
  table.column(screen_column("what", ""))
      .column(file_column("kind", "Kind"))
      .column(file_column("milestone", "Milestone"))
      .column(file_column("tier", "Tier"))
      .column(file_column("deliverable", "Deliverable"))
      .column(figure_column("arrived", "Jobs", Unit::number, true, false, 0))
      .column(figure_column("finished", "Finished", Unit::number, false, false, 0))
      .column(figure_column("unfinished", "Unfinished", Unit::number, false, false, 1))
      .column(figure_column("turned_away", "Turned away", Unit::number, true, false, 1),
              on.turning_away)
      .column(figure_column("withdrawn", "Withdrawn", Unit::number, true, false, 1), on.withdrawals)
      .column(figure_column("withdrawn_after_days", "Withdrawn after", Unit::days, false),
              on.withdrawals)
      .column(figure_column("mean_working_days", "Mean", Unit::working_days, true, true))
      .column(spare(figure_column("p50_working_days", "p50", Unit::working_days), 2))
      .column(figure_column("p80_working_days", "p80", Unit::working_days, false))
      .column(figure_column("p90_working_days", "p90", Unit::working_days))
      .column(figure_column("p95_working_days", "p95", Unit::working_days, false))
      .column(spare(figure_column("mean_elapsed_days", "Elapsed", Unit::days, days, true), 1))
      .column(figure_column("p50_elapsed_days", "p50 elapsed", Unit::days, false))
      .column(figure_column("p80_elapsed_days", "p80 elapsed", Unit::days, false))
      .column(figure_column("p90_elapsed_days", "p90 elapsed", Unit::days, false))
      .column(figure_column("p95_elapsed_days", "p95 elapsed", Unit::days, false))
      .column(figure_column("on_time", "On time", Unit::share), on.dues)
      .column(figure_column("late", "Late jobs", Unit::number, false, false, 1), on.dues)
      .column(
          figure_column("mean_lateness_working_days", "Late by", Unit::working_days, true, true),
          on.dues)
      .column(spare(figure_column("rounds", "Rounds", Unit::number, true, false, 1), 3), on.rework)
      .column(figure_column("rework", "Rework", Unit::share), on.rework);
  for (const FlowSummary& f : summary.flows) {
    const Kind& kind = model.kinds[f.key.kind];
    const auto& w = f.working_quantiles;
    const auto& e = f.elapsed_quantiles;
    table.row({what(model, f.key),
               kind.name,
               milestone_name(model, f.key),
               tier_name(model, f.key),
               Cell::yes_no(kind.deliverable),
               f.arrived,
               f.finished,
               f.censored,
               f.key.milestone < 0 ? f.turned_away : Estimate{},
               f.withdrawn,
               f.withdrawn_after,
               f.working,
               w[0],
               w[1],
               w[2],
               w[3],
               f.elapsed,
               e[0],
               e[1],
               e[2],
               e[3],
               f.has_due ? f.on_time : Estimate{},
               f.has_due ? f.late : Estimate{},
               f.has_due ? f.lateness : Estimate{},
               f.rounds,
               f.rework},
              shown(model, summary, f));
  }
  return table.take();
}

Table causes_table(const Model& model, const Summary& summary) {
  const FlowSummary* first = headline(model, summary);
  const std::string title =
      first ? "Where the time goes: " + what(model, first->key) : "Where the time goes";
  TableBuilder table(
      "causes", title,
      "What the mean turnaround consists of; every instant counts once, the parts add up. Nights "
      "and weekends count to what they interrupt, so working time is the share of the mean "
      "turnaround. In hand: begun, not yet done.");
  table.column(file_column("kind", "Kind"))
      .column(file_column("milestone", "Milestone"))
      .column(file_column("tier", "Tier"))
      .column(file_column("cause", "Cause"))
      .column(file_column("role", "Role"))
      .column(screen_column("words", ""))
      .column(figure_column("working_days",
                            !summary.always        ? "Working days"
                            : summary.per_hour > 1 ? "Minutes"
                                                   : "Hours",
                            Unit::working_days))
      .column({"share", "Share", Unit::share})
      .column(spare(figure_column("elapsed_days", "Elapsed days", Unit::days, !summary.always), 1))
      .column(spare({"away", "While away", Unit::share}, 2))
      .column(file_column("busy_with", "Busy with"))
      .column(file_column("busy_share", "Of the busy time", Unit::share))
      .column(screen_column("busy_words", "Busy mostly with"));
  for (const FlowSummary& flow : summary.flows)
    for (const Cause& cause : flow.causes) {
      const bool busy = cause.busy_with != kNone<KindId>;
      const std::string with = busy ? model.kinds[cause.busy_with].name : "";
      const bool waiting = cause.sort == CauseSort::waiting;
      table.row({model.kinds[flow.key.kind].name, milestone_name(model, flow.key),
                 tier_name(model, flow.key), cause_name(cause.sort),
                 cause.role == kNone<RoleId> ? "" : model.roles[cause.role].name,
                 sentence_case(cause_words(model, cause)), cause.working_days,
                 Cell::number(cause.share), cause.days, waiting ? Cell::number(cause.away) : Cell(),
                 with, busy ? Cell::number(cause.busy_share) : Cell(),
                 busy ? fmt::format("{} ({:.0f} %)", many_of(model.kinds[cause.busy_with]),
                                    cause.busy_share * 100)
                      : ""},
                &flow == first && cause.share >= 0.005);
    }
  return table.take();
}

Table breakdown_table(const Model& model, const Summary& summary) {
  TableBuilder table("breakdown", "Turnaround by label and role",
                     "Elapsed days per finished job under each label; labels add up to the mean "
                     "elapsed turnaround.");
  table.off_screen()
      .column(text_column("kind", "Kind"))
      .column(text_column("milestone", "Milestone"))
      .column(text_column("tier", "Tier"))
      .column(text_column("label", "Label"))
      .column(text_column("role", "Role"))
      .column(figure_column("elapsed_days", "Elapsed days", Unit::days))
      .column({"share", "Share", Unit::share});
  for (const FlowSummary& flow : summary.flows)
    for (const Part& part : flow.parts)
      table.row({model.kinds[flow.key.kind].name, milestone_name(model, flow.key),
                 tier_name(model, flow.key), label_name(part.label), model.roles[part.role].name,
                 part.days, Cell::number(part.share)});
  return table.take();
}

}  // namespace suits
