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
    case Sort::number:
      return "a number";
    case Sort::truth:
      return "yes or no";
    case Sort::working:
      return "working time";
    case Sort::elapsed:
      return "elapsed time";
    case Sort::effort:
      return "effort";
    case Sort::instant:
      return "a date";
    case Sort::symbol:
      return domains_[type.domain].noun;
  }
  return "";
}

std::string Vocabulary::noun(DomainId domain) const {
  const std::string& noun = domains_[domain].noun;
  return noun.substr(noun.find(' ') + 1);
}

}  // namespace suits
