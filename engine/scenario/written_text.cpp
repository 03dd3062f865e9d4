#include "engine/scenario/written_text.hpp"

#include <algorithm>
#include <optional>

#include "engine/base/display_width.hpp"

namespace suits {

namespace {

bool blank(char c) { return c == ' ' || c == '\t'; }
bool line_end(char c) { return c == '\n' || c == '\r'; }

/// Some bytes of the text, and the bytes of the source that stand for them.
struct Piece {
  std::size_t text_to = 0;
  std::size_t from = 0, to = 0;
};

/// Goes through source and text side by side.
class Alignment {
 public:
  Alignment(const WrittenText& written, std::string_view text)
      : form_(written.form), source_(written.source), text_(text), end_(source_.size()) {
    if (form_ == WrittenText::Form::block) {
      while (at_ < end_ && !line_end(source_[at_])) ++at_;
      take_line_end();
      indent_ = indentation();
      skip_indent();
    } else if (form_ != WrittenText::Form::plain) {
      at_ = std::min<std::size_t>(1, end_);
      if (end_ > 1) --end_;
    }
  }

  /// The next piece; nothing at the end, or where the two do not agree: `agrees` tells.
  std::optional<Piece> next() {
    if (read_ >= text_.size() || !agrees_) return std::nullopt;
    skip_joints();
    if (at_ >= end_) return disagree();
    if (form_ == WrittenText::Form::block) {
      return line_end(source_[at_]) ? block_lines() : letter(1);
    }
    if (at_ >= spaced_ && (blank(source_[at_]) || line_end(source_[at_]))) return space();
    const char c = source_[at_];
    if (c == '\\' && form_ == WrittenText::Form::double_quoted) return escape();
    const bool doubled = (c == '\'' && form_ == WrittenText::Form::single_quoted) ||
                         (c == '"' && form_ == WrittenText::Form::cell);
    return letter(doubled ? 2 : 1);
  }
  bool agrees() const { return agrees_; }
  std::size_t source_at() const { return at_; }

 private:
  std::optional<Piece> disagree() {
    agrees_ = false;
    return std::nullopt;
  }
  std::optional<Piece> piece(std::size_t from, std::size_t length) {
    read_ += length;
    return Piece{read_, from, at_};
  }

  bool take_line_end() {
    if (at_ >= end_ || !line_end(source_[at_])) return false;
    at_ += source_.substr(at_, 2) == "\r\n" ? 2 : 1;
    return true;
  }
  void skip_indent() {
    for (std::size_t i = 0; i < indent_ && at_ < end_ && source_[at_] == ' '; ++i) ++at_;
  }
  /// Spaces that a block's lines begin with: how many more the first line with something in it
  /// has in the source than in the text.
  std::size_t indentation() const {
    const auto spaces = [](std::string_view all, std::size_t from) {
      std::size_t start = from;
      for (; from < all.size() && (blank(all[from]) || line_end(all[from])); ++from) {
        if (line_end(all[from])) start = from + 1;
      }
      std::size_t n = 0;
      while (start + n < all.size() && all[start + n] == ' ') ++n;
      return n;
    };
    const std::size_t written = spaces(source_, at_), read = spaces(text_, 0);
    return written - std::min(written, read);
  }

  /// Line ends that an escape joins, and the blanks behind them, stand for nothing.
  void skip_joints() {
    while (form_ == WrittenText::Form::double_quoted && at_ + 1 < end_ && source_[at_] == '\\' &&
           line_end(source_[at_ + 1])) {
      ++at_;
      take_line_end();
      while (at_ < end_ && blank(source_[at_])) ++at_;
      joined_ = true;
    }
  }

  /// A character that stands for itself; `written`: the bytes of it where these are of ASCII.
  std::optional<Piece> letter(std::size_t written) {
    const std::size_t from = at_;
    next_code_point(source_, at_);
    const std::size_t length = at_ - from;
    if (text_.substr(read_, length) != source_.substr(from, length)) return disagree();
    at_ = std::min(std::max(at_, from + written), end_);
    joined_ = false;
    return piece(from, length);
  }

  /// Blanks, or blanks around ends of lines: one end is a space, of more the first is dropped.
  std::optional<Piece> space() {
    std::size_t lines = joined_ ? 1 : 0;
    const std::size_t from = at_;
    while (at_ < end_ && (blank(source_[at_]) || line_end(source_[at_]))) {
      if (take_line_end()) {
        ++lines;
      } else {
        ++at_;
      }
    }
    if (lines == (joined_ ? 1u : 0u)) {
      spaced_ = at_;
      at_ = from;
      return letter(1);
    }
    joined_ = false;
    const std::string folded = lines == 1 ? " " : std::string(lines - 1, '\n');
    if (text_.substr(read_, folded.size()) != folded) return disagree();
    return piece(from, folded.size());
  }

  /// Ends of a block's lines: a folded one is a space, all others are themselves or dropped.
  std::optional<Piece> block_lines() {
    const std::size_t from = at_;
    std::size_t lines = 0, length = 0;
    while (take_line_end()) {
      ++lines;
      skip_indent();
    }
    if (text_[read_] == ' ') return piece(from, 1);
    while (length < lines && read_ + length < text_.size() && text_[read_ + length] == '\n') {
      ++length;
    }
    return length == 0 ? disagree() : piece(from, length);
  }

  /// `\n`, `\x41`, `\u0041`, `\U00000041`: one character.
  std::optional<Piece> escape() {
    const std::size_t from = at_;
    const char sort = at_ + 1 < end_ ? source_[at_ + 1] : '\0';
    at_ = std::min(at_ + 2 + (sort == 'x' ? 2 : sort == 'u' ? 4 : sort == 'U' ? 8 : 0), end_);
    std::size_t behind = read_;
    next_code_point(text_, behind);
    joined_ = false;
    return piece(from, behind - read_);
  }

  WrittenText::Form form_;
  std::string_view source_, text_;
  std::size_t at_ = 0, end_;  // of the source
  std::size_t read_ = 0;      // of the text
  std::size_t indent_ = 0;
  std::size_t spaced_ = 0;  // blanks up to here stand for themselves
  bool joined_ = false;     // right behind a line end that an escape joins
  bool agrees_ = true;
};

/// The span of the bytes [from, to) of the source.
Span inside(const WrittenText& written, std::size_t from, std::size_t to) {
  const std::string_view before = std::string_view(written.source).substr(0, from);
  const std::size_t feed = before.rfind('\n');
  const std::size_t start = feed == std::string_view::npos ? 0 : feed + 1;
  std::size_t columns = 0;
  for (std::size_t at = start; at < before.size(); ++columns) next_code_point(before, at);
  const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  return {written.span.begin + from, written.span.begin + to, written.span.line + lines,
          (start == 0 ? written.span.column : 1) + columns};
}

}  // namespace

Span WrittenText::place(std::string_view text, std::size_t offset, std::size_t length) const {
  offset = std::min(offset, text.size());
  if (offset == text.size()) {  // what is missing is missing at the end of the last line
    while (offset > 0 && text[offset - 1] == '\n') --offset;
  }
  Alignment alignment(*this, text);
  std::optional<std::size_t> from;
  std::size_t to = 0;
  while (const auto piece = alignment.next()) {
    if (piece->text_to <= offset) continue;
    if (!from) from = piece->from;
    to = piece->to;
    if (piece->text_to >= offset + length) break;
  }
  if (!alignment.agrees()) return span;
  if (!from) from = alignment.source_at();
  return inside(*this, *from, std::max(to, *from + 1));
}

}  // namespace suits
