#include "engine/report/wrap.hpp"

#include <vector>

#include "engine/base/display_width.hpp"

namespace suits {
namespace {

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
    const std::size_t from = at;
    const std::uint32_t code = next_code_point(text, at);
    const std::string bytes = text.substr(from, at - from);
    if (bytes == " " && !glued(pieces.back(), text.substr(at, 3))) {
      pieces.back() += ' ';
      pieces.emplace_back();
      wide_before = false;
      continue;
    }
    const bool wide = display_width(code) > 1;
    if (wide && wide_before) pieces.emplace_back();
    pieces.back() += bytes;
    wide_before = wide;
  }
  return pieces;
}

void strip_end(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

}  // namespace

std::string wrap(const std::string& text, std::size_t width, const std::string& first,
                 const std::string& rest) {
  std::string out, line = first;
  bool fresh = true;
  for (const std::string& piece : pieces_of(text)) {
    std::string bare = piece;
    strip_end(bare);
    if (!fresh && display_width(line) + display_width(bare) > width) {
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
