#include "engine/analysis/eligibility.hpp"

#include <algorithm>

namespace suits {
namespace {

bool contains(const std::vector<PersonId>& people, PersonId p) {
  return std::find(people.begin(), people.end(), p) != people.end();
}

bool on_call(const Model& model, PersonId p) {
  for (const Pool& pool : model.staffing.pools)
    if (contains(pool.people, p)) return true;
  return false;
}

/// There at some time in the reported window, or to be called.
bool there(const Model& model, PersonId p) {
  if (on_call(model, p)) return true;
  const Person& person = model.people[p];
  return midnight(person.joins) < model.window.end && midnight(person.leaves) > model.window.start;
}

bool high_enough(const Model& model, const Participant& participant, PersonId p) {
  return model.people[p].level >= model.requirements[participant.requirement].least_level;
}

bool may(const Model& model, const Participant& participant, PersonId p) {
  const Person& person = model.people[p];
  return there(model, p) && model.meets(participant.requirement, person.level, person.skills);
}

std::vector<PersonId> people_of(const Model& model, const RingPlans& plans, const Ring& ring) {
  if (ring.source == Ring::Source::named) return ring.people;
  std::vector<PersonId> people = model.roles[ring.serving].people;
  if (ring.source == Ring::Source::spare)
    std::erase_if(people, [&](PersonId p) { return plans.has_accounts(p); });
  return people;
}

EligibleWay way_of(const Model& model, const RingPlans& plans, AccountId account,
                   const Participant& participant, const Participant::Choice& choice) {
  const RingPlan& plan = plans.of(account, choice.role);
  EligibleWay way;
  way.asked = plan.asked;
  way.share = participant.choices.size() > 1 ? choice.share : 0;
  way.keep = plan.keep;
  std::vector<PersonId> before;
  for (const Ring& ring : plan.rings) {
    EligibleRing out{ring, {}, before.empty()};
    for (const PersonId p : people_of(model, plans, ring)) {
      if (contains(before, p) || !may(model, participant, p)) continue;
      out.people.push_back(p);
      before.push_back(p);
    }
    std::sort(out.people.begin(), out.people.end());
    way.rings.push_back(std::move(out));
  }
  return way;
}

/// The roles in which people of the way's rings serve.
bool serves(const EligibleSeat& seat, const Person& person) {
  for (const EligibleWay& way : seat.ways)
    for (const EligibleRing& ring : way.rings)
      if (std::find(person.roles.begin(), person.roles.end(), ring.ring.serving) !=
          person.roles.end())
        return true;
  return false;
}

void add_barred(const Model& model, EligibleSeat& seat) {
  for (const PersonId p : ids(model.people)) {
    const Person& person = model.people[p];
    if (model.roles[person.roles.front()].sort != RoleSort::staff) continue;
    bool in = false;
    for (const EligibleWay& way : seat.ways)
      for (const EligibleRing& ring : way.rings) in = in || contains(ring.people, p);
    if (in || on_call(model, p)) continue;
    Bar bar = Bar::not_reached;
    if (!serves(seat, person))
      bar = Bar::role;
    else if (!there(model, p))
      bar = Bar::gone;
    else if (!high_enough(model, *seat.participant, p))
      bar = Bar::level;
    else if (!may(model, *seat.participant, p))
      bar = Bar::skills;
    seat.barred.push_back({p, bar});
  }
}

}  // namespace

std::vector<EligibleSeat> eligible_for(const Model& model, const RingPlans& plans,
                                       AccountId account, const Step& step) {
  const TierId tier = model.accounts[account].tier;
  std::vector<EligibleSeat> seats;
  for (const Participant& participant : step.first.participants) {
    if (!participant.effort[tier] || participant.chance[tier] <= 0) continue;
    EligibleSeat seat;
    seat.participant = &participant;
    for (const Participant::Choice& choice : participant.choices) {
      seat.owner = seat.owner || choice.role == kNone<RoleId>;
      seat.ways.push_back(way_of(model, plans, account, participant, choice));
    }
    add_barred(model, seat);
    seats.push_back(std::move(seat));
  }
  return seats;
}

}  // namespace suits
