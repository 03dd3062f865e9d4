// Contracts with their renewals, and what kinds of work win.

#include <algorithm>

#include <fmt/format.h>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

Lapse lapse_of(const std::optional<Located<FixedLapse>>& spec, FixedLapse otherwise = {}) {
  const FixedLapse lapse = spec ? spec->value : otherwise;
  return {Distribution(lapse.amount), lapse.clock};
}

/// A lapse of whole days on the civil clock, for dates; else a diagnostic.
void by_the_calendar(Compilation& c, const std::optional<Located<FixedLapse>>& lapse, bool months,
                     const char* what) {
  if (!lapse || lapse->value.clock == Clock::elapsed) return;
  if (months && lapse->value.clock == Clock::months) return;
  c.error(lapse->span, fmt::format("{} goes by the calendar", what),
          months ? "write 1 year, 6 months or 26 weeks" : "write 60 days or 8 weeks");
}

class ContractCompiler {
 public:
  explicit ContractCompiler(Compilation& c) : c_(c) {}

  void run() {
    for (const auto& entry : c_.spec.tiers) {
      if (entry.value.contract) judge(*entry.value.contract);
    }
    for (const AccountSpec& spec : c_.spec.accounts) {
      if (spec.contract) judge(*spec.contract);
    }
    for (const AccountId a : ids(c_.model.accounts)) {
      if (!c_.model.accounts[a].agency) add(a);
    }
  }

 private:
  /// What may be judged without its tier; each written contract once.
  void judge(const ContractSpec& spec) {
    if (spec.by) c_.kinds.resolve(*spec.by, c_.diagnostics);
    by_the_calendar(c_, spec.term, true, "the term");
    by_the_calendar(c_, spec.ahead, false, "the preparation");
    by_the_calendar(c_, spec.notice, true, "the notice");
    if (spec.renews && spec.renews->value < date_of(c_.model.window.warm_up)) {
      c_.error(spec.renews->span,
               fmt::format("the run begins on {}: this renewal is over",
                           to_string(date_of(c_.model.window.warm_up))),
               "write the next one");
    }
  }

  void add(AccountId a) {
    Account& account = c_.model.accounts[a];
    const AccountSpec& own = *c_.account_specs[a];
    const TierSpec* tier = c_.tier_specs[account.tier];
    const ContractSpec* of_tier = tier != nullptr && tier->contract ? &*tier->contract : nullptr;
    if (!own.contract && of_tier == nullptr) return;
    const ContractSpec none;
    const ContractSpec& first = own.contract ? *own.contract : none;
    const ContractSpec& second = of_tier != nullptr ? *of_tier : none;
    const auto pick = [&](auto key) -> const auto& {
      return first.*key ? first.*key : second.*key;
    };
    const Span span = own.contract ? first.span : second.span;
    const auto refuse = [&](Span at, const char* message, const char* hint) {
      if (refused_.insert(at.begin).second) c_.error(at, message, hint);
    };
    const auto& chance = pick(&ContractSpec::chance);
    if (!chance) return refuse(span, "'chance' is missing from a contract", "e.g. chance: 90%");
    Contract contract;
    contract.chance = chance->value.value;
    const auto& by = pick(&ContractSpec::by);
    const auto& ahead = pick(&ContractSpec::ahead);
    const auto& late = pick(&ContractSpec::late_costs);
    if (by) {
      contract.by = c_.kinds.find(by->text).value_or(kNone<KindId>);
    } else if (ahead || late) {
      refuse(ahead ? ahead->span : late->span, "nothing prepares this renewal",
             "say which kind of work does: by: renewal");
    }
    if (const auto& renews = pick(&ContractSpec::renews)) contract.renews = renews->value;
    contract.term = lapse_of(pick(&ContractSpec::term), {12, Clock::months});
    contract.ahead = lapse_of(ahead, {60 * 86'400e6, Clock::elapsed});
    contract.late_costs = late ? late->value.value : 0;
    contract.notice = lapse_of(pick(&ContractSpec::notice));
    const auto& on_loss = pick(&ContractSpec::on_loss);
    contract.gives_up = on_loss && on_loss->value == OnEnd::cancel;
    contract.component = component({"contract", account.name});
    account.contract = std::move(contract);
    c_.model.by_month = true;
  }

  Compilation& c_;
  std::set<std::size_t> refused_;
};

}  // namespace

void compile_contracts(Compilation& c) {
  ContractCompiler(c).run();
  std::vector<std::string> left_out;
  const auto& kinds = c.model.kinds;
  if (std::any_of(kinds.begin(), kinds.end(), [](const Kind& k) { return k.wins.has_value(); })) {
    left_out.emplace_back("what is won");
  }
  const auto& accounts = c.model.accounts;
  if (std::any_of(accounts.begin(), accounts.end(),
                  [](const Account& a) { return a.contract && a.contract->by != kNone<KindId>; })) {
    left_out.emplace_back("what prepares renewals");
  }
  if (left_out.empty()) return;
  c.model.notes.push_back(
      fmt::format("the expected load leaves out {}, and accounts that are lost "
                  "count as if they stayed",
                  fmt::join(left_out, " and ")));
}

void compile_wins(Compilation& c) {
  for (const auto& entry : c.spec.work) {
    if (!entry.value.wins) continue;
    const WinsSpec& spec = *entry.value.wins;
    const auto kind = c.kinds.find(entry.name.text);
    if (!kind) continue;
    Wins wins;
    const auto get = [](const Located<Share>& s) { return s.value.value; };
    const ByTier<double> chance = by_tier<double>(c, spec.chance, 0.0, get);
    for (const TierId t : ids(c.model.tiers)) wins.chance.push_back(chance[t]);
    wins.late_costs = spec.late ? spec.late->value.costs : 0;
    wins.lost_when_late = spec.late && spec.late->value.lost;
    wins.lead = lapse_of(spec.lead);
    if (spec.late && !entry.value.due) {
      c.error(spec.late->span, fmt::format("{} has no due date to be late at", entry.name.text),
              "see its 'due'");
    }
    if (spec.starts) {
      if (const auto starts = c.kinds.resolve(*spec.starts, c.diagnostics)) wins.starts = *starts;
    } else {
      for (std::uint32_t i = 0; i < c.model.account_pools.size(); ++i) {
        AccountPool& pool = c.model.account_pools[i];
        if (pool.accounts.empty()) continue;  // a mistake that was told
        if (c.model.accounts[pool.accounts.front()].name != entry.name.text + "#1") continue;
        pool.by = *kind;
        wins.account = i;
      }
      c.model.by_month = true;
    }
    c.model.kinds[*kind].wins = std::move(wins);
  }
}

}  // namespace suits
