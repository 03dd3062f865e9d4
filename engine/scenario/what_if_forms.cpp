// Reads what-ifs: only their forms; what they lead to is looked at when they are played.

#include "engine/scenario/path_text.hpp"
#include "engine/scenario/read_shapes.hpp"

namespace suits {

namespace {

constexpr std::size_t kMostWhatIfs = 300;
constexpr std::size_t kMostPaths = 1000;  // of one map
constexpr std::size_t kMostEdits = 5000;  // of all what-ifs

bool good_path(Reader& r, const Node& node) {
  Diagnostics wrong;
  const bool good = read_path(node, wrong).has_value();
  for (const Diagnostic& d : wrong.items()) r.error(d.span, d.message, d.hint);
  return good;
}

}  // namespace

void read_into(Reader& r, const Node& node, PathSpec& out) {
  if (good_path(r, node)) out.node = std::make_shared<const Node>(node);
}

void read_into(Reader& r, const Node& node, PathMapSpec& out) {
  if (!node.mapping() || node.members.empty()) {
    return r.wrong_shape(node, "a map of paths to values", "{ accounts.Northwind.size: \"*2\" }");
  }
  if (node.members.size() > kMostPaths) {
    return r.error(node.span, fmt::format("more than {} paths", kMostPaths));
  }
  bool good = true;
  for (const Member& member : node.members) {
    good = good_path(r, member.key) && good;
    if (!member.value.blank()) continue;
    r.error(member.key.span, fmt::format("'{}' has no value", truncate(member.key.text, 60)),
            "to take something away, use `remove`");
    good = false;
  }
  if (good) out.node = std::make_shared<const Node>(node);
}

void check(Reader& r, const Node& node, WhatIfSpec& s) {
  if (!s.set && !s.add && s.remove.empty()) {
    r.error(node.span, "a what-if that changes nothing", "say what it does: set, add or remove");
  }
}

void read_into(Reader& r, const Node& node, WhatIfsSpec& out) {
  if (!node.mapping()) {
    return r.wrong_shape(node, "a map of what-ifs by name",
                         "{ lose_ben: { remove: people.Ben, at: 2027-05-03 } }");
  }
  if (node.members.size() > kMostWhatIfs) {
    return r.error(node.span, fmt::format("more than {} what-ifs", kMostWhatIfs));
  }
  for (const Member& member : node.members) {
    if (member.key.text == "base") {
      r.error(member.key.span, "'base' is what every what-if is compared with",
              "give this one another name");
    }
    if (member.value.sequence() && member.value.items.empty()) {
      r.error(member.value.span, "a what-if that changes nothing",
              "say what it does: set, add or remove");
    }
    read_entry(r, member, out.entries);
  }
  std::size_t edits = 0;
  for (const auto& entry : out.entries) {
    for (const WhatIfSpec& s : entry.value) {
      edits += s.remove.size();
      for (const auto* map : {&s.set, &s.add}) {
        if (*map && (*map)->node) edits += (*map)->node->members.size();
      }
    }
  }
  if (edits > kMostEdits) {
    r.error(node.span, fmt::format("more than {} changes in all what-ifs", kMostEdits));
  }
}

}  // namespace suits
