#pragma once

// Careers as they were written: see spec.hpp.

#include <optional>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/located.hpp"
#include "engine/scenario/quantity.hpp"

namespace suits {

struct LeavingSpec {
  std::optional<Located<Factor>> a_year;
  std::optional<Located<FixedLapse>> notice;
  Span span;
};
struct ReplacementSpec {
  std::optional<Located<Lapse>> after;
  std::optional<Name> level;
  Span span;
};
struct LastingOverloadSpec {
  Located<Factor> above;          // > 0
  Located<FixedLapse> weeks;      // `for`: whole weeks, 1 … 520
  Located<Factor> doubles_every;  // > 0
};
struct PromotionSpec {
  Name to;
  std::optional<Located<Lapse>> after;             // elapsed, or months; this …
  std::optional<Located<FixedEffort>> experience;  // … or this, or both
  std::optional<Name> level;
  Span span;
};
struct CareersSpec {
  Map<LeavingSpec> leaving;          // by role
  Map<ReplacementSpec> replacement;  // by role
  std::optional<LastingOverloadSpec> overload;
  Map<PromotionSpec> promotion;  // by role
  Span span;
};

}  // namespace suits
