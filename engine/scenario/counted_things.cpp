// The names of what stands in lists: their own, or those of people and accounts that are counted,
// who are written out one by one where one of them is spoken of.

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/document_editor.hpp"
#include "engine/scenario/reader.hpp"

namespace suits {

namespace {

constexpr std::uint32_t kMostWrittenOut = 10'000;

std::string name_of_thing(const Node& item, const std::string& list, std::size_t index) {
  if (item.scalar()) return item.text;
  const Node* name = item.find("name");
  if (name != nullptr && name->scalar()) return name->text;
  return list == "rules" ? fmt::format("rule {}", index + 1) : "";
}

/// The role (the tier) by which counted people (accounts) are named; "" where it is not said.
std::string counted_by(const Node& item, const std::string& list, const std::string& only_tier) {
  if (!item.mapping() || item.find("name") != nullptr || item.find("count") == nullptr) return "";
  const Node* by = item.find(list == "people" ? "role" : "tier");
  if (by == nullptr) return list == "accounts" ? only_tier : "";
  if (by->sequence()) return by->items.empty() ? "" : by->items[0].text;
  return by->text;
}

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return n;
}

}  // namespace

std::vector<std::string> names_of_things(const Node& list, const std::string& kind,
                                         const std::vector<std::string>& tiers) {
  std::vector<std::string> names, counted;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    names.push_back(name_of_thing(list.items[i], kind, i));
    counted.push_back(kind == "people" || kind == "accounts"
                          ? counted_by(list.items[i], kind, tiers.size() == 1 ? tiers[0] : "")
                          : "");
  }
  // The only counted ones of their role go by its name, where nobody else does.
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty() && std::count(counted.begin(), counted.end(), counted[i]) == 1 &&
        !has(names, counted[i])) {
      names[i] = counted[i];
    }
  }
  return names;
}

std::vector<std::string> DocumentEditor::names_in(const Node& list, const DocumentPath& path,
                                                  std::size_t depth) const {
  return names_of_things(list, depth == 1 ? path.parts[0].text : "", keys_of("tiers", "account"));
}

bool DocumentEditor::write_out(Node& list, const std::string& kind, const std::string& name,
                               Span span, bool& done) {
  const std::size_t mark = name.rfind('#');
  const auto number =
      mark == std::string::npos ? std::nullopt : number_of(std::string_view(name).substr(mark + 1));
  if (!number || *number == 0) return true;
  const std::string by = name.substr(0, mark);
  if (by.empty()) return true;
  const std::vector<std::string> tiers = keys_of("tiers", "account");
  const std::string only = tiers.size() == 1 ? tiers[0] : "";
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if (counted_by(list.items[i], kind, only) == by) found.push_back(i);
  }
  if (found.empty()) return true;
  if (found.size() > 1) {
    return refuse(
        span, fmt::format("'{}' may be of several entries that count, by their order", by),
        fmt::format("name one of these: {0}.#{1}, {0}.#{2}", kind, found[0] + 1, found[1] + 1));
  }
  const Node group = list.items[found[0]];
  const auto count = number_of(group.find("count")->text);
  if (!count || *count < *number) return true;
  if (*count > kMostWrittenOut) {
    return refuse(span, fmt::format("there are too many '{}' to speak of one", by));
  }
  if (!grow(*count * nodes_in(group), span)) return false;
  std::vector<Node> written;
  const Node* level = kind == "people" ? group.find("level") : nullptr;
  std::vector<std::string> levels;  // of each, the lowest first, as they are counted
  if (level != nullptr && level->mapping()) {
    for (const std::string& l : keys_of("levels", "mid")) {
      const Node* n = level->find(l);
      const std::uint32_t here = n == nullptr ? 0 : number_of(n->text).value_or(0);
      levels.insert(levels.end(), std::min(here, kMostWrittenOut + 1), l);
      if (levels.size() > kMostWrittenOut) break;
    }
  }
  if (!levels.empty() && levels.size() != *count) return true;  // wrong, and told when it is read
  for (std::uint32_t i = 0; i < *count; ++i) {
    Node one = group;
    erase_member(one, "count");
    put(one, "name", group.span, made_scalar(fmt::format("{}#{}", by, i + 1), group.span));
    if (!levels.empty()) put(one, "level", level->span, made_scalar(levels[i], level->span));
    written.push_back(std::move(one));
  }
  const auto at = list.items.erase(list.items.begin() + static_cast<std::ptrdiff_t>(found[0]));
  list.items.insert(at, written.begin(), written.end());
  done = true;
  return true;
}

}  // namespace suits
