#pragma once

// From places counted in code points, as libyaml gives them, to bytes, lines and columns.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.hpp"

namespace suits {

/// Why a byte cannot stand in a text, and what to do about it.
struct BadByte {
  std::string message, hint;
};
BadByte bad_byte_text(std::string_view text, std::size_t at);

class TextMap {
 public:
  /// Reads the text up to its end, or to the first byte that YAML does not allow.
  explicit TextMap(std::string_view text);

  /// Byte offset of the first byte that is broken UTF-8, or a control character; npos if none.
  std::size_t first_bad() const { return first_bad_; }
  /// The code points [begin, end), not counting a byte order mark. O(log n).
  Span span(std::size_t begin, std::size_t end) const;
  /// The place of a byte.
  Span span_of_byte(std::size_t byte) const;

 private:
  static constexpr std::size_t kStep = 64;
  struct Line {
    std::size_t byte, index;
  };
  std::size_t byte_of(std::size_t index) const;

  std::string_view text_;
  std::size_t first_bad_ = std::string_view::npos;
  std::size_t length_ = 0;            // code points
  std::vector<std::size_t> sampled_;  // byte of every kStep-th code point
  std::vector<Line> lines_;           // where each begins
};

}  // namespace suits
