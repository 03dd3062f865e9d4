#pragma once

// The vocabulary of the expected values: what a name such as Wq_2, var_W, P_wait or W_p95 means,
// how it is measured on one replication, and how precise it must be.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/theory/figure.hpp"

namespace suits::test {

/// Two sums over one replication. The estimate is the ratio of their sums over all replications: of
/// an average over jobs, the values and their number; of a time average, the average and 1.
struct Ratio {
  double above = 0, below = 0;
};

struct Entry {
  double expected = 0;       // of the estimate
  double largest_error = 0;  // of its standard error
  std::function<Ratio(const Figures&)> measure;
};

/// A system with expected values by name.
struct System {
  const Model* model = nullptr;
  std::map<std::string, double> expected;
  // Where the theory speaks of some jobs or requests alone: of what names without an index speak.
  Selection of;
  // The steps of each station; none: one step each, in order.
  std::vector<std::vector<std::string>> stations;
};

/// The entry of this name and value. An index means a class where there are several kinds of work
/// (by their names), else a station. Nothing where the name has no meaning.
std::optional<Entry> entry_of(const System& system, const std::string& name, double value);

/// The requests of these steps (of every kind that has them). Fails where there is no such step.
Selection steps_named(const Model& model, const std::vector<std::string>& names);

}  // namespace suits::test
