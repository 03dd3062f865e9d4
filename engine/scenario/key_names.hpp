#pragma once

// The shapes that fields.hpp describes, and what their descriptions alone tell: the keys.

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/scenario/fields.hpp"

namespace suits {

/// A visitor that only looks at the keys.
class KeyNames {
 public:
  std::string_view noun;
  std::vector<std::string> names;

  void object(std::string_view what) { noun = what; }
  template <class T>
  void required(std::string_view key, T&, std::string_view) {
    names.emplace_back(key);
  }
  template <class T>
  void optional(std::string_view key, T&, std::string_view) {
    names.emplace_back(key);
  }
  template <class T>
  void rest(T&, std::string_view) {}
};

/// A mapping with keys of ours.
template <class T>
concept Described = requires(KeyNames& v, T& s) {
  describe(v, s);
};
/// One that a single name may stand for.
template <class T>
concept HasShorthand = requires(T& s) {
  shorthand(s);
};

/// Written as a list even where there is one.
template <class T>
inline constexpr bool kListOnly = std::is_same_v<T, PersonSpec> || std::is_same_v<T, AccountSpec> ||
                                  std::is_same_v<T, ClassSpec> || std::is_same_v<T, ChangeSpec> ||
                                  std::is_same_v<T, InHandSpec> || std::is_same_v<T, LimitSpec>;

/// Whose list may also be a table beside the scenario.
template <class T>
inline constexpr bool kFromTable = std::is_same_v<T, PersonSpec> ||
                                   std::is_same_v<T, AccountSpec> || std::is_same_v<T, InHandSpec>;

template <Described T>
KeyNames keys_of() {
  T example;
  KeyNames v;
  describe(v, example);
  return v;
}
template <Described T>
const std::vector<std::string>& key_names() {
  static const std::vector<std::string> names = keys_of<T>().names;
  return names;
}
template <Described T>
std::string_view noun_of() {
  static const std::string_view noun = keys_of<T>().noun;
  return noun;
}

}  // namespace suits
