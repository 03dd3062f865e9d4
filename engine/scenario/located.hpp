#pragma once

// The small shapes of which the scenario's tree is made. Everything that may turn out wrong later
// keeps its place in the text; maps keep the order in which they were written.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/diagnostic.hpp"

namespace suits {

/// A name or a text of the user's.
struct Name {
  std::string text;
  Span span;
};

/// A value and the place where it stands.
template <class T>
struct Located {
  T value = T();
  Span span;
};

/// An entry of a mapping whose keys the user chooses.
template <class T>
struct Entry {
  Name name;
  T value = T();
};
template <class T>
using Map = std::vector<Entry<T>>;

/// A text in one language, or in several by language code.
struct TitleSpec {
  std::optional<Name> text;
  Map<Name> translations;
};

/// "by tier": one value, or a map that names every tier of the scenario; `none` is no value.
template <class T>
struct ByTierSpec {
  bool varies = false;          // written as a map of tiers
  std::optional<T> every;       // if !varies: for all tiers; nothing: `none`
  Map<std::optional<T>> tiers;  // if varies: each tier once, in written order
  Span span;

  /// What holds at a tier. Requires: varies implies that the scenario has such a tier.
  const std::optional<T>& at(const std::string& tier) const {
    if (varies) {
      for (const auto& entry : tiers) {
        if (entry.name.text == tier) return entry.value;
      }
    }
    return every;
  }
};

/// "by level, or one": a map need not name every level.
template <class T>
struct ByLevelSpec {
  bool varies = false;
  T every = T();  // if !varies
  Map<T> levels;  // if varies, in written order
  Span span;
};

/// `{…} | none`: present, but perhaps as `none`.
template <class T>
struct OrNone {
  std::optional<T> value;  // nothing: `none`
  Span span;
};

}  // namespace suits
