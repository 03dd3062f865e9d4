// Who sits where in work of several people together: seats in written order, each takes the best
// person with whom the seats after it can still be filled.

#include <algorithm>
#include <bit>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

/// Seats filled so far, while the others are tried one after another (augmenting paths: Kuhn).
struct Seating {
  const std::vector<std::vector<PersonId>>& takers;
  std::vector<PersonId> taker;  // by seat; kNone: nobody yet
  std::vector<PersonId> seen;   // in this attempt, or not to be had at all

  /// Seats somebody at s, perhaps by moving others.
  bool fill(std::size_t s) {
    for (const PersonId p : takers[s]) {
      if (std::find(seen.begin(), seen.end(), p) != seen.end()) continue;
      seen.push_back(p);
      const auto sits = std::find(taker.begin(), taker.end(), p);
      if (sits != taker.end() && !fill(static_cast<std::size_t>(sits - taker.begin()))) continue;
      taker[s] = p;
      return true;
    }
    return false;
  }
};

}  // namespace

/// Everybody who could take each of the seats now, whatever the others do.
Replication::Takers Replication::takers_of(const Task& task) const {
  Takers takers(task.seats.size());
  for (std::size_t s = 0; s < task.seats.size(); ++s) {
    const Seat& seat = task.seats[s];
    const auto offer = [&](PersonId p, const Ring& ring) {
      const bool known = std::find(takers[s].begin(), takers[s].end(), p) != takers[s].end();
      if (known || !can_take(task, seat, p) || held_free(task, ring.serving, p)) return;
      takers[s].push_back(p);
    };
    for (std::uint32_t w = 0; w < seat.way_count; ++w) {
      const RingPlan& plan = *seat.ways[w].plan;
      for (std::uint64_t open = seat.ways[w].open; open != 0; open &= open - 1) {
        const Ring& ring = plan.rings[static_cast<std::size_t>(std::countr_zero(open))];
        const PersonId kept = ring.keeper ? keeper(task, seat, plan) : kNone<PersonId>;
        if (kept != kNone<PersonId>) {
          offer(kept, ring);
        } else if (ring.source == Ring::Source::named) {
          for (const PersonId p : ring.people) offer(p, ring);
        } else {
          for (const PersonId p : role_people_[ring.serving]) {
            if (ring.source == Ring::Source::all || !plans_.has_accounts(p)) offer(p, ring);
          }
        }
      }
    }
  }
  return takers;
}

/// Whether the seats from `first` on can be filled beside those in `choices_`.
bool Replication::can_fill(const Takers& takers, std::size_t first) const {
  std::vector<PersonId> taken;
  for (const Choice& choice : choices_) taken.push_back(choice.person);
  Seating seating{takers, std::vector<PersonId>(takers.size(), kNone<PersonId>), {}};
  for (std::size_t s = first; s < takers.size(); ++s) {
    seating.seen = taken;
    if (!seating.fill(s)) return false;
  }
  return true;
}

bool Replication::choose_all(const Task& task) {
  // Mostly everybody gets the best there is.
  choices_.clear();
  if (task.seats.size() == 1) {
    const Choice choice = choose(task, 0);
    if (choice) choices_.push_back(choice);
    return static_cast<bool>(choice);
  }
  for (std::uint32_t s = 0; s < task.seats.size(); ++s) {
    const Choice choice = choose(task, s);
    if (!choice) break;
    choices_.push_back(choice);
  }
  if (choices_.size() == task.seats.size()) return true;
  const bool somebody = !choices_.empty();
  choices_.clear();
  if (!somebody) return false;
  const Takers takers = takers_of(task);
  if (!can_fill(takers, 0)) return false;
  for (std::uint32_t s = 0; s < task.seats.size(); ++s) {
    // Those with whom the others cannot be seated stand in `choices_` as if they had a seat.
    std::vector<Choice> seated = choices_;
    for (;;) {
      const Choice choice = choose(task, s);
      std::swap(choices_, seated);
      choices_.push_back(choice);
      if (can_fill(takers, s + 1)) break;
      choices_.pop_back();
      std::swap(choices_, seated);
      choices_.push_back(choice);
    }
  }
  return true;
}

}  // namespace suits
