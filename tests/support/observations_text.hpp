#pragma once

// Everything that a replication observed, as text: two runs saw the same where the texts are equal.

#include <string>

#include "engine/run/observations.hpp"

namespace suits::test {

/// One line a figure; floating figures to the bit.
std::string text_of(const Observations& seen);
/// The first few lines that differ, side by side; "" where none does.
std::string first_difference(const std::string& one, const std::string& other);

}  // namespace suits::test
