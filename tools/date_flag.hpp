#pragma once

// A flag whose value is a date.

#include <string>

#include "engine/base/time.hpp"
#include "tools/options.hpp"

namespace suits {

/// `otherwise` where the flag is not given. Throws UsageError where its value is no date.
Date date_flag(const Options& options, const std::string& flag, Date otherwise);

}  // namespace suits
