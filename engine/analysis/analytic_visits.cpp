#include "engine/analysis/analytic_visits.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace suits {

std::vector<double> VisitBook::repeats(const Kind& kind, AccountId account) {
  std::vector<double> result(kind.steps.size(), 1.0);
  for (std::size_t s = 0; s < kind.steps.size(); ++s) {
    if (!kind.steps[s].back) continue;
    const auto& seats = kind.steps[raw(kind.steps[s].back->target)].first.participants;
    if (seats.empty() ||
        (seats[0].choices[0].role == kNone<RoleId> && !model_.accounts[account].owner)) {
      continue;
    }
    const std::uint32_t at = crews_.of(account, seats[0].choices[0].role, seats[0].requirement);
    if (at == Crew::kNobody) continue;
    const Crew& crew = crews_.all()[at];
    double sum = 0, parts = 0;
    for (std::size_t i = 0; i < crew.people.size(); ++i) {
      sum += crew.share[i] * model_.levels[model_.people[crew.people[i]].level].repeats;
      parts += crew.share[i];
    }
    result[s] = sum / parts;
  }
  return result;
}

std::shared_ptr<const Visits> VisitBook::of(KindId k, AccountId account,
                                            std::vector<std::string>& notes) {
  const auto note = [&](const std::string& text) {
    if (std::count(notes.begin(), notes.end(), text) == 0) notes.push_back(text);
  };
  const Kind& kind = model_.kinds[k];
  const TierId tier = model_.accounts[account].tier;
  std::vector<double> scaled = repeats(kind, account);
  auto& known = known_[{k, tier, scaled}];
  if (known) return known;
  auto told = expected_visits(kind, tier, scaled);
  if (std::holds_alternative<std::string>(told)) {
    note(std::get<std::string>(told) + ": its rework is left out");
    Kind once = kind;
    for (Step& step : once.steps) step.back.reset();
    told = expected_visits(once, tier);
  }
  if (std::holds_alternative<std::string>(told)) {
    note(std::get<std::string>(told) + ": it is left out");
    return known = std::make_shared<Visits>(Visits{std::vector<StepVisits>(kind.steps.size()),
                                                   std::vector<double>(kind.steps.size())});
  }
  return known = std::make_shared<Visits>(std::move(std::get<Visits>(told)));
}

}  // namespace suits
