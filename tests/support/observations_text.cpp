#include "tests/support/observations_text.hpp"

#include <fmt/format.h>

#include <iterator>
#include <sstream>

namespace suits::test {
namespace {

class Writer {
 public:
  void put(const std::string& name, double x) { line(name, fmt::format("{:a}", x)); }
  void put(const std::string& name, std::uint64_t x) { line(name, fmt::format("{}", x)); }
  void put(const std::string& name, Duration x) { line(name, fmt::format("{} us", x.us)); }
  void put(const std::string& name, Wide x) {
    line(name,
         fmt::format("{} {}", static_cast<std::int64_t>(x >> 64), static_cast<std::uint64_t>(x)));
  }
  void put(const std::string& name, const Moments& m) {
    line(name, fmt::format("{} {:a} {:a} {:a} {:a}", m.count(), m.mean(), m.variance(), m.min(),
                           m.max()));
  }
  void put(const std::string& name, const QuantileSketch& sketch) {
    put(name + ".count", sketch.count());
    put(name + ".censored", sketch.censored_count());
    for (const double p : {0.01, 0.1, 0.25, 0.5, 0.8, 0.9, 0.95, 0.99}) {
      put(fmt::format("{}.{}", name, p), sketch.quantile(p).value_or(-1));
    }
  }
  template <class T>
  void put(const std::string& name, const std::vector<T>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) put(fmt::format("{}[{}]", name, i), all[i]);
  }
  std::string text() { return std::move(text_); }

 private:
  void line(const std::string& name, const std::string& value) {
    text_ += name + " " + value + "\n";
  }
  std::string text_;
};

void put_flow(Writer& out, const std::string& name, const Flow& flow) {
  out.put(name + ".arrived", flow.arrived);
  out.put(name + ".finished", flow.finished);
  out.put(name + ".censored", flow.censored);
  out.put(name + ".with_due", flow.with_due);
  out.put(name + ".on_time", flow.on_time);
  out.put(name + ".undecided", flow.undecided);
  out.put(name + ".turned_away", flow.turned_away);
  out.put(name + ".withdrawn", flow.withdrawn);
  out.put(name + ".withdrawn_after", flow.withdrawn_after);
  out.put(name + ".elapsed", flow.elapsed);
  out.put(name + ".working", flow.working);
  out.put(name + ".elapsed_quantiles", flow.elapsed_quantiles);
  out.put(name + ".working_quantiles", flow.working_quantiles);
  out.put(name + ".lateness", flow.lateness);
  out.put(name + ".rounds", flow.rounds);
  out.put(name + ".total", flow.breakdown.total);
  out.put(name + ".rework", flow.breakdown.rework);
  out.put(name + ".jobs", flow.breakdown.jobs);
  for (std::size_t r = 0; r < flow.breakdown.by_role.size(); ++r) {
    const std::string role = fmt::format("{}.role{}", name, r);
    const auto& labels = flow.breakdown.by_role[r];
    out.put(role, std::vector<Duration>(labels.begin(), labels.end()));
    out.put(role + ".with", flow.breakdown.busy_with[r]);
  }
}

}  // namespace

