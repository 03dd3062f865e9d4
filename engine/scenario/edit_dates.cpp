// Values that change on a date: they become entries of `changes`.

#include <charconv>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/document_editor.hpp"
#include "engine/scenario/reader.hpp"
#include "engine/scenario/relative_value.hpp"

namespace suits {

namespace {

constexpr const char* kDatable =
    "on a date may change: role, level, hours and share of people; size, team and owner of "
    "accounts; hours of the calendar";

std::optional<double> plain_number(const Node& node) {
  double value = 0;
  const std::string& text = node.text;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (!node.scalar() || error != std::errc{} || (!rest.empty() && rest != "%")) return std::nullopt;
  return rest == "%" ? value / 100 : value;
}

}  // namespace

/// What the latest change before a date says; null where there is none.
const Node* DocumentEditor::dated_before(const std::string& subject, const std::string& name,
                                         const std::string& key, const std::string& date) const {
  const Node* changes = root_.find("changes");
  if (changes == nullptr) return nullptr;
  const Node* found = nullptr;
  std::string when;
  for (const Node& change : changes->items) {
    const Node* at = change.find("at");
    const Node* value = change.find(key);
    if (at == nullptr || value == nullptr || !has_text(change, subject, name)) continue;
    if (at->text >= date || at->text < when) continue;
    found = value;
    when = at->text;
  }
  return found;
}

/// What changes on that very date say of it already; null where they say nothing.
const Node* DocumentEditor::dated_on(const std::string& subject, const std::string& name,
                                     const std::string& key, const std::string& date) const {
  const Node* changes = root_.find("changes");
  if (changes == nullptr) return nullptr;
  for (const Node& change : changes->items)
    if (has_text(change, "at", date) && has_text(change, subject, name) &&
        change.find(key) != nullptr)
      return change.find(key);
  return nullptr;
}

/// A relative change of what changes on that day anyway: which of the two comes first, nobody says.
bool DocumentEditor::refuse_second(const Edit& edit, const Node& first) {
  const std::string what =
      fmt::format("{} changes on {}", path_text(edit.path), to_string(edit.at->value));
  diagnostics_.add(first.span, what + " here …");
  return refuse(edit.value.span,
                fmt::format("… and here by '{}' once more", truncate(edit.value.text, 20)),
                "say once what comes of both");
}

/// One entry more; one of the same subject, thing and day gives way.
void DocumentEditor::put_change(const Edit& edit, const std::string& subject, const Node& name,
                                const std::string& key, Node value) {
  const std::string date = to_string(edit.at->value);
  if (member_of(root_, "changes") == nullptr) {
    Node list = made_mapping(edit.path.span);
    list.sort = Node::Sort::sequence;
    put(root_, "changes", edit.path.span, std::move(list));
  }
  Node* changes = member_of(root_, "changes");
  for (Node& change : changes->items) {
    if (has_text(change, "at", date) && has_text(change, subject, name.text) &&
        change.find(key) != nullptr && change.members.size() > 2) {
      erase_member(change, key);
      if (change.members.size() == 2) change.members.clear();
    }
  }
  std::erase_if(changes->items,
                [](const Node& change) { return change.mapping() && change.members.empty(); });
  Node entry = made_mapping(edit.path.span);
  put(entry, "at", edit.at->span, made_scalar(date, edit.at->span));
  put(entry, subject, name.span, name);
  put(entry, key, edit.path.parts.back().span, std::move(value));
  changes->items.push_back(std::move(entry));
}

/// Changes of size are said as factors of the account's size.
bool DocumentEditor::set_account_size(const Edit& edit, const Node& account, Node& value) {
  const Node* own = account.find("size");
  const std::optional<Node> size = own != nullptr ? std::optional(*own) : in_force(edit.path);
  const Node* before =
      dated_before("account", account.find("name")->text, "size", to_string(edit.at->value));
  const Node unchanged = made_scalar("1", edit.value.span);
  const std::string what = path_text(edit.path);
  if (is_relative(edit.value) && (edit.value.text[0] == '*' || edit.value.text.back() == '%')) {
    const Node& current = before != nullptr ? *before : unchanged;
    const std::optional<double> factor = plain_number(current);
    if (!factor) return refuse(edit.value.span, fmt::format("{} is no figure", what));
    auto changed = relative_value(made_scalar(fmt::format("{:.12g}", *factor), edit.value.span),
                                  edit.value, {}, what, diagnostics_);
    if (!changed) return false;
    value = std::move(*changed);
    return true;
  }
  const double now = size ? plain_number(*size).value_or(0) : 0;
  const std::optional<double> then = plain_number(edit.value);
  if (now <= 0 || !then || is_relative(edit.value)) {
    return refuse(edit.value.span,
                  fmt::format("{} cannot become '{}' on a date", what, value_text(edit.value)),
                  "say by how much it changes: \"*1.5\" or +50%");
  }
  value = made_scalar(fmt::format("{:.12g}", *then / now), edit.value.span);
  return true;
}

bool DocumentEditor::set_dated(const Edit& edit) {
  const auto& parts = edit.path.parts;
  const std::string& kind = parts[0].text;
  const std::string date = to_string(edit.at->value);
  const auto no_date = [&] {
    return refuse(edit.at->span, fmt::format("{} cannot change on a date", path_text(edit.path)),
                  kDatable);
  };
  const auto done = [&](const Node& value) {
    changes_.push_back(
        fmt::format("{}: {} from {} on", path_text(edit.path), value_text(value), date));
    return true;
  };
  if (kind == "calendar") {
    const bool agency = parts.size() == 2 && parts[1].text == "hours";
    const bool pattern =
        parts.size() == 4 && parts[1].text == "patterns" && parts[3].text == "hours";
    if (!agency && !pattern) return no_date();
    if (pattern && find(edit.path, 3, false) == nullptr) return false;
    const PathPart& name = pattern ? parts[2] : parts[0];
    put_change(edit, "calendar", made_scalar(pattern ? name.text : "agency", name.span), "hours",
               edit.value);
    return done(edit.value);
  }
  const std::string key = parts.size() < 3 ? "" : parts[2].text;
  const bool person = kind == "people" && parts.size() == 3 &&
                      (key == "role" || key == "level" || key == "hours" || key == "share");
  const bool place = kind == "accounts" && parts.size() == 4 && key == "team";
  const bool account =
      kind == "accounts" && parts.size() == 3 && (key == "size" || key == "owner" || key == "team");
  if (!person && !account && !place) return no_date();
  const Node* thing = find(edit.path, 2, false);
  if (thing == nullptr) return false;
  const Node* name = thing->find("name");
  if (name == nullptr) {
    return refuse(parts[1].span, fmt::format("{} are several", path_text(edit.path, 2)),
                  fmt::format("name one: {}#1", path_text(edit.path, 2)));
  }
  const Node subject = made_scalar(name->text, parts[1].span);
  Node value = edit.value;
  const Node* first =
      place ? nullptr : dated_on(person ? "person" : "account", name->text, key, date);
  if (first != nullptr && is_relative(value)) return refuse_second(edit, *first);
  if (key == "size") {
    if (!set_account_size(edit, *thing, value)) return false;
    put_change(edit, "account", subject, key, value);
    return done(edit.value);
  }
  if (is_relative(value)) {
    const Node* current = dated_before("person", name->text, key, date);
    if (current == nullptr) current = thing->find(key);
    const Node whole = made_scalar("100%", value.span);
    if (current == nullptr && key == "share") current = &whole;
    std::optional<Node> changed_value = changed(current, edit);
    if (!changed_value) return false;
    value = std::move(*changed_value);
  }
  if (place) {
    Node team = made_mapping(parts[3].span);
    put(team, parts[3].text, parts[3].span, value);
    const Node* same_day = nullptr;
    if (const Node* changes = root_.find("changes")) {
      for (const Node& change : changes->items) {
        if (has_text(change, "at", date) && has_text(change, "account", name->text) &&
            change.find("team") != nullptr) {
          same_day = change.find("team");
        }
      }
    }
    if (same_day != nullptr && same_day->mapping()) {
      for (const Member& other : same_day->members) {
        if (other.key.text != parts[3].text) team.members.push_back(other);
      }
    }
    put_change(edit, "account", subject, "team", team);
    return done(value);
  }
  put_change(edit, person ? "person" : "account", subject, key, value);
  return done(value);
}

}  // namespace suits
