// What waits when the run is over, and nobody will ever take.

#include "engine/model/takers.hpp"
#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

/// Whether a person, or somebody who joins the role later, may sit there some day.
bool Naive::ever_taken(const NaiveRequest& r, const NaiveSeat& seat) const {
  std::vector<PersonId> people;
  for (const NaiveWay& way : seat.ways) {
    for (const NaiveRing& ring : way.rings) {
      std::size_t of_role = 0;
      for (PersonId p : people_with(ring.serving)) of_role += people_[p].left ? 0 : 1;
      const std::vector<std::uint32_t>& reserve = m_.roles[ring.serving].reserve;
      const bool held = !reserve.empty() && of_role <= reserve[raw(class_of(r))] && !r.pushes &&
                        !m_.classes[class_of(r)].interrupts;
      for (PersonId p : people_of(r, seat, way, ring)) {
        const Hours& hours = m_.patterns[m_.people[p].pattern];
        const bool on_call = ring.pool != kNobody;
        if (!meets(seat, p) || (held && !on_call)) continue;
        if (!on_call && people_[p].left) continue;
        if (!on_call && people_[p].there.between(r.ready, hours.end()).us == 0) continue;
        const double time =
            static_cast<double>(seat.left.us) * time_factor(p, jobs_[r.job].account);
        if (step_of(r).interruptible || round_duration(time) <= longest_stretch(hours)) return true;
      }
      for (const DatedChange& change : m_.staffing.changes) {
        if (change.person == kNone<PersonId> || midnight(change.at) <= now_) continue;
        const NaivePerson& person = people_[change.person];
        const auto& roles = change.roles.empty() ? person.roles : change.roles;
        if (person.left || std::count(roles.begin(), roles.end(), ring.serving) == 0) continue;
        if (m_.meets(seat.requirement, change.level.value_or(person.level),
                     m_.people[change.person].skills)) {
          return true;
        }
      }
      for (const Rule& rule : m_.rulebook.rules) {
        for (const Action& action : rule.then) {
          if (action.sort != Action::Sort::hire) continue;
          const Pool& pool = m_.staffing.pools[action.pool];
          if (pool.role == ring.serving && meets(seat, pool.people[0])) return true;
        }
      }
    }
  }
  return false;
}

void Naive::find_never_begun() {
  for (const NaiveRequest& r : requests_) {
    if (r.state != State::waiting || r.ready >= m_.window.end) continue;
    if (m_.kinds[jobs_[r.job].kind].background) continue;
    for (const NaiveSeat& seat : r.seats) {
      if (!ever_taken(r, seat)) return fail("never begins");
    }
  }
}

}  // namespace suits
