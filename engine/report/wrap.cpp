#include "engine/report/wrap.hpp"

#include <vector>

#include <utf8proc.h>

namespace suits {
namespace {

/// The next code point's bytes and columns; bytes that are not UTF-8 count one each.
struct Glyph {
  std::string_view bytes;
  std::size_t columns = 1;
};

Glyph glyph_at(std::string_view text, std::size_t at) {
  const auto* begin = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  utf8proc_int32_t code = -1;
  const auto rest = static_cast<utf8proc_ssize_t>(text.size() - at);
  const utf8proc_ssize_t size = utf8proc_iterate(begin, rest, &code);
  if (size <= 0) return {text.substr(at, 1), 1};
  const int width = utf8proc_charwidth(code);
  return {text.substr(at, static_cast<std::size_t>(size)),
          static_cast<std::size_t>(width > 0 ? width : 0)};
}

/// "52.1 ± 1.3 %" is not torn apart.
bool glued(const std::string& before, const std::string& after) {
  return after.starts_with("±") || after.starts_with("%") || before.ends_with("±") ||
         before.ends_with("≥");
}

/// What must stay on one line: a word, or a single wide character with what clings to it.
std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> pieces(1);
  bool wide_before = false;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    at += glyph.bytes.size();
    if (glyph.bytes == " " && !glued(pieces.back(), text.substr(at, 3))) {
      pieces.back() += ' ';
      pieces.emplace_back();
      wide_before = false;
      continue;
    }
    const bool wide = glyph.columns > 1;
    if (wide && wide_before) pieces.emplace_back();
    pieces.back() += glyph.bytes;
    wide_before = wide;
  }
  return pieces;
}

void strip_end(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

}  // namespace

std::size_t display_columns(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Glyph glyph = glyph_at(text, at);
    columns += glyph.columns;
    at += glyph.bytes.size();
  }
  return columns;
}

std::string wrap(const std::string& text, std::size_t width, const std::string& first,
                 const std::string& rest) {
  std::string out, line = first;
  bool fresh = true;
  for (const std::string& piece : pieces_of(text)) {
    std::string bare = piece;
    strip_end(bare);
    if (!fresh && display_columns(line) + display_columns(bare) > width) {
      strip_end(line);
      out += line + "\n";
      line = rest;
    }
    line += piece;
    fresh = false;
  }
  strip_end(line);
  return out + line + "\n";
}

}  // namespace suits
