#include "engine/scenario/reader.hpp"

namespace suits {

void Reader::unknown(const Node& name, const std::string& message,
                     const std::vector<std::string>& known) {
  const std::string near = nearest(name.text, known);
  error(name.span, message,
        near.empty() ? fmt::format("known here: {}", listed(known))
                     : fmt::format("did you mean '{}'?", near));
}

void Reader::wrong_shape(const Node& node, std::string_view wanted, std::string_view example) {
  const std::string hint = example.empty() ? "" : fmt::format("e.g. {}", example);
  if (node.blank()) {
    return error(node.span, fmt::format("no value where {} is meant", wanted), hint);
  }
  if (node.scalar()) {
    return error(node.span, fmt::format("'{}' where {} is meant", truncate(node.text, 40), wanted),
                 hint);
  }
  const char* found = node.sequence() ? "a list" : "a map";
  error(node.span, fmt::format("{} where {} is meant", found, wanted), hint);
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 30;
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
    out += fmt::format("{}{}", i == 0 ? "" : ", ", truncate(names[i], 40));
  }
  if (names.size() > kMost) out += fmt::format(" and {} more", names.size() - kMost);
  return out;
}

void read_into(Reader& r, const Node& node, Name& out) {
  if (!node.scalar()) return r.wrong_shape(node, "a text");
  if (node.text.empty()) return r.error(node.span, "an empty text where a name is meant");
  out = {node.text, node.span};
}

}  // namespace suits
