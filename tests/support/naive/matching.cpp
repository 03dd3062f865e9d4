// Who takes what: the whole list is looked at for every start.

#include "tests/support/naive/executor.hpp"

#include <algorithm>
#include <tuple>

namespace suits {

/// Whether p could do something beside what they do. What takes all of somebody is done alone.
bool Naive::has_room(PersonId p) const {
  const std::vector<NaiveWork>& works = people_[p].works;
  if (works.empty()) return true;
  const std::uint32_t most = m_.people[p].focus.jobs;
  return !takes_all(requests_[works[0].request]) && (most == 0 || works.size() < most);
}

/// What p would lay down for it: of the least urgent class what was begun last.
std::size_t Naive::least_urgent(const NaiveRequest& r, PersonId p) const {
  const std::vector<NaiveWork>& works = people_[p].works;
  const ClassId own = class_of(r);
  std::size_t last = kNobody;
  if (!(m_.classes[own].interrupts || r.pushes) || r.seats.size() > 1) return last;
  for (std::size_t k = 0; k < works.size(); ++k) {
    const NaiveRequest& other = requests_[works[k].request];
    const ClassId one = class_of(other);
    const bool pushed = r.pushes && !other.pushes && one == own;
    if (takes_all(other) || !(one > own || pushed)) continue;
    if (last != kNobody) {
      const ClassId least = class_of(requests_[works[last].request]);
      if (one != least ? one < least : works[k].begun < works[last].begun) continue;
    }
    last = k;
  }
  return last;
}

/// Whether p's attention suffices: with room, or by laying something down. What takes all of somebody
/// does not begin beside anything else.
bool Naive::attends(const NaiveRequest& r, PersonId p) const {
  if (people_[p].works.empty()) return true;
  if (has_room(p)) return !takes_all(r);
  if (takes_all(r) && m_.people[p].focus.jobs != 1) return false;
  return least_urgent(r, p) != kNobody;
}

/// Whether somebody with room stays free for more urgent work.
bool Naive::held_free(const NaiveRequest& r, RoleId serving, PersonId p) const {
  const std::vector<std::uint32_t>& reserve = m_.roles[serving].reserve;
  // People on call, and whoever has left the role, are none of the role's.
  if (reserve.empty() || !has_room(p) || !people_[p].hired || !has_role(p, serving)) return false;
  std::uint32_t others = 0;
  for (PersonId one : people_with(serving)) {
    if (one != p && has_room(one) && people_[one].there.open(now_)) ++others;
  }
  return others < reserve[raw(class_of(r))];
}

bool Naive::can_take(const NaiveRequest& r, const NaiveSeat& seat, PersonId p) const {
  const NaivePerson& person = people_[p];
  if (!person.there.open(now_)) return false;
  if (!attends(r, p)) return false;
  if (!meets(seat, p)) return false;
  if (step_of(r).interruptible) return true;
  const double factor = time_factor(p, jobs_[r.job].account);
  const Duration time = round_duration(static_cast<double>(seat.left.us) * factor);
  const Instant end = person.there.advance(now_, time);
  return end <= person.there.stretch_end(now_) && end <= next_appointment(p);
}

bool Naive::better(const NaiveRequest& r, const NaiveSeat& seat, PersonId a, PersonId b) const {
  const NaivePerson &x = people_[a], &y = people_[b];
  if (seat.person == a || seat.person == b) return seat.person == a && a != b;
  const bool room_a = has_room(a), room_b = has_room(b);
  if (room_a != room_b) return room_a;
  if (!room_a) {
    const NaiveWork& one = x.works[least_urgent(r, a)];
    const NaiveWork& other = y.works[least_urgent(r, b)];
    const ClassId class_a = class_of(requests_[one.request]);
    const ClassId class_b = class_of(requests_[other.request]);
    if (class_a != class_b) return class_a > class_b;
    if (one.begun != other.begun) return one.begun > other.begun;
    return a < b;
  }
  if (x.works.size() != y.works.size()) return x.works.size() < y.works.size();
  // Where alternatives differ in keeping, the first named decides.
  if (m_.roles[seat.ways[0].asked].keep == Keep::none) {
    if (x.idle_since != y.idle_since) return x.idle_since < y.idle_since;
  } else {
    const Wide load_a = static_cast<Wide>(x.kept) * y.weekly_hours.us;
    const Wide load_b = static_cast<Wide>(y.kept) * x.weekly_hours.us;
    if (load_a != load_b) return load_a < load_b;
  }
  return a < b;
}

namespace {

/// Roles of one height (all those outside) and one rule.
bool one_line(const Role& a, const Role& b) {
  const bool staff = a.sort == RoleSort::staff;
  if (staff != (b.sort == RoleSort::staff) || (staff && a.height != b.height)) return false;
  const Dispatch &x = a.dispatch, &y = b.dispatch;
  return x.rule == y.rule && x.known == y.known && x.lookahead == y.lookahead &&
         x.mean_effort == y.mean_effort && x.place == y.place && x.expression == y.expression;
}

}  // namespace

/// Seats everybody in written order: each takes the best of the lowest ring with whom the seats
/// after it can still be filled.
bool Naive::seat_all(const NaiveRequest& r, std::vector<Pick>& taken) const {
  if (taken.size() == r.seats.size()) return true;
  const NaiveSeat& seat = r.seats[taken.size()];
  std::size_t most = 0;
  for (const NaiveWay& way : seat.ways) most = std::max(most, way.rings.size());
  for (std::size_t k = 0; k < most; ++k) {
    std::vector<Pick> best;  // … and the seats after it
    for (std::size_t w = 0; w < seat.ways.size(); ++w) {
      const NaiveWay& way = seat.ways[w];
      if (k >= way.rings.size() || !way.rings[k].open) continue;
      for (PersonId p : people_of(r, seat, way, way.rings[k])) {
        const bool sits = std::any_of(taken.begin(), taken.end(),
                                      [p](const Pick& t) { return t.person == p; });
        if (sits || !can_take(r, seat, p) || held_free(r, way.rings[k].serving, p)) continue;
        if (!best.empty() && !better(r, seat, p, best[taken.size()].person)) continue;
        std::vector<Pick> with = taken;
        with.push_back({p, w, k});
        if (seat_all(r, with)) best = with;
      }
    }
    if (best.empty()) continue;
    taken = best;
    return true;
  }
  return false;
}

void Naive::match() {
  while (!out_.error) {
    // Role, whose line of it (those with a rule of their own come after), class, with the right to
    // interrupt before without, own before cover, the rule, arrival number.
    using Key = std::tuple<std::size_t, std::uint32_t, ClassId, bool, bool, Quotient, double,
                           std::uint64_t>;
    std::optional<Key> first;
    std::size_t chosen = 0;
    std::vector<Pick> who;
    for (std::size_t i = 0; i < requests_.size(); ++i) {
      const NaiveRequest& r = requests_[i];
      if (r.state != State::waiting) continue;
      const ClassId work_class = class_of(r);
      std::vector<Pick> picks;
      seat_all(r, picks);
      if (m_.in_order) {
        // One line; its head may start or blocks.
        const Key key{0, 0, work_class, !r.pushes, false, Quotient{}, 0, r.number};
        if (first && *first < key) continue;
        first = key;
        chosen = i;
        who = picks;
        continue;
      }
      if (picks.empty()) continue;
      for (std::size_t s = 0; s < picks.size(); ++s) {
        const NaiveRing& ring = r.seats[s].ways[picks[s].way].rings[picks[s].ring];
        const auto place = std::find_if(
            m_.match_order.begin(), m_.match_order.end(),
            [&](RoleId role) { return one_line(m_.roles[role], m_.roles[ring.serving]); });
        const auto& own = m_.people[picks[s].person].dispatch;
        const Dispatch& rule = own ? *own : m_.roles[ring.serving].dispatch;
        const Key key{static_cast<std::size_t>(place - m_.match_order.begin()),
                      own ? raw(picks[s].person) + 1 : 0, work_class, !r.pushes, ring.cover,
                      urgency_of(r, rule), value_of(i, rule), r.number};
        if (first && *first <= key) continue;
        first = key;
        chosen = i;
        who = picks;
      }
    }
    if (!first || who.empty()) return;
    start(chosen, who);
  }
}

}  // namespace suits
