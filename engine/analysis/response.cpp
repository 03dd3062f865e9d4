#include "engine/analysis/response.hpp"

#include <set>
#include <span>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/run/flow_keys.hpp"

namespace suits {
namespace {

template <class M>
struct Named {
  const char* name;
  M measure;
  Quantity quantity;
  Better better = Better::neither;
};

constexpr auto kLess = Better::less, kMore = Better::more;

constexpr Named<FlowMeasure> kFlow[] = {
    {"turnaround", FlowMeasure::working, Quantity::working_days, kLess},
    {"turnaround.p50", FlowMeasure::working_p50, Quantity::working_days, kLess},
    {"turnaround.p80", FlowMeasure::working_p80, Quantity::working_days, kLess},
    {"turnaround.p90", FlowMeasure::working_p90, Quantity::working_days, kLess},
    {"turnaround.p95", FlowMeasure::working_p95, Quantity::working_days, kLess},
    {"elapsed", FlowMeasure::elapsed, Quantity::days, kLess},
    {"elapsed.p50", FlowMeasure::elapsed_p50, Quantity::days, kLess},
    {"elapsed.p80", FlowMeasure::elapsed_p80, Quantity::days, kLess},
    {"elapsed.p90", FlowMeasure::elapsed_p90, Quantity::days, kLess},
    {"elapsed.p95", FlowMeasure::elapsed_p95, Quantity::days, kLess},
    {"arrived", FlowMeasure::arrived, Quantity::count},
    {"finished", FlowMeasure::finished, Quantity::count, kMore},
    {"unfinished", FlowMeasure::censored, Quantity::count, kLess},
    // Of whole jobs only, from here on.
    {"on_time", FlowMeasure::on_time, Quantity::share, kMore},
    {"late", FlowMeasure::late, Quantity::count, kLess},
    {"lateness", FlowMeasure::lateness, Quantity::working_days, kLess},
    {"turned_away", FlowMeasure::turned_away, Quantity::count, kLess},
    {"withdrawn", FlowMeasure::withdrawn, Quantity::count, kLess},
    {"rounds", FlowMeasure::rounds, Quantity::number, kLess},
    {"rework", FlowMeasure::rework, Quantity::share, kLess},
};
constexpr std::size_t kOfSpans = 13;  // the first ones are of milestones, too

constexpr Named<RoleMeasure> kRole[] = {
    {"busy", RoleMeasure::busy, Quantity::share},
    {"load", RoleMeasure::load, Quantity::share},
    {"billable", RoleMeasure::billable, Quantity::share, kMore},
    {"worked", RoleMeasure::worked, Quantity::hours},
    {"asked", RoleMeasure::asked, Quantity::hours},
    {"wait", RoleMeasure::wait, Quantity::working_hours, kLess},
    {"waited", RoleMeasure::waited, Quantity::share, kLess},
    {"waiting", RoleMeasure::waiting, Quantity::number, kLess},
    {"requests", RoleMeasure::requests, Quantity::count},
    {"cover", RoleMeasure::cover, Quantity::share},
    {"covered", RoleMeasure::covered, Quantity::share},
    {"escalated", RoleMeasure::escalated, Quantity::share},
    {"meetings", RoleMeasure::meetings, Quantity::share},
    {"overtime", RoleMeasure::overtime, Quantity::hours, kLess},
};
constexpr Named<PersonMeasure> kPerson[] = {
    {"busy", PersonMeasure::busy, Quantity::share},
    {"billable", PersonMeasure::billable, Quantity::share, kMore},
    {"worked", PersonMeasure::worked, Quantity::hours},
    {"cover", PersonMeasure::cover, Quantity::share},
    {"meetings", PersonMeasure::meetings, Quantity::share},
    {"overtime", PersonMeasure::overtime, Quantity::hours, kLess},
    {"interruptions", PersonMeasure::interruptions, Quantity::count, kLess},
};
constexpr Named<AccountMeasure> kAccount[] = {
    {"turnaround", AccountMeasure::working, Quantity::working_days, kLess},
    {"on_time", AccountMeasure::on_time, Quantity::share, kMore},
    {"arrived", AccountMeasure::arrived, Quantity::count},
    {"finished", AccountMeasure::finished, Quantity::count, kMore},
    {"worked", AccountMeasure::worked, Quantity::hours},
    {"billable", AccountMeasure::billable, Quantity::hours},
    {"used", AccountMeasure::used, Quantity::share},
    {"cost", AccountMeasure::cost, Quantity::money, kLess},
    {"value", AccountMeasure::value, Quantity::money},
    {"income", AccountMeasure::income, Quantity::money, kMore},
    {"margin", AccountMeasure::margin, Quantity::share, kMore},
};
constexpr Named<AccountKindMeasure> kAccountKind[] = {
    {"turnaround", AccountKindMeasure::working, Quantity::working_days, kLess},
    {"on_time", AccountKindMeasure::on_time, Quantity::share, kMore},
    {"arrived", AccountKindMeasure::arrived, Quantity::count},
    {"finished", AccountKindMeasure::finished, Quantity::count, kMore},
};
constexpr Named<HealthMeasure> kHealth[] = {
    {"health", HealthMeasure::health, Quantity::number, kMore},
    {"health.end", HealthMeasure::at_end, Quantity::number, kMore},
    {"lost", HealthMeasure::lost, Quantity::share, kLess},
    {"income_lost", HealthMeasure::income_lost, Quantity::money, kLess},
};
constexpr Named<ChurnMeasure> kChurn[] = {
    {"health", ChurnMeasure::health, Quantity::number, kMore},
    {"lost", ChurnMeasure::lost, Quantity::number, kLess},
    {"churn", ChurnMeasure::churn, Quantity::share, kLess},
    {"income_lost", ChurnMeasure::income_lost, Quantity::money, kLess},
};
constexpr Named<DepartmentMeasure> kDepartment[] = {
    {"busy", DepartmentMeasure::busy, Quantity::share},
    {"billable", DepartmentMeasure::billable, Quantity::share, kMore},
    {"worked", DepartmentMeasure::worked, Quantity::hours},
    {"overtime", DepartmentMeasure::overtime, Quantity::hours, kLess},
    {"cost", DepartmentMeasure::cost, Quantity::money, kLess},
    {"income", DepartmentMeasure::income, Quantity::money, kMore},
    {"margin", DepartmentMeasure::margin, Quantity::share, kMore},
};

constexpr Named<CareerMeasure> kCareer[] = {
    {"leavers", CareerMeasure::leavers, Quantity::count, kLess},
    {"turnover", CareerMeasure::turnover, Quantity::share, kLess},
    {"heads", CareerMeasure::heads, Quantity::number},
    {"vacant", CareerMeasure::vacant, Quantity::number, kLess},
    {"vacant_weeks", CareerMeasure::vacant_weeks, Quantity::number, kLess},
    {"came", CareerMeasure::came, Quantity::count},
    {"promoted", CareerMeasure::promoted, Quantity::count},
    {"overloaded", CareerMeasure::overloaded, Quantity::share, kLess},
    {"week_load", CareerMeasure::load, Quantity::share},
};
constexpr Named<RetainerMeasure> kRetainer[] = {
    {"over_servicing", RetainerMeasure::over_servicing, Quantity::share, kLess},
    {"hours_over", RetainerMeasure::over, Quantity::hours, kLess},
    {"months_over", RetainerMeasure::months_over, Quantity::count, kLess},
    {"months_far_over", RetainerMeasure::months_far_over, Quantity::count, kLess},
};
constexpr Named<WinMeasure> kWins[] = {
    {"won", WinMeasure::won, Quantity::count, kMore},
    {"win_rate", WinMeasure::win_rate, Quantity::share, kMore},
};
constexpr Named<RenewalMeasure> kRenewals[] = {
    {"renewals", RenewalMeasure::due, Quantity::count},
    {"renewals_kept", RenewalMeasure::kept, Quantity::count, kMore},
    {"renewals_lost", RenewalMeasure::lost, Quantity::count, kLess},
    {"renewal_rate", RenewalMeasure::renewal_rate, Quantity::share, kMore},
};

/// Writes the list, each name once.
class Register {
 public:
  Register(const Model& model, const std::vector<FlowKey>& keys)
      : model_(model), keys_(keys), layout_(model, keys.size()) {}

