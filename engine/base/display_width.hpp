#pragma once

// How wide text is on a screen: a Japanese character takes two columns, a combining mark none.
// All functions take UTF-8 and accept any bytes: what is not UTF-8 counts as one column a byte.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace suits {

/// Reads the code point at `at` and moves past it; a broken byte gives U+FFFD and moves by one.
/// Requires: at < text.size().
std::uint32_t next_code_point(std::string_view text, std::size_t& at);

/// True of what must not reach a screen as it is: controls, broken bytes, marks that turn the
/// direction of the text.
bool unprintable(std::uint32_t code_point);

/// Columns of one code point: 0, 1 or 2.
std::size_t display_width(std::uint32_t code_point);
std::size_t display_width(std::string_view text);

/// The text followed by (preceded by) spaces up to `width` columns; longer text stays as it is.
std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

/// At most `width` columns of the text; what was cut is marked by a final "…".
std::string truncate(std::string_view text, std::size_t width);

/// The user's text made fit for printing within a line: "\n", "\t", "\u{1b}", "\xff" stand for
/// what cannot be shown.
std::string printable(std::string_view text);

}  // namespace suits
