#pragma once

// A document as JSON, scalars taken as YAML 1.2's core schema takes them: what an editor checks
// against the schema.

#include <charconv>

#include <nlohmann/json.hpp>

#include "engine/scenario/document.hpp"

namespace suits {

inline nlohmann::json scalar_to_json(const Node& node) {
  const std::string& text = node.text;
  if (!node.plain) return text;
  if (text.empty() || text == "null" || text == "~") return nullptr;
  if (text == "true" || text == "false") return text == "true";
  const char* end = text.data() + text.size();
  std::int64_t integer = 0;
  if (std::from_chars(text.data(), end, integer).ptr == end) return integer;
  double number = 0;
  const bool digit = (text[0] >= '0' && text[0] <= '9') || text[0] == '-' || text[0] == '.';
  if (digit && std::from_chars(text.data(), end, number).ptr == end) return number;
  return text;
}

inline nlohmann::json to_json(const Node& node) {
  if (node.scalar()) return scalar_to_json(node);
  nlohmann::json out = node.sequence() ? nlohmann::json::array() : nlohmann::json::object();
  for (const Node& item : node.items) out.push_back(to_json(item));
  for (const Member& member : node.members) out[member.key.text] = to_json(member.value);
  return out;
}

}  // namespace suits
