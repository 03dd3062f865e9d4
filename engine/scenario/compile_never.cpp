// Steps that never begin, however long they wait: because no day is long enough for work that is
// not to be interrupted, because too few people can ever come together, or because all who may are
// kept free for something else.

#include <algorithm>
#include <set>

#include "engine/model/takers.hpp"
#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

class NeverBegun {
 public:
  explicit NeverBegun(Compilation& c)
      : c_(c), model_(c.model), takers_(c.model), arriving_(arriving_accounts(c.model)) {
    for (const Rule& rule : model_.rulebook.rules) {
      for (const Action& action : rule.then) {
        changes_class_ = changes_class_ || action.sort == Action::Sort::set_class ||
                         action.sort == Action::Sort::interrupt;
      }
    }
    for (const JobInHand& job : model_.staffing.in_hand) {
      changes_class_ = changes_class_ || job.work_class.has_value();
    }
  }

  void run() {
    for (const KindId k : ids(model_.kinds)) {
      const Kind& kind = model_.kinds[k];
      if (kind.background) continue;
      for (const Step& step : kind.steps) {
        for (const Request* request : {&step.first, &step.later}) check(k, step, *request);
      }
    }
  }

 private:
  void check(KindId k, const Step& step, const Request& request) {
    std::set<TierId> tiers;
    for (const AccountId a : arriving_[raw(k)]) tiers.insert(model_.accounts[a].tier);
    for (const TierId tier : tiers) {
      std::vector<const Participant*> seats;  // one each
      for (const Participant& p : request.participants) {
        if (!p.effort[tier] || p.chance[tier] <= 0) continue;
        seats.insert(seats.end(), p.count, &p);
      }
      const bool together = seats.size() > 1 && step.together != Together::apart;
      if (together && !come_together(k, step, seats)) return;
      if (together && step.together == Together::booked && !model_.in_order) continue;
      for (const Participant* p : seats) {
        if (!fits_a_day(k, step, *p, tier) || !somebody_left(k, step, *p)) return;
      }
    }
  }

  /// Roles that a participant may be asked for; the owners' of the accounts where it arrives.
  std::vector<RoleId> asked(KindId k, const Participant& p) const {
    std::vector<RoleId> roles;
    for (const auto& choice : p.choices) {
      if (choice.role != kNone<RoleId>) {
        roles.push_back(choice.role);
        continue;
      }
      for (const AccountId a : arriving_[raw(k)]) {
        const Account& account = model_.accounts[a];
        if (account.owner) roles.push_back(account.team[*account.owner].role);
      }
    }
    return roles;
  }

  /// Whether so many different people can ever take a seat each (augmenting paths: Kuhn).
  bool come_together(KindId k, const Step& step, const std::vector<const Participant*>& seats) {
    std::vector<std::vector<PersonId>> may(seats.size());
    for (std::size_t s = 0; s < seats.size(); ++s) {
      for (const RoleId role : asked(k, *seats[s])) {
        for (const Takers::Taker& taker : takers_.of(role)) {
          if (takers_.meets(taker, seats[s]->requirement)) may[s].push_back(taker.person);
        }
      }
      if (may[s].empty()) return true;  // said elsewhere
    }
    std::map<PersonId, std::size_t> seat_of;
    std::set<PersonId> seen;
    const auto fill = [&](const auto& self, std::size_t s) -> bool {
      for (const PersonId p : may[s]) {
        if (!seen.insert(p).second) continue;
        const auto sits = seat_of.find(p);
        if (sits != seat_of.end() && !self(self, sits->second)) continue;
        seat_of[p] = s;
        return true;
      }
      return false;
    };
    for (std::size_t s = 0; s < seats.size(); ++s) {
      seen.clear();
      if (fill(fill, s)) continue;
      error(step,
            fmt::format("nobody can ever do {}: it takes {} people at the same time, and "
                        "only {} of those who may are ever there",
                        called(k, step), seats.size(), seat_of.size()),
            "ask for fewer, add people, or write 'together: apart'");
      return false;
    }
    return true;
  }

  /// Whether work that is not to be interrupted is ever short enough for somebody's day.
  bool fits_a_day(KindId k, const Step& step, const Participant& p, TierId tier) {
    if (step.interruptible) return true;
    double shortest = least(*p.effort[tier]) * least_factor(model_.kinds[k]);
    if (p.total) shortest /= p.count;
    std::optional<double> longest;
    double factor = 1;
    for (const RoleId role : asked(k, p)) {
      const auto one = takers_.longest(role, p.requirement);
      if (!one) return true;  // nobody: said elsewhere
      longest = std::max(longest.value_or(0), *one);
      factor = std::min(factor, model_.roles[role].effort);
    }
    shortest *= factor;
    if (step.parts > 1) shortest /= step.parts;
    if (!longest || shortest <= *longest + 1) return true;
    const auto in_hours = [](double us) { return us / static_cast<double>(hours(1).us); };
    error(step,
          fmt::format("nobody can ever do {}: it takes at least {:.3g} h without interruption, "
                      "and nobody who may does more than {:.3g} h in one stretch",
                      called(k, step), in_hours(shortest), in_hours(*longest)),
          "write less effort, or leave out 'interruptible: no'");
    return false;
  }

  /// The least by which a job's attributes and its rework scale efforts.
  static double least_factor(const Kind& kind) {
    double factor = 1;
    for (const Attribute& attribute : kind.attributes) {
      double least = attribute.values.empty() ? 1 : attribute.values.front().effort;
      for (const AttributeValue& value : attribute.values) least = std::min(least, value.effort);
      factor *= least;
    }
    double rework = 1;
    for (const Step& step : kind.steps) {
      if (step.back) rework = std::min(rework, step.back->rework_effort);
    }
    return factor * rework;
  }

  /// Whether somebody who may is not kept free for more urgent work.
  bool somebody_left(KindId k, const Step& step, const Participant& p) {
    if (changes_class_ || model_.classes[step.work_class].interrupts) return true;
    RoleId reserving = kNone<RoleId>;
    for (const RoleId role : asked(k, p)) {
      for (const Takers::Taker& taker : takers_.of(role)) {
        if (!takers_.meets(taker, p.requirement)) continue;
        const bool held = !taker.on_call && takers_.all_reserved(taker.serving, step.work_class);
        if (!held) return true;
        reserving = role;
      }
    }
    if (reserving == kNone<RoleId>) return true;  // nobody: said elsewhere
    error(step,
          fmt::format("nobody can ever do {}: its class is {}, and 'reserve' of {} keeps "
                      "everybody there is free for more urgent work",
                      called(k, step), model_.classes[step.work_class].name,
                      model_.roles[reserving].name),
          "reserve fewer than there are");
    return false;
  }

  std::string called(KindId k, const Step& step) const {
    const Kind& kind = model_.kinds[k];
    if (kind.steps.size() == 1 && step.name == kind.name) return kind.name;
    return fmt::format("step '{}' of {}", step.name, kind.name);
  }

  void error(const Step& step, std::string message, std::string hint) {
    if (said_.insert(step.span.begin).second)
      c_.error(step.span, std::move(message), std::move(hint));
  }

  Compilation& c_;
  const Model& model_;
  const Takers takers_;
  std::vector<std::vector<AccountId>> arriving_;  // by KindId
  bool changes_class_ = false;  // some rule, or some job in hand, gives jobs a class of their own
  std::set<std::size_t> said_;
};

}  // namespace

void check_never_begun(Compilation& c) { NeverBegun(c).run(); }

}  // namespace suits
