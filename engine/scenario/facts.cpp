#include "engine/scenario/facts.hpp"

#include <array>

namespace suits {
namespace {

constexpr std::array<const char*, 12> kMonths = {"january",   "february", "march",    "april",
                                                 "may",       "june",     "july",     "august",
                                                 "september", "october",  "november", "december"};
constexpr std::array<const char*, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                  "friday", "saturday", "sunday"};

/// Adds facts of one group after the other.
class FactWriter {
 public:
  explicit FactWriter(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void group(std::uint32_t bit) { group_ = bit; }
  void add(std::string name, ModelFact id, Type type) {
    vocabulary_.add_fact({std::move(name), fact_id(id), type, {}, Motion::still, 1, group_});
  }
  void moving(std::string name, ModelFact id, Type type, Motion motion, int rate = 1) {
    vocabulary_.add_fact({std::move(name), fact_id(id), type, {}, motion, rate, group_});
  }
  void of(std::string name, ModelFact id, Type type, DomainId argument) {
    vocabulary_.add_fact({std::move(name), fact_id(id), type, argument, Motion::still, 1, group_});
  }
  void attribute(std::string name, std::uint32_t n, Type type) {
    vocabulary_.add_fact(
        {std::move(name), fact_id(ModelFact::attribute, n), type, {}, Motion::still, 1, group_});
  }

 private:
  Vocabulary& vocabulary_;
  std::uint32_t group_ = 0;
};

template <class Items>
DomainId named(Vocabulary& v, std::string noun, const Items& items, bool ordered = false) {
  const DomainId domain = v.add_domain(std::move(noun), ordered);
  double value = 0;
  for (const auto& item : items) v.add_symbol(domain, item.name, value++);
  return domain;
}

template <class Names>
DomainId words(Vocabulary& v, std::string noun, const Names& names) {
  const DomainId domain = v.add_domain(std::move(noun), true);
  double value = 0;
  for (const char* name : names) v.add_symbol(domain, name, value++);
  return domain;
}

/// Steps of one name are one symbol, whatever their kind.
DomainId steps(Compilation& c, Vocabulary& v) {
  const DomainId domain = v.add_domain("a step");
  std::map<std::string, std::uint32_t> known;
  for (const Kind& kind : c.model.kinds) {
    auto& symbols = c.model.rulebook.step_symbol.emplace_back();
    for (const Step& step : kind.steps) {
      const auto next = static_cast<std::uint32_t>(known.size());
      const auto [at, added] = known.emplace(step.name, next);
      if (added) v.add_symbol(domain, step.name, next);
      symbols.push_back(at->second);
    }
  }
  return domain;
}

/// `job.brief` for every attribute; of one name they are one, whatever their kind.
void attributes(Compilation& c, Vocabulary& v, FactWriter& facts) {
  std::vector<RuleBook::Attribute>& known = c.model.rulebook.attributes;
  std::vector<std::map<std::string, std::uint32_t>> values;
  for (const KindId k : ids(c.model.kinds)) {
    const Kind& kind = c.model.kinds[k];
    for (std::size_t i = 0; i < kind.attributes.size(); ++i) {
      const Attribute& attribute = kind.attributes[i];
      std::size_t n = 0;
      while (n < known.size() && known[n].name != attribute.name) ++n;
      if (n == known.size()) {
        known.push_back({attribute.name, std::vector<std::int32_t>(c.model.kinds.size(), -1),
                         std::vector<std::vector<std::uint32_t>>(c.model.kinds.size())});
        values.emplace_back();
      }
      known[n].index[raw(k)] = static_cast<std::int32_t>(i);
      for (const AttributeValue& value : attribute.values) {
        const auto next = static_cast<std::uint32_t>(values[n].size());
        known[n].symbol[raw(k)].push_back(values[n].emplace(value.name, next).first->second);
      }
    }
  }
  for (std::size_t n = 0; n < known.size(); ++n) {
    if (v.fact("job." + known[n].name) != nullptr) continue;  // hidden by a fact of this name
    const DomainId domain = v.add_domain("a value of " + known[n].name);
    for (const auto& [name, value] : values[n]) v.add_symbol(domain, name, value);
    facts.attribute("job." + known[n].name, static_cast<std::uint32_t>(n),
                    {ValueSort::symbol, domain});
  }
}

}  // namespace

Vocabulary make_vocabulary(Compilation& c) {
  Vocabulary v(c.model.standard_day);
  const Model& m = c.model;
  const auto symbol = [](DomainId domain) { return Type{ValueSort::symbol, domain}; };
  constexpr Type number{ValueSort::number}, truth{ValueSort::truth}, instant{ValueSort::instant},
      working{ValueSort::working}, elapsed{ValueSort::elapsed}, effort{ValueSort::effort};
  const DomainId role = named(v, "a role", m.roles);
  const DomainId tier = named(v, "a tier", m.tiers);
  const DomainId kind = named(v, "a kind of work", m.kinds);
  const DomainId work_class = named(v, "a class", m.classes);
  const DomainId level = named(v, "a level", m.levels, true);
  const DomainId account = named(v, "an account", m.accounts);
  const DomainId person = named(v, "a person", m.people);
  const DomainId month = words(v, "a month", kMonths);
  const DomainId weekday = words(v, "a weekday", kWeekdays);
  const DomainId step = steps(c, v);

  using F = ModelFact;
  FactWriter facts(v);
  facts.group(kOfJob);
  facts.add("job.kind", F::job_kind, symbol(kind));
  facts.add("job.account", F::job_account, symbol(account));
  facts.add("job.tier", F::job_tier, symbol(tier));
  facts.add("job.class", F::job_class, symbol(work_class));
  facts.add("job.weight", F::job_weight, number);
  facts.add("job.due", F::job_due, instant);
  facts.moving("job.late", F::job_late, working, Motion::working);
  facts.moving("job.age", F::job_age, elapsed, Motion::elapsed);
  facts.add("job.remaining", F::job_remaining, working);
  facts.moving("job.slack", F::job_slack, working, Motion::working, -1);
  facts.add("job.rounds", F::job_rounds, number);
  attributes(c, v, facts);
  facts.group(kOfStep);
  facts.add("step.name", F::step_name, symbol(step));
  facts.add("step.role", F::step_role, symbol(role));
  facts.moving("step.waited", F::step_waited, working, Motion::working);
  facts.add("step.effort", F::step_effort, effort);
  facts.moving("step.slack", F::step_slack, working, Motion::working, -1);
  facts.add("step.due", F::step_due, instant);
  facts.add("step.class", F::step_class, symbol(work_class));
  facts.add("step.round", F::step_round, number);
  facts.add("step.rings", F::step_rings, number);
  facts.add("step.is_covered", F::step_covered, truth);
  facts.group(kOfAccount);
  facts.add("account.name", F::account_name, symbol(account));
  facts.add("account.tier", F::account_tier, symbol(tier));
  facts.add("account.jobs", F::account_jobs, number);
  facts.add("account.is_lost", F::account_lost, truth);
  if (m.relationship) facts.add("account.health", F::account_health, number);
  facts.group(kOfPerson);
  facts.add("person.name", F::person_name, symbol(person));
  facts.add("person.role", F::person_role, symbol(role));
  facts.add("person.level", F::person_level, symbol(level));
  facts.add("person.kept", F::person_kept, number);
  facts.add("person.hours_worked_this_week", F::person_week, effort);
  facts.add("person.is_idle", F::person_idle, truth);
  facts.add("person.is_absent", F::person_absent, truth);
  facts.group(0);
  facts.of("waiting", F::waiting, number, role);
  facts.of("free", F::free, number, role);
  facts.of("present", F::present, number, role);
  facts.of("load", F::load, effort, role);
  facts.add("turned_away", F::turned_away, number);
  facts.moving("now", F::now, instant, Motion::elapsed);
  facts.add("month", F::month, symbol(month));
  facts.add("weekday", F::weekday, symbol(weekday));
  return v;
}

std::optional<Expression> compile_expression(Compilation& c, const Vocabulary& vocabulary,
                                             const ExpressionSpec& spec,
                                             const ExpressionWish& wish) {
  auto read = parse_expression(spec.node.text, vocabulary, wish);
  if (auto* expression = std::get_if<Expression>(&read)) return std::move(*expression);
  for (Fault& fault : std::get<std::vector<Fault>>(read)) {
    c.error(spec.node.within(fault.at, std::max<std::size_t>(fault.length, 1)),
            std::move(fault.message), std::move(fault.hint));
  }
  return std::nullopt;
}

}  // namespace suits
