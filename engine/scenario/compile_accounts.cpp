// Accounts with their clients and the slots of their teams; the agency as the last account.

#include <algorithm>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostAccounts = 200'000;

/// An account before ids are given out.
struct AccountDraft {
  std::string name;
  TierId tier{};
  const AccountSpec* spec = nullptr;
  Span span;
  std::optional<std::uint32_t> pool = {};  // of accounts to be won
};

class AccountCompiler {
 public:
  explicit AccountCompiler(Compilation& c) : c_(c) {}

  void run() {
    for (const AccountSpec& spec : c_.spec.accounts) {
      if (const AccountSpec* whole = written_out(c_, spec)) read(*whole);
    }
    number_counted();
    for (const std::size_t i : by_name(c_.spec.work)) {
      if (c_.spec.work[i].value.wins) to_be_won(c_.spec.work[i].name, *c_.spec.work[i].value.wins);
    }
    check_tiers();
    for (const std::size_t i :
         by_name(drafts_, [](const AccountDraft& d) -> const std::string& { return d.name; })) {
      add(drafts_[i]);
    }
    add_agency();
    add_clients();
  }

 private:
  void read(const AccountSpec& spec) {
    TierId tier{0};
    if (spec.tier) {
      const auto found = c_.tiers.resolve(*spec.tier, c_.diagnostics);
      if (!found) return;
      tier = *found;
    } else if (c_.model.tiers.size() > 1) {
      c_.error(spec.span, "this account does not say its tier");
      return;
    }
    if (spec.name) {
      drafts_.push_back({spec.name->text, tier, &spec, spec.name->span});
    } else {
      counted_[tier].push_back(&spec);
    }
  }

  /// The accounts that a kind of work may win: not there until it does.
  void to_be_won(const Name& kind, const WinsSpec& wins) {
    if (!wins.account || wins.account->at_most.value.value == 0) return;
    const WonAccountSpec& spec = *wins.account;
    const auto pool = static_cast<std::uint32_t>(c_.model.account_pools.size());
    AccountSpec& one = c_.account_drafts.emplace_back();
    one.tier = spec.tier;
    one.like = spec.like;
    one.size = spec.size;
    one.span = spec.span;
    const AccountSpec* whole = written_out(c_, one);
    if (whole == nullptr) return;
    const std::size_t before = drafts_.size();
    const std::uint32_t most = spec.at_most.value.value;
    if (before + most > kMostAccounts) {
      c_.error(spec.at_most.span, fmt::format("there are more than {} accounts", kMostAccounts));
      return;
    }
    TierId tier{0};
    if (whole->tier) {
      const auto found = c_.tiers.resolve(*whole->tier, c_.diagnostics);
      if (!found) return;
      tier = *found;
    } else if (c_.model.tiers.size() > 1) {
      c_.error(spec.span, "this account does not say its tier");
      return;
    }
    for (std::uint32_t i = 1; i <= most; ++i) {
      drafts_.push_back({fmt::format("{}#{}", kind.text, i), tier, whole, spec.span, pool});
    }
    AccountPool made;
    if (spec.ramp_up) {
      made.ramp_up = static_cast<std::int32_t>(spec.ramp_up->value.amount /
                                               static_cast<double>(days(1).us));
    }
    c_.model.account_pools.push_back(std::move(made));
  }

  static std::string key_of(const AccountSpec& spec) {
    std::string key = spec.size ? spec.size->value.amount.describe() : "";
    if (spec.fee && spec.fee->rate) key += fmt::format(" {}", spec.fee->rate->value.value);
    for (const auto& entry : spec.work) {
      key += " " + entry.name.text;
      if (entry.value.rate) key += fmt::format(" {}", entry.value.rate->value.amount);
    }
    return key;
  }

  void number_counted() {
    for (auto& [tier, specs] : counted_) {
      std::stable_sort(specs.begin(), specs.end(), [](const AccountSpec* a, const AccountSpec* b) {
        return key_of(*a) < key_of(*b);
      });
      std::uint32_t number = 0;
      for (const AccountSpec* spec : specs) {
        for (std::uint32_t i = 0; i < spec->count->value.value; ++i) {
          if (drafts_.size() >= kMostAccounts) {
            c_.error(spec->span, fmt::format("there are more than {} accounts", kMostAccounts));
            return;
          }
          drafts_.push_back(
              {fmt::format("{}#{}", c_.model.tiers[tier].name, ++number), tier, spec, spec->span});
        }
      }
    }
  }

