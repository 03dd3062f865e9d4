// Contracts and new business in words, for `suits check`.

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "engine/report/mechanism_text.hpp"
#include "engine/report/quantity_text.hpp"

namespace suits {
namespace {

constexpr std::size_t kAccountsNamed = 5;

std::string contract_text(const Contract& contract, const Model& model) {
  std::string text = contract.renews
                         ? "comes up for renewal on " + to_string(*contract.renews) + ", then"
                         : "comes up for renewal on a day drawn from its first term, then";
  text += fmt::format(" every {}; kept with a chance of {}", lapse_text(contract.term),
                      share_text(contract.chance));
  if (contract.by != kNone<KindId>) {
    text += fmt::format("; prepared by {} from {} ahead", model.kinds[contract.by].name,
                        lapse_text(contract.ahead));
    if (contract.late_costs > 0) {
      text += fmt::format(", {} points less where that is late",
                          std::nearbyint(contract.late_costs * 1000) / 10);
    }
  }
  if (contract.notice.amount.mean() > 0) {
    text += fmt::format("; leaves {} after it is lost", lapse_text(contract.notice));
  }
  if (contract.gives_up) text += "; what is under way then is given up";
  return text;
}

std::string account_names(const Model& model, const std::vector<AccountId>& accounts) {
  std::vector<std::string> names;
  for (const AccountId a : accounts) {
    if (names.size() < kAccountsNamed) names.push_back(model.accounts[a].name);
  }
  if (accounts.size() > kAccountsNamed)
    names.push_back(fmt::format("{} more", accounts.size() - kAccountsNamed));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string wins_text(const Wins& wins, const Model& model) {
  const auto [least, most] = std::minmax_element(wins.chance.begin(), wins.chance.end());
  std::string text = fmt::format("wins with a chance of {}", share_text(*least));
  if (*least < *most) text += fmt::format(" to {}, by tier", share_text(*most));
  if (wins.account) {
    const AccountPool& pool = model.account_pools[*wins.account];
    const Account& first = model.accounts[pool.accounts.front()];
    text += fmt::format(": a new account ({}), at most {}", model.tiers[first.tier].name,
                        pool.accounts.size());
    if (pool.ramp_up > 0) text += fmt::format(", that grows over {} days", pool.ramp_up);
  } else {
    text += fmt::format(": {} on the account", model.kinds[wins.starts].name);
  }
  if (wins.lead.amount.mean() > 0) text += fmt::format(", {} later", lapse_text(wins.lead));
  if (wins.lost_when_late) text += "; given up, and lost, at its due date";
  if (wins.late_costs > 0) {
    text += fmt::format("; {} points less where it is late",
                        std::nearbyint(wins.late_costs * 1000) / 10);
  }
  return text;
}

}  // namespace

std::vector<std::string> business_lines(const Model& model) {
  std::vector<std::string> lines;
  std::map<std::string, std::vector<AccountId>> contracts;
  for (const AccountId a : ids(model.accounts)) {
    const Account& account = model.accounts[a];
    if (account.starts_before) {
      lines.push_back(fmt::format("{} starts on a day drawn from {} to {}", account.name,
                                  to_string(date_of(account.starts)),
                                  to_string(*account.starts_before - 1)));
    }
    if (account.contract) contracts[contract_text(*account.contract, model)].push_back(a);
  }
  for (const auto& [text, accounts] : contracts) {
    lines.push_back(fmt::format("{}: {}", account_names(model, accounts), text));
  }
  for (const Kind& kind : model.kinds) {
    if (kind.wins) lines.push_back(fmt::format("{} {}", kind.name, wins_text(*kind.wins, model)));
  }
  return lines;
}

}  // namespace suits
