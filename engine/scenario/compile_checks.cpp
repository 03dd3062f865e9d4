// What is written well and can never be done: steps that nobody may take, owners that nobody is,
// answers that no client gives.

#include <algorithm>
#include <set>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

class Checker {
 public:
  explicit Checker(Compilation& c)
      : c_(c), serving_(c.model.roles.size()), people_(c.model.roles.size()) {
    for (const RoleId r : ids(c.model.roles)) {
      for (const PersonId p : c.model.roles[r].people) {
        people_[r].emplace_back(p, c.model.people[p].level);
      }
    }
    for (const Pool& pool : c.model.staffing.pools) {
      for (const PersonId p : pool.people) {
        people_[pool.role].emplace_back(p, c.model.people[p].level);
      }
    }
    // Whoever takes on a role or rises to a level in the run.
    for (const DatedChange& change : c.model.staffing.changes) {
      if (change.person == kNone<PersonId>) continue;
      const Person& person = c.model.people[change.person];
      const LevelId level = change.level.value_or(person.level);
      for (const auto* roles : {&person.roles, &person.later_roles}) {
        for (const RoleId r : *roles) people_[r].emplace_back(change.person, level);
      }
    }
  }

  void run() {
    arriving_ = arriving_accounts(c_.model);
    for (const KindId k : ids(c_.model.kinds)) {
      const Kind& kind = c_.model.kinds[k];
      if (kind.background) continue;
      if (arriving_[raw(k)].empty()) {
        c_.model.notes.push_back(fmt::format("{} never arrives", kind.name));
      }
      check_kind(k, kind);
    }
    for (std::size_t i = 0; i < c_.model.background.size(); ++i) check_background(i);
    check_dispatch();
  }

 private:
  /// Rules of dispatch that have nothing to go by, or that look at everything.
  void check_dispatch() {
    bool dues = false;
    for (const Kind& kind : c_.model.kinds) {
      for (const TierId t : ids(c_.model.tiers)) dues = dues || kind.due[t].has_value();
    }
    const auto note = [&](const std::string& whose, const Dispatch& dispatch) {
      if (orders_by_due(dispatch.rule) && !dues) {
        c_.model.notes.push_back(fmt::format(
            "{}: no kind of work has a due date for the rule of dispatch to go by", whose));
      }
      if (dispatch.rule != DispatchRule::expression || dispatch.expression < 0) return;
      if (c_.model.rulebook.keys[static_cast<std::size_t>(dispatch.expression)].lasts) return;
      c_.model.notes.push_back(fmt::format(
          "{}: what its expression of dispatch asks may change at any time: all that waits is "
          "looked at, each time",
          whose));
    };
    for (const Role& role : c_.model.roles) {
      if (role.sort == RoleSort::staff) note(role.name, role.dispatch);
    }
    for (const Person& person : c_.model.people) {
      if (person.dispatch) note(person.name, *person.dispatch);
    }
  }

  void check_kind(KindId k, const Kind& kind) {
    agency_has_no_tier(k, kind);
    for (const Step& step : kind.steps) {
      for (const Request* request : {&step.first, &step.later}) {
        for (const Participant& p : request->participants) check_participant(k, step, p);
      }
      for (const Supervision& s : step.supervised_by) {
        check_role(k, step.span, s.role, kNothing, "supervise " + called(kind, step));
      }
      if (step.client_delay) check_answer(k, step);
    }
    for (const Follow& follow : kind.follow) {
      check_role(k, kind.span, follow.role, kNothing, fmt::format("follow {}", kind.name));
    }
  }

  void agency_has_no_tier(KindId k, const Kind& kind) {
    const auto& accounts = arriving_[raw(k)];
    const bool of_agency = std::any_of(accounts.begin(), accounts.end(),
                                       [&](AccountId a) { return c_.model.accounts[a].agency; });
    const Span place = c_.varies[k];
    if (!of_agency || place.line == 0 || c_.model.tiers.size() == 1) return;
    c_.error(place, fmt::format("{} is the agency's own work too, which has no tier", kind.name),
             "write one value, or a kind of its own for the agency");
  }

