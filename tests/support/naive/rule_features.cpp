// Rules, conditions of steps, orders of one's own, overtime: expressions in words, of the names that an agency has, so that
// what may be written is what is played.

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>

#include "engine/random/stream.hpp"
#include "engine/scenario/facts.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/naive/features.hpp"

namespace suits {
namespace {

using Trigger = Rule::Trigger;

/// Names and facts of a model, which is filled in with the numbers that facts need.
Vocabulary vocabulary_of(Model& m) {
  const ScenarioSpec spec;
  Diagnostics diagnostics;
  Compilation c(spec, diagnostics);
  c.model = std::move(m);
  c.model.rulebook.step_symbol.clear();
  c.model.rulebook.attributes.clear();
  Vocabulary vocabulary = make_vocabulary(c);
  m = std::move(c.model);
  return vocabulary;
}

class RuleWriter {
 public:
  RuleWriter(Model& m, Coins& c) : m_(m), c_(c), vocabulary_(vocabulary_of(m)) {}

  void rules() {
    for (int i = 0, n = c_.from_to(1, 4); i < n; ++i) {
      Rule rule;
      rule.name = fmt::format("rule {}", i);
      rule.component = name_hash(rule.name);
      rule.trigger = c_.one_of<Trigger>(
          {Trigger::becomes_true, Trigger::becomes_true, Trigger::becomes_true,
           Trigger::becomes_true, Trigger::at, Trigger::every, Trigger::job_arrives,
           Trigger::job_finishes, Trigger::step_ready, Trigger::step_starts, Trigger::step_finishes});
      rule.subject = subject_of(rule.trigger);
      if (rule.trigger == Trigger::at) rule.at = march(c_.from_to(1, 20), c_.from_to(0, 20));
      if (rule.trigger == Trigger::every) {
        for (int day = 1, every = c_.one_of<int>({1, 3, 7}); day < 60; day += every) {
          rule.times.push_back(march(day, 10));
        }
      }
      KindId from = kNone<KindId>;  // where jobs are started: of jobs of this kind alone
      const int actions = c_.with(70) ? 1 : 2;
      for (int k = 0; k < actions; ++k) rule.then.push_back(action(rule, from));
      std::string when = condition(rule);
      if (from != kNone<KindId>) {
        when = fmt::format("job.kind == \"{}\" and ({})", m_.kinds[from].name, when);
      }
      const bool always = rule.trigger != Trigger::becomes_true && from == kNone<KindId> && c_.with(20);
      if (!always) {
        rule.when = read(when, {.type = Type{ValueSort::truth},
                                .triggers = rule.trigger == Trigger::becomes_true});
        rule.name += ": " + when;
      }
      m_.rulebook.rules.push_back(rule);
    }
  }

  /// People are hired, and perhaps let go again.
  void hiring() {
    for (std::uint32_t i = 0; i < m_.staffing.pools.size(); ++i) {
      if (m_.staffing.pools[i].stay || !c_.with(70)) continue;
      Rule rule;
      rule.name = fmt::format("hires from pool {}", i);
      rule.trigger = Trigger::at;
      rule.at = march(c_.from_to(1, 12), c_.from_to(0, 20));
      rule.component = name_hash(rule.name);
      Action action;
      action.sort = Action::Sort::hire;
      action.pool = i;
      action.count = static_cast<std::uint32_t>(c_.from_to(1, 2));
      rule.then = {action};
      m_.rulebook.rules.push_back(rule);
      if (c_.with(50)) continue;
      rule.name = fmt::format("parts with pool {}", i);
      rule.at = rule.at + days(c_.from_to(3, 15));
      rule.component = name_hash(rule.name);
      rule.then[0].sort = Action::Sort::let_go;
      m_.rulebook.rules.push_back(rule);
    }
  }

