#include "engine/scenario/team_splice.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"

namespace suits {
namespace {

/// Bytes [begin, end) of a text, and what takes their place.
struct TextPatch {
  std::size_t begin = 0, end = 0;
  std::string text;
};

std::string holders_text(const std::vector<std::string>& holders) {
  if (holders.size() == 1) return yaml_name(holders.front());
  std::string out = "[";
  for (std::size_t i = 0; i < holders.size(); ++i)
    out += (i == 0 ? "" : ", ") + yaml_name(holders[i]);
  return out + "]";
}

class TeamSplicer {
 public:
  TeamSplicer(const Node& document, const std::string& text, Diagnostics& diagnostics)
      : document_(document), text_(text), diagnostics_(diagnostics) {}

  std::optional<std::vector<SplicedText>> splice(const std::vector<TeamEntry>& entries);

 private:
  const Node* account_node(const std::string& name) const;
  bool write(const TeamEntry& entry);
  /// Texts to be added to a mapping; put there in one go, since several may join one mapping.
  void join(const Node& mapping, const std::string& member) {
    joined_[mapping.span.begin].first = &mapping;
    joined_[mapping.span.begin].second.push_back(member);
  }
  bool put_joined();
  bool replace(const Node& node, const std::string& text);
  /// The number of the text in which a place lies, where entries may be written into it.
  std::optional<std::size_t> text_of(const Span& span, const std::string& what);
  const std::string& text(std::size_t number) const {
    return number == 0 ? text_ : diagnostics_.texts()[number - 1].text;
  }

