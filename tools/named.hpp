#pragma once

// Things of a model that the user names on the command line.

#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {

/// The index of the item of that name. Throws UsageError with the nearest name.
template <class Items>
std::size_t find_named(const Items& items, const std::string& name, const char* what) {
  std::vector<std::string> names;
  for (const auto& item : items) {
    if (item.name == name) return names.size();
    names.push_back(item.name);
  }
  const std::string near = nearest(name, names);
  std::string hint = near.empty() ? "" : fmt::format(" (do you mean \"{}\"?)", near);
  if (near.empty()) {
    constexpr std::size_t kMost = 12;
    std::string list;
    for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
      list += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", printable(names[i]));
    }
    if (names.size() > kMost) list += fmt::format(" and {} more", names.size() - kMost);
    if (!list.empty()) hint = fmt::format(" (there are {})", list);
  }
  throw UsageError(fmt::format("there is no {} \"{}\"{}", what, printable(name), hint));
}

}  // namespace suits
