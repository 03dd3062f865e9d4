#include "engine/scenario/vocabulary.hpp"

#include <utility>

namespace suits {

DomainId Vocabulary::add_domain(std::string noun, bool ordered) {
  return domains_.push_back({std::move(noun), ordered, {}});
}

void Vocabulary::add_symbol(DomainId domain, const std::string& name, double value) {
  domains_[domain].symbols.emplace(name, value);
}

void Vocabulary::add_fact(Fact fact) {
  std::string name = fact.name;
  facts_.emplace(std::move(name), std::move(fact));
}

const Fact* Vocabulary::fact(std::string_view name) const {
  const auto found = facts_.find(name);
  return found == facts_.end() ? nullptr : &found->second;
}

std::uint32_t Vocabulary::group_of(FactId id) const {
  for (const auto& [name, fact] : facts_) {
    if (fact.id == id) return fact.group;
  }
  return 0;
}

std::optional<double> Vocabulary::symbol(DomainId domain, std::string_view name) const {
  const auto& symbols = domains_[domain].symbols;
  const auto found = symbols.find(name);
  if (found == symbols.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> Vocabulary::fact_names() const {
  std::vector<std::string> names;
  for (const auto& [name, fact] : facts_) names.push_back(name);
  return names;
}

std::vector<std::string> Vocabulary::symbol_names(DomainId domain) const {
  std::vector<std::string> names;
  for (const auto& [name, value] : domains_[domain].symbols) names.push_back(name);
  return names;
}

std::string Vocabulary::words(Type type) const {
  switch (type.sort) {
    case ValueSort::number:
      return "a number";
    case ValueSort::truth:
      return "yes or no";
    case ValueSort::working:
      return "working time";
    case ValueSort::elapsed:
      return "elapsed time";
    case ValueSort::effort:
      return "effort";
    case ValueSort::instant:
      return "a date";
    case ValueSort::symbol:
      return domains_[type.domain].noun;
  }
  return "";
}

std::string Vocabulary::noun(DomainId domain) const {
  const std::string& noun = domains_[domain].noun;
  return noun.substr(noun.find(' ') + 1);
}

}  // namespace suits
