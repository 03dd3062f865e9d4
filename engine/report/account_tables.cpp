// The tables of accounts: what was delivered, what it took, and what it earned.

#include <algorithm>

#include <fmt/format.h>

#include "engine/report/run_tables.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

constexpr std::size_t kAccountsShown = 10;
/// A retainer used beyond this share is over-serviced: said in red.
constexpr double kOverServiced = 1.0;

/// The account's own jobs first, then the agency's, the largest effort first.
std::vector<const AccountSummary*> by_hours(const Model& model, const Summary& summary) {
  std::vector<const AccountSummary*> out;
  for (const AccountSummary& a : summary.accounts)
    // The agency itself, and accounts to be won, only where there is something to tell.
    if (!(model.accounts[a.account].agency || model.accounts[a.account].pool) || a.worked.value > 0 || a.cost.value > 0 || !a.kinds.empty())
      out.push_back(&a);
  std::stable_sort(out.begin(), out.end(), [&](const AccountSummary* a, const AccountSummary* b) {
    const bool own = model.accounts[a->account].agency, other = model.accounts[b->account].agency;
    return own != other ? other : a->worked.value > b->worked.value;
  });
  return out;
}

}  // namespace

Table accounts_table(const Model& model, const Summary& summary) {
  const Mechanisms& on = summary.on;
  std::string caption = "Over the window, the largest first.";
  if (on.deliverables)
    caption += " Delivered and on time: of the deliverables; mean turnaround in working days.";
  if (on.retainers)
    caption += " Used: billable hours ÷ hours sold by the retainer, above 100 % is over-servicing.";
  if (on.costs) caption += " Cost: hours worked × cost of the people.";
  const bool on_call = std::any_of(model.staffing.pools.begin(), model.staffing.pools.end(),
                                   [](const Pool& pool) { return pool.stay.has_value(); });
  if (on.costs && on_call)
    caption += " The hours of people on call that were not worked are the agency's own.";
  if (on.rates) caption += " Value: billable hours × charge-out rates.";
  if (on.fees) caption += " Income: fees of the window.";
  if (on.fees && on.costs) caption += " Margin: (income − cost) ÷ income.";
  const std::string money = model.currency.empty() ? "" : " (" + model.currency + ")";
  TableBuilder table("accounts", "Accounts", caption);
  table.column(text_column("account", ""))
      .column(text_column("tier", "Tier"), on.tiers)
      .column(figure_column("arrived", "Jobs", Unit::number, false, false, 1), on.deliverables)
      .column(figure_column("finished", "Delivered", Unit::number, true, false, 0), on.deliverables)
      .column(figure_column("mean_working_days", "Mean", Unit::working_days, true, true),
              on.deliverables)
      .column(figure_column("on_time", "On time", Unit::share), on.deliverables && on.dues)
      .column(spare(figure_column("worked_hours", "Hours", Unit::hours, true, false, 0), 1))
      .column(figure_column("billable_hours", "Billable (h)", Unit::hours, false), on.billable)
      .column(spare(figure_column("sold_hours", "Sold (h)", Unit::hours, true, false, 0), 3),
              on.retainers)
      .column(figure_column("used", "Used", Unit::share), on.retainers)
      .column(spare(figure_column("cost", "Cost" + money, Unit::money), 4), on.costs)
      .column(spare(figure_column("value", "Value" + money, Unit::money, !on.fees), 2), on.rates)
      .column(figure_column("income", "Income" + money, Unit::money), on.fees)
      .column(figure_column("margin", "Margin", Unit::share), on.fees && on.costs);
  const std::vector<const AccountSummary*> accounts = by_hours(model, summary);
  std::size_t row = 0;
  for (const AccountSummary* a : accounts) {
    const Account& account = model.accounts[a->account];
    const bool sold = a->sold.value > 0, paid = a->income.value > 0;
    const bool over = sold && a->used.value > kOverServiced;
    const bool tier = !account.agency && raw(account.tier) < model.tiers.size();
    table.row({account.name, tier ? model.tiers[account.tier].name : "", a->arrived, a->finished,
               a->working, a->on_time, a->worked, a->billable, sold ? a->sold : Estimate{},
               Cell(sold ? a->used : Estimate{}, over ? Tone::alarm : Tone::plain), a->cost,
               a->value, paid ? a->income : Estimate{}, paid ? a->margin : Estimate{}},
              row++ < kAccountsShown);
  }
  if (accounts.size() > kAccountsShown)
    table.more(fmt::format("… and {} smaller ones: --format csv has all.",
                           accounts.size() - kAccountsShown));
  return table.take();
}

Table account_kinds_table(const Model& model, const Summary& summary) {
  TableBuilder table("account_kinds", "Accounts by kind of work",
                     "Jobs that arrived in the window.");
  table.off_screen()
      .column(text_column("account", "Account"))
      .column(text_column("kind", "Kind"))
      .column(figure_column("arrived", "Jobs", Unit::number))
      .column(figure_column("finished", "Finished", Unit::number))
      .column(figure_column("mean_working_days", "Mean", Unit::working_days, true, true))
      .column(figure_column("on_time", "On time", Unit::share), summary.on.dues);
  for (const AccountSummary& a : summary.accounts)
    for (const AccountKindSummary& k : a.kinds)
      table.row({model.accounts[a.account].name, model.kinds[k.kind].name, k.arrived, k.finished,
                 k.working, k.on_time});
  return table.take();
}

}  // namespace suits
