#pragma once

// A page of headed, wrapped lines for a terminal.

#include <string>

#include "engine/base/display_width.hpp"
#include "engine/report/table.hpp"
#include "engine/report/wrap.hpp"

namespace suits {

class Page {
 public:
  explicit Page(const ScreenStyle& style) : style_(style) {}
  /// A heading, after an empty line.
  void head(const std::string& text) {
    if (!text_.empty()) text_ += "\n";
    text_ += (style_.color ? "\x1b[1m" + text + "\x1b[0m" : text) + "\n";
  }
  /// The user's text made printable and wrapped; `first` begins its first line, `rest` the others.
  void line(const std::string& text, const std::string& first = "  ",
            const std::string& rest = "    ") {
    text_ += wrap(printable(text), static_cast<std::size_t>(style_.width), first, rest);
  }
  /// Text as it is.
  void add(const std::string& text) { text_ += text; }
  std::string take() { return std::move(text_); }

 private:
  const ScreenStyle& style_;
  std::string text_;
};

}  // namespace suits
