#include "engine/analysis/reallocation.hpp"

#include <algorithm>
#include <set>

#include "engine/analysis/offered_load.hpp"
#include "engine/model/expected_arrivals.hpp"
#include "engine/model/expected_load.hpp"

namespace suits {
namespace {

/// Hours asked of an account's roles and of its owner [h/week].
struct PlaceHours {
  std::vector<double> by_role;
  double owner = 0, owner_background = 0;
};

class PlaceSurvey {
 public:
  PlaceSurvey(const Model& model, const ReallocationPlan& plan) : model_(model), plan_(plan) {}

  Reallocation survey();

 private:
  void weigh_accounts();
  void find_people();
  void find_places();
  void find_limits();
  void add_background();
  void add_pools();
  double slot_hours(AccountId a, std::size_t s) const;
  std::size_t vacant(AccountId a, std::size_t s) const;
  bool asked_for(RoleId role) const;
  void add_place(AccountId a, std::size_t s);
  void add_skills(const TeamPlaces& own, AssignablePlace& place) const;
  std::size_t number(PersonId p) const {
    const auto at = std::find(out_.people.begin(), out_.people.end(), p);
    return static_cast<std::size_t>(at - out_.people.begin());
  }
  /// Of nominal hours a week, the share of the person's hours.
  double share(std::size_t person, double hours) const {
    const Person& own = model_.people[out_.people[person]];
    return there_[person] > 0 ? hours * model_.levels[own.level].time_factor / there_[person] : 0;
  }

