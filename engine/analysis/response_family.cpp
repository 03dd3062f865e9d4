// Which responses a director looks at.

#include <algorithm>

#include "engine/analysis/response.hpp"
#include "engine/model/expected_arrivals.hpp"

namespace suits {
namespace {

bool has_due(const Kind& kind) {
  const auto& dues = kind.due.items();
  return std::any_of(dues.begin(), dues.end(), [](const auto& due) { return due.has_value(); });
}

bool has_patience(const Kind& kind) {
  const auto& all = kind.withdraws_after.items();
  return std::any_of(all.begin(), all.end(), [](const auto& own) { return own.has_value(); });
}

/// Of the kind's milestones: the one called brief_turnaround, else the first; −1: it has none.
std::int32_t first_milestone(const Kind& kind) {
  for (std::size_t m = 0; m < kind.milestones.size(); ++m)
    if (kind.milestones[m].name == "brief_turnaround") return static_cast<std::int32_t>(m);
  return kind.milestones.empty() ? -1 : 0;
}

double expected_jobs(const Model& model, KindId kind) {
  double jobs = 0;
  for (const Stream& stream : model.streams)
    if (stream.kind == kind)
      jobs += expected_arrivals(model, stream, {model.window.start, model.window.end}).front();
  return jobs;
}

/// Picks from the list, in the order of asking.
class Family {
 public:
  Family(const Model& model, const std::vector<Response>& all) : model_(model), all_(all) {
    for (const Kind& kind : model.kinds) deliverables_ |= kind.deliverable;
  }

  void headline();
  void kinds();
  void roles();
  void accounts();
  void department();
  std::vector<Response> take() { return std::move(out_); }

 private:
  bool looked_at(KindId k) const {
    const Kind& kind = model_.kinds[k];
    return !kind.background && (kind.deliverable || !deliverables_);
  }
  template <class Same>
  void pick(const Same& same, const std::string& measure) {
    for (const Response& r : all_) {
      if (r.measure != measure || !same(r.subject)) continue;
      const bool known = std::any_of(out_.begin(), out_.end(),
                                     [&](const Response& own) { return own.name == r.name; });
      if (!known) out_.push_back(r);
      return;
    }
  }
  void of_flow(KindId kind, std::int32_t milestone, const std::string& measure) {
    pick(
        [&](const ResponseSubject& s) {
          const auto* key = std::get_if<FlowKey>(&s);
          return key && key->kind == kind && key->milestone == milestone &&
                 key->tier == kNone<TierId>;
        },
        measure);
  }
  template <class Id>
  void of(Id id, const std::string& measure) {
    pick(
        [&](const ResponseSubject& s) {
          const auto* own = std::get_if<Id>(&s);
          return own && *own == id;
        },
        measure);
  }
  void of_department(const std::string& measure) {
    pick([](const ResponseSubject& s) { return std::holds_alternative<TheDepartment>(s); },
         measure);
  }

  const Model& model_;
  const std::vector<Response>& all_;
  bool deliverables_ = false;
  std::vector<Response> out_;
};

void Family::headline() {
  KindId best = kNone<KindId>;
  int best_rank = -1;
  double best_jobs = 0;
  for (const KindId k : ids(model_.kinds)) {
    const Kind& kind = model_.kinds[k];
    if (!looked_at(k)) continue;
    const std::int32_t m = first_milestone(kind);
    const bool brief =
        m >= 0 && kind.milestones[static_cast<std::size_t>(m)].name == "brief_turnaround";
    const int rank = brief ? 3 : kind.deliverable && m >= 0 ? 2 : kind.deliverable ? 1 : 0;
    const double jobs = expected_jobs(model_, k);
    if (rank < best_rank || (rank == best_rank && jobs <= best_jobs)) continue;
    best = k;
    best_rank = rank;
    best_jobs = jobs;
  }
  if (best == kNone<KindId>) return;
  const std::int32_t m = best_rank >= 2 ? first_milestone(model_.kinds[best]) : -1;
  of_flow(best, m, m < 0 ? "turnaround" : "");
}

void Family::kinds() {
  for (const KindId k : ids(model_.kinds)) {
    const Kind& kind = model_.kinds[k];
    if (!looked_at(k)) continue;
    if (const std::int32_t m = first_milestone(kind); m >= 0) {
      of_flow(k, m, "");
      of_flow(k, m, "p90");
    }
    of_flow(k, -1, "turnaround");
    of_flow(k, -1, "turnaround.p90");
    if (has_due(kind)) of_flow(k, -1, "on_time");
    if (has_patience(kind)) of_flow(k, -1, "withdrawn");
  }
}

void Family::roles() {
  for (const RoleId r : ids(model_.roles)) {
    if (model_.roles[r].people.empty()) continue;
    of(r, "busy");
    of(r, "wait");
  }
}

void Family::accounts() {
  bool dues = false;
  for (const KindId k : ids(model_.kinds)) dues |= looked_at(k) && has_due(model_.kinds[k]);
  for (const AccountId a : ids(model_.accounts)) {
    if (!deliverables_) return;
    of(a, "turnaround");
    if (dues) of(a, "on_time");
  }
}

void Family::department() {
  bool overtime = false, costs = false, fees = false, turning_away = !model_.limits.empty();
  for (const Role& role : model_.roles) overtime |= role.overtime.has_value();
  for (const Person& person : model_.people) costs |= person.cost > 0;
  for (const Account& account : model_.accounts) fees |= account.fee.has_value();
  for (const Rule& rule : model_.rulebook.rules)
    for (const Action& action : rule.then) turning_away |= action.sort == Action::Sort::turn_away;
  if (overtime) of_department("overtime");
  if (turning_away) of_department("turned_away");
  if (costs) of_department("cost");
  if (fees) of_department("income");
  if (costs && fees) of_department("margin");
  if (model_.relationship) of_department("health");
  if (model_.relationship && model_.relationship->loss) of_department("churn");
  if (!model_.careers) return;
  of_department("turnover");
  of_department("vacant_weeks");
}

}  // namespace

std::vector<Response> default_family(const Model& model, const std::vector<Response>& all) {
  Family family(model, all);
  family.headline();
  family.kinds();
  family.roles();
  family.accounts();
  family.department();
  return family.take();
}

}  // namespace suits
