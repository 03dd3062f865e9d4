// Careers: who holds which post, who may come in their stead, who may rise to what.

#include <algorithm>
#include <cmath>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostSuccessors = 200'000;
constexpr double kMostAYear = 100;

class CareerCompiler {
 public:
  CareerCompiler(Compilation& c, const CareersSpec& spec) : c_(c), spec_(spec) {}

  void run() {
    const std::size_t before = c_.diagnostics.count();
    const std::size_t roles = c_.model.roles.size();
    careers_.leaving = IdVector<RoleId, std::optional<Leaving>>(roles);
    careers_.replacement = IdVector<RoleId, std::optional<Replacement>>(roles);
    careers_.promotion = IdVector<RoleId, std::optional<Promotion>>(roles);
    careers_.has_posts = IdVector<RoleId, std::uint8_t>(roles, 0);
    for (const auto& entry : spec_.leaving) leaving(entry);
    for (const auto& entry : spec_.promotion) promotion(entry);
    for (const auto& entry : spec_.replacement) replacement(entry);
    if (const auto& overload = spec_.overload) {
      careers_.overload =
          LastingOverload{overload->above.value.value,
                          static_cast<std::uint32_t>(overload->weeks.value.amount /
                                                     static_cast<double>(weeks(1).us)),
                          overload->doubles_every.value.value};
    }
    find_rings();
    if (c_.diagnostics.count() != before) return;
    rise();
    posts();
    c_.model.careers = std::move(careers_);
  }

 private:
  /// A role of the department; `kNone` and a diagnostic where it is none.
  RoleId staff_role(const Name& name) {
    const auto role = c_.roles.resolve(name, c_.diagnostics);
    if (!role) return kNone<RoleId>;
    if (c_.model.roles[*role].sort == RoleSort::staff) return *role;
    c_.error(name.span, fmt::format("'{}' is a party, not a role of the department", name.text));
    return kNone<RoleId>;
  }

  std::optional<LevelId> level_of(const std::optional<Name>& name) {
    return name ? c_.levels.resolve(*name, c_.diagnostics) : std::nullopt;
  }

  void leaving(const Entry<LeavingSpec>& entry) {
    const RoleId role = staff_role(entry.name);
    if (role == kNone<RoleId> || !entry.value.a_year) return;
    Leaving out;
    out.a_year = entry.value.a_year->value.value;
    if (out.a_year > kMostAYear) {
      c_.error(entry.value.a_year->span,
               fmt::format("more than {:.0f} % a year", kMostAYear * 100));
    }
    if (const auto& notice = entry.value.notice) {
      out.notice = Lapse{Distribution(notice->value.amount), notice->value.clock};
    }
    careers_.leaving[role] = out;
    careers_.has_posts[role] = 1;
  }

  void replacement(const Entry<ReplacementSpec>& entry) {
    const RoleId role = staff_role(entry.name);
    if (role == kNone<RoleId> || !entry.value.after) return;
    if (careers_.has_posts[role] == 0) {
      return c_.error(entry.name.span,
                      fmt::format("nobody leaves or rises from '{}' here: it has no vacancies",
                                  entry.name.text));
    }
    Replacement out;
    out.after = entry.value.after->value;
    out.level = level_of(entry.value.level);
    if (out.level) {
      const RoleSpec& own = *c_.role_specs[role];
      const Span span = entry.value.level->span;
      out.cost = hourly(c_, std::nullopt, own.cost, *out.level, span, "cost");
      out.rate = hourly(c_, std::nullopt, own.rate, *out.level, span, "rate");
    }
    careers_.replacement[role] = out;
  }

  void promotion(const Entry<PromotionSpec>& entry) {
    const RoleId role = staff_role(entry.name);
    const RoleId to = staff_role(entry.value.to);
    if (role == kNone<RoleId> || to == kNone<RoleId>) return;
    if (role == to) {
      return c_.error(entry.value.to.span, "this is the role that they rise from");
    }
    Promotion out;
    out.to = to;
    if (entry.value.after) out.after = entry.value.after->value;
    if (entry.value.experience) out.experience = round_duration(entry.value.experience->value.us);
    out.level = level_of(entry.value.level);
    const RoleSpec& next = *c_.role_specs[to];
    for (const LevelId l : ids(c_.model.levels)) {
      const auto cost = pay(next.cost, l), rate = pay(next.rate, l);
      if (cost || rate) {
        out.pay.push_back(Promotion::Pay{cost.value_or(0), rate.value_or(0)});
      } else {
        out.pay.push_back(std::nullopt);
      }
    }
    careers_.promotion[role] = std::move(out);
    careers_.has_posts[role] = careers_.has_posts[to] = 1;
  }

