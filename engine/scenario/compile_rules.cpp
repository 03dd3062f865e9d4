// Rules and conditions of steps: what they ask, what they are looked at for, what they do.

#include <algorithm>
#include <map>

#include "engine/model/place_text.hpp"
#include "engine/scenario/action_text.hpp"
#include "engine/scenario/facts.hpp"

namespace suits {
namespace {

using Trigger = Rule::Trigger;
constexpr Type kCondition{ValueSort::truth};
constexpr std::uint32_t kOfAll = kOfJob | kOfStep | kOfAccount | kOfPerson;

Trigger trigger_of(const RuleSpec& spec) {
  if (spec.at) return Trigger::at;
  if (spec.every) return Trigger::every;
  if (!spec.on) return Trigger::becomes_true;
  switch (spec.on->value) {
    case RuleEvent::job_arrives:
      return Trigger::job_arrives;
    case RuleEvent::job_finishes:
      return Trigger::job_finishes;
    case RuleEvent::step_ready:
      return Trigger::step_ready;
    case RuleEvent::step_starts:
      return Trigger::step_starts;
    case RuleEvent::step_finishes:
      return Trigger::step_finishes;
    case RuleEvent::account_warns:
      return Trigger::account_warns;
    case RuleEvent::account_lost:
      return Trigger::account_lost;
  }
  return Trigger::becomes_true;
}

/// The opening of the agency on a date, or the next one after it.
Instant opening(const Compilation& c, Date date) {
  return c.model.agency().next_open(midnight(date));
}

Instant instant_of(const Compilation& c, const Moment& moment) {
  return moment.time ? midnight(moment.date) + *moment.time : opening(c, moment.date);
}

/// All times of a regular rule, from the warm-up to the end of the calendar.
std::vector<Instant> times_of(const Compilation& c, const EverySpec& spec) {
  const FixedLapse& every = spec.every.value;
  const Hours& agency = c.model.agency();
  const Date first = date_of(c.model.window.warm_up), last = date_of(agency.end());
  const bool weeks = spec.on && spec.on->value.weekday;
  const int month_day = spec.on && spec.on->value.month_day ? *spec.on->value.month_day : 1;
  const auto n = static_cast<std::int64_t>(every.clock == Clock::elapsed ? every.amount / 86'400e6
                                                                         : every.amount);
  const bool whole_weeks = every.clock == Clock::elapsed && n % 7 == 0;
  const Date monday = first - first.weekday();
  std::vector<Instant> times;
  std::int64_t months = -1, working = 0;
  for (Date d = monday; d < last; ++d) {
    bool falls = false;
    switch (every.clock) {
      case Clock::months:
        if (static_cast<int>(static_cast<unsigned>(d.civil().day())) == month_day) {
          falls = ++months % n == 0;
        }
        break;
      case Clock::working_days:
        falls = d >= first && agency.working_day(d) && working++ % n == 0;
        break;
      default:
        falls = whole_weeks ? (d - monday) % n == (weeks ? *spec.on->value.weekday : 0)
                            : d >= first && (d - first) % n == 0;
    }
    if (!falls || d < first) continue;
    const Instant t = spec.at ? midnight(d) + spec.at->value.since_midnight : opening(c, d);
    if (t >= c.model.window.warm_up && t < kNever && (times.empty() || t > times.back())) {
      times.push_back(t);
    }
  }
  return times;
}

class RuleCompiler {
 public:
  RuleCompiler(Compilation& c, const Vocabulary& vocabulary, const NameTable<AccountId>& accounts)
      : c_(c), vocabulary_(vocabulary), accounts_(accounts) {}

