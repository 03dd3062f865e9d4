// Teams: owners find their place, and the open places are filled by the allocator.

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/model/allocation.hpp"
#include "engine/model/expected_arrivals.hpp"
#include "engine/model/expected_load.hpp"
#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

class TeamCompiler {
 public:
  explicit TeamCompiler(Compilation& c) : c_(c) {}

  void run() {
    for (const AccountId a : ids(c_.model.accounts)) {
      if (!c_.model.accounts[a].agency) lay_out(a);
    }
    if (!check_limits(c_)) return;
    weigh();
    Allocator allocator(c_.model);
    for (const auto& [person, load] : stated_load_) allocator.burden(person, load);
    auto vacant = allocator.fill(places_);
    refill(allocator, vacant);
    copy_owners();
    leave_open(vacant);
    report(vacant);
  }

 private:
  /// An owner among several holders of a slot: one of them, known once the slot is filled.
  struct SharedOwner {
    AccountId account{};
    std::uint32_t slot = 0, own = 0;
  };

  void lay_out(AccountId a) {
    Account& account = c_.model.accounts[a];
    const TeamPlan& plan = c_.plans[a];
    std::vector<std::uint32_t> count;
    for (const TeamPlan::Places& places : plan.slots) {
      account.slot_of_role[raw(places.role)] = static_cast<std::int32_t>(account.team.size());
      account.team.push_back({places.role, places.stated});
      count.push_back(places.count);
    }
    std::optional<LevelId> owner_level;
    std::uint32_t owner_place = kNoPlace;  // the slot of which one place is the owner's
    if (plan.owner)
      named_owner(account, *plan.owner, count);
    else if (plan.owner_role)
      owner_place = owner_by_role(account, plan, count, a);
    if (owner_place != kNoPlace) owner_level = plan.owner_level;
    const std::size_t first = places_.size();
    for (std::uint32_t s = 0; s < count.size(); ++s) {
      auto open =
          count[s] - std::min(count[s], static_cast<std::uint32_t>(account.team[s].holders.size()));
      for (; open > 0; --open) {
        OpenPlace place{a, s, 0, std::nullopt};
        if (s == owner_place) {
          place.least_level = owner_level;
          owner_place = kNoPlace;
        }
        places_.push_back(place);
      }
    }
    if (account.pool) leave_to_be_won(a, first);
  }

  /// Places of an account that may be won are given out in the run.
  void leave_to_be_won(AccountId a, std::size_t first) {
    WonTeam team;
    for (std::size_t i = first; i < places_.size(); ++i) {
      team.places.push_back({places_[i].slot, 0, places_[i].least_level});
    }
    places_.resize(first);
    if (!shared_.empty() && shared_.back().account == a) {
      team.owner_of = shared_.back().slot;
      team.owner_slot = shared_.back().own;
      team.owner_level = c_.plans[a].owner_level;
      shared_.pop_back();
    }
    c_.model.account_pools[*c_.model.accounts[a].pool].teams.push_back(std::move(team));
  }

  /// A slot of the owner's own, after those of the roles.
  std::uint32_t own_slot(Account& account, RoleId role, std::vector<PersonId> holders) {
    const auto at = static_cast<std::uint32_t>(account.team.size());
    const bool only = account.slot_of_role[raw(role)] < 0 && !c_.model.roles[role].pool;
    if (only) account.slot_of_role[raw(role)] = static_cast<std::int32_t>(at);
    account.team.push_back({role, std::move(holders)});
    account.owner = at;
    return at;
  }

  void named_owner(Account& account, PersonId owner, std::vector<std::uint32_t>& count) {
    const Person& person = c_.model.people[owner];
    // The role in which the owner is in the team, or may take an open place there; else the main
    // one.
    for (const bool open : {false, true}) {
      for (const RoleId role : person.roles) {
        const std::int32_t s = account.slot_of_role[raw(role)];
        if (s < 0) continue;
        const auto at = static_cast<std::uint32_t>(s);
        auto& holders = account.team[at].holders;
        const bool there = std::count(holders.begin(), holders.end(), owner) != 0;
        if (!there && (!open || holders.size() >= count[at])) continue;
        if (!there) {
          holders.push_back(owner);
          std::sort(holders.begin(), holders.end());
        }
        if (count[at] == 1) {
          account.owner = at;
        } else {
          count.resize(own_slot(account, role, {owner}) + 1, 1);
        }
        return;
      }
    }
    count.resize(own_slot(account, person.roles[0], {owner}) + 1, 1);
  }