  /// What a role says of a level.
  std::optional<double> pay(const std::optional<ByLevelSpec<HourlyMoney>>& money, LevelId level) {
    if (!money) return std::nullopt;
    if (!money->varies) return money->every.value;
    for (const auto& entry : money->levels) {
      if (entry.name.text == c_.model.levels[level].name) return entry.value.value;
    }
    return std::nullopt;
  }

  /// Nobody rises in a circle.
  void find_rings() {
    for (const auto& entry : spec_.promotion) {
      const auto from = c_.roles.find(entry.name.text);
      if (!from) continue;
      RoleId at = *from;
      for (std::size_t steps = 0; steps <= c_.model.roles.size(); ++steps) {
        if (!careers_.promotion[at]) break;
        at = careers_.promotion[at]->to;
        if (at == *from) {
          return c_.error(entry.value.to.span,
                          fmt::format("whoever rises from '{}' comes back to it", entry.name.text));
        }
      }
    }
  }

  /// Roles that a person may rise to are known beforehand.
  void add_later_roles(Person& person) const {
    std::vector<RoleId>& later = person.later_roles;
    for (RoleId at = person.roles[0]; careers_.promotion[at];) {
      at = careers_.promotion[at]->to;
      if (std::count(person.roles.begin(), person.roles.end(), at) == 0) later.push_back(at);
    }
    std::sort(later.begin(), later.end());
    later.erase(std::unique(later.begin(), later.end()), later.end());
  }

  void rise() {
    for (const PersonId p : ids(c_.model.people)) {
      Person& person = c_.model.people[p];
      if (has_post(person)) add_later_roles(person);
    }
  }

  bool has_post(const Person& person) const {
    return !person.pool && careers_.has_posts[person.roles[0]] != 0 &&
           person.leaves > date_of(c_.model.window.warm_up) &&
           midnight(person.joins) < c_.model.window.cap;
  }

  /// How many people of one post may be there, or on the way up, at a time: whoever has left makes
  /// room, so that two and a spare one do where nobody rises.
  std::size_t chain_of(RoleId role) const {
    const std::optional<Promotion>& up = careers_.promotion[role];
    if (!careers_.replacement[role]) return 0;
    if (!up) return careers_.leaving[role] ? 3 : 0;
    const double in_run = static_cast<double>((c_.model.window.cap - c_.model.window.warm_up).us);
    double least = static_cast<double>(weeks(8).us);
    if (up->after) {
      const double mean =
          up->after->amount.mean() * (up->after->clock == Clock::months ? 30.4 * 86.4e9 : 1.0);
      least = std::max(least, mean / 2);
    }
    return 3 + static_cast<std::size_t>(std::ceil(in_run / least));
  }

  void posts() {
    std::size_t many = 0;
    const std::size_t there = c_.model.people.size();
    for (const RoleId role : ids(c_.model.roles)) {
      if (careers_.has_posts[role] == 0) continue;
      for (std::size_t i = 0; i < there; ++i) {
        const PersonId holder{static_cast<std::uint32_t>(i)};
        const Person& person = c_.model.people[holder];
        if (person.roles[0] != role || !has_post(person)) continue;
        Post post{role, holder, {}};
        const std::size_t chain = chain_of(role);
        if ((many += chain) > kMostSuccessors) {
          return c_.error(spec_.span,
                          fmt::format("more than {} people may come in the run", kMostSuccessors));
        }
        for (std::size_t n = 1; n <= chain; ++n) post.successors.push_back(successor(holder, n));
        careers_.posts.push_back(std::move(post));
      }
    }
  }

  PersonId successor(PersonId holder, std::size_t n) {
    Person next = c_.model.people[holder];
    next.name = fmt::format("{}'s successor", next.name);
    if (n > 1) next.name += fmt::format(" {}", n);
    if (c_.people.find(next.name)) {
      c_.error(c_.person_spans[holder], fmt::format("there are two people called '{}'", next.name));
    }
    next.successor = true;
    next.joins = next.leaves = c_.calendar_to;
    next.since.reset();
    next.away.clear();
    next.knows.clear();
    if (const auto& how = careers_.replacement[next.roles[0]]; how && how->level) {
      next.level = *how->level;
      next.cost = how->cost;
      next.rate = how->rate;
    }
    next.component = component({"person", next.name});
    c_.person_spans.push_back(c_.person_spans[holder]);
    return c_.model.people.push_back(std::move(next));
  }

  Compilation& c_;
  const CareersSpec& spec_;
  Careers careers_;
};

}  // namespace

void compile_careers(Compilation& c) {
  if (c.spec.careers) CareerCompiler(c, *c.spec.careers).run();
}

}  // namespace suits
