#pragma once

// A scalar whose text is not in the file letter by letter (escapes, doubled quotes, several lines)
// as it is written there, so that a fault in the text is shown at its very character.

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/diagnostic.hpp"

namespace suits {

struct WrittenText {
  enum class Form : unsigned char { plain, single_quoted, double_quoted, block, cell };
  Form form = Form::plain;  // block: `|` or `>`; cell: of a table, between double quotes
  std::string source;       // quotes, or the block's first line, included
  Span span;                // where `source` stands

  /// Where `length` bytes from `offset` on of `text`, the text that was read from it, are written;
  /// what lies past its end stands behind its last character. All of it (`span`) where `text` is
  /// not what the rules of YAML 1.2 (6.5, 7.3, 8.1) make of it. O(source).
  Span place(std::string_view text, std::size_t offset, std::size_t length) const;
};

}  // namespace suits
