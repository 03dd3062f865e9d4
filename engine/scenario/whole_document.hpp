#pragma once

// A scenario's document with everything that its text names: the scenario that it extends, and the
// tables of people, accounts and work in hand.

#include <optional>
#include <string>

#include "engine/scenario/cursor.hpp"
#include "engine/scenario/document.hpp"
#include "engine/scenario/read_scenario.hpp"

namespace suits {

/// The document, or nothing and diagnostics. Other files become texts of the diagnostics.
///
/// `extends: base.yaml` names another scenario of the same folder: that one is taken, without what
/// `remove` (paths) takes from it, and this one laid over it: maps key by key, lists of things with
/// names (people, accounts, rules, classes) name by name, what-ifs one by one; all else in the
/// place of what was there. At most kMostExtended files, none twice.
inline constexpr std::size_t kMostExtended = 10;
std::optional<Node> whole_document(const ScenarioText& scenario, const ReadData& data,
                                   Diagnostics& diagnostics);

}  // namespace suits