  /// "step 'x' of y"; a task is called by its kind.
  static std::string called(const Kind& kind, const Step& step) {
    if (kind.steps.size() == 1 && step.name == kind.name) return kind.name;
    return fmt::format("step '{}' of {}", step.name, kind.name);
  }

  void check_participant(KindId k, const Step& step, const Participant& p) {
    const std::string what = "do " + called(c_.model.kinds[k], step);
    if (p.choices.size() == 1) {
      check_role(k, step.span, p.choices[0].role, p.requirement, what);
      return;
    }
    if (p.choices.size() > kMostAlternatives) {
      once(step.span, fmt::format("'any_of' names {} alternatives; {} are the most",
                                  p.choices.size(), kMostAlternatives));
    }
    const bool shares = std::any_of(p.choices.begin(), p.choices.end(),
                                    [](const auto& choice) { return choice.share > 0; });
    if (shares) {
      for (const auto& choice : p.choices) {
        if (choice.share > 0) check_role(k, step.span, choice.role, p.requirement, what);
      }
      return;
    }
    const bool any = std::any_of(p.choices.begin(), p.choices.end(), [&](const auto& choice) {
      return choice.role == kNone<RoleId> || somebody(choice.role, p.requirement);
    });
    if (!any) check_role(k, step.span, p.choices[0].role, p.requirement, what);
    for (const auto& choice : p.choices) {
      if (choice.role == kNone<RoleId>) check_role(k, step.span, choice.role, p.requirement, what);
    }
  }

  /// `what`: "do step 'x' of y".
  void check_role(KindId k, Span span, RoleId role, RequirementId needs,
                  const std::string& what) {
    if (role != kNone<RoleId>) {
      if (!somebody(role, needs)) nobody(span, role, needs, what);
      return;
    }
    for (const AccountId a : arriving_[raw(k)]) {
      const Account& account = c_.model.accounts[a];
      if (!account.owner) {
        once(span,
             account.agency
                 ? fmt::format("nobody can ever {}: the agency's own work has no owner", what)
                 : fmt::format("nobody can ever {} on {}: the account has no owner", what,
                               account.name),
             account.agency ? "name a role" : "write 'owner' at the account or its tier");
        return;
      }
      const RoleId owner = account.team[*account.owner].role;
      if (!somebody(owner, needs)) return nobody(span, owner, needs, what);
    }
  }

  void nobody(Span span, RoleId role, RequirementId needs, const std::string& what) {
    const std::string& name = c_.model.roles[role].name;
    if (needs != kNothing && somebody(role, kNothing)) {
      once(span,
           fmt::format("nobody can ever {}: none of {}, of those who cover, or of their superiors "
                       "{}",
                       what, name, wanted(needs)));
    } else {
      once(span,
           fmt::format("nobody can ever {}: {} has no people, no cover and no superiors who do",
                       what, name),
           fmt::format("add people with 'role: {}', or 'covered_by'", name));
    }
  }

  /// "is at least senior and has the skill packaging"
  std::string wanted(RequirementId id) const {
    const Requirement& needs = c_.model.requirements[id];
    std::string text;
    if (needs.least_level > LevelId{0}) text = "is at least " + c_.model.levels[needs.least_level].name;
    for (std::size_t s = 0; s < c_.model.skills.size(); ++s) {
      if ((needs.skills >> s & 1) == 0) continue;
      text += (text.empty() ? "has the skill " : " and has the skill ") + c_.model.skills[s];
    }
    return text;
  }

  /// Whether somebody of the role, of its cover, or up its reporting line is there in the run.
  bool somebody(RoleId role, RequirementId needs) {
    for (const RoleId r : serving(role)) {
      for (const auto& [p, highest] : people_[r]) {
        const Person& person = c_.model.people[p];
        if (!person.pool && (person.leaves <= date_of(c_.model.window.warm_up) ||
                             person.joins > date_of(c_.model.window.cap))) {
          continue;
        }
        if (c_.model.meets(needs, highest, person.skills)) return true;
      }
    }
    return false;
  }

