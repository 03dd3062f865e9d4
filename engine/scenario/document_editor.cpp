#include "engine/scenario/document_editor.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/reader.hpp"

namespace suits {

namespace {

constexpr std::size_t kMostGrown = 1'000'000;  // values
constexpr std::string_view kLists[] = {"people",  "accounts", "rules",  "classes",
                                       "changes", "limits",   "in_hand"};

/// A map whose keys the user chooses, by its path with `*` for a name.
struct Defined {
  std::array<std::string_view, 4> path;
  const char* noun;
};
constexpr Defined kDefined[] = {
    {{"roles"}, "role"},
    {{"parties"}, "party"},
    {{"tiers"}, "tier"},
    {{"levels"}, "level"},
    {{"seasons"}, "season"},
    {{"work"}, "kind of work"},
    {{"background"}, "background work"},
    {{"pools"}, "pool"},
    {{"calendar", "patterns"}, "pattern of hours"},
    {{"work", "*", "steps"}, "step"},
    {{"work", "*", "attributes"}, "attribute"},
    {{"work", "*", "milestones"}, "milestone"},
};

bool has_path(const Defined& defined, const DocumentPath& path, std::size_t depth) {
  for (std::size_t i = 0; i < defined.path.size(); ++i) {
    if (i >= depth || defined.path[i].empty()) return i == depth && defined.path[i].empty();
    if (defined.path[i] != "*" && defined.path[i] != path.parts[i].text) return false;
  }
  return depth == defined.path.size();
}

void append_text(const Node& node, std::string& out) {
  if (out.size() > 400) return;
  if (node.scalar()) {
    const bool quoted = !node.plain && node.text.find_first_of(",{}[]:") != std::string::npos;
    out += quoted ? "\"" + node.text + "\"" : node.text;
    return;
  }
  const char* separator = "";
  if (node.sequence()) {
    out += "[";
    for (const Node& item : node.items) {
      out += separator;
      append_text(item, out);
      separator = ", ";
    }
    out += "]";
    return;
  }
  out += "{ ";
  for (const Member& member : node.members) {
    out += separator + member.key.text + ": ";
    append_text(member.value, out);
    separator = ", ";
  }
  out += " }";
}

}  // namespace

bool list_of_things(std::string_view key) {
  return std::find(std::begin(kLists), std::end(kLists), key) != std::end(kLists);
}

std::optional<std::string> defined_noun(const DocumentPath& path, std::size_t depth) {
  for (const Defined& defined : kDefined) {
    if (has_path(defined, path, depth)) return defined.noun;
  }
  return std::nullopt;
}

Node* member_of(Node& mapping, std::string_view key) {
  for (Member& member : mapping.members) {
    if (member.key.text == key) return &member.value;
  }
  return nullptr;
}

Node made_scalar(std::string text, Span span) {
  Node node;
  node.plain = true;
  node.text = std::move(text);
  node.span = span;
  return node;
}

Node made_mapping(Span span) {
  Node node;
  node.sort = Node::Sort::mapping;
  node.span = span;
  return node;
}

void put(Node& mapping, std::string_view key, Span key_span, Node value) {
  if (Node* old = member_of(mapping, key)) {
    *old = std::move(value);
  } else {
    mapping.members.push_back({made_scalar(std::string(key), key_span), std::move(value)});
  }
}

bool erase_member(Node& mapping, std::string_view key) {
  const auto at = std::find_if(mapping.members.begin(), mapping.members.end(),
                               [&](const Member& m) { return m.key.text == key; });
  if (at == mapping.members.end()) return false;
  mapping.members.erase(at);
  return true;
}

bool has_text(const Node& mapping, std::string_view key, const std::string& text) {
  const Node* node = mapping.find(key);
  return node != nullptr && node->scalar() && node->text == text;
}

std::size_t nodes_in(const Node& node) {
  std::size_t n = 1;
  for (const Node& item : node.items) n += nodes_in(item);
  for (const Member& member : node.members) n += 1 + nodes_in(member.value);
  return n;
}

std::string value_text(const Node& node) {
  std::string out;
  append_text(node, out);
  return truncate(printable(out), 80);
}

std::optional<std::size_t> index_in(const std::vector<std::string>& names, const PathPart& part,
                                    std::size_t size) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!names[i].empty() && names[i] == part.text) return i;
  }
  if (part.position && *part.position <= size) return *part.position - 1;
  return std::nullopt;
}

std::nullptr_t DocumentEditor::fail(Span span, std::string message, std::string hint) {
  diagnostics_.add(span, std::move(message), std::move(hint));
  return nullptr;
}

bool DocumentEditor::refuse(Span span, std::string message, std::string hint) {
  diagnostics_.add(span, std::move(message), std::move(hint));
  return false;
}

std::vector<std::string> top_keys(const Node& document, std::string_view map,
                                  std::string otherwise) {
  std::vector<std::string> keys;
  if (const Node* node = document.find(map)) {
    for (const Member& member : node->members) keys.push_back(member.key.text);
  }
  if (keys.empty()) keys.push_back(std::move(otherwise));
  return keys;
}

std::vector<std::string> DocumentEditor::parts() const {
  std::vector<std::string> all = keys_of("tiers", "account");
  for (std::string& level : keys_of("levels", "mid")) all.push_back(std::move(level));
  return all;
}