  const Model& model_;
  const ReallocationPlan& plan_;
  Reallocation out_;
  IdVector<AccountId, PlaceHours> asked_;
  std::vector<double> there_;  // by number of the person [h/week]
};

void PlaceSurvey::weigh_accounts() {
  const ExpectedLoad expected(model_);
  const Window& window = model_.window;
  const double in_weeks =
      static_cast<double>((window.end - window.start).us) / static_cast<double>(weeks(1).us);
  asked_ = IdVector<AccountId, PlaceHours>(model_.accounts.size());
  for (const AccountId a : ids(model_.accounts)) asked_[a].by_role.assign(model_.roles.size(), 0.0);
  for (const Stream& stream : model_.streams) {
    const double jobs =
        expected_arrivals(model_, stream, {window.start, window.end}).front() / in_weeks;
    const AskedHours& one = expected.per_job(stream.kind, model_.accounts[stream.account].tier);
    PlaceHours& own = asked_[stream.account];
    for (std::size_t r = 0; r < own.by_role.size(); ++r) own.by_role[r] += jobs * one.by_role[r];
    own.owner += jobs * one.owner;
    own.owner_background += jobs * one.owner_background;
  }
  out_.notes = expected.notes();
}

void PlaceSurvey::find_people() {
  const Window& window = model_.window;
  const double in_weeks =
      static_cast<double>((window.end - window.start).us) / static_cast<double>(weeks(1).us);
  for (const PersonId p : ids(model_.people)) {
    const Person& person = model_.people[p];
    if (person.pool || model_.roles[person.roles.front()].sort != RoleSort::staff) continue;
    out_.people.push_back(p);
    there_.push_back(expected_hours(model_, person, {window.start, window.end}).front() / in_weeks);
  }
  out_.problem.fixed.assign(out_.people.size(), 0.0);
}

double PlaceSurvey::slot_hours(AccountId a, std::size_t s) const {
  const Account& account = model_.accounts[a];
  const RoleId role = account.team[s].role;
  double hours = 0;
  if (account.slot_of_role[raw(role)] == static_cast<std::int32_t>(s))
    hours += asked_[a].by_role[raw(role)];
  if (account.owner == s)
    hours += asked_[a].owner * model_.roles[role].effort + asked_[a].owner_background;
  return hours;
}

std::size_t PlaceSurvey::vacant(AccountId a, std::size_t s) const {
  std::size_t open = 0;
  for (const VacantPlace& place : model_.staffing.vacant)
    if (place.account == a && place.slot == s) ++open;
  return open;
}

bool PlaceSurvey::asked_for(RoleId role) const {
  return plan_.roles.empty() ||
         std::find(plan_.roles.begin(), plan_.roles.end(), role) != plan_.roles.end();
}

/// Holders who have what some work of the account asks of the role: one of them stays among them.
void PlaceSurvey::add_skills(const TeamPlaces& own, AssignablePlace& place) const {
  std::set<std::uint32_t> asked;
  for (const Stream& stream : model_.streams) {
    if (stream.account != own.account) continue;
    for (const Step& step : model_.kinds[stream.kind].steps)
      for (const Request* request : {&step.first, &step.later})
        for (const Participant& participant : request->participants)
          for (const auto& choice : participant.choices)
            if (choice.role == own.role || (own.owner && choice.role == kNone<RoleId>))
              asked.insert(static_cast<std::uint32_t>(participant.requirement));
  }
  for (const std::uint32_t r : asked) {
    if (r == 0) continue;
    const auto able = [&](PersonId p) {
      const Person& person = model_.people[p];
      return model_.meets(static_cast<RequirementId>(r), person.level, person.skills);
    };
    if (std::any_of(own.stay.begin(), own.stay.end(), able)) continue;
    std::vector<std::size_t> some;
    for (const auto& candidate : place.candidates)
      if (able(out_.people[candidate.person])) some.push_back(candidate.person);
    const bool today = std::any_of(place.today.begin(), place.today.end(),
                                   [&](std::size_t p) { return able(out_.people[p]); });
    if (today) place.some_of.push_back(std::move(some));
  }
}

void PlaceSurvey::add_place(AccountId a, std::size_t s) {
  const Account& account = model_.accounts[a];
  const Slot& slot = account.team[s];
  TeamPlaces own{a, static_cast<std::uint32_t>(s), slot.role, account.owner == s, {}, 0};
  const std::size_t heads = slot.holders.size() + vacant(a, s);
  if (heads == 0) return;
  own.hours = slot_hours(a, s) / static_cast<double>(heads);
  // An owner who has a place of their own besides keeps the one among the others.
  if (account.owner && *account.owner != s && account.team[*account.owner].role == slot.role)
    for (const PersonId p : account.team[*account.owner].holders)
      if (std::count(slot.holders.begin(), slot.holders.end(), p) != 0) own.stay.push_back(p);
  for (const PersonId p : own.stay) out_.problem.fixed[number(p)] += share(number(p), own.hours);
  AssignablePlace place;
  place.count = heads - own.stay.size();
  LevelId least{};
  for (const PersonId p : slot.holders) {
    if (std::count(own.stay.begin(), own.stay.end(), p) != 0) continue;
    place.today.push_back(number(p));
    least = model_.people[p].level;
  }
  if (place.count == 0) return;
  const Date start = date_of(model_.window.start), end = date_of(model_.window.end);
  for (const PersonId p : model_.roles[slot.role].people) {
    const Person& person = model_.people[p];
    if (person.pool || number(p) == out_.people.size()) continue;
    const bool now = std::count(slot.holders.begin(), slot.holders.end(), p) != 0;
    if (now && std::count(own.stay.begin(), own.stay.end(), p) != 0) continue;
    const bool there = person.joins <= start && person.leaves >= end;
    const bool owner = !own.owner || person.level >= least;
    if (now || (there && owner))
      place.candidates.push_back({number(p), share(number(p), own.hours)});
  }
  if (place.candidates.empty()) return;
  add_skills(own, place);
  out_.places.push_back(std::move(own));
  out_.problem.places.push_back(std::move(place));
}

void PlaceSurvey::find_places() {
  for (const AccountId a : ids(model_.accounts)) {
    const Account& account = model_.accounts[a];
    if (account.agency) continue;
    for (std::size_t s = 0; s < account.team.size(); ++s) {
      const Slot& slot = account.team[s];
      const bool of_role = account.slot_of_role[raw(slot.role)] == static_cast<std::int32_t>(s) &&
                           model_.roles[slot.role].sort == RoleSort::staff;
      if (of_role && asked_for(slot.role)) {
        add_place(a, s);
        continue;
      }
      // Whose places are not given out has their load all the same.
      for (const PersonId p : slot.holders)
        if (const std::size_t n = number(p); n < out_.people.size())
          out_.problem.fixed[n] +=
              share(n, slot_hours(a, s) / static_cast<double>(slot.holders.size()));
    }
  }
}

void PlaceSurvey::find_limits() {
  for (std::size_t n = 0; n < out_.people.size(); ++n) {
    const Person& person = model_.people[out_.people[n]];
    for (const RoleId role : person.roles) {
      const auto most = person.max_accounts ? person.max_accounts : model_.roles[role].max_accounts;
      if (!most) continue;
      AssignmentLimit limit{n, {}, *most};
      double fixed = 0, today = 0;
      for (std::size_t i = 0; i < out_.places.size(); ++i) {
        const TeamPlaces& own = out_.places[i];
        if (own.role != role) continue;
        const double weight =
            model_.roles[role].account_weight[raw(model_.accounts[own.account].tier)];
        if (std::count(own.stay.begin(), own.stay.end(), out_.people[n]) != 0) {
          fixed += weight;
          continue;
        }
        limit.weights.emplace_back(i, weight);
        const auto& now = out_.problem.places[i].today;
        if (std::find(now.begin(), now.end(), n) != now.end()) today += weight;
      }
      limit.most = std::max(*most - fixed, today);
      out_.problem.limits.push_back(std::move(limit));
    }
  }
}

void PlaceSurvey::add_background() {
  for (const Background& background : model_.background) {
    if (background.per != Background::Per::person) continue;
    for (std::size_t n = 0; n < out_.people.size(); ++n)
      for (const RoleId role : model_.people[out_.people[n]].roles)
        if (std::find(background.roles.begin(), background.roles.end(), role) !=
            background.roles.end()) {
          out_.problem.fixed[n] += share(n, background.effort / 3.6e9);
          break;
        }
  }
}

/// What is asked of a role where it has no places goes to all of its people.
void PlaceSurvey::add_pools() {
  for (const RoleId r : ids(model_.roles)) {
    if (model_.roles[r].sort != RoleSort::staff) continue;
    double hours = 0;
    for (const AccountId a : ids(model_.accounts))
      if (model_.accounts[a].slot_of_role.empty() || model_.accounts[a].slot_of_role[raw(r)] < 0)
        hours += asked_[a].by_role[raw(r)];
    std::vector<std::size_t> people;
    for (const PersonId p : model_.roles[r].people)
      if (const std::size_t n = number(p); n < out_.people.size()) people.push_back(n);
    for (const std::size_t n : people)
      out_.problem.fixed[n] += share(n, hours / static_cast<double>(people.size()));
  }
}

Reallocation PlaceSurvey::survey() {
  out_.problem.change = plan_.change;
  out_.problem.most_changes = plan_.most_changes;
  weigh_accounts();
  find_people();
  find_places();
  find_limits();
  add_background();
  add_pools();
  return std::move(out_);
}

}  // namespace

Reallocation reallocate(const Model& model, const ReallocationPlan& plan) {
  Reallocation out = PlaceSurvey(model, plan).survey();
  out.assignment = assign_teams(out.problem);
  return out;
}

std::vector<PersonId> holders_after(const Reallocation& found, std::size_t place) {
  std::vector<PersonId> out = found.places[place].stay;
  for (const std::size_t p : found.assignment.holders[place]) out.push_back(found.people[p]);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<PersonId> holders_before(const Model& model, const Reallocation& found,
                                     std::size_t place) {
  const TeamPlaces& own = found.places[place];
  return model.accounts[own.account].team[own.slot].holders;
}

}  // namespace suits
