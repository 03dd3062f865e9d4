#pragma once

// The order of names that ids follow: by bytes, but a number after '#' counts as a number, so that
// "executive#2" comes before "executive#10".

#include <string_view>

namespace suits {

/// A strict total order: by what stands before a final "#NUMBER", then a name without a number
/// before one with, then by the number, then by bytes.
bool natural_less(std::string_view a, std::string_view b);

}  // namespace suits
