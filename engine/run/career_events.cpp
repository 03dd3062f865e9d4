// People who leave of their own accord, whoever comes in their stead, and promotions: what becomes
// of them in a run. See careers.hpp.

#include <algorithm>

#include "engine/run/replication.hpp"

namespace suits {
namespace {

Instant monday_after(Instant t) {
  const Date date = date_of(t);
  return midnight(date + (7 - date.weekday()));
}

}  // namespace

void Replication::start_careers() {
  if (!model_.careers) return;
  careers_ = std::make_unique<CareerState>(model_, seed_, replication_);
  for (std::uint32_t i = 0; i < careers_->posts().size(); ++i) {
    const PersonId p = careers_->posts()[i].holder;
    const Person& person = model_.people[p];
    if (midnight(person.joins) <= now_) {
      careers_->begin(p, now_);
      careers_->take(i, p, now_, true);
      expose(p);
    } else {
      events_.schedule(midnight(person.joins), EventClass::dated_change, range(41) + i,
                       payload(Type::post_opens, i));
    }
    if (midnight(person.leaves) <= model_.window.cap) {
      events_.schedule(midnight(person.leaves), EventClass::dated_change, range(42) + raw(p),
                       payload(Type::post_closes, raw(p)));
    }
  }
  schedule_career_week();
}

void Replication::schedule_career_week() {
  events_.schedule(monday_after(now_), EventClass::dated_change, range(40),
                   payload(Type::career_week, 0));
}

void Replication::on_post_opens(std::uint32_t post) {
  const PersonId p = careers_->posts()[post].holder;
  careers_->begin(p, now_);
  careers_->take(post, p, now_);
  expose(p);
}

/// Whoever holds a post leaves by a date of the scenario or by a rule: nobody comes in their stead.
void Replication::on_post_closes(PersonId p) {
  if (!careers_->holds(p)) return;
  take_stock(p);
  careers_->close(careers_->of(p).post, now_);
}

void Replication::take_stock(PersonId p) {
  const Server& server = servers_[p];
  const Duration under_way =
      server.works.empty() ? Duration{} : server.worked_since(server.since, now_);
  careers_->take_stock(p, under_way, server.availability.between(careers_->of(p).seen, now_), now_);
}

/// The hazard of leaving until next Monday; perhaps they have had enough before.
void Replication::expose(PersonId p) {
  const auto enough = careers_->bear(p, now_, monday_after(now_));
  if (!enough) return;
  events_.schedule(midnight_from(*enough), EventClass::dated_change, range(43) + raw(p),
                   payload(Type::notice, raw(p)));
}

/// Monday, 00:00: last week is looked at, then who may rise, then next week's hazards.
void Replication::on_career_week() {
  schedule_career_week();
  for (const PersonId p : ids(model_.people)) {
    if (careers_->holds(p)) take_stock(p);
  }
  promote();
  for (const PersonId p : ids(model_.people)) {
    if (careers_->holds(p)) expose(p);
  }
}

/// They give notice; the day of their leaving is known to everybody from now on.
void Replication::on_notice(PersonId p) {
  Server& server = servers_[p];
  if (!careers_->holds(p) || server.left || careers_->of(p).goes) return;
  CareerState::Holder& holder = careers_->of(p);
  const auto& leaving = model_.careers->leaving[careers_->posts()[holder.post].role];
  holder.goes = true;
  Instant at = now_;
  if (leaving && leaving->notice) {
    at = midnight_from(
        after(model_.agency(), now_, leaving->notice->clock, leaving->notice->amount.mean()));
  }
  const Instant end = server.availability.hours().end();
  if (at >= std::min(end, midnight(model_.people[p].leaves))) return;
  events_.schedule(at, EventClass::dated_change, range(44) + raw(p),
                   payload(Type::resigned, raw(p)));
  holder.gap = server.absences.known.size();
  server.absences.known.push_back({date_of(at), date_of(end)});
  learn_absences(p);
  if (server.away) return;  // it goes on from there when they would be back
  const auto& away = server.availability.away();
  const auto next = std::find_if(away.begin(), away.end(),
                                 [&](const Availability::Away& a) { return a.to > now_; });
  if (next == away.end() || next->from != at) return;  // another absence is before it
  events_.schedule(at, EventClass::dated_change, raw(p), payload(Type::away, raw(p)));
}

void Replication::on_resigned(PersonId p) {
  if (!careers_->holds(p)) return;
  const std::uint32_t post = careers_->of(p).post;
  careers_->count_leaver(careers_->posts()[post].role, now_);
  lose_all_kept(p);
  vacate(post);
}

/// What leavers keep is theirs no longer.
void Replication::lose_all_kept(PersonId p) {
  for (std::vector<PersonId>& keepers : account_keepers_) {
    std::replace(keepers.begin(), keepers.end(), p, kNone<PersonId>);
  }
  for (Job& job : jobs_) {
    if (!job.active) continue;
    for (PersonId& keeper : job.keepers) {
      if (keeper != p) continue;
      keeper = kNone<PersonId>;
      count_kept(p, -1);
    }
  }
}

/// Whoever holds the post leaves it, and with it their places; a successor is looked for.
void Replication::vacate(std::uint32_t id) {
  CareerState::Post& post = careers_->posts()[id];
  const PersonId p = post.holder;
  const Server& server = servers_[p];
  take_stock(p);
  post.roles = server.roles;
  post.level = server.level;
  post.cost = server.cost;
  post.rate = server.rate;
  post.weekly_hours = server.weekly_hours;
  post.places.clear();
  for (const AccountId a : ids(model_.accounts)) {
    const std::vector<Slot>& slots = plans_.team(a).slots;
    for (std::uint32_t s = 0; s < slots.size(); ++s) {
      const std::vector<PersonId>& holders = slots[s].holders;
      if (std::count(holders.begin(), holders.end(), p) != 0) {
        post.places.push_back({a, s, holders.size()});
      }
    }
  }
  careers_->vacate(id, now_);
  const Instant comes = careers_->successor_comes(id, now_);
  if (comes < model_.window.cap) expect_successor(id, midnight_from(comes));
}

void Replication::expect_successor(std::uint32_t post, Instant at) {
  careers_->posts()[post].coming = events_.schedule(at, EventClass::dated_change, range(45) + post,
                                                    payload(Type::successor, post));
}

/// Of those who may come in the stead of a post's people: the next who is not there.
PersonId Replication::next_successor(std::uint32_t id) {
  CareerState::Post& post = careers_->posts()[id];
  const std::vector<PersonId>& all = model_.careers->posts[id].successors;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t at = (post.next + i) % all.size();
    if (!servers_[all[at]].left || careers_->holds(all[at])) continue;
    post.next = static_cast<std::uint32_t>((at + 1) % all.size());
    return all[at];
  }
  return kNone<PersonId>;
}

