#pragma once

// Reads a document into the typed tree, driven by the descriptions in fields.hpp: one overload of
// `read_into` for each shape that a value may have. Whatever is wrong becomes a diagnostic and
// reading goes on; a value that could not be read is left as it was.

#include <algorithm>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/document.hpp"
#include "engine/scenario/fields.hpp"
#include "engine/scenario/key_names.hpp"
#include "engine/scenario/scalar_text.hpp"

namespace suits {

/// What reading needs to know, and where errors go.
class Reader {
 public:
  Reader(Diagnostics& diagnostics, const ReadData& data) : diagnostics_(diagnostics), data_(data) {}

  std::vector<std::string> tiers;   // names a by-tier map may and must use
  std::vector<std::string> levels;  // names a by-level map may use

  void error(Span span, std::string message, std::string hint = "") {
    diagnostics_.add(span, std::move(message), std::move(hint));
  }
  /// "unknown NOUN 'x'", with the nearest of the known ones, or all of them.
  void unknown(const Node& name, const std::string& message, const std::vector<std::string>& known);
  /// "a list where an effort is meant".
  void wrong_shape(const Node& node, std::string_view wanted, std::string_view example = "");
  std::size_t errors() const { return diagnostics_.count(); }
  /// A file of nothing but mistakes: enough has been said.
  bool enough() const { return diagnostics_.count() > 1000; }
  const ReadData& data() const { return data_; }

 private:
  Diagnostics& diagnostics_;
  const ReadData& data_;
};

/// "'a', 'b' and 3 more".
std::string listed(const std::vector<std::string>& names);

inline bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// What may be judged from a value alone once it has been read without an error.
template <class T>
void check(Reader&, const Node&, T&) {}

// ------------------------------------------------------------------------------------- scalars

template <class T>
requires(!std::is_enum_v<T>) void read_into(Reader& r, const Node& node, Located<T>& out) {
  const ScalarForm& form = scalar_form<T>();
  if (!node.scalar()) return r.wrong_shape(node, form.noun, form.example);
  Cursor cursor(node.text, &r.data());
  T value = T();
  if (parse(cursor, value) && cursor.finish()) {
    out.value = std::move(value);
    out.span = node.span;
    return;
  }
  const Fault& fault = *cursor.fault();
  r.error(node.within(fault.at, std::max<std::size_t>(fault.length, 1)), fault.message, fault.hint);
}

template <class E>
requires std::is_enum_v<E>
void read_into(Reader& r, const Node& node, Located<E>& out) {
  std::vector<std::string> known;
  for (const Word<E>& word : words<E>()) {
    if (node.scalar() && node.text == word.text) {
      out = {word.value, node.span};
      return;
    }
    known.emplace_back(word.text);
  }
  const std::string choice = fmt::format("one of {}", fmt::join(known, ", "));
  if (!node.scalar()) return r.wrong_shape(node, choice);
  r.unknown(node, fmt::format("'{}' is not {}", truncate(node.text, 40), choice), known);
}

void read_into(Reader& r, const Node& node, Name& out);

// --------------------------------------------------------------------------- the special forms

void read_into(Reader& r, const Node& node, TitleSpec& out);
void read_into(Reader& r, const Node& node, HoursSpec& out);
void read_into(Reader& r, const Node& node, HolidaysSpec& out);
void read_into(Reader& r, const Node& node, SeasonSpec& out);
void read_into(Reader& r, const Node& node, LevelMixSpec& out);
void read_into(Reader& r, const Node& node, ArrivalSpec& out);
void read_into(Reader& r, const Node& node, PointSpec& out);
void read_into(Reader& r, const Node& node, DelaySpec& out);
void read_into(Reader& r, const Node& node, std::vector<ParticipantSpec>& out);
void read_into(Reader& r, const Node& node, std::vector<AlternativeSpec>& out);
void read_into(Reader& r, const Node& node, KindSpec& out);

void check(Reader& r, const Node& node, TimeSpec& s);
void check(Reader& r, const Node& node, LevelSpec& s);
void check(Reader& r, const Node& node, LeaveSpec& s);
void check(Reader& r, const Node& node, SicknessSpec& s);
void check(Reader& r, const Node& node, RoleSpec& s);
void check(Reader& r, const Node& node, PersonSpec& s);
void check(Reader& r, const Node& node, PartySpec& s);
void check(Reader& r, const Node& node, FeeSpec& s);
void check(Reader& r, const Node& node, TierFeeSpec& s);
void check(Reader& r, const Node& node, TierSpec& s);
void check(Reader& r, const Node& node, AccountSpec& s);
void check(Reader& r, const Node& node, BackgroundSpec& s);
void check(Reader& r, const Node& node, ScenarioSpec& s);
void check(Reader& r, const Node& node, ArrivalSpec& s);
void check(Reader& r, const Node& node, MilestoneSpec& s);
void check(Reader& r, const Node& node, ParticipantSpec& s);
void check(Reader& r, const Node& node, LaterSpec& s);
void check(Reader& r, const Node& node, StepSpec& s);
/// A name and its value together, once both are known.
template <class T>
void named(Reader&, Entry<T>&) {}
void named(Reader& r, Entry<StepSpec>& entry);
void named(Reader& r, Entry<KindSpec>& entry);
void named(Reader& r, Entry<Map<AttributeValueSpec>>& entry);

// -------------------------------------------------------------------------------------- shapes

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

/// One, or a list; people, accounts and classes are always a list.
template <class T>
void read_into(Reader& r, const Node& node, std::vector<T>& out) {
  constexpr bool list_only = std::is_same_v<T, PersonSpec> || std::is_same_v<T, AccountSpec> ||
                             std::is_same_v<T, ClassSpec>;
  if (!node.sequence()) {
    if (list_only) return r.wrong_shape(node, "a list");
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
