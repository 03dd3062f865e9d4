#pragma once

// Finding places in a scenario's document, and naming what stands in its lists. Used by edit*.cpp
// only.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scenario/edit.hpp"

namespace suits {

/// "people", "accounts" …: the lists of things at the top of a scenario.
bool list_of_things(std::string_view key);
/// What the user's own names of the map at this path are names of: "role", "kind of work", "step";
/// nothing where its keys are the language's, or refer to things that are named elsewhere.
std::optional<std::string> defined_noun(const DocumentPath& path, std::size_t depth);

Node* member_of(Node& mapping, std::string_view key);
/// A scalar that stands where something else does.
Node made_scalar(std::string text, Span span);
Node made_mapping(Span span);
/// Puts a value at a key, which is new or replaced.
void put(Node& mapping, std::string_view key, Span key_span, Node value);
bool erase_member(Node& mapping, std::string_view key);
/// Whether a key has this text as its value.
bool has_text(const Node& mapping, std::string_view key, const std::string& text);
/// How many values a document holds.
std::size_t nodes_in(const Node& node);
/// A value in one line, cut to what can be taken in.
std::string value_text(const Node& node);

/// How the things of a list go in paths, "" for those that have no way but their place. `kind`: the
/// list's key at the top of the scenario, "" of other lists; `tiers`: all there are.
std::vector<std::string> names_of_things(const Node& list, const std::string& kind,
                                         const std::vector<std::string>& tiers);
/// The keys of a map at the top of the document, or one name where it has none.
std::vector<std::string> top_keys(const Node& document, std::string_view map,
                                  std::string otherwise);

class DocumentEditor {
 public:
  DocumentEditor(Node& root, Diagnostics& diagnostics, std::vector<std::string>& changes)
      : root_(root), diagnostics_(diagnostics), changes_(changes) {}

  bool apply(const Edit& edit);

 private:
  // --- document_editor.cpp: finding
  std::nullptr_t fail(Span span, std::string message, std::string hint = "");
  bool refuse(Span span, std::string message, std::string hint = "");
  /// The node at the first `depth` parts; keys that are not there are made where `make`.
  Node* find(const DocumentPath& path, std::size_t depth, bool make);
  /// Whether so many values more may join the document.
  bool grow(std::size_t values, Span at);
  Node* step(Node& at, const DocumentPath& path, std::size_t i, bool make);
  Node* step_mapping(Node& at, const DocumentPath& path, std::size_t i, bool make);
  Node* step_list(Node& at, const DocumentPath& path, std::size_t i);
  bool by_tier(Node& at, const PathPart& part);
  std::vector<std::string> names_in(const Node& list, const DocumentPath& path,
                                    std::size_t depth) const;
  // --- counted_things.cpp
  /// Writes `count: 9` people (accounts) out as nine with names, where `name` is one of them.
  bool write_out(Node& list, const std::string& kind, const std::string& name, Span span,
                 bool& done);
  std::vector<std::string> keys_of(std::string_view map, std::string otherwise) const {
    return top_keys(root_, map, std::move(otherwise));
  }
  std::vector<std::string> parts() const;  // tiers and levels

  // --- edit_values.cpp: set and add
  bool set(const Edit& edit);
  bool set_entry(Node& mapping, const Edit& edit);
  bool add(const Edit& edit);
  bool add_item(Node& list, const Edit& edit, const Node& item);
  bool join(Node& mapping, const Edit& edit);
  std::vector<Node> named(const Node& item, const std::string& kind);
  std::optional<Node> changed(const Node* current, const Edit& edit);
  std::optional<Node> in_force(const DocumentPath& path) const;

  // --- edit_removal.cpp
  bool remove(const Edit& edit);
  bool remove_thing(Node& list, std::size_t index, const Edit& edit, const std::string& kind);
  std::vector<std::string> forget_person(const std::string& name, const std::string& from);
  std::vector<std::string> forget_account(const std::string& name);
  bool end_on(Node& item, const Edit& edit, const std::string& kind, const std::string& name);

  // --- edit_dates.cpp
  bool set_dated(const Edit& edit);
  bool set_account_size(const Edit& edit, const Node& account, Node& value);
  const Node* dated_before(const std::string& subject, const std::string& name,
                           const std::string& key, const std::string& date) const;
  const Node* dated_on(const std::string& subject, const std::string& name, const std::string& key,
                       const std::string& date) const;
  bool refuse_second(const Edit& edit, const Node& first);
  void put_change(const Edit& edit, const std::string& subject, const Node& name,
                  const std::string& key, Node value);

  Node& root_;
  Diagnostics& diagnostics_;
  std::vector<std::string>& changes_;
  std::size_t grown_ = 0;  // values that edits have added
};

/// The index of the thing that a part names, in a list at a path of `depth` parts.
std::optional<std::size_t> index_in(const std::vector<std::string>& names, const PathPart& part,
                                    std::size_t size);

}  // namespace suits
