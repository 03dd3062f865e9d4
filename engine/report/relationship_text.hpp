#pragma once

// What a scenario says of relationships, in words.

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// What moves the health of accounts, and how they are lost; nothing where there are no
/// relationships.
std::vector<std::string> relationship_lines(const Model& model);

/// Whom the warnings of an account are for, by name; "" for nobody. Requires: relationships.
std::string told_text(const Model& model, AccountId account);

}  // namespace suits
