#include "engine/scenario/whole_document.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/document_editor.hpp"
#include "engine/scenario/edit.hpp"
#include "engine/scenario/listed_tables.hpp"
#include "engine/scenario/reader.hpp"

namespace suits {

namespace {

class WholeDocument {
 public:
  WholeDocument(const ScenarioText& scenario, const ReadData& data, Diagnostics& diagnostics)
      : data_(data), diagnostics_(diagnostics) {
    const std::filesystem::path path(scenario.file);
    chain_.push_back(path.filename().string());
    const std::string folder = path.parent_path().string();
    if (!folder.empty()) folder_ = folder + "/";
  }

  std::optional<Node> read(const std::string& text, std::size_t begin) {
    const std::size_t before = diagnostics_.count();
    std::optional<Node> document = read_document(text, diagnostics_, begin);
    if (!document) return std::nullopt;
    std::optional<Node> below;
    const Node* extends = document->find("extends");
    if (extends != nullptr) {
      below = extended(*extends);
      if (!below || !take_away(*document, *below)) return std::nullopt;
    } else if (const Node* remove = document->find("remove")) {
      diagnostics_.add(remove->span, "'remove' takes away from what a scenario extends",
                       "name the other scenario: extends: base.yaml");
      return std::nullopt;
    }
    if (!expand_tables(*document, below ? &*below : nullptr, data_, folder_, diagnostics_)) {
      return std::nullopt;
    }
    if (below) {
      erase_member(*document, "extends");
      erase_member(*document, "remove");
      lay_over(*below, std::move(*document), "");
      document = std::move(below);
    }
    if (diagnostics_.count() != before) sound_ = false;
    return document;
  }
  /// Whether all of it could be read without a fault.
  bool sound() const { return sound_; }

 private:
  std::nullopt_t fail(Span span, std::string message, std::string hint = "") {
    diagnostics_.add(span, std::move(message), std::move(hint));
    return std::nullopt;
  }

  std::optional<Node> extended(const Node& name) {
    if (!name.scalar() || name.text.empty()) {
      return fail(name.span, "the name of a scenario file is meant", "e.g. extends: base.yaml");
    }
    if (name.text.find_first_of("/\\") != std::string::npos) {
      return fail(name.span, fmt::format("{}: a scenario that is extended lies in the same folder",
                                         truncate(name.text, 60)));
    }
    std::string way;
    for (const std::string& file : chain_) way += truncate(file, 40) + " extends ";
    way += truncate(name.text, 40);
    if (has(chain_, name.text)) {
      return fail(name.span, fmt::format("scenarios that extend each other: {}", way));
    }
    if (chain_.size() > kMostExtended) {
      return fail(name.span,
                  fmt::format("more than {} scenarios extend one another: {}", kMostExtended, way));
    }
    DataText read_text = data_(name.text);
    if (!read_text.text) return fail(name.span, read_text.error);
    const std::string text = *read_text.text;
    const std::size_t begin =
        diagnostics_.add_text({folder_ + name.text, std::move(*read_text.text)});
    chain_.push_back(name.text);
    std::optional<Node> document = read(text, begin);
    if (document && !document->mapping()) {
      return fail(document->span, "a scenario is a map of keys to values");
    }
    return document;
  }

  /// What `remove` of the upper document names goes from the lower one.
  bool take_away(const Node& upper, Node& lower) {
    const Node* remove = upper.find("remove");
    if (remove == nullptr) return true;
    std::vector<Edit> edits;
    const auto take = [&](const Node& node) {
      std::optional<DocumentPath> path = read_path(node, diagnostics_);
      if (path) edits.push_back({Edit::Sort::remove, std::move(*path), {}, {}});
      return path.has_value();
    };
    bool good = true;
    if (remove->sequence()) {
      for (const Node& item : remove->items) good = take(item) && good;
    } else {
      good = take(*remove);
    }
    std::vector<std::string> words;
    return good && apply_edits(lower, edits, diagnostics_, words);
  }

  /// Lists of things that have names of their own.
  static bool named_list(const std::string& key) {
    return key == "people" || key == "accounts" || key == "rules" || key == "classes";
  }

  static void lay_over(Node& lower, Node upper, const std::string& key) {
    if (!lower.mapping() || !upper.mapping()) {
      lower = std::move(upper);
      return;
    }
    lower.span = upper.span;
    for (Member& member : upper.members) {
      Node* there = member_of(lower, member.key.text);
      if (there == nullptr) {
        lower.members.push_back(std::move(member));
      } else if (key.empty() && named_list(member.key.text) && there->sequence() &&
                 member.value.sequence()) {
        lay_list_over(lower, member.key.text, std::move(member.value));
      } else if (key == "what_if") {
        *there = std::move(member.value);
      } else {
        lay_over(*there, std::move(member.value), member.key.text);
      }
    }
  }

  static void lay_list_over(Node& root, const std::string& list, Node upper) {
    const std::vector<std::string> tiers = top_keys(root, "tiers", "account");
    Node& lower = *member_of(root, list);
    std::vector<std::string> names = names_of_things(lower, list, tiers);
    const std::vector<std::string> over = names_of_things(upper, list, tiers);
    for (std::size_t i = 0; i < upper.items.size(); ++i) {
      Node& item = upper.items[i];
      const bool own =
          item.scalar() || item.find("name") != nullptr || item.find("count") != nullptr;
      const auto at = std::find(names.begin(), names.end(), over[i]);
      if (own && !over[i].empty() && at != names.end()) {
        lay_over(lower.items[static_cast<std::size_t>(at - names.begin())], std::move(item), list);
        at->clear();  // the same name once more is a second thing, and an error like any other
      } else {
        lower.items.push_back(std::move(item));
      }
    }
  }

  const ReadData& data_;
  Diagnostics& diagnostics_;
  std::string folder_;              // "" or with a slash behind it
  std::vector<std::string> chain_;  // of files, the outermost first
  bool sound_ = true;
};

}  // namespace

std::optional<Node> whole_document(const ScenarioText& scenario, const ReadData& data,
                                   Diagnostics& diagnostics) {
  WholeDocument whole(scenario, data, diagnostics);
  std::optional<Node> document = whole.read(scenario.text, 0);
  if (document && !whole.sound()) {  // more may be wrong: all of it in one go
    read_scenario(*document, data, diagnostics);
    return std::nullopt;
  }
  return document;
}

}  // namespace suits