  const std::vector<RoleId>& serving(RoleId role) {
    auto& list = serving_[role];
    if (!list.empty()) return list;
    list.push_back(role);
    for (const CoverRing& cover : c_.model.roles[role].covered_by) list.push_back(cover.role);
    std::vector<RoleId> line{role};
    std::set<RoleId> seen{role};
    for (std::size_t i = 0; i < line.size(); ++i) {
      for (const RoleId superior : c_.model.roles[line[i]].superiors) {
        if (!seen.insert(superior).second) continue;
        line.push_back(superior);
        list.push_back(superior);
      }
    }
    return list;
  }

  void check_answer(KindId k, const Step& step) {
    for (const AccountId a : arriving_[raw(k)]) {
      const Account& account = c_.model.accounts[a];
      if (account.responds_in) continue;
      once(step.span,
           fmt::format("{} waits for the client, and nothing says how long {} takes",
                       called(c_.model.kinds[k], step),
                       account.agency ? "the client of the agency's own work"
                                      : "the client of " + account.name),
           "write 'parties: { client: { responds_in: … } }'");
      return;
    }
  }

  void check_background(std::size_t i) {
    const Background& b = c_.model.background[i];
    if (b.per != Background::Per::role) return;
    for (const RoleId role : b.roles) {
      if (!somebody(role, kNothing)) {
        nobody(c_.background_spans[i], role, kNothing,
               fmt::format("do {}", c_.model.kinds[b.kind].name));
      }
    }
  }

  /// A step is refused once for the same reason.
  void once(Span span, std::string message, std::string hint = "") {
    if (said_.emplace(span.begin, message).second)
      c_.error(span, std::move(message), std::move(hint));
  }

  static constexpr std::size_t kMostAlternatives = 6;
  static constexpr RequirementId kNothing{};

  Compilation& c_;
  std::vector<std::vector<AccountId>> arriving_;  // by KindId
  IdVector<RoleId, std::vector<RoleId>> serving_;
  IdVector<RoleId, std::vector<std::pair<PersonId, LevelId>>> people_;  // who may ever have it
  std::set<std::pair<std::size_t, std::string>> said_;
};

}  // namespace

std::vector<std::vector<AccountId>> arriving_accounts(const Model& model) {
  std::vector<std::vector<AccountId>> arriving(model.kinds.size());
  for (const Stream& s : model.streams) arriving[raw(s.kind)].push_back(s.account);
  const auto note = [&](KindId kind, AccountId account) {
    std::vector<AccountId>& accounts = arriving[raw(kind)];
    if (std::count(accounts.begin(), accounts.end(), account) == 0) accounts.push_back(account);
  };
  for (const JobInHand& job : model.staffing.in_hand) note(job.kind, job.account);
  for (const AccountId a : ids(model.accounts)) {
    const auto& contract = model.accounts[a].contract;
    if (contract && contract->by != kNone<KindId>) note(contract->by, a);
  }
  // What is won may win more: as often as there are kinds.
  for (std::size_t times = 0; times < model.kinds.size(); ++times) {
    bool more = false;
    for (const KindId k : ids(model.kinds)) {
      const auto& wins = model.kinds[k].wins;
      if (!wins || wins->starts == kNone<KindId>) continue;
      const std::size_t before = arriving[raw(wins->starts)].size();
      const std::vector<AccountId> from = arriving[raw(k)];
      for (const AccountId a : from) note(wins->starts, a);
      more = more || arriving[raw(wins->starts)].size() != before;
    }
    if (!more) break;
  }
  for (const Rule& rule : model.rulebook.rules) {
    for (const Action& action : rule.then) {
      if (action.sort != Action::Sort::start) continue;
      if (action.account != kNone<AccountId>) note(action.kind, action.account);
      for (const AccountId a : ids(model.accounts)) {
        if (action.account == kNone<AccountId> && !model.accounts[a].agency) note(action.kind, a);
      }
    }
  }
  return arriving;
}

void check_model(Compilation& c) { Checker(c).run(); }

}  // namespace suits
