// Who knows what: of accounts, and newcomers of the trade.

#include <algorithm>

#include "engine/model/learning.hpp"
#include "tests/support/naive/executor.hpp"

namespace suits {

void Naive::begin_knowing() {
  for (PersonId p : ids(m_.people)) {
    const Person& person = m_.people[p];
    if (person.pool || midnight(person.joins) > now_) people_[p].trade = 0;
  }
  if (!m_.familiarity) return;
  for (PersonId p : ids(m_.people)) {
    for (AccountId a : ids(m_.accounts)) {
      double share = m_.familiarity->others;
      for (const Slot& slot : m_.accounts[a].team) {
        const auto& holders = slot.holders;
        if (std::count(holders.begin(), holders.end(), p) > 0) share = m_.familiarity->team;
      }
      for (const auto& [account, own] : m_.people[p].knows) {
        if (account == a) share = own;
      }
      people_[p].knows.push_back({share, now_});
    }
  }
}

/// Whoever leaves for good knows nothing when they come again.
void Naive::forget(PersonId p) {
  for (NaiveKnown& known : people_[p].knows) known.share = 0;
  if (m_.people[p].pool) people_[p].trade = 0;
}

/// Parties and clients know what they need, and everybody knows the agency.
bool Naive::learns(PersonId p, AccountId account) const {
  return m_.familiarity && !m_.accounts[account].agency &&
         m_.roles[m_.people[p].roles[0]].sort == RoleSort::staff;
}

/// The person's time per nominal effort, if they began now.
double Naive::time_factor(PersonId p, AccountId account) const {
  double factor = 1;
  if (learns(p, account)) {
    const NaiveKnown& known = people_[p].knows[raw(account)];
    const Familiarity& f = *m_.familiarity;
    factor = 1 + f.extra * (1 - remembered(known.share, now_ - known.last, f.forgets_in));
  }
  if (m_.newcomers) factor *= 1 + m_.newcomers->extra * (1 - people_[p].trade);
  return m_.levels[people_[p].level].time_factor * factor;
}

/// Hours of work teach.
void Naive::note_hours(PersonId p, AccountId account, Duration time) {
  NaivePerson& person = people_[p];
  if (learns(p, account)) {
    NaiveKnown& known = person.knows[raw(account)];
    known = {learned(known.share, time, m_.familiarity->learns_in), now_};
  }
  if (m_.newcomers && person.trade < 1) {
    person.trade = learned(person.trade, time, m_.newcomers->learns_in);
  }
}

/// How many times as often the work goes back that p has just done.
double Naive::repeats_of(PersonId p, AccountId account) const {
  const double of_level = m_.levels[people_[p].level].repeats;
  if (!learns(p, account)) return of_level;
  return of_level * (1 + m_.familiarity->repeats * (1 - people_[p].knows[raw(account)].share));
}

}  // namespace suits
