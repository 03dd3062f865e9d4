#pragma once

// What somebody knows of an account (or a newcomer of the trade), a share from 0 to 1. Work teaches
// it: after h hours 1 − k has shrunk by exp(−h ÷ learns_in), the time-constant learning curve of
// Bevis, Finniear & Towill, "Prediction of operator performance during learning of repetitive
// tasks", Int. J. Prod. Res. 8 (1970). Without work it halves in every `forgets_in`.

#include "engine/base/time.hpp"
#include "engine/random/transcendental.hpp"

namespace suits {

/// Knowledge `know` after so much work.
inline double learned(double know, Duration worked, Duration learns_in) {
  return 1 - (1 - know) * det_exp(-static_cast<double>(worked.us) / static_cast<double>(learns_in.us));
}

/// Knowledge `know` after so much elapsed time without work.
inline double remembered(double know, Duration elapsed, Duration forgets_in) {
  if (forgets_in.us >= kNever.us || elapsed.us <= 0) return know;
  constexpr double ln2 = 0.693147180559945309417;
  return know *
         det_exp(-ln2 * static_cast<double>(elapsed.us) / static_cast<double>(forgets_in.us));
}

}  // namespace suits