  /// Dispatch by expressions.
  void keys() {
    const auto own_order = [&](Dispatch& dispatch) {
      const Expression key = read(
          c_.one_of<std::string>({"job.due", "step.due", "-step.round", "job.age", "0 - job.age",
                                  "step.effort", "0 h - step.effort", "job.slack", "job.late",
                                  "step.waited", "0 working hours - step.waited", "step.slack / job.weight",
                                  "if(job.account == A0, 1, 2)", "job.remaining", "account.jobs",
                                  "if(step.rings > 1, 0, step.round)", "floor(job.age / 1 day)"}),
          {});
      dispatch.rule = DispatchRule::expression;
      dispatch.expression = static_cast<std::int32_t>(m_.rulebook.keys.size());
      const bool lasts = std::all_of(key.uses.begin(), key.uses.end(), [](const FactUse& use) {
        return use.id == fact_id(ModelFact::job_due) || use.id == fact_id(ModelFact::step_due) ||
               use.id == fact_id(ModelFact::step_round) || use.id == fact_id(ModelFact::job_account);
      });
      m_.rulebook.keys.push_back({key.program, lasts, {}});
    };
    for (Role& role : m_.roles) {
      if (c_.with(50)) own_order(role.dispatch);
    }
    const bool people = c_.with(40);
    for (Person& person : m_.people) {
      if (people && c_.with(30)) own_order(person.dispatch.emplace());
    }
  }

  void overtime() {
    for (RoleId r : ids(m_.roles)) {
      if (m_.roles[r].sort != RoleSort::staff || !c_.with(60)) continue;
      OvertimeRule rule;
      rule.up_to = minutes(30 * c_.from_to(1, 8));
      rule.a_week = c_.with(50) ? hours(c_.from_to(1, 10)) : weeks(1);
      Rule of_request;
      of_request.subject = Subject::request;
      if (c_.with(50)) {
        rule.when = read(condition(of_request), {.type = Type{ValueSort::truth}}).program;
      }
      m_.roles[r].overtime = rule;
    }
  }

  void conditions() {
    for (Kind& kind : m_.kinds) {
      for (Step& step : kind.steps) {
        if (kind.background || !c_.with(30)) continue;
        Rule of_job;
        of_job.trigger = Trigger::job_arrives;
        of_job.subject = Subject::job;
        step.when = read(condition(of_job), {.type = Type{ValueSort::truth}}).program;
      }
    }
  }

 private:
  Expression read(const std::string& text, const ExpressionWish& wish) const {
    auto read = parse_expression(text, vocabulary_, wish);
    if (auto* expression = std::get_if<Expression>(&read)) return *expression;
    throw std::logic_error(text + ": " + std::get<std::vector<Fault>>(read).front().message);
  }

  Subject subject_of(Trigger trigger) {
    switch (trigger) {
      case Trigger::job_arrives:
      case Trigger::job_finishes: return Subject::job;
      case Trigger::step_ready:
      case Trigger::step_starts:
      case Trigger::step_finishes: return Subject::request;
      default:
        return c_.one_of<Subject>({Subject::job, Subject::job, Subject::request, Subject::request,
                                   Subject::request, Subject::account, Subject::person,
                                   Subject::run});
    }
  }

  template <class Items>
  std::string name_in(const Items& items) {
    const auto place = static_cast<std::ptrdiff_t>(c_.below(static_cast<int>(items.size())));
    return '"' + items.begin()[place].name + '"';
  }
  RoleId some_role() {
    std::vector<RoleId> roles;
    for (RoleId r : ids(m_.roles)) {
      if (m_.roles[r].sort == RoleSort::staff) roles.push_back(r);
    }
    return c_.one_of(roles);
  }
  std::string role() { return '"' + m_.roles[some_role()].name + '"'; }
  std::string is() { return c_.one_of<std::string>({"==", "!="}); }
  std::string less() { return c_.one_of<std::string>({"<", "<=", ">", ">="}); }
  std::string working() {
    return c_.with(50) ? fmt::format("{} working hours", c_.from_to(-8, 30))
                       : fmt::format("{} working days", c_.from_to(-1, 4));
  }
  std::string date() { return fmt::format("2027-03-{:02} {:02}:00", c_.from_to(1, 20), c_.from_to(0, 23)); }