  void compile(const RuleSpec& spec, std::size_t number) {
    Rule rule;
    rule.name = spec.name ? spec.name->text : fmt::format("rule {}", number + 1);
    const auto [named, first] = names_.emplace(rule.name, spec.name ? spec.name->span : spec.span);
    if (!first) {
      c_.error(spec.name ? spec.name->span : spec.span,
               fmt::format("a second rule '{}'", rule.name),
               "first at " + point_text(c_.model, named->second));
    }
    rule.span = spec.span;
    rule.trigger = trigger_of(spec);
    rule.component = component({"rule", rule.name});
    const std::size_t errors = c_.diagnostics.count();
    if (spec.when) {
      const bool alone = rule.trigger == Trigger::becomes_true;
      ExpressionWish wish{kCondition, alone};
      wish.groups = groups_of(rule.trigger);
      wish.here = here(rule.trigger);
      if (auto when = compile_expression(c_, vocabulary_, *spec.when, wish)) {
        rule.when = std::move(*when);
        rule.written = spec.when->node.text;
      }
    }
    std::vector<const ActionSpec*> written;
    for (const ActionSpec& one : spec.then) {
      if (auto action = compile_action(c_, vocabulary_, accounts_, one)) {
        rule.then.push_back(std::move(*action));
        written.push_back(&one);
      }
    }
    if (c_.diagnostics.count() != errors || !find_subject(rule, spec)) return;
    for (std::size_t i = 0; i < rule.then.size(); ++i) {
      check_action(rule, rule.then[i], written[i]->node.span);
    }
    if (spec.at) {
      rule.at = instant_of(c_, spec.at->value);
      in_run(c_, spec.at->value.date, rule.at, spec.at->span, "never acts");
    }
    if (spec.every) {
      rule.times = times_of(c_, *spec.every);
      if (rule.times.empty() || rule.times.front() >= c_.model.window.cap) {
        c_.error(spec.every->span,
                 fmt::format("never acts: the run goes from {} to {} at the latest",
                             to_string(c_.model.window.warm_up), to_string(c_.model.window.cap)));
      }
    }
    c_.model.rulebook.rules.push_back(std::move(rule));
  }

 private:
  static std::uint32_t groups_of(Trigger trigger) {
    switch (trigger) {
      case Trigger::job_arrives:
      case Trigger::job_finishes:
        return kOfJob | kOfAccount;
      case Trigger::step_ready:
        return kOfJob | kOfAccount | kOfStep;
      case Trigger::account_warns:
      case Trigger::account_lost:
        return kOfAccount;
      default:
        return kOfAll;
    }
  }
  static std::string_view here(Trigger trigger) {
    switch (trigger) {
      case Trigger::job_arrives:
      case Trigger::job_finishes:
        return "of a job: job.…, account.…, and the department";
      case Trigger::step_ready:
        return "nobody has taken the step yet: step.…, job.…, account.…, and the department";
      case Trigger::account_warns:
      case Trigger::account_lost:
        return "of an account: account.…, and the department";
      default:
        return "";
    }
  }

  static std::uint32_t groups_used(const Vocabulary& vocabulary, const Expression& expression) {
    std::uint32_t groups = 0;
    for (const FactUse& use : expression.uses) groups |= vocabulary.group_of(use.id);
    return groups;
  }

  /// Of what the rule speaks. False where that is nothing one.
  bool find_subject(Rule& rule, const RuleSpec& spec) {
    switch (rule.trigger) {
      case Trigger::job_arrives:
      case Trigger::job_finishes:
        rule.subject = Subject::job;
        return true;
      case Trigger::step_ready:
      case Trigger::step_starts:
      case Trigger::step_finishes:
        rule.subject = Subject::request;
        return true;
      case Trigger::account_warns:
      case Trigger::account_lost:
        rule.subject = Subject::account;
        return true;
      default:
        break;
    }
    std::uint32_t groups = groups_used(vocabulary_, rule.when);
    for (const Action& action : rule.then) groups |= groups_used(vocabulary_, action.value);
    if ((groups & kOfPerson) != 0 && (groups & ~kOfPerson) != 0) {
      c_.error(spec.when ? spec.when->node.span : spec.span,
               "a person and a job, step or account: nothing says which person of which",
               "person.… goes with them where a step starts or finishes: on: step.starts");
      return false;
    }
    rule.subject = (groups & kOfStep) != 0      ? Subject::request
                   : (groups & kOfJob) != 0     ? Subject::job
                   : (groups & kOfAccount) != 0 ? Subject::account
                   : (groups & kOfPerson) != 0  ? Subject::person
                                                : Subject::run;
    return true;
  }

