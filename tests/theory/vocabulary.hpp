#pragma once

// What the names of theory stand for, once var_, p95 and the like are taken off.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/theory/entry.hpp"

namespace suits::test {

/// One value for each job, request or period of a replication.
using Quantity = std::function<std::vector<double>(const Figures&)>;
using Measure = std::function<Ratio(const Figures&)>;

/// "Wq_12_p95" is "Wq_#_p#" with 12 and 95.
struct Name {
  std::string stem;
  std::vector<double> numbers;
};
Name parse_name(const std::string& text);

class Vocabulary {
 public:
  /// Requires: the system outlives this.
  explicit Vocabulary(const System& system) : system_(system) {}

  /// Values of jobs, requests or periods: to be averaged.
  std::optional<Quantity> quantity(const std::string& text) const;
  /// Averages over time, shares and rates.
  std::optional<Measure> measure(const std::string& text) const;

 private:
  Selection station(double number) const;
  Selection selection(const Name& name) const;
  std::optional<Quantity> of_jobs(const std::string& text, const Name& name) const;
  std::optional<Measure> of_window(const Name& name) const;
  std::optional<Measure> of_losses(const Name& name) const;
  std::optional<Measure> of_servers(const Name& name) const;
  std::optional<Measure> of_closed(const Name& name) const;
  std::optional<Measure> of_moment(const Name& name) const;
  RoleId role_of(const Name& name) const;
  double servers(std::optional<RoleId> role = {}) const;

  const System& system_;
};

/// The average of the values, each taken as `of` says.
Measure average(Quantity quantity, std::function<double(double)> of = {});

}  // namespace suits::test