  std::string of_job() {
    switch (c_.below(12)) {
      case 0: return "job.kind " + is() + " " + name_in(m_.kinds);
      case 1: return "job.account " + is() + " " + name_in(m_.accounts);
      case 2: return "job.class " + is() + " " + name_in(m_.classes);
      case 3: return "job.due " + less() + " " + date();
      case 4:
      case 5: return "job.late " + less() + " " + working();
      case 6: return "job.slack " + less() + " " + working();
      case 7: return fmt::format("job.age {} {} h", less(), c_.from_to(0, 200));
      case 8: return fmt::format("job.remaining {} {} working hours", less(), c_.from_to(0, 12));
      case 9: return fmt::format("job.rounds {} {}", less(), c_.from_to(1, 3));
      case 10:
        if (vocabulary_.fact("job.brief") != nullptr) return "job.brief " + is() + " poor";
        return "job.due - 1 working day " + less() + " job.due - 30 h";
      default: return "job.tier " + is() + " " + name_in(m_.tiers);
    }
  }
  std::string of_request() {
    switch (c_.below(12)) {
      case 0:
      case 1:
      case 2:
        return fmt::format("step.waited {} {} working hours", less(), c_.from_to(0, 16));
      case 3: return "step.slack " + less() + " " + working();
      case 4: return fmt::format("step.rings {} {}", less(), c_.from_to(1, 4));
      case 5: return c_.with(50) ? "step.is_covered" : "not step.is_covered";
      case 6: return fmt::format("step.effort {} {} h", less(), c_.from_to(0, 6));
      case 7: return fmt::format("step.round {} {}", less(), c_.from_to(1, 3));
      case 8: return "step.role " + is() + " " + role();
      case 9: return "step.class " + is() + " " + name_in(m_.classes);
      case 10: return "step.name " + is() + " " + name_in(m_.kinds[c_.one_of(own_kinds())].steps);
      default: return "step.due " + less() + " " + date();
    }
  }
  std::string of_account() {
    switch (c_.below(4)) {
      case 0: return "account.name " + is() + " " + name_in(m_.accounts);
      case 1: return "account.tier " + is() + " " + name_in(m_.tiers);
      default: return fmt::format("account.jobs {} {}", less(), c_.from_to(0, 6));
    }
  }
  std::string of_person() {
    switch (c_.below(8)) {
      case 0: return "person.name " + is() + " " + name_in(m_.people);
      case 1: return "person.role " + is() + " " + role();
      case 2: return "person.level " + less() + " " + name_in(m_.levels);
      case 3: return fmt::format("person.kept {} {}", less(), c_.from_to(0, 4));
      case 4:
      case 5: return fmt::format("person.hours_worked_this_week {} {} h", less(), c_.from_to(0, 30));
      case 6: return c_.with(50) ? "person.is_idle" : "not person.is_idle";
      default: return "person.is_absent";
    }
  }
  std::string of_run() {
    switch (c_.below(9)) {
      case 0:
      case 1: return fmt::format("waiting({}) {} {}", role(), less(), c_.from_to(0, 6));
      case 2: return fmt::format("free({}) {} {}", role(), less(), c_.from_to(0, 2));
      case 3: return fmt::format("present({}) {} {}", role(), less(), c_.from_to(0, 2));
      case 4: return fmt::format("load({}) {} {} h", role(), less(), c_.from_to(0, 20));
      case 5: return fmt::format("turned_away {} {}", less(), c_.from_to(0, 3));
      case 6: return "now " + less() + " " + date();
      case 7:
        return "weekday " + c_.one_of<std::string>({"== tuesday", "in [monday, friday]", "!= sunday",
                                                   "> wednesday"});
      default: return "month " + is() + " " + c_.one_of<std::string>({"march", "april"});
    }
  }

  /// A fact of the rule's subject, or (where it goes with it) of something less.
  std::string term(const Rule& rule) {
    const bool who = rule.trigger == Trigger::step_starts || rule.trigger == Trigger::step_finishes;
    if (who && c_.with(30)) return of_person();
    switch (rule.subject) {
      case Subject::run: return of_run();
      case Subject::person: return c_.with(85) ? of_person() : of_run();
      case Subject::account: return c_.with(70) ? of_account() : of_run();
      case Subject::job: return c_.with(75) ? of_job() : c_.with(50) ? of_account() : of_run();
      case Subject::request:
        return c_.with(60) ? of_request() : c_.with(60) ? of_job() : c_.with(50) ? of_account() : of_run();
    }
    return {};
  }
  std::string condition(const Rule& rule) {
    if (c_.with(50)) return term(rule);
    const std::string one = term(rule), other = term(rule);
    if (c_.with(20)) return fmt::format("not ({} and {})", one, other);
    return one + (c_.with(60) ? " and " : " or ") + other;
  }

  AccountId some_account() {
    return static_cast<AccountId>(c_.below(static_cast<int>(m_.accounts.size()) - 1));
  }