  std::uint32_t owner_by_role(Account& account, const TeamPlan& plan,
                              std::vector<std::uint32_t>& count, AccountId a) {
    const RoleId role = *plan.owner_role;
    if (!c_.model.roles[role].serves[raw(account.tier)]) {
      if (refused_.insert(plan.owner_span.begin).second) {
        c_.error(plan.owner_span,
                 fmt::format("{} does not serve tier {}: see its 'accounts.serves'",
                             c_.model.roles[role].name, c_.model.tiers[account.tier].name));
      }
      return kNoPlace;
    }
    const std::int32_t s = account.slot_of_role[raw(role)];
    if (s < 0) {
      const std::uint32_t own = own_slot(account, role, {});
      count.resize(own + 1, 1);
      return own;
    }
    const auto at = static_cast<std::uint32_t>(s);
    const auto& holders = account.team[at].holders;
    const auto fit = std::find_if(holders.begin(), holders.end(), [&](PersonId p) {
      return !plan.owner_level || c_.model.people[p].level >= *plan.owner_level;
    });
    if (fit != holders.end()) {
      if (count[at] == 1)
        account.owner = at;
      else
        count.resize(own_slot(account, role, {*fit}) + 1, 1);
      return kNoPlace;
    }
    if (holders.size() >= count[at]) {  // nobody of the team is senior enough: somebody besides
      const std::uint32_t own = own_slot(account, role, {});
      count.resize(own + 1, 1);
      return own;
    }
    if (count[at] == 1) {
      account.owner = at;
    } else {
      // One of the holders: who takes the place that asks for the level.
      const std::uint32_t own = own_slot(account, role, {});
      shared_.push_back({a, at, own});
      count.resize(own + 1, 0);
    }
    return at;
  }

  /// The load of each place [h/week], over the window.
  void weigh() {
    const ExpectedLoad expected(c_.model);
    const Window& window = c_.model.window;
    const double in_weeks =
        static_cast<double>((window.end - window.start).us) / static_cast<double>(weeks(1).us);
    const std::size_t roles = c_.model.roles.size();
    std::vector<double> by_role(roles, 0.0);
    double owner = 0, owner_background = 0;
    AccountId at = kNone<AccountId>;
    std::size_t next = 0;  // places_ are in the order of accounts
    const auto finish = [&] {
      if (at == kNone<AccountId>) return;
      const Account& account = c_.model.accounts[at];
      std::vector<double> slot_load(account.team.size(), 0.0);
      for (std::size_t s = 0; s < account.team.size(); ++s) {
        const RoleId role = account.team[s].role;
        if (account.slot_of_role[raw(role)] == static_cast<std::int32_t>(s)) {
          slot_load[s] += by_role[raw(role)];
        }
        if (account.owner == s)
          slot_load[s] += owner * c_.model.roles[role].effort + owner_background;
      }
      if (!c_.model.account_pools.empty()) c_.model.place_loads.push_back(slot_load);
      if (account.pool) note_loads(at, slot_load);
      const std::size_t first = next;
      std::vector<std::size_t> heads(account.team.size());
      for (std::size_t s = 0; s < heads.size(); ++s) heads[s] = account.team[s].holders.size();
      for (; next < places_.size() && places_[next].account == at; ++next)
        ++heads[places_[next].slot];
      for (std::size_t i = first; i < next; ++i) {
        const std::size_t s = places_[i].slot;
        places_[i].load = slot_load[s] / static_cast<double>(heads[s]);
      }
      for (std::size_t s = 0; s < heads.size(); ++s) {
        for (const PersonId p : account.team[s].holders) {
          stated_load_.emplace_back(p, slot_load[s] / static_cast<double>(heads[s]));
        }
      }
      std::fill(by_role.begin(), by_role.end(), 0.0);
      owner = owner_background = 0;
    };
    std::size_t stream = 0;
    const auto& streams = c_.model.streams.items();  // in the order of accounts
    for (const AccountId a : ids(c_.model.accounts)) {
      at = a;
      for (; stream < streams.size() && streams[stream].account == a; ++stream) {
        // One that may be won counts as if it were there.
        Account& account = c_.model.accounts[a];
        const Instant starts = account.starts;
        if (account.pool) account.starts = kDawn;
        const double jobs =
            expected_arrivals(c_.model, streams[stream], {window.start, window.end})[0] / in_weeks;
        account.starts = starts;
        const AskedHours& asked = expected.per_job(streams[stream].kind, c_.model.accounts[a].tier);
        for (std::size_t r = 0; r < roles; ++r) by_role[r] += jobs * asked.by_role[r];
        owner += jobs * asked.owner;
        owner_background += jobs * asked.owner_background;
      }
      finish();
    }
  }

