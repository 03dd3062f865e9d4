// People who hold more accounts by the scenario's own word than their limit allows.

#include <map>
#include <utility>
#include <vector>

#include "engine/model/allocation.hpp"
#include "engine/scenario/compile_context.hpp"

namespace suits {

bool check_limits(Compilation& c) {
  const Allocator stated(c.model);
  bool within = true;
  std::map<std::pair<PersonId, RoleId>, std::vector<AccountId>> held;
  for (const AccountId a : ids(c.model.accounts)) {
    for (const Slot& slot : c.model.accounts[a].team) {
      for (const PersonId p : slot.holders) {
        auto& list = held[{p, slot.role}];
        if (list.empty() || list.back() != a) list.push_back(a);
      }
    }
  }
  for (const auto& [key, accounts] : held) {
    const auto& [person, role] = key;
    const auto limit = stated.limit(person, role);
    if (!limit || stated.held(person, role) <= *limit + 1e-9) continue;
    std::string names;
    for (const AccountId a : accounts) {
      names += (names.empty() ? "" : ", ") + c.model.accounts[a].name;
    }
    const bool own = c.model.people[person].max_accounts.has_value();
    c.error(c.person_spans[person],
            fmt::format("{} holds {:g} accounts as {}, and may hold {:g}: {}",
                        c.model.people[person].name, stated.held(person, role),
                        c.model.roles[role].name, *limit, names),
            own ? "raise the person's 'accounts.max', or name others in the teams"
                : "raise the role's 'accounts.max', or name others in the teams");
    within = false;
  }
  return within;
}

}  // namespace suits