  static bool changes_work_of(Action::Sort sort) {
    using Sort = Action::Sort;
    switch (sort) {
      case Sort::set_class:
      case Sort::set_due:
      case Sort::set_weight:
      case Sort::escalate:
      case Sort::interrupt:
      case Sort::reassign:
      case Sort::cancel:
        return true;
      default:
        return false;
    }
  }

  void check_action(const Rule& rule, Action& action, Span span) {
    using Sort = Action::Sort;
    const bool of_work = rule.subject == Subject::job || rule.subject == Subject::request;
    const bool changes_work = changes_work_of(action.sort);
    if (changes_work && !of_work) {
      c_.error(span,
               fmt::format("nothing says of which job: '{}' goes with a job or a step",
                           verb(action.sort)),
               "ask for it, e.g. when: job.late > 1 working day");
    }
    if (changes_work && rule.trigger == Trigger::job_finishes) {
      c_.error(span, fmt::format("the job is done: '{}' comes too late", verb(action.sort)));
    }
    if ((action.sort == Sort::escalate || action.sort == Sort::reassign ||
         action.sort == Sort::interrupt) &&
        rule.trigger == Trigger::step_finishes) {
      c_.error(span, fmt::format("the step is done: '{}' comes too late", verb(action.sort)));
    }
    if (action.sort == Sort::start && action.account == kNone<AccountId> && !of_work &&
        rule.subject != Subject::account) {
      c_.error(span, "nothing says for which account", "e.g. start pitch for agency");
    }
    if (action.sort == Sort::let_go && action.person != kNone<PersonId> &&
        c_.model.roles[c_.model.people[action.person].roles[0]].sort != RoleSort::staff) {
      c_.error(span, fmt::format("'{}' is not of the staff", c_.model.people[action.person].name));
    }
    if (action.sort == Sort::set_due) close_of_business(action.value);
  }

  /// A bare date as a due means the close of business.
  void close_of_business(Expression& value) const {
    const std::vector<Instruction>& code = value.program.code();
    if (code.size() != 1 || code[0].op != Op::constant) return;
    const Instant t{static_cast<std::int64_t>(code[0].value)};
    if (time_of_day(t).us != 0) return;
    Instruction due = code[0];
    due.value = static_cast<double>(c_.model.agency().close_of_business(date_of(t)).us);
    value.program = Program({due});
  }

