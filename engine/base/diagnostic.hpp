#pragma once

// What is wrong with a user's text: a message with its place, a hint, and the line itself with a
// caret. Diagnostics are collected, all of them in one go, in the order of the text.

#include <cstddef>
#include <string>
#include <vector>

namespace suits {

/// A place in a text: byte offsets [begin, end), line and column from 1 (column in code points).
/// Where there are several texts their bytes are counted on: text n begins at n * kTextStride.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t line = 0;  // 0: no place
  std::size_t column = 0;
};

inline constexpr std::size_t kTextStride = std::size_t{1} << 32;  // [bytes], more than a text has

/// A text with the name by which it is told: a file, or "--set" for an argument.
struct NamedText {
  std::string name;
  std::string text;
};

struct Diagnostic {
  Span span;
  std::string message;
  std::string hint;  // "" where there is none
};

/// Collects diagnostics; keeps the first `kept` and counts the rest.
class Diagnostics {
 public:
  explicit Diagnostics(std::size_t kept = 20) : kept_(kept) {}

  void add(Span span, std::string message, std::string hint = "");
  /// One more text that places may lie in, besides that of `render` (which is text 0). Returns the
  /// byte offset at which it begins, by which places in it are moved.
  std::size_t add_text(NamedText text);
  const std::vector<NamedText>& texts() const { return texts_; }
  /// Places lie in these texts: those of a scenario that was read before.
  void use_texts(std::vector<NamedText> texts) { texts_ = std::move(texts); }
  bool empty() const { return count_ == 0; }
  std::size_t count() const { return count_; }
  /// Those kept, in the order of the text.
  const std::vector<Diagnostic>& items() const { return items_; }

  /// The whole text for a person:
  ///   FILE:LINE:COLUMN: error: MESSAGE
  ///     the line itself
  ///         ^~~~
  ///     hint: …
  /// and, past the cap, "… and N more errors". `file` and `text` are text 0.
  std::string render(const std::string& file, const std::string& text) const;

 private:
  std::size_t kept_;
  std::size_t count_ = 0;
  std::vector<Diagnostic> items_;
  std::vector<NamedText> texts_;  // from text 1 on
};

/// The known name nearest to `name` by edit distance, or "" where none is near.
std::string nearest(const std::string& name, const std::vector<std::string>& known);

}  // namespace suits