void Replication::on_successor(std::uint32_t id) {
  CareerState::Post& post = careers_->posts()[id];
  post.coming = kNoEvent;
  if (post.standing != CareerState::Standing::vacant) return;
  const PersonId p = next_successor(id);
  if (p == kNone<PersonId>) return expect_successor(id, monday_after(now_));
  careers_->count_coming(post.role, now_);
  come(p, id);
  hold_post(id, p);
  expose(p);
}

/// A new person is there from now on, with nobody's familiarity.
void Replication::come(PersonId p, std::uint32_t id) {
  const CareerState::Post& post = careers_->posts()[id];
  const auto& how = model_.careers->replacement[post.role];
  const Person& person = model_.people[p];
  Server& server = servers_[p];
  const bool level_given = how && how->level;
  server.level = level_given ? person.level : post.level;
  server.cost = level_given ? person.cost : post.cost;
  server.rate = level_given ? person.rate : post.rate;
  server.weekly_hours = post.weekly_hours;
  server.roles = post.roles;
  server.absences.known[careers_->of(p).gap].to = date_of(now_);
  const std::vector<DateRange>& sickness = server.absences.sickness;
  if (careers_->of(p).comings == 0) {
    while (server.spells < sickness.size() && midnight(sickness[server.spells].from) <= now_) {
      ++server.spells;
    }
    if (server.spells < sickness.size()) {
      events_.schedule(midnight(sickness[server.spells].from), EventClass::dated_change,
                       range(1) + raw(p), payload(Type::spell, raw(p)));
    }
  }
  std::vector<DateRange> known = server.absences.known;
  known.insert(known.end(), sickness.begin(),
               sickness.begin() + static_cast<std::ptrdiff_t>(server.spells));
  server.availability = Availability(&model_.patterns[person.pattern], known);
  server.away = server.absent = server.left = false;
  server.idle_since = now_;
  knowledge_.leave(p);
  note_standing(p);
  record(Happening::back, raw(p), 0);
  regroup([&] {
    groups_.forget();
    hold_roles(p);
    count_present(p, 1);
    list_idle(p);
  });
  mark_dirty(p);
  careers_->begin(p, now_);
  await_absence(p);
}

