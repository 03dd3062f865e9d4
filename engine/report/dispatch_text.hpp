#pragma once

// Dispatch rules in words.

#include <string>

#include "engine/model/model.hpp"

namespace suits {

/// "what is due earliest": what goes first of one urgency.
std::string dispatch_text(const Model& model, const Dispatch& dispatch);
/// "earliest due first"; of an expression, whether it is kept in a heap or scanned.
std::string dispatch_name(const Model& model, const Dispatch& dispatch);

}  // namespace suits
