// What changes on dates: hours of the calendar and of people, which are laid out beforehand; roles,
// levels and teams, which change while a run goes on.

#include <algorithm>
#include <iterator>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

constexpr std::uint32_t kWholeDay = 1'000'000;  // shares in millionths

HoursRule part_of(const HoursRule& rule, std::uint32_t share) {
  if (share >= kWholeDay) return rule;
  HoursRule whole = rule;
  if (whole.always) {
    whole.always = false;
    for (auto& spans : whole.weekday) spans = {{Duration{}, days(1)}};
  }
  return whole.shortened(share / static_cast<double>(kWholeDay));
}

constexpr std::size_t kMostChanges = 1000;

const std::vector<const ChangeSpec*>& changes_of(const Compilation::Changes& changes,
                                                 const std::string& name) {
  static const std::vector<const ChangeSpec*> none;
  const auto it = changes.find(name);
  return it == changes.end() ? none : it->second;
}

/// One thing changes at most once a day.
class Twice {
 public:
  explicit Twice(Compilation& c) : c_(c) {}
  void look(const ChangeSpec& change, const Name& subject, const std::string& what, Span span) {
    if (seen_.insert({change.at.value, subject.text, what}).second) return;
    c_.error(span, fmt::format("the {} of {} changes twice on {}", what, subject.text,
                               to_string(change.at.value)));
  }

 private:
  Compilation& c_;
  std::set<std::tuple<Date, std::string, std::string>> seen_;
};

}  // namespace

HoursRule hours_rule(const HoursSpec& spec) {
  HoursRule rule;
  rule.always = spec.always;
  rule.weekday = spec.weekday;
  return rule;
}

Hours lay_out(const Compilation& c, PatternId pattern, Date from, Date to) {
  return Hours(c.rules[raw(pattern)], from, to, c.later_rules[raw(pattern)]);
}

const HoursRule& rule_on(const Compilation& c, PatternId pattern, Date date) {
  const HoursRule* rule = &c.rules[raw(pattern)];
  for (const HoursSection& section : c.later_rules[raw(pattern)]) {
    if (section.from <= date) rule = &section.rule;
  }
  return *rule;
}

void change_calendar(Compilation& c) {
  if (c.spec.changes.size() > kMostChanges) {
    c.error(c.spec.changes[kMostChanges].span, fmt::format("more than {} changes", kMostChanges));
  }
  for (const ChangeSpec& change : c.spec.changes) {
    if (change.person) c.person_changes[change.person->text].push_back(&change);
    if (change.account) c.account_changes[change.account->text].push_back(&change);
  }
  for (auto* changes : {&c.person_changes, &c.account_changes}) {
    for (auto& [name, list] : *changes) {
      std::stable_sort(list.begin(), list.end(), [](const ChangeSpec* a, const ChangeSpec* b) {
        return a->at.value < b->at.value;
      });
    }
  }
  Twice twice(c);
  for (const ChangeSpec& change : c.spec.changes) {
    if (!change.calendar) continue;
    const auto pattern = c.patterns.resolve(*change.calendar, c.diagnostics);
    if (!pattern) continue;
    twice.look(change, *change.calendar, "hours", change.hours->span);
    HoursRule rule = hours_rule(*change.hours->hours);
    rule.holidays = c.rules[raw(*pattern)].holidays;
    c.later_rules[raw(*pattern)].push_back({change.at.value, std::move(rule)});
  }
  for (auto& sections : c.later_rules) {
    std::sort(sections.begin(), sections.end(),
              [](const HoursSection& a, const HoursSection& b) { return a.from < b.from; });
  }
}

std::vector<HoursFrom> hours_of(const Compilation& c, const std::string& person, HoursFrom first) {
  std::vector<HoursFrom> result{first};
  for (const ChangeSpec* change : changes_of(c.person_changes, person)) {
    if (!change->hours && !change->share) continue;
    HoursFrom next = result.back();
    next.from = change->at.value;
    if (change->hours) {
      next.base = c.patterns.resolve(*change->hours->pattern, c.diagnostics).value_or(next.base);
    }
    if (change->share) {
      next.share =
          std::max(1u, static_cast<std::uint32_t>(change->share->value.value * kWholeDay + 0.5));
    }
    result.push_back(next);
  }
  return result;
}

PatternId hours_pattern(Compilation& c, const std::vector<HoursFrom>& hours) {
  if (hours.size() == 1 && hours[0].share >= kWholeDay) return hours[0].base;
  std::set<Date> dates;  // on which something changes
  for (std::size_t i = 0; i < hours.size(); ++i) {
    if (i > 0) dates.insert(hours[i].from);
    for (const HoursSection& section : c.later_rules[raw(hours[i].base)]) {
      const bool within = (i == 0 || section.from >= hours[i].from) &&
                          (i + 1 == hours.size() || section.from < hours[i + 1].from);
      if (within) dates.insert(section.from);
    }
  }
  std::vector<HoursSection> later;
  for (const Date date : dates) {
    const auto now = std::prev(std::find_if(
        hours.begin() + 1, hours.end(), [date](const HoursFrom& h) { return h.from > date; }));
    later.push_back({date, part_of(rule_on(c, now->base, date), now->share)});
  }
  c.rules.push_back(part_of(c.rules[raw(hours[0].base)], hours[0].share));
  c.later_rules.push_back(std::move(later));
  return static_cast<PatternId>(c.rules.size() - 1);
}

namespace {

class ChangeCompiler {
 public:
  explicit ChangeCompiler(Compilation& c) : c_(c), twice_(c) {}

  void run() {
    for (const ChangeSpec& change : c_.spec.changes) {
      if (change.person) person(change);
      if (change.account) account(change);
    }
  }

 private:
  void person(const ChangeSpec& change) {
    const auto p = c_.people.resolve(*change.person, c_.diagnostics);
    if (!p) return;
    if (c_.model.roles[c_.model.people[*p].roles[0]].sort != RoleSort::staff) {
      return c_.error(change.person->span, fmt::format("'{}' is outside the department: its hours "
                                                       "are those of the party",
                                                       change.person->text));
    }
    if (change.hours) twice_.look(change, *change.person, "hours", change.hours->span);
    if (change.share) twice_.look(change, *change.person, "share", change.share->span);
  }

  void account(const ChangeSpec& change) {
    if (c_.account_names.count(change.account->text) == 0) {
      const std::vector<std::string> known(c_.account_names.begin(), c_.account_names.end());
      return c_.error(change.account->span,
                      fmt::format("there is no account '{}'", change.account->text),
                      hint_of(change.account->text, known));
    }
    if (change.size) twice_.look(change, *change.account, "size", change.size->span);
  }

  Compilation& c_;
  Twice twice_;
};

}  // namespace

void compile_changes(Compilation& c) { ChangeCompiler(c).run(); }

std::vector<SizeChange> size_changes(const Compilation& c, const std::string& account) {
  std::vector<SizeChange> result;
  for (const ChangeSpec* change : changes_of(c.account_changes, account)) {
    if (change->size) result.push_back({change->at.value, change->size->value.value});
  }
  return result;
}

}  // namespace suits