  const Node& document_;
  const std::string& text_;
  Diagnostics& diagnostics_;
  std::map<std::size_t, std::vector<TextPatch>> patches_;  // by text
  std::map<std::size_t, std::pair<const Node*, std::vector<std::string>>> joined_;
  std::map<std::string, std::vector<std::string>> new_teams_;  // by account
};

const Node* TeamSplicer::account_node(const std::string& name) const {
  const Node* accounts = document_.find("accounts");
  if (accounts == nullptr || !accounts->sequence()) return nullptr;
  for (const Node& one : accounts->items)
    if (const Node* own = one.find("name"); own != nullptr && own->text == name) return &one;
  return nullptr;
}

std::optional<std::size_t> TeamSplicer::text_of(const Span& span, const std::string& what) {
  const std::size_t number = span.begin / kTextStride;
  if (number == 0) return number;
  if (number > diagnostics_.texts().size()) {
    diagnostics_.add(span, fmt::format("{} has no place in a text", what));
    return std::nullopt;
  }
  const std::string& name = diagnostics_.texts()[number - 1].name;
  if (name.ends_with(".yaml") || name.ends_with(".yml")) return number;
  diagnostics_.add(span,
                   fmt::format("{} comes from {}, and only scenarios are written into", what,
                               truncate(name, 60)),
                   "change the table by hand, or give the account a line of its own");
  return std::nullopt;
}

bool TeamSplicer::replace(const Node& node, const std::string& with) {
  const auto number = text_of(node.span, "the team");
  if (!number) return false;
  const std::size_t begin = node.span.begin % kTextStride;
  patches_[*number].push_back({begin, node.span.end - *number * kTextStride, with});
  return true;
}

bool TeamSplicer::write(const TeamEntry& entry) {
  const Node* account = account_node(entry.account);
  if (account == nullptr) {
    diagnostics_.add({},
                     fmt::format("{} has no line of its own in the scenario: it is counted",
                                 truncate(entry.account, 60)),
                     "write the counted accounts out, each with its name");
    return false;
  }
  const Node* team = account->find("team");
  const Node* holders = team != nullptr ? team->find(entry.role) : nullptr;
  const std::string member = yaml_name(entry.role) + ": " + holders_text(entry.holders);
  if (holders != nullptr) {
    if (!replace(*holders, holders_text(entry.holders))) return false;
  } else if (team != nullptr && team->mapping()) {
    join(*team, member);
  } else {
    new_teams_[entry.account].push_back(member);
  }
  const Node* owner = account->find("owner");
  if (entry.owner_before && owner != nullptr && owner->scalar() &&
      owner->text == *entry.owner_before)
    return replace(*owner, yaml_name(entry.owner));
  return true;
}

bool TeamSplicer::put_joined() {
  for (const auto& [account, members] : new_teams_)
    join(*account_node(account), fmt::format("team: {{ {} }}", fmt::join(members, ", ")));
  for (const auto& [begin, joined] : joined_) {
    const auto& [mapping, members] = joined;
    const auto number = text_of(mapping->span, "the account");
    if (!number) return false;
    const std::string& in = text(*number);
    const std::size_t from = begin % kTextStride;
    std::size_t at = mapping->span.end - *number * kTextStride;
    const bool flow = from < in.size() && in[from] == '{';
    std::string put;
    if (flow) {
      // Before the bracket, and before the space that stands there.
      if (at == 0 || at > in.size() || in[at - 1] != '}') {
        diagnostics_.add(mapping->span, "the account's end is not where it should be");
        return false;
      }
      --at;
      while (at > from + 1 && (in[at - 1] == ' ' || in[at - 1] == '\n')) --at;
      for (const std::string& member : members)
        put += (mapping->members.empty() && put.empty() ? " " : ", ") + member;
      patches_[*number].push_back({at, at, put});
      continue;
    }
    // A line of its own behind the last one, as far in as the first key stands.
    const std::string indent(mapping->span.column > 0 ? mapping->span.column - 1 : 0, ' ');
    at = std::min(at, in.size());
    while (at > from && (in[at - 1] == ' ' || in[at - 1] == '\n' || in[at - 1] == '\r')) --at;
    const std::size_t line_end = std::min(in.find('\n', at), in.size());
    for (const std::string& member : members) put += "\n" + indent + member;
    patches_[*number].push_back({line_end, line_end, put});
  }
  return true;
}

std::optional<std::vector<SplicedText>> TeamSplicer::splice(const std::vector<TeamEntry>& entries) {
  for (const TeamEntry& entry : entries)
    if (!write(entry)) return std::nullopt;
  if (!put_joined()) return std::nullopt;
  std::vector<SplicedText> out;
  for (auto& [number, patches] : patches_) {
    SplicedText own{number, text(number), text(number)};
    // From the end on, so that places before stay where they are. Stable: of the same place the
    // one that was asked for first comes first.
    std::stable_sort(patches.begin(), patches.end(),
                     [](const TextPatch& a, const TextPatch& b) { return a.begin < b.begin; });
    for (auto patch = patches.rbegin(); patch != patches.rend(); ++patch)
      own.after.replace(patch->begin, patch->end - patch->begin, patch->text);
    out.push_back(std::move(own));
  }
  return out;
}

}  // namespace

std::string yaml_name(const std::string& name) {
  const auto plain_byte = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == ' ' || c == '_' || c == '.' || c == '-' || c == '&' ||
           c == '\'' || c == '(' || c == ')';
  };
  static const char* const kWords[] = {"yes", "no", "true", "false", "null", "none", "on", "off"};
  const bool word = std::any_of(std::begin(kWords), std::end(kWords),
                                [&](const char* own) { return name == own; });
  const auto first = static_cast<unsigned char>(name.empty() ? ' ' : name.front());
  const bool begins = first >= 0x80 || (first >= 'a' && first <= 'z') ||
                      (first >= 'A' && first <= 'Z') || first == '_';
  if (!word && begins && name.back() != ' ' && std::all_of(name.begin(), name.end(), plain_byte))
    return name;
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::optional<std::vector<SplicedText>> splice_teams(const Node& document, const std::string& text,
                                                     const std::vector<TeamEntry>& entries,
                                                     Diagnostics& diagnostics) {
  return TeamSplicer(document, text, diagnostics).splice(entries);
}

}  // namespace suits
