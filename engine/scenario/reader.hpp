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
  std::vector<std::string> notes;   // what files hold that is left out, for the user to know

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
void read_into(Reader& r, const Node& node, std::vector<Located<DateRange>>& out);
void read_into(Reader& r, const Node& node, HolidaysSpec& out);
void read_into(Reader& r, const Node& node, NewHoursSpec& out);
void read_into(Reader& r, const Node& node, InHandListSpec& out);
void read_into(Reader& r, const Node& node, SeasonSpec& out);
void read_into(Reader& r, const Node& node, LevelMixSpec& out);
void read_into(Reader& r, const Node& node, DispatchSpec& out);
void read_into(Reader& r, const Node& node, ArrivalSpec& out);
void read_into(Reader& r, const Node& node, PointSpec& out);
void read_into(Reader& r, const Node& node, DelaySpec& out);
void read_into(Reader& r, const Node& node, std::vector<ParticipantSpec>& out);
void read_into(Reader& r, const Node& node, std::vector<AlternativeSpec>& out);
void read_into(Reader& r, const Node& node, KindSpec& out);
void read_into(Reader& r, const Node& node, ExpressionSpec& out);
void read_into(Reader& r, const Node& node, ActionSpec& out);
void read_into(Reader& r, const Node& node, EverySpec& out);
void read_into(Reader& r, const Node& node, PathSpec& out);
void read_into(Reader& r, const Node& node, PathMapSpec& out);
void read_into(Reader& r, const Node& node, WhatIfsSpec& out);

void check(Reader& r, const Node& node, TimeSpec& s);
void check(Reader& r, const Node& node, LevelSpec& s);
void check(Reader& r, const Node& node, LeaveSpec& s);
void check(Reader& r, const Node& node, SicknessSpec& s);
void check(Reader& r, const Node& node, RoleSpec& s);
void check(Reader& r, const Node& node, FocusSpec& s);
void check(Reader& r, const Node& node, DispatchSpec& s);
void check(Reader& r, const Node& node, FamiliaritySpec& s);
void check(Reader& r, const Node& node, NewcomersSpec& s);
void check(Reader& r, const Node& node, PersonSpec& s);
void check(Reader& r, const Node& node, PoolSpec& s);
void check(Reader& r, const Node& node, PartySpec& s);
void check(Reader& r, const Node& node, FeeSpec& s);
void check(Reader& r, const Node& node, TierFeeSpec& s);
void check(Reader& r, const Node& node, TierSpec& s);
void check(Reader& r, const Node& node, AccountSpec& s);
void check(Reader& r, const Node& node, ContractSpec& s);
void check(Reader& r, const Node& node, WonAccountSpec& s);
void check(Reader& r, const Node& node, WinsSpec& s);
void check(Reader& r, const Node& node, BackgroundSpec& s);
void check(Reader& r, const Node& node, ChangeSpec& s);
void check(Reader& r, const Node& node, InHandSpec& s);
void check(Reader& r, const Node& node, ScenarioSpec& s);
void check(Reader& r, const Node& node, ArrivalSpec& s);
void check(Reader& r, const Node& node, ProfileSpec& s);
void check(Reader& r, const Node& node, LimitSpec& s);
void check(Reader& r, const Node& node, MilestoneSpec& s);
void check(Reader& r, const Node& node, ParticipantSpec& s);
void check(Reader& r, const Node& node, LaterSpec& s);
void check(Reader& r, const Node& node, StepSpec& s);
void check(Reader& r, const Node& node, EverySpec& s);
void check(Reader& r, const Node& node, RuleSpec& s);
void check(Reader& r, const Node& node, OvertimeSpec& s);
void check(Reader& r, const Node& node, WhatIfSpec& s);
void check(Reader& r, const Node& node, LeavingSpec& s);
void check(Reader& r, const Node& node, ReplacementSpec& s);
void check(Reader& r, const Node& node, LastingOverloadSpec& s);
void check(Reader& r, const Node& node, PromotionSpec& s);
void check(Reader& r, const Node& node, CareersSpec& s);
void check(Reader& r, const Node& node, KindMovesSpec& s);
void check(Reader& r, const Node& node, WarningsSpec& s);
void check(Reader& r, const Node& node, LossSpec& s);
/// A name and its value together, once both are known.
template <class T>
void named(Reader&, Entry<T>&) {}
void named(Reader& r, Entry<StepSpec>& entry);
void named(Reader& r, Entry<KindSpec>& entry);
void named(Reader& r, Entry<Map<AttributeValueSpec>>& entry);

}  // namespace suits
