#pragma once

// A scenario and what could be otherwise: the base, its named what-ifs, and edits typed on the
// command line, each a model of its own. Streams of chance bear the names of their things, so an
// account or a person that a variant leaves alone sees the same luck in it.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/model/model.hpp"
#include "engine/scenario/cursor.hpp"
#include "engine/scenario/edit_argument.hpp"
#include "engine/scenario/read_scenario.hpp"
#include "engine/scenario/spec.hpp"

namespace suits {

/// One way in which things could be. Its model's name is the scenario's with ", what if: TITLE".
struct Variant {
  std::string name;   // "lose_ben"; of edits typed: as given
  std::string title;  // default the name
  std::shared_ptr<const Model> model;
  std::vector<std::string> changes;  // in words: "people.Ben is gone on 2027-05-03 (…)"
};

/// A scenario that can be edited before it is read. All places that diagnostics and models of it
/// name lie in its text (text 0) or in the texts of the Diagnostics that it was loaded with: use
/// one for everything, or give another those texts (`use_texts`).
class ScenarioDraft {
 public:
  /// Nothing and a diagnostic where the file cannot be read, or is no document. `text` is the
  /// file's text, to render diagnostics with.
  static std::optional<ScenarioDraft> load(const std::string& path, Diagnostics& diagnostics,
                                           std::string& text);
  /// A text, and where its files come from.
  static std::optional<ScenarioDraft> of_text(const ScenarioText& scenario, ReadData data,
                                              Diagnostics& diagnostics);

  /// Changes the base, and with it all that is made of it. Returns in words what changed; nothing
  /// and diagnostics where it cannot be done.
  std::optional<std::vector<std::string>> edit(const std::vector<EditArgument>& edits,
                                               Diagnostics& diagnostics);
  /// The scenario as it stands; null and diagnostics where it is wrong. What is wrong with the
  /// form of a what-if is told too.
  std::shared_ptr<const Model> base(Diagnostics& diagnostics);
  /// Whether who plays it is to find its warm-up (analysis/warm_up.hpp). Requires: base() gave a
  /// model.
  bool finds_warm_up() const { return finds_warm_up_; }
  /// The what-ifs by name, in the order of the text. Requires: base() gave a model.
  std::vector<std::string> what_ifs() const;
  /// A what-if; nothing and diagnostics that name it where it is wrong. Requires: base() gave a
  /// model, and `name` is one of what_ifs().
  std::optional<Variant> what_if(const std::string& name, Diagnostics& diagnostics) const;
  /// What it is made of, with what the files that it names bring.
  const Node& document() const { return document_; }
  /// The base with some edits more. Requires: base() gave a model.
  std::optional<Variant> edited(const std::string& name, const std::vector<EditArgument>& edits,
                                Diagnostics& diagnostics) const;
  /// The base with so many accounts more like one that it has; see account_copies.hpp. Requires:
  /// base() gave a model.
  std::optional<Variant> with_accounts_like(const std::string& account, std::size_t copies,
                                            Diagnostics& diagnostics) const;

 private:
  std::optional<Variant> play(Variant variant, Node document, const std::vector<Edit>& edits,
                              Diagnostics& diagnostics) const;

  ReadData data_;
  Node document_;
  WhatIfsSpec what_ifs_;
  bool finds_warm_up_ = false;
};

/// What a command asks for.
struct VariantPlan {
  std::vector<EditArgument> edits;  // of the base, and so of everything
  std::vector<std::string> names;   // of what-ifs, in the order in which they are wanted
  bool all = false;                 // every what-if of the scenario
};
struct Variants {
  std::shared_ptr<const Model> base;  // null: something is wrong, with it or with a what-if
  bool finds_warm_up = false;         // as of a draft
  std::vector<std::string> changes;   // of the base, by the plan's edits
  std::vector<Variant> what_ifs;
  /// Of a scenario that the plan edits: its what-ifs that do not fit any more, with
  /// the reason; only where all were asked for.
  std::vector<std::pair<std::string, std::string>> unfit;
};
/// Reads a scenario file and makes what is asked for. `text` is the file's text, to render
/// diagnostics with.
Variants load_variants(const std::string& path, const VariantPlan& plan, Diagnostics& diagnostics,
                       std::string& text);
/// The same of a text, and where its files come from.
Variants load_variants(const ScenarioText& scenario, const ReadData& data, const VariantPlan& plan,
                       Diagnostics& diagnostics);

}  // namespace suits
