#include "engine/scenario/account_copies.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/document_editor.hpp"

namespace suits {
namespace {

/// Whether the account's tier (the first, where it names none) says who owns.
bool tier_has_owner(const Node& document, const Node& account) {
  const Node* tiers = document.find("tiers");
  if (tiers == nullptr || !tiers->mapping() || tiers->members.empty()) return false;
  const Node* own = account.find("tier");
  const Node* tier = own != nullptr ? tiers->find(own->text) : &tiers->members.front().value;
  return tier != nullptr && tier->find("owner") != nullptr;
}

/// The account without what is its alone.
Node like_account(const Node& document, const Node& account) {
  Node copy = made_mapping(account.span);
  for (const Member& member : account.members) {
    const std::string& key = member.key.text;
    if (key == "name" || key == "count" || key == "starts" || key == "ends" || key == "on_end" ||
        key == "wins")
      continue;
    if (key == "team" || (key == "owner" && tier_has_owner(document, account))) continue;
    copy.members.push_back(member);
  }
  return copy;
}

/// The item of a list of accounts that `name` is one of; its number among the counted is of no
/// account.
const Node* account_item(const Node& document, const std::string& name) {
  const Node* accounts = document.find("accounts");
  if (accounts == nullptr || !accounts->sequence()) return nullptr;
  for (const Node& one : accounts->items)
    if (const Node* own = one.find("name"); own != nullptr && own->text == name) return &one;
  const std::size_t sign = name.find('#');
  for (const Node& one : accounts->items) {
    if (one.find("count") == nullptr) continue;
    const Node* own = one.find("name");
    if (own == nullptr) own = one.find("tier");
    const std::string stem = own == nullptr ? "account" : own->text;
    if (name == stem || (sign != std::string::npos && name.substr(0, sign) == stem)) return &one;
  }
  return nullptr;
}

std::vector<std::string> account_names(const Node& document) {
  std::vector<std::string> names;
  if (const Node* accounts = document.find("accounts"); accounts != nullptr)
    for (const Node& one : accounts->items)
      if (const Node* own = one.find("name"); own != nullptr) names.push_back(own->text);
  return names;
}

}  // namespace

std::optional<std::vector<Edit>> account_copies(const Node& document, const std::string& name,
                                                std::size_t copies, Diagnostics& diagnostics) {
  const Node* account = account_item(document, name);
  const std::vector<std::string> names = account_names(document);
  if (account == nullptr) {
    const std::string near = nearest(name, names);
    diagnostics.add({}, fmt::format("there is no account '{}'", truncate(name, 40)),
                    near.empty() ? "" : fmt::format("did you mean '{}'?", near));
    return std::nullopt;
  }
  const Node copy = like_account(document, *account);
  std::vector<Edit> edits;
  std::size_t number = 2;
  for (std::size_t n = 0; n < copies; ++n) {
    std::string own;
    do {
      own = fmt::format("{} ({})", name, number++);
    } while (std::find(names.begin(), names.end(), own) != names.end());
    Edit edit;
    edit.sort = Edit::Sort::add;
    edit.path.parts.push_back({"accounts", std::nullopt, account->span});
    edit.path.span = account->span;
    edit.value = copy;
    put(edit.value, "name", account->span, made_scalar(own, account->span));
    edits.push_back(std::move(edit));
  }
  return edits;
}

}  // namespace suits
