#pragma once

// What-ifs as they were written: edits of the scenario's own document. See edit.hpp.

#include <memory>
#include <optional>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/located.hpp"
#include "engine/scenario/quantity.hpp"

namespace suits {

struct Node;

/// A map of paths to values, not empty; the paths are well formed.
struct PathMapSpec {
  std::shared_ptr<const Node> node;
};
/// A path, well formed.
struct PathSpec {
  std::shared_ptr<const Node> node;
};

/// Edits that are done together: what is removed first, then what is added, then what is set.
struct WhatIfSpec {
  std::optional<Name> title;
  std::optional<PathMapSpec> set;
  std::optional<PathMapSpec> add;
  std::vector<PathSpec> remove;  // not all three are empty
  std::optional<Located<Date>> at;
  Span span;
};

/// By name; each does its edits one after another, with dates of their own.
struct WhatIfsSpec {
  Map<std::vector<WhatIfSpec>> entries;
};

}  // namespace suits
