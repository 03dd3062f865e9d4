#include "engine/base/display_width.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <utf8proc.h>

namespace suits {

namespace {

constexpr std::uint32_t kBroken = 0xFFFD;

/// A code point, or -1 where the byte at `at` does not begin one; moves past it.
std::int32_t decode(std::string_view text, std::size_t& at) {
  std::int32_t code_point = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  const auto left = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size() - at, 4));
  const utf8proc_ssize_t n = utf8proc_iterate(bytes, left, &code_point);
  at += n > 0 ? static_cast<std::size_t>(n) : 1;
  return n > 0 ? code_point : -1;
}

}  // namespace

std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const std::int32_t c = decode(text, at);
  return c < 0 ? kBroken : static_cast<std::uint32_t>(c);
}

bool unprintable(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C || c == 0xFEFF;
}

std::size_t display_width(std::uint32_t code_point) {
  const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
  return width > 0 ? static_cast<std::size_t>(width) : 0;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += display_width(next_code_point(text, at));
  return width;
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t have = display_width(text);
  return std::string(text) + std::string(have < width ? width - have : 0, ' ');
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t have = display_width(text);
  return std::string(have < width ? width - have : 0, ' ') + std::string(text);
}

std::string truncate(std::string_view text, std::size_t width) {
  std::size_t used = 0, fits = 0;  // `fits`: bytes that leave a column for the mark
  for (std::size_t at = 0; at < text.size();) {
    used += display_width(next_code_point(text, at));
    if (used + 1 <= width) fits = at;
    if (used > width) return width == 0 ? "" : std::string(text.substr(0, fits)) + "…";
  }
  return std::string(text);
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const std::int32_t c = decode(text, at);
    if (c < 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[from]));
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (unprintable(static_cast<std::uint32_t>(c))) {
      out += fmt::format("\\u{{{:x}}}", c);
    } else {
      out += text.substr(from, at - from);
    }
  }
  return out;
}

}  // namespace suits