  /// Names in tiers, once, even where no account is of the tier.
  void check_tiers() {
    for (const TierId t : ids(c_.model.tiers)) {
      const TierSpec* tier = c_.tier_specs[t];
      slots_of_.push_back({});
      if (tier == nullptr || !tier->team) {
        for (const RoleId r : ids(c_.model.roles)) {
          const Role& role = c_.model.roles[r];
          if (role.sort == RoleSort::staff && !role.pool && role.serves[raw(t)]) {
            slots_of_.items().back()[r] = {r, 1, {}, {}};
          }
        }
        if (!c_.spec.accounts.empty()) {
          c_.defaulted(fmt::format("team of tier {}: one of each role with 'team: slot'",
                                   c_.model.tiers[t].name));
        }
        continue;
      }
      for (const auto& entry : *tier->team) {
        const auto role = slot_role(entry.name);
        if (!role || entry.value.value.value == 0) continue;
        if (!c_.model.roles[*role].serves[raw(t)]) {
          c_.error(entry.name.span,
                   fmt::format("{} does not serve tier {}: see its 'accounts.serves'",
                               entry.name.text, c_.model.tiers[t].name));
          continue;
        }
        slots_of_.items().back()[*role] = {*role, entry.value.value.value, {}, entry.name.span};
      }
    }
  }

  std::optional<RoleId> slot_role(const Name& name) {
    const auto role = c_.roles.resolve(name, c_.diagnostics);
    if (!role) return std::nullopt;
    if (c_.model.roles[*role].sort != RoleSort::staff) {
      c_.error(name.span,
               fmt::format("'{}' is outside the department: it has no place in a team", name.text));
      return std::nullopt;
    }
    if (c_.model.roles[*role].pool) {
      c_.error(name.span, fmt::format("'{}' is a pool: it has no place in a team", name.text),
               "write 'team: slot' at the role");
      return std::nullopt;
    }
    return role;
  }

  std::optional<PersonId> staff(const Name& name) {
    const auto person = c_.people.find(name.text);
    // Somebody with a mistake of their own is not missing.
    if (!person && c_.stated_people.count(name.text)) return std::nullopt;
    return person ? person : c_.people.resolve(name, c_.diagnostics);
  }

  void add(const AccountDraft& draft) {
    if (c_.account_names.count(draft.name)) {
      c_.error(draft.span, fmt::format("there are two accounts called '{}'", draft.name));
      return;
    }
    c_.account_names.insert(draft.name);
    const AccountSpec& spec = *draft.spec;
    const TierSpec* tier = c_.tier_specs[draft.tier];
    Account account;
    account.name = draft.name;
    account.tier = draft.tier;
    account.size = Distribution(1);
    if (spec.size)
      account.size = spec.size->value.amount;
    else if (tier != nullptr && tier->size)
      account.size = tier->size->value.amount;
    account.size = give_or_take(c_, spec, account.size);
    account.component = component({"account", account.name});
    client_of(spec.client, tier, account);
    if (spec.starts) {
      account.starts = midnight(spec.starts->value.first);
      account.starts_before = spec.starts->value.before;
    }
    if (draft.pool) {
      account.pool = draft.pool;
      account.starts = kNever;
    }
    if (spec.ends) {
      account.ends = midnight(spec.ends->value + 1);
      doubt_year(c_, spec.ends->value, spec.ends->span, "The end of an account");
    }
    if (spec.starts && account.starts >= c_.model.window.cap) {
      in_run(c_, spec.starts->value.first, account.starts, spec.starts->span, "never starts");
    }
    if (spec.ends && account.ends <= c_.model.window.warm_up) {
      in_run(c_, spec.ends->value, midnight(spec.ends->value), spec.ends->span, "over already");
    }
    if (spec.wins) account.wins = spec.wins->value.value;
    account.cancel_on_end = spec.on_end && spec.on_end->value == OnEnd::cancel;
    account.sizes = size_changes(c_, account.name);

    TeamPlan plan;
    auto slots = slots_of_[draft.tier];
    for (const auto& entry : spec.team) stated_slot(entry, account, slots);
    for (const AccountSpec* like = like_of(c_, spec); like; like = like_of(c_, *like)) {
      as_many_places(*like, slots);
    }
    for (auto& [role, places] : slots) plan.slots.push_back(std::move(places));
    if (spec.owner) {
      plan.owner = staff(*spec.owner);
      plan.owner_span = spec.owner->span;
    }
    const AccountId id = c_.model.accounts.push_back(std::move(account));
    if (draft.pool) c_.model.account_pools[*draft.pool].accounts.push_back(id);
    c_.plans.push_back(std::move(plan));
    c_.account_specs.push_back(&spec);
    c_.account_spans.push_back(draft.span);
  }