/// The vacant post is theirs, with the places in teams that whoever left it held, as far as nobody
/// else has them by now.
void Replication::hold_post(std::uint32_t id, PersonId p) {
  CareerState::Post& post = careers_->posts()[id];
  const PersonId before = post.holder;
  if (post.coming != kNoEvent) events_.cancel(post.coming);
  careers_->take(id, p, now_);
  regroup([&] {
    for (const CareerState::Place& place : post.places) {
      if (lives_[place.account].ends <= now_) continue;
      Team team = plans_.team(place.account);
      Slot& slot = team.slots[place.slot];
      std::vector<PersonId>& holders = slot.holders;
      if (!has_role(p, slot.role)) continue;
      const bool still_theirs = std::erase(holders, before) > 0;
      if (!still_theirs && holders.size() >= place.holders) continue;
      const auto at = std::lower_bound(holders.begin(), holders.end(), p);
      if (at == holders.end() || *at != p) holders.insert(at, p);
      set_team(place.account, std::move(team));
    }
  });
  post.places.clear();
}

/// Vacant posts are taken by whoever may rise to them: the posts that are vacant longest first, by
/// whoever came first.
void Replication::promote() {
  const std::vector<CareerState::Post>& posts = careers_->posts();
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(posts[a].vacant_since, a) < std::pair(posts[b].vacant_since, b);
  };
  for (;;) {
    std::uint32_t best = CareerState::kNoPost;
    PersonId who = kNone<PersonId>;
    for (const RoleId role : ids(model_.roles)) {
      const std::uint32_t post = careers_->longest_vacant(role);
      if (post == CareerState::kNoPost) continue;
      if (best != CareerState::kNoPost && !before(post, best)) continue;
      const PersonId p = who_rises_to(role);
      if (p == kNone<PersonId>) continue;
      best = post;
      who = p;
    }
    if (who == kNone<PersonId>) return;
    promote(who, best);
  }
}

PersonId Replication::who_rises_to(RoleId role) const {
  PersonId first = kNone<PersonId>;
  for (const CareerState::Post& post : careers_->posts()) {
    if (post.standing != CareerState::Standing::held) continue;
    const auto& up = model_.careers->promotion[post.role];
    const PersonId p = post.holder;
    if (!up || up->to != role || servers_[p].left || !careers_->may_rise(p, now_)) continue;
    const auto key = [&](PersonId q) { return std::pair(careers_->of(q).ripe, q); };
    if (first == kNone<PersonId> || key(p) < key(first)) first = p;
  }
  return first;
}

/// They leave their post, which becomes vacant, for the other one.
void Replication::promote(PersonId p, std::uint32_t to) {
  const std::uint32_t from = careers_->of(p).post;
  const RoleId old_role = careers_->posts()[from].role, role = careers_->posts()[to].role;
  const Promotion& up = *model_.careers->promotion[old_role];
  careers_->count_rise(old_role, role, now_);
  vacate(from);
  const Server& server = servers_[p];
  DatedChange change;
  change.at = date_of(now_);
  change.person = p;
  change.roles.push_back(role);
  for (const RoleId r : server.roles) {
    if (r != old_role && r != role) change.roles.push_back(r);
  }
  change.level = up.level;
  change.weekly_hours = server.weekly_hours;
  change.cost = server.cost;
  change.rate = server.rate;
  if (const auto& pay = up.pay[raw(up.level.value_or(server.level))]) {
    change.cost = pay->cost;
    change.rate = pay->rate;
  }
  change_person(change);
  ++careers_->of(p).rises;
  hold_post(to, p);
}

}  // namespace suits
