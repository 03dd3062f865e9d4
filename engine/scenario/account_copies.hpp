#pragma once

// More accounts like one that a scenario has: the same tier, size, work and fee. Their places are
// those of the tier, and filled by whoever has room.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/edit.hpp"

namespace suits {

/// Edits that add `copies` accounts like the one of that name (of counted ones, as in paths:
/// `small#3`): "Northwind (2)", … Who is named in its team stays behind, and so does its owner where
/// the tier says who owns; else the owner owns the new ones too. Its first and last day and its
/// chance stay behind. Nothing and a diagnostic where there is no such account.
std::optional<std::vector<Edit>> account_copies(const Node& document, const std::string& name,
                                                std::size_t copies, Diagnostics& diagnostics);

}  // namespace suits