bool DocumentEditor::grow(std::size_t values, Span at) {
  grown_ += values;
  return grown_ <= kMostGrown || refuse(at, "all the edits together add too much to the scenario");
}

Node* DocumentEditor::find(const DocumentPath& path, std::size_t depth, bool make) {
  Node* at = &root_;
  for (std::size_t i = 0; i < depth && at != nullptr; ++i) at = step(*at, path, i, make);
  return at;
}

Node* DocumentEditor::step(Node& at, const DocumentPath& path, std::size_t i, bool make) {
  if (at.sequence()) return step_list(at, path, i);
  const PathPart& part = path.parts[i];
  if (at.blank() || (at.scalar() && by_tier(at, part))) at.sort = Node::Sort::mapping;
  if (at.mapping()) return step_mapping(at, path, i, make);
  return fail(part.span,
              fmt::format("{} is one value, '{}', with nothing inside", path_text(path, i),
                          truncate(at.text, 40)),
              fmt::format("set all of {}", path_text(path, i)));
}

/// One value for all tiers becomes a map of them.
bool DocumentEditor::by_tier(Node& at, const PathPart& part) {
  const std::vector<std::string> tiers = keys_of("tiers", "account");
  if (!has(tiers, part.text) || !grow(tiers.size(), part.span)) return false;
  const Node one = at;
  at = made_mapping(one.span);
  for (const std::string& tier : tiers) put(at, tier, one.span, one);
  return true;
}

Node* DocumentEditor::step_mapping(Node& at, const DocumentPath& path, std::size_t i, bool make) {
  const PathPart& part = path.parts[i];
  if (Node* there = member_of(at, part.text)) return there;
  std::vector<std::string> known;
  for (const Member& member : at.members) known.push_back(member.key.text);
  const std::string near = nearest(part.text, known);
  const std::string hint = !near.empty()   ? fmt::format("did you mean '{}'?", near)
                           : known.empty() ? ""
                                           : fmt::format("known here: {}", listed(known));
  if (const auto noun = defined_noun(path, i)) {
    return fail(part.span, fmt::format("there is no {} '{}'", *noun, truncate(part.text, 40)),
                hint);
  }
  if (i == 0 && list_of_things(part.text)) {
    return fail(part.span, fmt::format("the scenario has no '{}'", part.text), "");
  }
  if (!make) {
    const std::string where = i == 0 ? "the scenario" : path_text(path, i);
    return fail(part.span, fmt::format("there is no '{}' in {}", truncate(part.text, 40), where),
                hint);
  }
  put(at, part.text, part.span, made_mapping(part.span));
  return member_of(at, part.text);
}

Node* DocumentEditor::step_list(Node& at, const DocumentPath& path, std::size_t i) {
  const PathPart& part = path.parts[i];
  const std::string kind = i == 1 ? path.parts[0].text : "";
  std::vector<std::string> names = names_in(at, path, i);
  std::optional<std::size_t> index = index_in(names, part, at.items.size());
  if (!index && (kind == "people" || kind == "accounts")) {
    bool done = false;
    if (!write_out(at, kind, part.text, part.span, done)) return nullptr;
    if (done) {
      names = names_in(at, path, i);
      index = index_in(names, part, at.items.size());
    }
  }
  if (index) return &at.items[*index];
  if (part.position) {
    return fail(part.span, fmt::format("there are {} in {}, and no {}", at.items.size(),
                                       path_text(path, i), part.text));
  }
  names.erase(std::remove(names.begin(), names.end(), ""), names.end());
  if (has(names, part.text + "#1"))
    return fail(part.span,
                fmt::format("{}.{} are counted no more", path_text(path, i), path_part(part.text)),
                fmt::format("since one of them was named each stands by itself: change them all "
                            "before one, or name single ones, such as {}.{}#1",
                            path_text(path, i), part.text));
  const std::string near = nearest(part.text, names);
  return fail(part.span,
              fmt::format("there is no '{}' in {}", truncate(part.text, 40), path_text(path, i)),
              !near.empty()   ? fmt::format("did you mean '{}'?", near)
              : names.empty() ? fmt::format("say which by its position: {}.#1", path_text(path, i))
                              : fmt::format("known here: {}", listed(names)));
}

bool DocumentEditor::apply(const Edit& edit) {
  const std::string& first = edit.path.parts[0].text;
  const bool drops_what_if =
      first == "what_if" && edit.sort == Edit::Sort::remove && edit.path.parts.size() == 2;
  if ((first == "what_if" && !drops_what_if) || first == "suits" || first == "extends" ||
      first == "remove") {
    return refuse(edit.path.parts[0].span, fmt::format("'{}' cannot be changed", first));
  }
  switch (edit.sort) {
    case Edit::Sort::set:
      return edit.at ? set_dated(edit) : set(edit);
    case Edit::Sort::add:
      return add(edit);
    case Edit::Sort::remove:
      return remove(edit);
  }
  return false;
}

bool apply_edits(Node& document, const std::vector<Edit>& edits, Diagnostics& diagnostics,
                 std::vector<std::string>& changes) {
  if (!document.mapping()) {
    diagnostics.add(document.span, "a scenario is a map of keys to values");
    return false;
  }
  DocumentEditor editor(document, diagnostics, changes);
  bool good = true;
  for (const Edit& edit : edits) good = editor.apply(edit) && good;
  return good;
}

}  // namespace suits
