// The tables of relationships: how well accounts are held, who was warned when, and who is lost.

#include <algorithm>

#include <fmt/format.h>

#include "engine/report/relationship_text.hpp"
#include "engine/report/run_tables.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

constexpr std::size_t kRelationshipsShown = 10;

std::string money_title(const Model& model, const std::string& title) {
  return model.currency.empty() ? title : title + " (" + model.currency + ")";
}

double or_nothing(const Estimate& figure) { return figure.known() ? figure.value : 1e9; }

/// Whoever is lost most often first, then whose health is lowest.
std::vector<const RelationshipSummary*> most_at_risk(const ChurnSummary& churn) {
  std::vector<const RelationshipSummary*> out;
  for (const RelationshipSummary& own : churn.accounts) out.push_back(&own);
  std::stable_sort(out.begin(), out.end(), [](const auto* a, const auto* b) {
    return a->lost.value != b->lost.value ? a->lost.value > b->lost.value
                                          : or_nothing(a->health) < or_nothing(b->health);
  });
  return out;
}

std::string tier_of(const Model& model, AccountId a) {
  return model.tiers[model.accounts[a].tier].name;
}

}  // namespace

Table churn_table(const Model& model, const Summary& summary) {
  const ChurnSummary& churn = *summary.churn;
  const bool loss = model.relationship->loss.has_value();
  std::string caption =
      "Of all accounts. Health: from 0 to 100, mean over accounts and the window.";
  if (loss)
    caption +=
        " Churn: accounts lost in the window ÷ years of accounts that were there, a share a year.";
  TableBuilder table("churn", "How well accounts are held", caption);
  table.column(figure_column("health", "Health", Unit::number, true, false, 1))
      .column(figure_column("lost", "Accounts lost", Unit::number, true, false, 2), loss)
      .column(figure_column("churn", "Churn a year", Unit::share), loss)
      .column(figure_column("income_lost", money_title(model, "Income lost"), Unit::money),
              loss && summary.on.fees);
  table.row({churn.health, churn.lost, churn.churn, churn.income_lost});
  return table.take();
}

Table relationships_table(const Model& model, const Summary& summary) {
  const bool loss = model.relationship->loss.has_value();
  std::string caption =
      "Health of each: at the start, its mean over the window, and as the window ends.";
  if (loss) caption += " Lost: share of the courses in which its client leaves in the window.";
  if (loss && summary.on.fees)
    caption +=
        " Income lost: what it would have paid in the rest of the window (project fees as in the "
        "months before).";
  TableBuilder table("relationships", "Relationships", caption);
  table.column(text_column("account", ""))
      .column(text_column("tier", "Tier"), summary.on.tiers)
      .column({"health_start", "Start", Unit::number, false, false, true, 0})
      .column(figure_column("health", "Mean", Unit::number, true, false, 1))
      .column(figure_column("health_end", "End", Unit::number, true, false, 1))
      .column(figure_column("lost", "Lost", Unit::share), loss)
      .column(figure_column("income_lost", money_title(model, "Income lost"), Unit::money),
              loss && summary.on.fees);
  std::size_t row = 0;
  for (const RelationshipSummary* own : most_at_risk(*summary.churn)) {
    table.row({model.accounts[own->account].name, tier_of(model, own->account),
               Cell::number(model.relationship->at_start[own->account]), own->health, own->at_end,
               own->lost, own->income_lost},
              row++ < kRelationshipsShown);
  }
  if (row > kRelationshipsShown)
    table.more(fmt::format("… and {} more, held better", row - kRelationshipsShown));
  return table.take();
}

Table warnings_table(const Model& model, const Summary& summary) {
  const Relationship& r = *model.relationship;
  const bool tell = !r.tell.empty();
  TableBuilder table(
      "warnings", "Early warnings",
      fmt::format("How often the health falls below a mark in the window, of those courses the "
                  "median of the week in which it first does (ten courses at least){}.{}",
                  r.loss ? ", and how many weeks that is before the client gives notice, where it "
                           "does (of five courses at least)"
                         : "",
                  tell ? " Told: who would notice first." : ""));
  table.column(text_column("account", ""))
      .column({"below", "Below", Unit::number, false, false, true, 0})
      .column(figure_column("given", "Courses", Unit::share))
      .column({"median_week", "Median week", Unit::number, false, false, true, 0})
      .column(figure_column("weeks_ahead", "Weeks ahead", Unit::number, true, false, 1),
              r.loss.has_value())
      .column(text_column("told", "Told"), tell);
  std::size_t row = 0;
  for (const RelationshipSummary* own : most_at_risk(*summary.churn)) {
    const bool shown = row++ < kRelationshipsShown;
    for (const WarningSummary& warning : own->warnings) {
      table.row({model.accounts[own->account].name, Cell::number(warning.below), warning.given,
                 warning.median_week ? Cell::number(*warning.median_week) : Cell(), warning.ahead,
                 told_text(model, own->account)},
                shown && warning.given.value > 0);
    }
  }
  return table.take();
}

Table health_weeks_table(const Model& model, const Summary& summary) {
  TableBuilder table("health_weeks", "Health over time",
                     "Mean health of each account in each week of the window, while it is there.");
  table.column(text_column("account", "Account"))
      .column(file_column("week", "Week", Unit::count))
      .column(file_column("starts", "From"))
      .column(figure_column("health", "Health", Unit::number, true, false, 1));
  for (const RelationshipSummary& own : summary.churn->accounts) {
    for (std::size_t w = 0; w < own.weeks.size(); ++w) {
      const Date from = date_of(model.window.start) + static_cast<std::int32_t>(7 * w);
      table.row({model.accounts[own.account].name, Cell::integer(std::uint64_t{w + 1}),
                 to_string(from), own.weeks[w]});
    }
  }
  return table.take();
}

}  // namespace suits
