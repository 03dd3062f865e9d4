#pragma once

// Reads one scalar from left to right and keeps the first thing that is wrong with it, with the
// very place inside the scalar.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace suits {

/// What is wrong with a scalar: the bytes [at, at + length) of it, and why.
struct Fault {
  std::size_t at = 0;
  std::size_t length = 0;
  std::string message;
  std::string hint;
};

/// The text of a file that lies beside the scenario, or why it cannot be had.
struct DataText {
  std::optional<std::string> text;
  std::string error;
};
using ReadData = std::function<DataText(const std::string& name)>;

class Cursor {
 public:
  explicit Cursor(std::string_view text, const ReadData* data = nullptr)
      : text_(text), data_(data) {}

  /// Remembers the first fault, over the bytes [from, to); always false.
  bool fail(std::size_t from, std::size_t to, std::string message, std::string hint = "");
  const std::optional<Fault>& fault() const { return fault_; }

  std::size_t at() const { return at_; }
  void back_to(std::size_t at) { at_ = at; }
  std::string_view text() const { return text_; }
  std::string_view text(std::size_t from, std::size_t to) const {
    return text_.substr(from, to - from);
  }
  const ReadData* data() const { return data_; }

  void skip_spaces();
  /// The next byte past spaces, '\0' at the end; stays before it.
  char peek();
  bool at_end() { return peek() == '\0'; }
  /// Takes the byte, past spaces, if it is next.
  bool take(char c);
  /// Takes letters (anything beyond ASCII counts as one) and `_`; "" where none is next.
  std::string_view word();
  /// Takes everything before the first of `stops`, without spaces around it.
  std::string_view until(std::string_view stops);
  /// Whether a number is next (digits, a sign or a point before them).
  bool number_next();
  /// Takes a number: finite, not negative. Requires: number_next().
  bool number(double& out);
  /// Takes exactly `n` digits.
  bool digits(std::size_t n, int& out);
  /// Fails unless everything has been taken.
  bool finish();

 private:
  std::string_view text_;
  const ReadData* data_;
  std::size_t at_ = 0;
  std::optional<Fault> fault_;
};

}  // namespace suits
