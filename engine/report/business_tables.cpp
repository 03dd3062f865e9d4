// The tables of contracts and new business.

#include <algorithm>

#include <fmt/format.h>

#include "engine/report/run_tables.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

constexpr std::size_t kRetainersShown = 10;

bool any_on_call(const Model& model) {
  for (const Pool& pool : model.staffing.pools) {
    if (pool.stay) return true;
  }
  return false;
}

std::string in_currency(const Model& model) {
  return model.currency.empty() ? "" : " (" + model.currency + ")";
}

Table over_servicing_table(const Model& model, const BusinessSummary& business) {
  TableBuilder table(
      "over_servicing", "Over-servicing",
      "Retainers in hours, the most over-serviced first. Over: hours used beyond those sold in "
      "their "
      "month and brought along, and ÷ hours sold. Months over: of the window, with more than 100 % "
      "(120 %) of a month's hours used. 80 % by: the mean day of the month on which 80 % of them "
      "are used up.");
  table.column(text_column("account", ""))
      .column(figure_column("sold_hours", "Sold (h)", Unit::hours, true, false, 0))
      .column(figure_column("used_hours", "Used (h)", Unit::hours, true, false, 0))
      .column(figure_column("over_hours", "Over (h)", Unit::hours, true, false, 0))
      .column(figure_column("over_servicing", "Over", Unit::share))
      .column(figure_column("months_over", "Months over", Unit::number, true, false, 1))
      .column(figure_column("months_far_over", "… by 20 %", Unit::number, true, false, 1))
      .column(spare(figure_column("months_warned", "Months at 80 %", Unit::number, false), 2))
      .column(spare(figure_column("warned_on_day", "80 % by", Unit::number, true, false, 0), 1));
  std::vector<const RetainerSummary*> order;
  for (const RetainerSummary& r : business.retainers) order.push_back(&r);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return a->over_servicing.value > b->over_servicing.value;
  });
  std::size_t row = 0;
  for (const RetainerSummary* r : order) {
    const bool sold = r->sold.value > 0;
    table.row({model.accounts[r->account].name, r->sold, r->used, r->over,
               sold ? r->over_servicing : Estimate{}, r->months_over, r->months_far_over, r->warned,
               r->warned.value > 0 ? r->warned_on : Estimate{}},
              row++ < kRetainersShown);
  }
  if (order.size() > kRetainersShown)
    table.more(fmt::format("… and {} more: --format csv has all.", order.size() - kRetainersShown));
  return table.take();
}

Table retainer_months_table(const Model& model, const BusinessSummary& business) {
  TableBuilder table("retainer_months", "Retainers by month",
                     "Hours of each account and calendar month of the window.");
  table.off_screen()
      .column(text_column("account", "Account"))
      .column(text_column("month", "Month"))
      .column(figure_column("sold_hours", "Sold", Unit::hours))
      .column(figure_column("carried_hours", "Brought along", Unit::hours))
      .column(figure_column("used_hours", "Used", Unit::hours))
      .column(figure_column("over_hours", "Over", Unit::hours));
  for (const RetainerSummary& r : business.retainers)
    for (std::size_t m = 0; m < r.months.size(); ++m)
      table.row({model.accounts[r.account].name, to_string(business.months[m].first).substr(0, 7),
                 r.months[m].sold, r.months[m].carried, r.months[m].used, r.months[m].over});
  return table.take();
}

Table months_table(const Model& model, const Summary& summary) {
  const Mechanisms& on = summary.on;
  std::string caption = "Calendar months; the first and the last as far as they lie in the window.";
  if (on.costs && any_on_call(model))
    caption += " People on call cost the hours that they are there.";
  TableBuilder table("months", "Income by month", caption);
  table.column(text_column("month", "Month"))
      .column(figure_column("income", "Income" + in_currency(model), Unit::money))
      .column(figure_column("cost", "Cost" + in_currency(model), Unit::money), on.costs)
      .column(figure_column("margin", "Margin", Unit::share), on.costs);
  for (const MonthSummary& m : summary.business.months)
    table.row({to_string(m.first).substr(0, 7), m.income, m.cost,
               m.income.value > 0 ? m.margin : Estimate{}});
  return table.take();
}

Table wins_table(const Model& model, const BusinessSummary& business) {
  std::string caption = "Jobs that were decided in the window, and how many of them won something.";
  if (business.accounts_won)
    caption += " New accounts come in as long as the scenario has room for more of them.";
  TableBuilder table("wins", "What was won", caption);
  table.column(text_column("kind", ""))
      .column(figure_column("decided", "Decided", Unit::number, true, false, 1))
      .column(figure_column("won", "Won", Unit::number, true, false, 1))
      .column(figure_column("win_rate", "Won of them", Unit::share))
      .column(figure_column("late", "Late", Unit::share));
  for (const WinSummary& w : business.wins)
    table.row({model.kinds[w.kind].title, w.decided, w.won, w.win_rate, w.late});
  if (business.accounts_won)
    table.row({"new accounts", Cell(), business.new_accounts, Cell(), Cell()});
  if (business.vacant_places.value > 0)
    table.row({"… places that nobody may take", Cell(), business.vacant_places, Cell(), Cell()});
  return table.take();
}

Table renewals_table(const Model& model, const BusinessSummary& business) {
  TableBuilder table("renewals", "Renewals",
                     "Contracts that came up for renewal in the window, the most often lost first. "
                     "Late: not prepared by the date.");
  table.column(text_column("account", ""))
      .column(figure_column("due", "Due", Unit::number, true, false, 2))
      .column(figure_column("kept", "Kept", Unit::number, true, false, 2))
      .column(figure_column("lost", "Lost", Unit::number, true, false, 2))
      .column(figure_column("renewal_rate", "Kept of them", Unit::share))
      .column(figure_column("late", "Late", Unit::share));
  std::vector<const RenewalSummary*> order;
  for (const RenewalSummary& r : business.renewals) order.push_back(&r);
  std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) {
    const bool all = model.accounts[a->account].agency, other = model.accounts[b->account].agency;
    return all != other ? all : a->lost.value > b->lost.value;
  });
  std::size_t row = 0;
  for (const RenewalSummary* r : order) {
    const bool all = model.accounts[r->account].agency;
    const bool any = r->due.value > 0;
    table.row({all ? std::string("all") : model.accounts[r->account].name, r->due, r->kept, r->lost,
               any ? r->renewal_rate : Estimate{}, any ? r->late : Estimate{}},
              any && row++ <= kRetainersShown);
  }
  if (row > kRetainersShown + 1)
    table.more(fmt::format("… and {} more: --format csv has all.", row - kRetainersShown - 1));
  return table.take();
}

}  // namespace

void add_business_tables(const Model& model, const Summary& summary, std::vector<Table>& tables) {
  const BusinessSummary& business = summary.business;
  if (!business.retainers.empty()) {
    tables.push_back(over_servicing_table(model, business));
    tables.push_back(retainer_months_table(model, business));
  }
  if (!business.renewals.empty()) tables.push_back(renewals_table(model, business));
  if (!business.wins.empty()) tables.push_back(wins_table(model, business));
  if (!business.months.empty() && summary.on.fees) tables.push_back(months_table(model, summary));
}

}  // namespace suits