  void flows();
  void roles();
  void people();
  void accounts();
  void rules();
  void department();
  void careers();
  void business();
  std::vector<Response> take() { return std::move(all_); }

 private:
  /// What a subject is called: its sort, and its name.
  struct Title {
    const char* sort;
    std::string name;
  };

  /// Leaves out what has no name of its own even with its sort.
  void add(const Title& title, Response response) {
    const bool bare = title.name.empty() || response.measure.empty();
    response.name = title.name + (bare ? "" : ".") + response.measure;
    response.full = *title.sort ? fmt::format("{}:{}", title.sort, response.name) : response.name;
    if (names_.contains(response.name)) response.name = response.full;
    if (!names_.insert(response.name).second) return;
    all_.push_back(std::move(response));
  }

  template <class M, class... Where>
  void add_all(const Title& title, const ResponseSubject& subject,
               std::span<const Named<M>> measures, Where... where) {
    for (const Named<M>& m : measures)
      add(title, {"", "", subject, m.name, m.quantity, m.better, layout_.at(where..., m.measure),
                  std::nullopt});
  }
  void flow(std::size_t f);
  Title title_of_flow(const FlowKey& key) const;

  const Model& model_;
  const std::vector<FlowKey>& keys_;
  MeasureLayout layout_;
  std::set<std::string> names_;
  std::vector<Response> all_;
};

std::optional<FlowQuantile> quantile_of(std::size_t flow, FlowMeasure m) {
  const auto from = [&](FlowMeasure first) {
    return static_cast<std::size_t>(m) - static_cast<std::size_t>(first);
  };
  if (m >= FlowMeasure::working_p50 && m <= FlowMeasure::working_p95)
    return FlowQuantile{flow, from(FlowMeasure::working_p50), false};
  if (m >= FlowMeasure::elapsed_p50 && m <= FlowMeasure::elapsed_p95)
    return FlowQuantile{flow, from(FlowMeasure::elapsed_p50), true};
  return std::nullopt;
}

Register::Title Register::title_of_flow(const FlowKey& key) const {
  const Kind& kind = model_.kinds[key.kind];
  Title title{"kind", kind.name};
  if (key.milestone >= 0) {
    title.sort = "milestone";
    title.name += "." + kind.milestones[static_cast<std::size_t>(key.milestone)].name;
  }
  if (key.tier != kNone<TierId>) {
    title.sort = "tier";
    title.name += "." + model_.tiers[key.tier].name;
  }
  return title;
}

void Register::flow(std::size_t f) {
  const FlowKey& key = keys_[f];
  const Title title = title_of_flow(key);
  const bool span = key.milestone >= 0;
  const std::string own = "turnaround";
  for (std::size_t i = 0; i < (span ? kOfSpans : std::size(kFlow)); ++i) {
    const Named<FlowMeasure>& m = kFlow[i];
    std::string measure = m.name;
    if (span && measure.starts_with(own))
      measure.erase(0, std::min(measure.size(), own.size() + 1));
    add(title, {"", "", key, measure, m.quantity, m.better, layout_.at(f, m.measure),
                quantile_of(f, m.measure)});
  }
}

/// Of names that clash, kinds come first, then milestones, then tiers.
void Register::flows() {
  const auto pass = [&](bool milestones, bool tiers) {
    for (std::size_t f = 0; f < keys_.size(); ++f) {
      const bool tier = keys_[f].tier != kNone<TierId>;
      if (tier != tiers || (!tier && (keys_[f].milestone >= 0) != milestones)) continue;
      if (!tier || model_.tiers.size() > 1) flow(f);
    }
  };
  pass(false, false);
  pass(true, false);
  pass(false, true);
}

void Register::roles() {
  for (const RoleId r : ids(model_.roles))
    if (model_.roles[r].sort != RoleSort::client)
      add_all<RoleMeasure>({"role", model_.roles[r].name}, r, kRole, r);
}

/// After everything else, so that no name of old changes its owner.
void Register::careers() {
  if (!model_.careers) return;
  for (const RoleId r : ids(model_.roles))
    if (model_.careers->has_posts[r] != 0)
      add_all<CareerMeasure>({"role", model_.roles[r].name}, r, kCareer, r);
  add_all<CareerMeasure>({"", ""}, TheDepartment{}, kCareer, kNone<RoleId>);
}

void Register::people() {
  for (const PersonId p : ids(model_.people))
    if (model_.roles[model_.people[p].roles.front()].sort == RoleSort::staff)
      add_all<PersonMeasure>({"person", model_.people[p].name}, p, kPerson, p);
}

void Register::accounts() {
  for (const AccountId a : ids(model_.accounts)) {
    const Account& account = model_.accounts[a];
    if (account.agency) continue;
    add_all<AccountMeasure>({"account", account.name}, a, kAccount, a);
    if (model_.relationship) add_all<HealthMeasure>({"account", account.name}, a, kHealth, a);
  }
  for (const AccountId a : ids(model_.accounts)) {
    const Account& account = model_.accounts[a];
    for (const KindId k : ids(model_.kinds))
      if (!account.agency && !model_.kinds[k].background)
        add_all<AccountKindMeasure>({"account", account.name + "." + model_.kinds[k].name},
                                    AccountKind{a, k}, kAccountKind, a, k);
  }
}

void Register::rules() {
  const std::vector<Rule>& rules = model_.rulebook.rules;
  for (std::size_t r = 0; r < rules.size(); ++r)
    add({"rule", rules[r].name}, {"", "", RuleNumber{r}, "acts", Quantity::count, Better::neither,
                                  layout_.at(r, RuleMeasure::acts), std::nullopt});
}

void Register::department() {
  add_all<DepartmentMeasure>({"", ""}, TheDepartment{}, kDepartment);
  add({"", ""}, {"", "", TheDepartment{}, "turned_away", Quantity::count, kLess,
                 layout_.at(model_.rulebook.rules.size(), RuleMeasure::acts), std::nullopt});
  if (model_.relationship) add_all<ChurnMeasure>({"", ""}, TheDepartment{}, kChurn);
}

/// Of contracts and new business, where the model has them.
void Register::business() {
  bool retainers = false, contracts = false, accounts = false;
  for (const AccountId a : ids(model_.accounts)) {
    const Account& account = model_.accounts[a];
    const Title title{"account", account.name};
    if (account.fee && account.fee->carries_over) {
      retainers = true;
      add_all<RetainerMeasure>(title, a, kRetainer, a);
    }
    if (account.contract) {
      contracts = true;
      add_all<RenewalMeasure>(title, a, kRenewals, a);
    }
  }
  for (const KindId k : ids(model_.kinds)) {
    const auto& wins = model_.kinds[k].wins;
    if (!wins) continue;
    accounts = accounts || wins->account;
    add_all<WinMeasure>({"kind", model_.kinds[k].name}, FlowKey{k}, kWins, k);
  }
  const auto of_all = [&](const char* name, BusinessMeasure m, Quantity quantity, Better better) {
    add({"", ""}, {"", "", TheDepartment{}, name, quantity, better, layout_.at(m), std::nullopt});
  };
  if (retainers) of_all("over_servicing", BusinessMeasure::over_servicing, Quantity::share, kLess);
  if (accounts) {
    of_all("new_accounts", BusinessMeasure::new_accounts, Quantity::count, kMore);
    of_all("win_rate", BusinessMeasure::win_rate, Quantity::share, kMore);
  }
  const AccountId all{static_cast<std::uint32_t>(model_.accounts.size() - 1)};
  if (contracts) add_all<RenewalMeasure>({"", ""}, TheDepartment{}, kRenewals, all);
}

/// Whether `text` is `pattern` with some text in place of each "*".
bool matches(const std::string& pattern, const std::string& text) {
  std::size_t p = 0, t = 0, star = std::string::npos, from = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      from = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string::npos) {
      p = star + 1;
      t = ++from;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

std::vector<Response> responses_of(const Model& model, const std::vector<FlowKey>& keys) {
  Register all(model, keys);
  all.flows();
  all.roles();
  all.people();
  all.accounts();
  all.rules();
  all.department();
  all.careers();
  all.business();
  return all.take();
}

std::vector<Response> responses_of(const Model& model) {
  return responses_of(model, flow_keys_of(model));
}

const Response* find_response(const std::vector<Response>& all, const std::string& name) {
  for (const Response& r : all)
    if (r.name == name) return &r;
  for (const Response& r : all)
    if (r.full == name) return &r;
  return nullptr;
}

std::vector<Response> find_responses(const std::vector<Response>& all, const std::string& pattern) {
  if (pattern.find('*') == std::string::npos) {
    const Response* one = find_response(all, pattern);
    return one ? std::vector<Response>{*one} : std::vector<Response>{};
  }
  std::vector<Response> found;
  for (const Response& r : all)
    if (matches(pattern, r.name)) found.push_back(r);
  return found;
}

std::string nearest_response(const std::vector<Response>& all, const std::string& name) {
  std::vector<std::string> names;
  for (const Response& r : all) names.push_back(r.name);
  return nearest(name, names);
}

}  // namespace suits
