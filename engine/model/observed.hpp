#pragma once

// What an agency knows of its last year: figures that a run is held against. They change nothing in
// it, and which measures they speak of only the analysis can tell: see analysis/plausibility.hpp.

#include <cstdint>
#include <string>

#include "engine/base/diagnostic.hpp"

namespace suits {

/// The unit that a figure was written in.
enum class ObservedUnit : std::uint8_t {
  number,         // a count, a sum of money, a plain number
  share,          // 1: 100 %
  hours,          // h, min and s: of work, or elapsed
  days,           // elapsed; weeks too
  working_hours,  // of a clock that runs in the agency's hours
  working_days,
};

struct ObservedFigure {
  std::string measure;  // a name as Response::name
  Span measure_span;
  double amount = 0;  // in `unit`
  ObservedUnit unit = ObservedUnit::number;
  Span span;  // of the figure
};

}  // namespace suits