  /// The loads of the places that are to be won with an account.
  void note_loads(AccountId a, const std::vector<double>& slot_load) {
    AccountPool& pool = c_.model.account_pools[*c_.model.accounts[a].pool];
    const auto at = std::find(pool.accounts.begin(), pool.accounts.end(), a);
    WonTeam& team = pool.teams[static_cast<std::size_t>(at - pool.accounts.begin())];
    std::vector<double> heads(slot_load.size(), 0.0);
    for (const WonTeam::Place& place : team.places) ++heads[place.slot];
    for (WonTeam::Place& place : team.places) place.load = slot_load[place.slot] / heads[place.slot];
  }

  /// An owner's place that nobody of the level may take is filled without; the owner stays vacant.
  void refill(Allocator& allocator, std::vector<OpenPlace>& vacant) {
    std::vector<OpenPlace> without, rest;
    for (const OpenPlace& place : vacant) {
      Account& account = c_.model.accounts[place.account];
      const bool of_role = account.slot_of_role[raw(account.team[place.slot].role)] ==
                           static_cast<std::int32_t>(place.slot);
      const TeamPlan& plan = c_.plans[place.account];
      const bool stated = std::any_of(plan.slots.begin(), plan.slots.end(), [&](const auto& s) {
        return s.role == account.team[place.slot].role;
      });
      if (!place.least_level || !of_role || !stated) {
        rest.push_back(place);
        continue;
      }
      OpenPlace plain = place;
      plain.least_level.reset();
      without.push_back(plain);
      if (account.owner == place.slot) own_slot(account, account.team[place.slot].role, {});
      unowned_.push_back(place.account);
    }
    for (const OpenPlace& place : allocator.fill(without)) rest.push_back(place);
    vacant = std::move(rest);
  }

  void copy_owners() {
    for (const SharedOwner& shared : shared_) {
      Account& account = c_.model.accounts[shared.account];
      const auto& level = c_.plans[shared.account].owner_level;
      for (const PersonId p : account.team[shared.slot].holders) {
        if (level && c_.model.people[p].level < *level) continue;
        account.team[shared.own].holders = {p};
        break;
      }
    }
  }

  /// What a person hired in the run may take, by largest load.
  void leave_open(const std::vector<OpenPlace>& vacant) {
    std::map<std::pair<AccountId, std::uint32_t>, std::uint32_t> open;
    for (const OpenPlace& place : vacant) ++open[{place.account, place.slot}];
    auto& places = c_.model.staffing.vacant;
    for (const OpenPlace& place : vacant) {
      const Slot& slot = c_.model.accounts[place.account].team[place.slot];
      places.push_back({place.account, place.slot,
                        static_cast<std::uint32_t>(slot.holders.size()) +
                            open[{place.account, place.slot}],
                        place.load});
    }
    std::stable_sort(places.begin(), places.end(), [](const VacantPlace& a, const VacantPlace& b) {
      return std::tuple(-a.load, a.account, a.slot) < std::tuple(-b.load, b.account, b.slot);
    });
  }

  void say(const std::string& what, const std::vector<AccountId>& accounts) {
    std::string names;
    for (std::size_t i = 0; i < accounts.size() && i < 5; ++i) {
      names += (i == 0 ? "" : ", ") + c_.model.accounts[accounts[i]].name;
    }
    if (accounts.size() > 5) names += fmt::format(" and {} more", accounts.size() - 5);
    c_.model.notes.push_back(fmt::format("{}: {}", what, names));
  }

  void report(const std::vector<OpenPlace>& vacant) {
    std::map<RoleId, std::vector<AccountId>> places;
    for (const OpenPlace& place : vacant) {
      const Account& account = c_.model.accounts[place.account];
      const RoleId role = account.team[place.slot].role;
      const bool extra = account.slot_of_role[raw(role)] != static_cast<std::int32_t>(place.slot);
      if (extra)
        unowned_.push_back(place.account);
      else
        places[role].push_back(place.account);
    }
    for (auto& [role, accounts] : places) {
      std::sort(accounts.begin(), accounts.end());
      const std::size_t n = accounts.size();
      say(fmt::format("nobody may take {} of {}, so cover does the work",
                      n == 1 ? "the place" : fmt::format("{} places", n),
                      c_.model.roles[role].name),
          accounts);
    }
    std::sort(unowned_.begin(), unowned_.end());
    if (!unowned_.empty()) say("nobody may own, so cover does the owner's work", unowned_);
  }

  static constexpr std::uint32_t kNoPlace = 0xFFFF'FFFFu;

  Compilation& c_;
  std::vector<OpenPlace> places_;
  std::vector<SharedOwner> shared_;
  std::vector<AccountId> unowned_;
  std::vector<std::pair<PersonId, double>> stated_load_;
  std::set<std::size_t> refused_;
};

}  // namespace

void compile_teams(Compilation& c) { TeamCompiler(c).run(); }

}  // namespace suits
