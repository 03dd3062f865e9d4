// Accounts that are like others: written out with what they have from them.

#include <algorithm>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

template <class T>
void inherit(std::optional<T>& own, const std::optional<T>& other) {
  if (!own) own = other;
}

void inherit(std::optional<OwnClientSpec>& own, const std::optional<OwnClientSpec>& other) {
  if (!other) return;
  if (!own) own.emplace();
  inherit(own->responds_in, other->responds_in);
  inherit(own->hours, other->hours);
}

void inherit(std::optional<ContractSpec>& own, const std::optional<ContractSpec>& other) {
  if (!other) return;
  if (!own) {
    own.emplace();
    own->span = other->span;
  }
  // Its renewal dates are its own.
  inherit(own->term, other->term);
  inherit(own->by, other->by);
  inherit(own->ahead, other->ahead);
  inherit(own->chance, other->chance);
  inherit(own->late_costs, other->late_costs);
  inherit(own->on_loss, other->on_loss);
  inherit(own->notice, other->notice);
}

void inherit_all(AccountSpec& own, const AccountSpec& other) {
  inherit(own.tier, other.tier);
  if (!own.size) {
    own.size = other.size;
    // What the other one's own likeness leaves open stays open.
    inherit(own.give_or_take, other.give_or_take);
  }
  for (const auto& entry : other.work) {
    const bool said = std::any_of(own.work.begin(), own.work.end(),
                                  [&](const auto& e) { return e.name.text == entry.name.text; });
    if (!said) own.work.push_back(entry);
  }
  inherit(own.fee, other.fee);
  inherit(own.client, other.client);
  inherit(own.contract, other.contract);
}

const AccountSpec* account_called(const Compilation& c, const std::string& name) {
  for (const AccountSpec& spec : c.spec.accounts) {
    if (spec.name && spec.name->text == name) return &spec;
  }
  return nullptr;
}

}  // namespace

const AccountSpec* like_of(Compilation& c, const AccountSpec& spec) {
  if (!spec.like) return nullptr;
  const AccountSpec* other = account_called(c, spec.like->text);
  if (other == nullptr) {
    std::vector<std::string> known;
    for (const AccountSpec& account : c.spec.accounts) {
      if (account.name) known.push_back(account.name->text);
    }
    c.error(spec.like->span, fmt::format("there is no account '{}'", spec.like->text),
            hint_of(spec.like->text, known));
  }
  return other;
}

const AccountSpec* written_out(Compilation& c, const AccountSpec& spec) {
  if (!spec.like) return &spec;
  AccountSpec whole = spec;
  const AccountSpec* at = &spec;
  for (std::size_t steps = 0; at->like; ++steps) {
    if (steps > c.spec.accounts.size()) {
      c.error(spec.like->span, "this account is like itself, by way of others");
      return nullptr;
    }
    at = like_of(c, *at);
    if (at == nullptr) return nullptr;
    inherit_all(whole, *at);
  }
  c.account_drafts.push_back(std::move(whole));
  return &c.account_drafts.back();
}

Distribution give_or_take(Compilation& c, const AccountSpec& spec, const Distribution& size) {
  if (!spec.give_or_take || spec.give_or_take->value.value == 0) return size;
  if (!size.is_constant()) {
    c.error(spec.give_or_take->span, "the size to give or take from is itself left to chance",
            "say a size of its own: size: uniform(0.7, 1.3)");
    return size;
  }
  const double by = spec.give_or_take->value.value, middle = size.mean();
  return std::get<Distribution>(Distribution::uniform(middle * (1 - by), middle * (1 + by)));
}

}  // namespace suits