std::string text_of(const Observations& seen) {
  Writer out;
  out.put("error", std::uint64_t{seen.error.has_value()});
  out.put("history", seen.history);
  for (std::size_t f = 0; f < seen.flows.size(); ++f) {
    put_flow(out, fmt::format("flow{}", f), seen.flows[f]);
  }
  for (std::size_t a = 0; a < seen.account_flows.size(); ++a) {
    for (std::size_t k = 0; k < seen.account_flows[a].size(); ++k) {
      const AccountFlow& flow = seen.account_flows[a][k];
      const std::string name = fmt::format("account{}.kind{}", a, k);
      out.put(name + ".counts",
              std::vector<std::uint64_t>{flow.arrived, flow.finished, flow.with_due, flow.on_time,
                                         flow.undecided});
      out.put(name + ".working", flow.working);
    }
  }
  for (const PersonId p : ids(seen.people)) {
    const PersonHours& hours = seen.people[p];
    const std::string name = fmt::format("person{}", raw(p));
    out.put(name, std::vector<Duration>{hours.available, hours.worked, hours.billable,
                                        hours.meetings, hours.cover, hours.overtime});
    out.put(name + ".available_by_week", hours.available_by_week);
    out.put(name + ".worked_by_week", hours.worked_by_week);
    out.put(name + ".worked_by_kind", hours.worked_by_kind);
    out.put(name + ".interruptions", hours.interruptions);
  }
  for (const RoleId r : ids(seen.roles)) {
    const RoleQueue& queue = seen.roles[r];
    const std::string name = fmt::format("role{}", raw(r));
    out.put(name + ".wait", queue.wait);
    out.put(name + ".counts", std::vector<std::uint64_t>{queue.started, queue.waited, queue.covered,
                                                         queue.escalated});
    out.put(name + ".mean_waiting", queue.mean_waiting);
    out.put(name + ".waiting_by_week", queue.waiting_by_week);
    out.put(name + ".asked", queue.asked);
    out.put(name + ".asked_by_week", queue.asked_by_week);
  }
  for (const AccountId a : ids(seen.accounts)) {
    const AccountHours& hours = seen.accounts[a];
    const std::string name = fmt::format("account{}", raw(a));
    out.put(name, std::vector<Duration>{hours.effort, hours.worked, hours.billable});
    out.put(name + ".money",
            std::vector<double>{hours.cost, hours.value, hours.income, hours.sold,
                                hours.income_lost});
    out.put(name + ".there", std::vector<Duration>{hours.there, hours.left - Instant{}});
  }
  for (std::size_t r = 0; r < seen.careers.size(); ++r) {
    const CareerFigures& of = seen.careers[r];
    const std::string name = fmt::format("career{}", r);
    out.put(name, std::vector<std::uint64_t>{of.leavers, of.came, of.promoted, of.rose});
    out.put(name + ".posts", std::vector<double>{of.heads, of.vacant, of.overloaded});
    out.put(name + ".heads_by_week", of.heads_by_week);
    out.put(name + ".vacant_by_week", of.vacant_by_week);
    out.put(name + ".worked_by_week", of.worked_by_week);
    out.put(name + ".there_by_week", of.there_by_week);
  }
  for (std::size_t a = 0; a < seen.health.size(); ++a) {
    const HealthSeen& own = seen.health[a];
    const std::string name = fmt::format("health{}", a);
    out.put(name, std::vector<double>{own.integral, own.at_end});
    out.put(name + ".by_week", own.integral_by_week);
    out.put(name + ".time_by_week", own.time_by_week);
    std::vector<Duration> times{own.time, own.notice - Instant{}};
    for (const Instant first : own.first_below) times.push_back(first - Instant{});
    out.put(name + ".times", times);
  }
  for (std::size_t x = 0; x < seen.account_months.size(); ++x) {
    for (std::size_t m = 0; m < seen.account_months[x].size(); ++m) {
      const AccountMonth& month = seen.account_months[x][m];
      const std::string name = fmt::format("account{}.month{}", x, m);
      out.put(name, month.used);
      out.put(name + ".money", std::vector<double>{month.cost, month.value, month.income, month.sold,
                                                   month.carried, month.over});
    }
  }
  for (std::size_t k = 0; k < seen.wins.size(); ++k) {
    const WinCount& wins = seen.wins[k];
    out.put(fmt::format("kind{}.wins", k),
            std::vector<std::uint64_t>{wins.decided, wins.won, wins.late});
  }
  for (std::size_t x = 0; x < seen.renewals.size(); ++x) {
    const RenewalCount& one = seen.renewals[x];
    out.put(fmt::format("account{}.renewals", x),
            std::vector<std::uint64_t>{one.kept, one.lost, one.late});
  }
  out.put("accounts_won", std::vector<std::uint64_t>{seen.accounts_won, seen.vacant_places});
  out.put("rules", seen.rules);
  out.put("turned_away", seen.turned_away);
  const Conservation& all = seen.conservation;
  out.put("jobs", std::vector<std::uint64_t>{all.jobs_arrived, all.jobs_finished,
                                             all.jobs_cancelled, all.jobs_withdrawn,
                                             all.jobs_turned_away, all.jobs_in_progress,
                                             all.events});
  out.put("effort", std::vector<Duration>{all.effort_drawn, all.effort_done, all.effort_left,
                                          all.effort_cancelled});
  out.put("integral_present", all.integral_present);
  out.put("sum_presence", all.sum_presence);
  return out.text();
}

std::string first_difference(const std::string& one, const std::string& other) {
  std::istringstream a(one), b(other);
  std::string difference, x, y;
  int found = 0;
  while (found < 5) {
    const bool more_a = static_cast<bool>(std::getline(a, x));
    const bool more_b = static_cast<bool>(std::getline(b, y));
    if (!more_a && !more_b) break;
    if (!more_a) x = "(nothing)";
    if (!more_b) y = "(nothing)";
    if (x == y) continue;
    difference += x + "   |   " + y + "\n";
    ++found;
  }
  return difference;
}

}  // namespace suits::test
