#include "engine/run/knowledge.hpp"

#include <algorithm>

#include "engine/model/learning.hpp"

namespace suits {
namespace {

constexpr std::size_t kFew = 65'536;  // people × accounts: 1.5 MB

}  // namespace

Knowledge::Knowledge(const Model& model) : model_(model) {
  if (model.newcomers) {
    trade_ = IdVector<PersonId, double>(model.people.size(), 1.0);
    for (PersonId p : ids(model.people)) {
      const Person& person = model.people[p];
      if (person.pool || person.joins > date_of(model.window.warm_up)) trade_[p] = 0;
    }
  }
  if (!model.familiarity) return;
  accounts_ = IdVector<PersonId, Accounts>(model.people.size());
  for (PersonId p : ids(model.people)) {
    accounts_[p].learns = model.roles[model.people[p].roles[0]].sort == RoleSort::staff;
  }
  for (AccountId a : ids(model.accounts)) {
    if (model.accounts[a].agency) agency_ = a;
  }
  others_ = IdVector<PersonId, double>(model.people.size(), model.familiarity->others);
  for (PersonId p : ids(model.people)) know_all(p);
  const auto knows = [&](PersonId p, AccountId a, double share) {
    find(p, a).share = share;
  };
  for (AccountId a : ids(model.accounts)) {
    for (const Slot& slot : model.accounts[a].team) {
      for (PersonId p : slot.holders) knows(p, a, model.familiarity->team);
    }
  }
  for (PersonId p : ids(model.people)) {
    for (const auto& [account, share] : model.people[p].knows) knows(p, account, share);
  }
}

void Knowledge::know_all(PersonId person) {
  if (!accounts_[person].learns || model_.people.size() * model_.accounts.size() > kFew) return;
  for (AccountId a : ids(model_.accounts)) {
    accounts_[person].known.push_back({a, others_[person], model_.window.warm_up});
  }
}

std::size_t Knowledge::place(const Accounts& accounts, AccountId account) const {
  const std::vector<Known>& known = accounts.known;
  if (known.size() == model_.accounts.size()) return raw(account);
  if (accounts.at < known.size() && known[accounts.at].account == account) return accounts.at;
  const auto at = std::lower_bound(known.begin(), known.end(), account,
                                   [](const Known& k, AccountId id) { return k.account < id; });
  return accounts.at = static_cast<std::size_t>(at - known.begin());
}

Knowledge::Known& Knowledge::find(PersonId person, AccountId account) {
  Accounts& accounts = accounts_[person];
  const std::size_t at = place(accounts, account);
  std::vector<Known>& known = accounts.known;
  if (at < known.size() && known[at].account == account) return known[at];
  return *known.insert(known.begin() + static_cast<std::ptrdiff_t>(at),
                       {account, others_[person], model_.window.warm_up});
}

Knowledge::Known Knowledge::known(PersonId person, AccountId account) const {
  const Accounts& accounts = accounts_[person];
  const std::size_t at = place(accounts, account);
  if (at < accounts.known.size() && accounts.known[at].account == account) {
    return accounts.known[at];
  }
  return {account, others_[person], model_.window.warm_up};
}

double Knowledge::factor(PersonId person, double share) const {
  double factor = 1;
  if (share >= 0) factor = 1 + model_.familiarity->extra * (1 - share);
  if (model_.newcomers) factor *= 1 + model_.newcomers->extra * (1 - trade_[person]);
  return factor;
}

double Knowledge::factor(PersonId person, AccountId account, Instant now) const {
  if (!learns(person, account)) return factor(person, -1);
  const Known known = this->known(person, account);
  return factor(person, remembered(known.share, now - known.last, model_.familiarity->forgets_in));
}

double Knowledge::begin(PersonId person, AccountId account, Instant now) {
  if (!learns(person, account)) return factor(person, -1);
  Known& known = find(person, account);
  known.share = remembered(known.share, now - known.last, model_.familiarity->forgets_in);
  known.last = now;
  return factor(person, known.share);
}

void Knowledge::worked(PersonId person, AccountId account, Duration time, Instant now) {
  if (learns(person, account)) {
    Known& known = find(person, account);
    known.share = learned(known.share, time, model_.familiarity->learns_in);
    known.last = now;
  }
  if (model_.newcomers && trade_[person] < 1) {
    trade_[person] = learned(trade_[person], time, model_.newcomers->learns_in);
  }
}

double Knowledge::repeats(PersonId person, AccountId account) const {
  if (!learns(person, account)) return 1;
  return 1 + model_.familiarity->repeats * (1 - known(person, account).share);
}

void Knowledge::leave(PersonId person) {
  if (model_.newcomers) trade_[person] = 0;
  if (!model_.familiarity) return;
  accounts_[person].known.clear();
  others_[person] = 0;
  know_all(person);
}

}  // namespace suits
