#pragma once

// What expressions may speak of: the facts, each with its type, and the names of each domain (the
// roles, the kinds of work …), each with its value.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/time.hpp"
#include "engine/expression/expression.hpp"

namespace suits {

struct Fact {
  std::string name;  // "job.late"
  FactId id{};
  Type type;
  std::optional<DomainId> argument;  // of what the name in brackets is: waiting(account_executive)
  Motion motion = Motion::still;
  int rate = 1;
  std::uint32_t group = 0;  // a bit of ExpressionWish::groups; 0: may be asked everywhere
};

class Vocabulary {
 public:
  /// `standard_day` is the working time of a working day.
  explicit Vocabulary(Duration standard_day) : standard_day_(standard_day) {}

  /// `noun` with its article: "a role". Only names of an ordered domain can be more or less.
  DomainId add_domain(std::string noun, bool ordered = false);
  void add_symbol(DomainId domain, const std::string& name, double value);
  /// Requires: no fact of this name.
  void add_fact(Fact fact);

  Duration standard_day() const { return standard_day_; }
  /// Null where there is none.
  const Fact* fact(std::string_view name) const;
  std::optional<double> symbol(DomainId domain, std::string_view name) const;
  /// The group of a fact by its number; 0 where there is none.
  std::uint32_t group_of(FactId id) const;
  std::vector<std::string> fact_names() const;
  std::vector<std::string> symbol_names(DomainId domain) const;
  bool ordered(DomainId domain) const { return domains_[domain].ordered; }

  /// "a role", "working time": what a type is, in words.
  std::string words(Type type) const;
  /// "role": the same without an article.
  std::string noun(DomainId domain) const;

 private:
  struct Domain {
    std::string noun;
    bool ordered = false;
    std::map<std::string, double, std::less<>> symbols;
  };
  Duration standard_day_;
  IdVector<DomainId, Domain> domains_;
  std::map<std::string, Fact, std::less<>> facts_;
};

}  // namespace suits