  /// An account that is like another has a team of as many.
  void as_many_places(const AccountSpec& like, std::map<RoleId, TeamPlan::Places>& slots) const {
    for (const auto& entry : like.team) {
      const auto role = c_.roles.find(entry.name.text);
      if (!role || c_.model.roles[*role].sort != RoleSort::staff || c_.model.roles[*role].pool) continue;
      TeamPlan::Places& places = slots[*role];
      places.role = *role;
      places.count = std::max(places.count, static_cast<std::uint32_t>(entry.value.size()));
    }
  }

  void stated_slot(const Entry<std::vector<Name>>& entry, const Account& account,
                   std::map<RoleId, TeamPlan::Places>& slots) {
    const auto role = slot_role(entry.name);
    if (!role) return;
    TeamPlan::Places& places = slots[*role];
    places.role = *role;
    places.span = entry.name.span;
    for (const Name& name : entry.value) {
      const auto person = staff(name);
      if (!person) continue;
      const auto& roles = c_.model.people[*person].roles;
      if (std::count(roles.begin(), roles.end(), *role) == 0) {
        c_.error(name.span, fmt::format("{} is {}, not {}", name.text,
                                        c_.model.roles[roles[0]].name, entry.name.text));
      } else if (!c_.model.roles[*role].serves[raw(account.tier)]) {
        c_.error(name.span, fmt::format("{} does not serve tier {}: see its 'accounts.serves'",
                                        entry.name.text, c_.model.tiers[account.tier].name));
      } else if (std::count(places.stated.begin(), places.stated.end(), *person) != 0) {
        c_.error(name.span, fmt::format("{} is named twice", name.text));
      } else {
        places.stated.push_back(*person);
      }
    }
    std::sort(places.stated.begin(), places.stated.end());
    places.count = std::max(places.count, static_cast<std::uint32_t>(places.stated.size()));
  }

  /// The pace and the hours of the account's client: its own, its tier's, everybody's.
  void client_of(const std::optional<OwnClientSpec>& own, const TierSpec* tier, Account& account) {
    const OwnClientSpec* of_tier = tier != nullptr && tier->client ? &*tier->client : nullptr;
    const ClientSpec* of_all = c_.spec.parties.client ? &*c_.spec.parties.client : nullptr;
    if (own && own->responds_in) {
      account.responds_in = own->responds_in->value;
    } else if (of_tier != nullptr && of_tier->responds_in) {
      account.responds_in = of_tier->responds_in->value;
    } else if (of_all != nullptr && of_all->responds_in) {
      const auto& spec = *of_all->responds_in;
      const auto& value = account.agency ? spec.every : spec.at(c_.model.tiers[account.tier].name);
      if (value) account.responds_in = value->value;
    }
    const Name* hours = nullptr;
    if (own && own->hours)
      hours = &*own->hours;
    else if (of_tier != nullptr && of_tier->hours)
      hours = &*of_tier->hours;
    else if (of_all != nullptr && of_all->hours)
      hours = &*of_all->hours;
    if (hours == nullptr) return;
    if (const auto pattern = c_.patterns.resolve(*hours, c_.diagnostics)) {
      account.client_pattern = *pattern;
    }
  }

  void add_agency() {
    Account agency;
    agency.name = "agency";
    agency.agency = true;
    agency.size = Distribution(1);
    agency.component = component({"agency"});
    client_of(std::nullopt, nullptr, agency);
    c_.model.accounts.push_back(std::move(agency));
    c_.plans.push_back({});
    c_.account_specs.push_back(nullptr);
    c_.account_spans.push_back({});
    for (Account& account : c_.model.accounts)
      account.slot_of_role.assign(c_.model.roles.size(), -1);
  }

  void add_clients() {
    const auto role = static_cast<RoleId>(c_.model.roles.size() - 1);
    for (const AccountId a : ids(c_.model.accounts)) {
      Account& account = c_.model.accounts[a];
      Person client;
      client.name = "client of " + account.name;
      client.roles = {role};
      client.level = c_.party_level;
      client.pattern = account.client_pattern;
      client.joins = c_.calendar_from;
      client.leaves = c_.calendar_to;
      client.client_of = a;
      client.component = component({"client", account.agency ? "" : "account", account.name});
      account.client = static_cast<PersonId>(c_.model.people.size());
      c_.model.roles[role].people.push_back(account.client);
      c_.person_spans.push_back(c_.account_spans[a]);
      c_.model.people.push_back(std::move(client));
    }
  }

  Compilation& c_;
  std::vector<AccountDraft> drafts_;
  std::map<TierId, std::vector<const AccountSpec*>> counted_;
  IdVector<TierId, std::map<RoleId, TeamPlan::Places>> slots_of_;
};

}  // namespace

void compile_accounts(Compilation& c) { AccountCompiler(c).run(); }

}  // namespace suits
