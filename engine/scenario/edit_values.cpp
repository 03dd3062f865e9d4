// Setting values and adding things.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/document_editor.hpp"
#include "engine/scenario/relative_value.hpp"

namespace suits {

namespace {

/// At a tier: the one that a map by tier has for it, or the value for all.
const Node* at_tier(const Node* value, const std::string& tier) {
  if (value == nullptr || !value->mapping()) return value;
  const Node* own = value->find(tier);
  return own != nullptr ? own : value;
}

}  // namespace

/// What holds where an account does not say it: its tier's, or its kind of work's.
std::optional<Node> DocumentEditor::in_force(const DocumentPath& path) const {
  const auto& parts = path.parts;
  if (parts.size() < 3 || parts[0].text != "accounts") return std::nullopt;
  const Node* accounts = root_.find("accounts");
  const auto index = index_in(names_in(*accounts, path, 1), parts[1], accounts->items.size());
  if (!index) return std::nullopt;
  const std::vector<std::string> tiers = keys_of("tiers", "account");
  const Node* own = accounts->items[*index].find("tier");
  const std::string name = own != nullptr ? own->text : tiers[0];
  const Node* all = root_.find("tiers");
  const Node* tier = all == nullptr ? nullptr : all->find(name);
  const Node* found = nullptr;
  if (parts.size() == 3 && parts[2].text == "size") {
    found = tier == nullptr ? nullptr : tier->find("size");
    if (found == nullptr) return made_scalar("1", parts[2].span);
  } else if (parts.size() == 4 && parts[2].text == "work") {
    const Node* work = tier == nullptr ? nullptr : tier->find("work");
    found = work == nullptr ? nullptr : work->find(parts[3].text);
    if (found == nullptr) {
      const Node* kinds = root_.find("work");
      const Node* kind = kinds == nullptr ? nullptr : kinds->find(parts[3].text);
      found = kind == nullptr ? nullptr : at_tier(kind->find("arrives"), name);
    }
  }
  return found == nullptr ? std::nullopt : std::optional(*found);
}

/// The value that an edit says, once it is known what it changes.
std::optional<Node> DocumentEditor::changed(const Node* current, const Edit& edit) {
  if (!is_relative(edit.value)) return edit.value;
  const std::string what = path_text(edit.path);
  if (current != nullptr && !current->blank()) {
    return relative_value(*current, edit.value, parts(), what, diagnostics_);
  }
  if (const std::optional<Node> held = in_force(edit.path)) {
    return relative_value(*held, edit.value, parts(), what, diagnostics_);
  }
  fail(edit.value.span,
       fmt::format("{} is not said in the scenario: there is nothing that '{}' could change", what,
                   truncate(edit.value.text, 20)),
       "say what it becomes");
  return std::nullopt;
}

bool DocumentEditor::set(const Edit& edit) {
  const DocumentPath& path = edit.path;
  const std::size_t last = path.parts.size() - 1;
  Node* parent = find(path, last, true);
  if (parent == nullptr) return false;
  const PathPart& part = path.parts[last];
  if (parent->scalar() && (parent->blank() || by_tier(*parent, part))) {
    parent->sort = Node::Sort::mapping;
  }
  if (parent->mapping()) return set_entry(*parent, edit);
  if (parent->scalar()) return step(*parent, path, last, false) != nullptr;  // says why not
  Node* item = step_list(*parent, path, last);
  if (item == nullptr) return false;
  std::optional<Node> value = changed(item, edit);
  if (!value) return false;
  const Node* name = item->find("name");
  if (name != nullptr && value->mapping() && value->find("name") == nullptr) {
    put(*value, "name", name->span, Node(*name));
  }
  changes_.push_back(
      fmt::format("{}: {} (was {})", path_text(path), value_text(*value), value_text(*item)));
  *item = std::move(*value);
  return true;
}

bool DocumentEditor::set_entry(Node& mapping, const Edit& edit) {
  const DocumentPath& path = edit.path;
  const std::size_t last = path.parts.size() - 1;
  const PathPart& part = path.parts[last];
  const Node* current = member_of(mapping, part.text);
  if (current == nullptr && defined_noun(path, last)) {
    step_mapping(mapping, path, last, false);
    return false;
  }
  std::optional<Node> value = changed(current, edit);
  if (!value) return false;
  std::string was = "not said";
  if (current != nullptr) {
    was = value_text(*current);
  } else if (const std::optional<Node> held = in_force(path)) {
    was = value_text(*held);
  }
  changes_.push_back(fmt::format("{}: {} (was {})", path_text(path), value_text(*value), was));
  put(mapping, part.text, part.span, std::move(*value));
  return true;
}

bool DocumentEditor::add(const Edit& edit) {
  const DocumentPath& path = edit.path;
  const std::size_t last = path.parts.size() - 1;
  const PathPart& part = path.parts[last];
  if (is_relative(edit.value)) {
    return refuse(edit.value.span, "what is added is written out", "figures change by `set`");
  }
  const std::string& kind = path.parts[0].text;
  if (edit.at && (last != 0 || (kind != "people" && kind != "accounts"))) {
    return refuse(edit.at->span,
                  fmt::format("what joins {} cannot do so on a date", path_text(path)),
                  "people and accounts can");
  }
  Node* parent = find(path, last, true);
  if (parent == nullptr) return false;
  Node* target =
      parent->mapping() ? member_of(*parent, part.text) : step(*parent, path, last, false);
  if (target == nullptr && !parent->mapping()) return false;
  if (target == nullptr) {
    Node fresh = made_mapping(part.span);
    if (last == 0 && list_of_things(part.text)) fresh.sort = Node::Sort::sequence;
    if (!edit.value.mapping() && fresh.mapping()) fresh.sort = Node::Sort::sequence;
    put(*parent, part.text, part.span, std::move(fresh));
    target = member_of(*parent, part.text);
  }
  if (target->mapping() && last == 0 && part.text == "in_hand") {
    return refuse(part.span, "work in hand comes from a table here", "add it to the table");
  }
  if (target->mapping()) return join(*target, edit);
  if (target->scalar()) {
    const Node one = *target;
    *target = made_mapping(one.span);
    target->sort = Node::Sort::sequence;
    if (!one.blank()) target->items.push_back(one);
  }
  if (!edit.value.sequence()) return add_item(*target, edit, edit.value);
  bool good = true;
  for (const Node& item : edit.value.items) good = add_item(*target, edit, item) && good;
  return good;
}

/// New entries of a map.
bool DocumentEditor::join(Node& mapping, const Edit& edit) {
  if (!edit.value.mapping()) {
    return refuse(edit.value.span,
                  fmt::format("a map of names is meant: {} is one", path_text(edit.path)));
  }
  bool good = true;
  for (const Member& member : edit.value.members) {
    if (member_of(mapping, member.key.text) != nullptr) {
      good = refuse(member.key.span,
                    fmt::format("there is a '{}' in {} already", truncate(member.key.text, 40),
                                path_text(edit.path)),
                    "to change it, use `set`");
      continue;
    }
    changes_.push_back(fmt::format("{}.{} is added: {}", path_text(edit.path),
                                   path_part(member.key.text), value_text(member.value)));
    mapping.members.push_back(member);
  }
  return good;
}

bool DocumentEditor::add_item(Node& list, const Edit& edit, const Node& item) {
  const std::string kind = edit.path.parts.size() == 1 ? edit.path.parts[0].text : "";
  std::vector<Node> all = named(item, kind);
  if (all.empty() || !grow(all.size() * nodes_in(item), item.span)) return false;
  for (Node& one : all) {
    std::string when;
    if (edit.at) {
      const std::string key = kind == "people" ? "joins" : "starts";
      if (!one.mapping() || one.find(key) != nullptr) {
        return refuse(edit.at->span, fmt::format("'{}' says already from when on", key), "");
      }
      put(one, key, edit.at->span, made_scalar(to_string(edit.at->value), edit.at->span));
      when = " from " + to_string(edit.at->value) + " on";
    }
    const Node* name = one.find("name");
    changes_.push_back(fmt::format(
        "{} is added{}: {}",
        name != nullptr ? path_text(edit.path) + "." + path_part(name->text) : path_text(edit.path),
        when, value_text(item)));
    list.items.push_back(std::move(one));
  }
  return true;
}

/// People and accounts that are added get names, so that nobody else's changes.
std::vector<Node> DocumentEditor::named(const Node& item, const std::string& kind) {
  if ((kind != "people" && kind != "accounts") || !item.mapping() || item.find("name") != nullptr) {
    return {item};
  }
  const Node* by = item.find(kind == "people" ? "role" : "tier");
  std::string of = by == nullptr                          ? ""
                   : by->sequence() && !by->items.empty() ? by->items[0].text
                                                          : by->text;
  if (of.empty() && kind == "accounts") of = keys_of("tiers", "account")[0];
  if (of.empty()) return {item};
  Node list;
  list.sort = Node::Sort::sequence;
  list.items.push_back(item);
  if (item.find("count") == nullptr) {
    put(list.items[0], "count", item.span, made_scalar("1", item.span));
    if (kind == "people" && item.find("level") != nullptr && item.find("level")->mapping()) {
      return {item};  // wrong, and told when it is read
    }
  }
  if (by == nullptr && kind == "accounts")
    put(list.items[0], "tier", item.span, made_scalar(of, item.span));
  bool done = false;
  if (!write_out(list, kind, of + "#1", item.span, done)) return {};
  const Node* people = root_.find(kind);
  std::set<std::string> taken;
  if (people != nullptr && people->sequence()) {
    for (const Node& other : people->items) {
      const Node* name = other.find("name");
      if (name != nullptr) taken.insert(name->text);
    }
  }
  std::size_t number = 0;
  for (Node& one : list.items) {
    if (one.find("name") == nullptr) continue;
    std::string name;
    do {
      ++number;
      name = number == 1 ? "new " + of : fmt::format("new {} {}", of, number);
    } while (taken.count(name) > 0);
    put(one, "name", item.span, made_scalar(name, item.span));
  }
  return list.items;
}

}  // namespace suits
