// Removing things, and what else goes with people and accounts.

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/document_editor.hpp"
#include "engine/scenario/reader.hpp"

namespace suits {

namespace {

/// Takes a name out of one name or a list of them; whether it was there. What is left of a list may
/// be empty.
bool take_out(Node& names, const std::string& name) {
  const auto is = [&](const Node& item) { return item.scalar() && item.text == name; };
  if (!names.sequence()) {
    if (!is(names)) return false;
    names = made_mapping(names.span);
    names.sort = Node::Sort::sequence;
    return true;
  }
  const auto end = std::remove_if(names.items.begin(), names.items.end(), is);
  const bool any = end != names.items.end();
  names.items.erase(end, names.items.end());
  return any;
}

std::string name_in(const Node& item) {
  const Node* name = item.find("name");
  return name != nullptr && name->scalar() ? name->text : "";
}

/// Takes a person out of the places of a team; the roles in which they had one.
std::vector<std::string> leave_team(Node& holder, const std::string& name) {
  std::vector<std::string> roles;
  Node* team = member_of(holder, "team");
  if (team == nullptr || !team->mapping()) return roles;
  std::vector<Member> kept;
  for (Member& place : team->members) {
    if (take_out(place.value, name)) {
      roles.push_back(place.key.text);
      if (place.value.items.empty()) continue;
    }
    kept.push_back(std::move(place));
  }
  team->members = std::move(kept);
  if (team->members.empty()) erase_member(holder, "team");
  return roles;
}

std::string joined(const std::vector<std::string>& list) {
  constexpr std::size_t most = 6;
  std::string out;
  for (std::size_t i = 0; i < list.size() && i < most; ++i) {
    out += (i == 0 ? "" : ", ") + list[i];
  }
  if (list.size() > most) out += fmt::format(" and {} more", list.size() - most);
  return out;
}

/// Takes out what was observed of a person or an account; how much that was.
std::string forget_observed(Node& root, const std::string& sort, const std::string& name) {
  Node* observed = member_of(root, "observed");
  if (observed == nullptr || !observed->mapping()) return "";
  const std::size_t before = observed->members.size();
  std::erase_if(observed->members, [&](const Member& member) {
    return member.key.text.starts_with(name + ".") ||
           member.key.text.starts_with(sort + ":" + name + ".");
  });
  const std::size_t dropped = before - observed->members.size();
  if (observed->members.empty()) erase_member(root, "observed");
  if (dropped == 0) return "";
  return fmt::format("{} observed figure{}", dropped, dropped == 1 ? "" : "s");
}

}  // namespace

/// The places of a person, given up: all of them, or those that changes from `from` on give them.
std::vector<std::string> DocumentEditor::forget_person(const std::string& name,
                                                       const std::string& from) {
  std::vector<std::string> places;
  if (from.empty()) {
    if (Node* accounts = member_of(root_, "accounts")) {
      for (Node& account : accounts->items) {
        for (const std::string& role : leave_team(account, name)) {
          places.push_back(fmt::format("{} of {}", role, name_in(account)));
        }
        if (has_text(account, "owner", name)) {
          erase_member(account, "owner");
          places.push_back("owner of " + name_in(account));
        }
      }
    }
    std::size_t held = 0;
    if (Node* in_hand = member_of(root_, "in_hand")) {
      for (Node& job : in_hand->items) {
        if (has_text(job, "holder", name)) held += erase_member(job, "holder") ? 1 : 0;
      }
    }
    if (held > 0) places.push_back(fmt::format("{} job{} in hand", held, held == 1 ? "" : "s"));
    if (auto figures = forget_observed(root_, "person", name); !figures.empty())
      places.push_back(std::move(figures));
  }
  Node* changes = member_of(root_, "changes");
  if (changes == nullptr || !changes->sequence()) return places;
  std::size_t dropped = 0;
  std::vector<Node> kept;
  for (Node& change : changes->items) {
    const Node* at = change.find("at");
    const bool later = at != nullptr && at->text >= from;
    if (later) {
      if (has_text(change, "person", name)) {
        ++dropped;
        continue;
      }
      const bool left = !leave_team(change, name).empty();
      const bool owned = has_text(change, "owner", name) && erase_member(change, "owner");
      if (left || owned) ++dropped;
      if ((left || owned) && change.members.size() <= 2) continue;  // `at` and `account` alone
    }
    kept.push_back(std::move(change));
  }
  changes->items = std::move(kept);
  if (changes->items.empty()) erase_member(root_, "changes");
  if (dropped > 0) {
    places.push_back(fmt::format("{} dated change{}", dropped, dropped == 1 ? "" : "s"));
  }
  return places;
}

std::vector<std::string> DocumentEditor::forget_account(const std::string& name) {
  std::vector<std::string> gone;
  if (Node* people = member_of(root_, "people")) {
    for (Node& person : people->items) {
      Node* knows = member_of(person, "knows");
      if (knows != nullptr && erase_member(*knows, name) && knows->members.empty()) {
        erase_member(person, "knows");
      }
    }
  }
  for (const char* key : {"in_hand", "changes"}) {
    Node* list = member_of(root_, key);
    if (list == nullptr || !list->sequence()) continue;
    const std::size_t before = list->items.size();
    list->items.erase(
        std::remove_if(list->items.begin(), list->items.end(),
                       [&](const Node& item) { return has_text(item, "account", name); }),
        list->items.end());
    const std::size_t dropped = before - list->items.size();
    if (dropped == 0) continue;
    gone.push_back(fmt::format("{} {}{}", dropped,
                               std::string_view(key) == "changes" ? "dated change" : "job",
                               dropped == 1 ? "" : "s"));
    if (std::string_view(key) != "changes") gone.back() += " in hand";
    if (list->items.empty()) erase_member(root_, key);
  }
  if (auto figures = forget_observed(root_, "account", name); !figures.empty())
    gone.push_back(std::move(figures));
  return gone;
}

/// The last day of somebody, or of an account, is the one before.
bool DocumentEditor::end_on(Node& item, const Edit& edit, const std::string& kind,
                            const std::string& name) {
  const std::string date = to_string(edit.at->value), last = to_string(edit.at->value - 1);
  const bool person = kind == "people";
  const char* begins = person ? "joins" : "starts";
  const char* ends = person ? "leaves" : "ends";
  const Node* from = item.find(begins);
  const Node* to = item.find(ends);
  if (from != nullptr && from->text >= date) {
    return refuse(edit.at->span, fmt::format("{} {} only on {}", name, begins, from->text),
                  "without a date it is not there at all");
  }
  if (to != nullptr && to->text < date) {
    return refuse(edit.at->span, fmt::format("{} {} on {} already", name, ends, to->text));
  }
  put(item, ends, edit.at->span, made_scalar(last, edit.at->span));
  std::string words = fmt::format("{}.{} {} on {} (last day {})", kind, path_part(name),
                                  person ? "is gone" : "ends", date, last);
  if (person) {
    const std::vector<std::string> places = forget_person(name, date);
    if (!places.empty()) words += "; no longer: " + joined(places);
  }
  changes_.push_back(words);
  return true;
}

bool DocumentEditor::remove_thing(Node& list, std::size_t index, const Edit& edit,
                                  const std::string& kind) {
  const std::string name = name_in(list.items[index]);
  if (edit.at) return end_on(list.items[index], edit, kind, name);
  list.items.erase(list.items.begin() + static_cast<std::ptrdiff_t>(index));
  if (list.items.empty()) erase_member(root_, kind);
  std::string words = fmt::format("{} is removed", path_text(edit.path));
  if (!name.empty()) {
    const std::vector<std::string> places =
        kind == "people" ? forget_person(name, "") : forget_account(name);
    if (!places.empty()) words += (kind == "people" ? "; no longer: " : "; and ") + joined(places);
  }
  changes_.push_back(words);
  return true;
}

bool DocumentEditor::remove(const Edit& edit) {
  const DocumentPath& path = edit.path;
  const std::size_t last = path.parts.size() - 1;
  const PathPart& part = path.parts[last];
  const std::string& kind = path.parts[0].text;
  const bool thing = last == 1 && (kind == "people" || kind == "accounts");
  if (edit.at && !thing) {
    return refuse(edit.at->span, fmt::format("{} cannot be removed on a date", path_text(path)),
                  "people and accounts can");
  }
  Node* parent = find(path, last, false);
  if (parent == nullptr) return false;
  if (parent->mapping()) {
    if (member_of(*parent, part.text) == nullptr) return step_mapping(*parent, path, last, false);
    erase_member(*parent, part.text);
    changes_.push_back(fmt::format("{} is removed", path_text(path)));
    return true;
  }
  if (parent->scalar() && parent->text == part.text && last > 0) {  // one name for a list of them
    Node* above = find(path, last - 1, false);
    if (above == nullptr || !erase_member(*above, path.parts[last - 1].text)) {
      return refuse(part.span, fmt::format("{} cannot be removed", path_text(path)));
    }
    changes_.push_back(fmt::format("{} is removed", path_text(path)));
    return true;
  }
  const Node* item = step(*parent, path, last, false);
  if (item == nullptr) return false;
  const auto index = static_cast<std::size_t>(item - parent->items.data());
  if (thing) return remove_thing(*parent, index, edit, kind);
  parent->items.erase(parent->items.begin() + static_cast<std::ptrdiff_t>(index));
  changes_.push_back(fmt::format("{} is removed", path_text(path)));
  if (parent->items.empty() && last > 0) {
    Node* above = find(path, last - 1, false);
    if (above != nullptr) erase_member(*above, path.parts[last - 1].text);
  }
  return true;
}

}  // namespace suits
