#pragma once

// How the shapes that values are made of are read: optional ones, lists, maps, maps by tier and by
// level, and mappings with keys of ours. See reader.hpp.

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/scenario/reader.hpp"

namespace suits {

template <class T>
void read_into(Reader& r, const Node& node, std::optional<T>& out);
template <class T>
void read_into(Reader& r, const Node& node, std::vector<T>& out);
template <class T>
void read_into(Reader& r, const Node& node, Map<T>& out);
template <class T>
void read_into(Reader& r, const Node& node, ByTierSpec<T>& out);
template <class T>
void read_into(Reader& r, const Node& node, ByLevelSpec<T>& out);
template <class T>
void read_into(Reader& r, const Node& node, OrNone<T>& out);
template <Described T>
void read_into(Reader& r, const Node& node, T& out);

/// `key:` without a value will do for a mapping none of whose keys is needed.
template <class T>
inline constexpr bool kMayBeBlank = Described<T> && !HasShorthand<T>;
template <class T>
inline constexpr bool kMayBeBlank<std::optional<T>> = kMayBeBlank<T>;

template <class T>
void read_value(Reader& r, const Node& key, const Node& value, T& out) {
  if (value.blank() && !kMayBeBlank<T>) {
    return r.error(key.span, fmt::format("'{}' has no value", truncate(key.text, 60)));
  }
  read_into(r, value, out);
}

/// Visits a description and reads the keys of one mapping.
class FieldReader {
 public:
  FieldReader(Reader& r, const Node& node) : r_(r), node_(node) {}

  void object(std::string_view noun) { noun_ = noun; }
  template <class T>
  void required(std::string_view key, T& field, std::string_view) {
    if (!take(key, field)) {
      r_.error(node_.span, fmt::format("'{}' is missing from {}", key, noun_));
    }
  }
  template <class T>
  void optional(std::string_view key, T& field, std::string_view) {
    take(key, field);
  }
  template <class T>
  void rest(Map<T>& map, std::string_view) {
    for (const Member& member : node_.members) {
      if (r_.enough()) return;
      if (!has(known_, member.key.text)) read_entry(r_, member, map);
    }
    open_ = true;
  }
  /// Names the keys that nobody asked for.
  void finish() {
    for (const Member& member : node_.members) {
      if (open_ || r_.enough()) return;
      if (has(known_, member.key.text)) continue;
      r_.unknown(member.key,
                 fmt::format("unknown key '{}' in {}", truncate(member.key.text, 40), noun_),
                 known_);
    }
  }

 private:
  template <class T>
  bool take(std::string_view key, T& field) {
    known_.emplace_back(key);
    for (const Member& member : node_.members) {
      if (member.key.text != key) continue;
      read_value(r_, member.key, member.value, field);
      return true;
    }
    return false;
  }

