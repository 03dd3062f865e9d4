#include "engine/scenario/cursor.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/character.hpp"

namespace suits {

namespace {

bool space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

}  // namespace

bool Cursor::fail(std::size_t from, std::size_t to, std::string message, std::string hint) {
  if (!fault_) fault_ = Fault{from, to - from, std::move(message), std::move(hint)};
  return false;
}

void Cursor::skip_spaces() {
  while (at_ < text_.size() && space(text_[at_])) ++at_;
}

char Cursor::peek() {
  skip_spaces();
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool Cursor::take(char c) {
  if (c == '\0' || peek() != c) return false;
  ++at_;
  return true;
}

std::string_view Cursor::word() {
  skip_spaces();
  const std::size_t from = at_;
  while (at_ < text_.size() && letter(text_[at_])) ++at_;
  return text(from, at_);
}

std::string_view Cursor::until(std::string_view stops) {
  skip_spaces();
  const std::size_t from = at_;
  const std::size_t stop = text_.find_first_of(stops, at_);
  at_ = stop == std::string_view::npos ? text_.size() : stop;
  std::size_t to = at_;
  while (to > from && space(text_[to - 1])) --to;
  return text(from, to);
}

bool Cursor::number_next() {
  const char c = peek();
  if (digit(c)) return true;
  const std::size_t behind = at_ + 1;
  if (c != '-' && c != '+' && c != '.') return false;
  if (behind >= text_.size()) return false;
  return digit(text_[behind]) || (c != '.' && text_[behind] == '.');
}

bool Cursor::number(double& out) {
  skip_spaces();
  const std::size_t from = at_;
  const bool negative = text_[at_] == '-';
  if (negative || text_[at_] == '+') ++at_;
  const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), out);
  at_ = static_cast<std::size_t>(end - text_.data());
  const std::string_view written = text(from, at_);
  if (error == std::errc::result_out_of_range) {
    return fail(from, at_, fmt::format("{} is out of range", truncate(written, 40)));
  }
  if (error != std::errc{} || !std::isfinite(out)) {
    at_ = from + 1;
    return fail(from, at_, "this is not a number");
  }
  if (negative && out != 0) {
    return fail(from, at_, fmt::format("{} is negative", truncate(written, 40)));
  }
  return true;
}

bool Cursor::digits(std::size_t n, int& out) {
  if (at_ + n > text_.size()) return false;
  out = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (!digit(text_[at_ + i])) return false;
    out = 10 * out + (text_[at_ + i] - '0');
  }
  at_ += n;
  return true;
}

bool Cursor::finish() {
  if (fault_) return false;
  if (at_end()) return true;
  const std::string_view rest = text_.substr(at_);
  const bool thousands = rest.size() > 3 && rest[0] == ',' && digit(rest[1]) && digit(rest[3]);
  return fail(at_, text_.size(), fmt::format("unexpected '{}'", truncate(rest, 40)),
              thousands ? "write thousands without a comma" : "");
}

}  // namespace suits