  Action action(const Rule& rule, KindId& from) {
    using Sort = Action::Sort;
    std::vector<Sort> sorts{Sort::note, Sort::turn_away, Sort::accept, Sort::start, Sort::let_go};
    const bool of_work = rule.subject == Subject::job || rule.subject == Subject::request;
    if (of_work && rule.trigger != Trigger::job_finishes) {
      sorts = {Sort::set_class, Sort::set_due, Sort::set_due, Sort::cancel, Sort::start,
               Sort::turn_away, Sort::note, Sort::set_weight};
      if (rule.trigger != Trigger::step_finishes) {
        sorts.insert(sorts.end(), {Sort::escalate, Sort::escalate, Sort::reassign, Sort::reassign,
                                   Sort::interrupt, Sort::interrupt});
      }
    }
    if (!m_.staffing.pools.empty()) {
      sorts.insert(sorts.end(), {Sort::call, Sort::hire, Sort::let_go});
    }
    Action action;
    action.sort = c_.one_of(sorts);
    switch (action.sort) {
      case Sort::set_class:
        action.work_class = static_cast<ClassId>(c_.below(static_cast<int>(m_.classes.size())));
        break;
      case Sort::set_due:
        action.value = read(c_.one_of<std::string>({"job.due + 1 working day", "job.due - 2 working days",
                                                    "now + 3 working days", "job.due + 30 h",
                                                    "min(job.due, now + 1 working day)"}),
                            {.type = Type{ValueSort::instant}});
        break;
      case Sort::reassign:
        if (const auto& people = m_.roles[some_role()].people; !people.empty() && c_.with(60)) {
          action.person = c_.one_of(people);
        }
        break;
      case Sort::turn_away:
      case Sort::accept:
        if (c_.with(60)) action.kind = own_kinds()[0];
        if (c_.with(30)) action.account = some_account();
        break;
      case Sort::start: start(rule, action, from); break;
      case Sort::set_weight:
        action.value = read(c_.one_of<std::string>({"job.weight * 2", "0.5", "7", "1 / job.weight"}),
                            {.type = Type{ValueSort::number}});
        break;
      case Sort::call:
      case Sort::hire:
      case Sort::let_go: of_people(action); break;
      default: break;
    }
    return action;
  }

  /// People who come or go: of a pool, or (to go) anybody.
  void of_people(Action& action) {
    const auto pools = static_cast<int>(m_.staffing.pools.size());
    action.count = static_cast<std::uint32_t>(c_.from_to(1, 2));
    if (pools > 0) action.pool = static_cast<std::uint32_t>(c_.below(pools));
    if (action.sort != Action::Sort::let_go || (pools > 0 && c_.with(60))) return;
    std::vector<PersonId> people;
    for (PersonId p : ids(m_.people)) {
      if (m_.roles[m_.people[p].roles[0]].sort == RoleSort::staff) people.push_back(p);
    }
    action.person = c_.one_of(people);
  }

  std::vector<KindId> own_kinds() const {
    std::vector<KindId> kinds;
    for (KindId k : ids(m_.kinds)) {
      if (!m_.kinds[k].background) kinds.push_back(k);
    }
    return kinds;
  }

  /// Jobs start only jobs of kinds after theirs; anything else only with its times.
  void start(const Rule& rule, Action& action, KindId& from) {
    const std::vector<KindId> kinds = own_kinds();
    const bool of_work = rule.subject == Subject::job || rule.subject == Subject::request;
    if (c_.with(50)) action.account = some_account();
    if (of_work && kinds.size() > 1) {
      const int k = c_.below(static_cast<int>(kinds.size()) - 1);
      if (from == kNone<KindId>) from = kinds[static_cast<std::size_t>(k)];
      action.kind = kinds.back();
    } else if (!of_work) {
      action.kind = c_.one_of(kinds);
      if (rule.subject != Subject::account) action.account = some_account();
    } else {
      action.sort = Action::Sort::note;
    }
  }

  Model& m_;
  Coins& c_;
  const Vocabulary vocabulary_;
};

}  // namespace

void add_rules(Model& m, Coins& c) { RuleWriter(m, c).rules(); }
void add_hiring(Model& m, Coins& c) { RuleWriter(m, c).hiring(); }
void add_conditions(Model& m, Coins& c) { RuleWriter(m, c).conditions(); }
void add_keys(Model& m, Coins& c) { RuleWriter(m, c).keys(); }
void add_overtime(Model& m, Coins& c) { RuleWriter(m, c).overtime(); }

}  // namespace suits
