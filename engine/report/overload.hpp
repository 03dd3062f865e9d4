#pragma once

// The first finding: who is overloaded, and who holds the work up. The fullest role is often not
// the one that work waits for longest, so the two are worked out apart.

#include <string>

#include "engine/analysis/summary.hpp"
#include "engine/model/model.hpp"

namespace suits {

std::string overload_text(const Model& model, const Summary& summary);

}  // namespace suits
