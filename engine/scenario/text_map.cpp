#include "engine/scenario/text_map.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"

namespace suits {

namespace {

/// What YAML 1.2, 5.1 (c-printable) lets stand in a file.
bool allowed(std::uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x7F) || c == 0x85 ||
         (c >= 0xA0 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE && c != 0xFEFF) || c >= 0x10000;
}

}  // namespace

BadByte bad_byte_text(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const std::string_view mark = text.substr(0, 2);
  // Without its mark, the zeros that Latin text has in UTF-16.
  const bool zeros = byte == 0 && at < 2 && text.size() > 3 && text[at + 2] == 0;
  if (mark == "\xFF\xFE" || mark == "\xFE\xFF" || zeros)
    return {"this is UTF-16", "save it as UTF-8"};
  if (byte >= 0x80) return {"this is not UTF-8", "save it as UTF-8"};
  return {fmt::format("a control character (0x{:02x}) in the text", byte), ""};
}

TextMap::TextMap(std::string_view text) : text_(text) {
  std::size_t at = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  lines_.push_back({at, 0});
  while (at < text.size()) {
    if (length_ % kStep == 0) sampled_.push_back(at);
    const std::size_t from = at;
    const std::uint32_t c = next_code_point(text, at);
    const bool broken = c == 0xFFFD && text.substr(from, at - from) != "\xEF\xBF\xBD";
    if (broken || !allowed(c)) {
      first_bad_ = from;
      return;
    }
    ++length_;
    if (c == '\n') lines_.push_back({at, length_});
  }
}

std::size_t TextMap::byte_of(std::size_t index) const {
  if (index >= length_ || index / kStep >= sampled_.size()) return text_.size();
  std::size_t at = sampled_[index / kStep];
  for (std::size_t i = index % kStep; i > 0; --i) next_code_point(text_, at);
  return at;
}

Span TextMap::span(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, length_);
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), begin,
                                      [](std::size_t i, const Line& l) { return i < l.index; });
  const Line& line = *(after - 1);
  return {byte_of(begin), byte_of(std::max(begin, end)),
          static_cast<std::size_t>(after - lines_.begin()), begin - line.index + 1};
}

Span TextMap::span_of_byte(std::size_t byte) const {
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), byte,
                                      [](std::size_t b, const Line& l) { return b < l.byte; });
  std::size_t column = 1;
  for (std::size_t at = (after - 1)->byte; at < byte; ++column) next_code_point(text_, at);
  return {byte, byte + 1, static_cast<std::size_t>(after - lines_.begin()), column};
}

}  // namespace suits