  Compilation& c_;
  const Vocabulary& vocabulary_;
  const NameTable<AccountId>& accounts_;
  std::map<std::string, Span> names_;  // of rules so far
};

/// Conditions of steps ask of their job.
void step_conditions(Compilation& c, const Vocabulary& vocabulary) {
  ExpressionWish wish{kCondition};
  wish.groups = kOfJob | kOfAccount;
  wish.here = "of the job: job.…, account.…, and the department";
  for (const Entry<KindSpec>& kind : c.spec.work) {
    const auto id = c.kinds.find(kind.name.text);
    if (!id) continue;
    for (const Entry<StepSpec>& entry : kind.value.steps) {
      if (!entry.value.when) continue;
      const auto when = compile_expression(c, vocabulary, *entry.value.when, wish);
      if (!when) continue;
      for (Step& step : c.model.kinds[*id].steps) {
        if (step.name == entry.name.text) step.when = when->program;
      }
    }
  }
}

/// For which work people stay on.
void overtime_conditions(Compilation& c, const Vocabulary& vocabulary) {
  ExpressionWish wish{kCondition};
  for (const auto& [role, spec] : c.role_specs) {
    if (!spec->overtime || !spec->overtime->when) continue;
    if (const auto when = compile_expression(c, vocabulary, *spec->overtime->when, wish)) {
      c.model.roles[role].overtime->when = when->program;
    }
  }
}

/// Whether a request keeps the value of a fact from the time it is ready, as far as rules let it.
bool lasts(FactId id) {
  switch (static_cast<ModelFact>(static_cast<std::uint32_t>(id))) {
    case ModelFact::job_kind:
    case ModelFact::job_account:
    case ModelFact::job_tier:
    case ModelFact::job_due:
    case ModelFact::step_name:
    case ModelFact::step_role:
    case ModelFact::step_round:
    case ModelFact::step_due:
    case ModelFact::account_name:
    case ModelFact::account_tier:
      return true;
    default:
      return id >= fact_id(ModelFact::attribute);
  }
}

/// What dispatch rules of the user's own order by.
void dispatch_keys(Compilation& c, const Vocabulary& vocabulary) {
  ExpressionWish wish;
  wish.groups = kOfJob | kOfStep | kOfAccount;
  wish.here = "of the request: step.…, job.…, account.…, and the department";
  const auto key = [&](const DispatchSpec& spec) -> std::int32_t {
    const auto read = compile_expression(c, vocabulary, *spec.by, wish);
    if (!read) return -1;
    const bool all_last = std::all_of(read->uses.begin(), read->uses.end(),
                                      [](const FactUse& use) { return lasts(use.id); });
    c.model.rulebook.keys.push_back({read->program, all_last, spec.by->node.text});
    return static_cast<std::int32_t>(c.model.rulebook.keys.size()) - 1;
  };
  for (const auto& entry : c.spec.dispatch) {
    if (!entry.value.by) continue;
    const std::int32_t expression = key(entry.value);
    const auto own = c.roles.find(entry.name.text);
    for (const RoleId r : ids(c.model.roles)) {
      Dispatch& dispatch = c.model.roles[r].dispatch;
      const bool of_default = entry.name.text == "default" && dispatch.expression < 0;
      if (dispatch.rule != DispatchRule::expression || !(own == r || of_default)) continue;
      dispatch.expression = expression;
    }
  }
  for (const PersonId p : ids(c.person_specs)) {
    const PersonSpec* spec = c.person_specs[p];
    if (spec == nullptr || !spec->dispatch || !spec->dispatch->by) continue;
    c.model.people[p].dispatch->expression = key(*spec->dispatch);
  }
}

bool any_overtime(const ScenarioSpec& spec) {
  return std::any_of(spec.roles.begin(), spec.roles.end(), [](const Entry<RoleSpec>& role) {
    return role.value.overtime && role.value.overtime->when;
  });
}

bool any_keys(const ScenarioSpec& spec) {
  const auto by = [](const DispatchSpec& dispatch) { return dispatch.by.has_value(); };
  return std::any_of(spec.dispatch.begin(), spec.dispatch.end(),
                     [&](const Entry<DispatchSpec>& entry) { return by(entry.value); }) ||
         std::any_of(spec.people.begin(), spec.people.end(), [&](const PersonSpec& person) {
           return person.dispatch && by(*person.dispatch);
         });
}

}  // namespace

void compile_rules(Compilation& c) {
  const bool conditions =
      std::any_of(c.spec.work.begin(), c.spec.work.end(), [](const Entry<KindSpec>& kind) {
        return std::any_of(kind.value.steps.begin(), kind.value.steps.end(),
                           [](const Entry<StepSpec>& step) { return step.value.when.has_value(); });
      });
  if (c.spec.rules.empty() && !conditions && !any_keys(c.spec) && !any_overtime(c.spec)) return;
  const Vocabulary vocabulary = make_vocabulary(c);
  NameTable<AccountId> accounts("account");
  for (const AccountId a : ids(c.model.accounts)) {
    accounts.add(c.model.accounts[a].agency ? "agency" : c.model.accounts[a].name, a);
  }
  step_conditions(c, vocabulary);
  dispatch_keys(c, vocabulary);
  overtime_conditions(c, vocabulary);
  RuleCompiler compiler(c, vocabulary, accounts);
  for (std::size_t i = 0; i < c.spec.rules.size(); ++i) compiler.compile(c.spec.rules[i], i);
}

}  // namespace suits