  Reader& r_;
  const Node& node_;
  std::string_view noun_;
  std::vector<std::string> known_;
  bool open_ = false;
};

template <class T>
void read_entry(Reader& r, const Member& member, Map<T>& out) {
  Entry<T> entry;
  read_into(r, member.key, entry.name);
  const std::size_t before = r.errors();
  read_value(r, member.key, member.value, entry.value);
  if (r.errors() == before) named(r, entry);
  out.push_back(std::move(entry));
}

template <Described T>
void read_into(Reader& r, const Node& node, T& out) {
  if constexpr (HasShorthand<T>) {
    if (node.scalar()) return read_into(r, node, shorthand(out));
  }
  if (!node.mapping() && !node.blank()) return r.wrong_shape(node, noun_of<T>());
  if constexpr (requires { out.span; }) out.span = node.span;
  const std::size_t before = r.errors();
  FieldReader fields(r, node);
  describe(fields, out);
  fields.finish();
  if (r.errors() == before) check(r, node, out);
}

template <class T>
void read_into(Reader& r, const Node& node, std::optional<T>& out) {
  T value = T();
  read_into(r, node, value);
  out = std::move(value);
}

/// One, or a list; people, accounts, classes and changes are always a list.
template <class T>
void read_into(Reader& r, const Node& node, std::vector<T>& out) {
  if (!node.sequence()) {
    if (kListOnly<T>) return r.wrong_shape(node, "a list");
    out.emplace_back();
    return read_into(r, node, out.back());
  }
  for (const Node& item : node.items) {
    if (r.enough()) return;
    if (item.blank()) {
      r.error(node.span, "a list with an empty item");
      continue;
    }
    out.emplace_back();
    read_into(r, item, out.back());
  }
}

template <class T>
void read_into(Reader& r, const Node& node, Map<T>& out) {
  if (!node.mapping()) return r.wrong_shape(node, "a map of names");
  for (const Member& member : node.members) {
    if (r.enough()) return;
    read_entry(r, member, out);
  }
}

template <class T>
void read_into(Reader& r, const Node& node, OrNone<T>& out) {
  out.span = node.span;
  if (node.scalar() && node.text == "none") return;
  read_into(r, node, out.value.emplace());
}

/// True where a mapping is meant as a map of tiers rather than as a T that is a mapping itself.
/// Keys that are all T's own decide, then keys that are all names of tiers, then any of T's own.
template <class T>
bool means_tiers(const Reader& r, const Node& node) {
  if (!node.mapping()) return false;
  if constexpr (Described<T>) {
    const std::vector<std::string> own = key_names<T>();
    std::size_t of_own = 0, of_tiers = 0;
    for (const Member& member : node.members) {
      if (has(own, member.key.text)) ++of_own;
      if (has(r.tiers, member.key.text)) ++of_tiers;
    }
    if (of_own == node.members.size()) return false;
    return of_own == 0 || of_tiers == node.members.size();
  }
  return true;
}

template <class T>
void read_into(Reader& r, const Node& node, ByTierSpec<T>& out) {
  out.span = node.span;
  const auto read_one = [&](const Node& value, std::optional<T>& into) {
    if (value.scalar() && value.text == "none") return;
    read_into(r, value, into);
  };
  out.varies = means_tiers<T>(r, node);
  if (!out.varies) return read_one(node, out.every);
  std::vector<std::string> missing;
  for (const Member& member : node.members) {
    if (r.enough()) return;
    if (!has(r.tiers, member.key.text)) {
      r.unknown(member.key, fmt::format("no tier '{}'", truncate(member.key.text, 40)), r.tiers);
      continue;
    }
    Entry<std::optional<T>> entry{{member.key.text, member.key.span}, {}};
    if (member.value.blank()) {
      r.error(member.key.span, fmt::format("'{}' has no value", member.key.text));
    } else {
      read_one(member.value, entry.value);
    }
    out.tiers.push_back(std::move(entry));
  }
  for (const std::string& tier : r.tiers) {
    if (node.find(tier) == nullptr) missing.push_back(tier);
  }
  if (missing.empty()) return;
  r.error(node.span, fmt::format("no value for tier {}", listed(missing)),
          "a map by tier names every tier; `none` means: not at this tier");
}

template <class T>
void read_into(Reader& r, const Node& node, ByLevelSpec<T>& out) {
  out.span = node.span;
  out.varies = node.mapping();
  const auto read_one = [&](const Node& value, T& into) {
    Located<T> located;
    read_into(r, value, located);
    into = located.value;
  };
  if (!out.varies) return read_one(node, out.every);
  for (const Member& member : node.members) {
    if (!has(r.levels, member.key.text)) {
      r.unknown(member.key, fmt::format("no level '{}'", truncate(member.key.text, 40)), r.levels);
      continue;
    }
    out.levels.push_back({{member.key.text, member.key.span}, T()});
    read_one(member.value, out.levels.back().value);
  }
}

}  // namespace suits
