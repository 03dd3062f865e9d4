#include "engine/base/diagnostic.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"

namespace suits {

namespace {

constexpr std::size_t kWindow = 96;    // columns of the user's line that are shown
constexpr std::size_t kBehind = 36;    // of them at least behind the caret, where there are any
constexpr std::size_t kMessage = 400;  // columns of a message

bool earlier(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.span.begin, a.message, a.hint) < std::tie(b.span.begin, b.message, b.hint);
}
bool same(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.span.begin, a.span.line, a.message, a.hint) ==
         std::tie(b.span.begin, b.span.line, b.message, b.hint);
}

/// Where the line that holds `at` begins (past a byte order mark).
std::size_t line_begin(std::string_view text, std::size_t at) {
  const std::size_t feed = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  if (feed != std::string_view::npos) return feed + 1;
  return text.substr(0, 3) == "\xEF\xBB\xBF" ? std::min<std::size_t>(3, at) : 0;
}

std::size_t line_end(std::string_view text, std::size_t at) {
  const std::size_t feed = text.find('\n', at);
  const std::size_t end = feed == std::string_view::npos ? text.size() : feed;
  return end > at && text[end - 1] == '\r' ? end - 1 : end;
}

/// Moves back from `at` to the beginning of a code point, not before `least`.
std::size_t code_point_begin(std::string_view text, std::size_t at, std::size_t least) {
  while (at > least && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
    --at;
  }
  return at;
}

/// One code point as it is shown in a line: tabs are spaces, what cannot be shown is "�".
void append_shown(std::string& out, std::string_view text, std::size_t& at) {
  const std::size_t from = at;
  const std::uint32_t c = next_code_point(text, at);
  if (c == '\t') {
    out += ' ';
  } else if (unprintable(c) || c == 0xFFFD) {
    out += "�";
  } else {
    out += text.substr(from, at - from);
  }
}

/// The line of a span, cut to a window around it, and the caret line below.
std::string excerpt(std::string_view text, Span span) {
  const std::size_t at = std::min(span.begin, text.size());
  const std::size_t begin = line_begin(text, at);
  const std::size_t end = std::max(line_end(text, begin), begin);

  // The line is cut in front where it would not leave room behind the caret. A code point has at
  // most four bytes, so the search stays near even in a line of megabytes.
  std::size_t from = begin;
  if (at - begin > 4 * kWindow) from = code_point_begin(text, at - 4 * kWindow, begin);
  const std::size_t behind = code_point_begin(text, std::min(end, at + kBehind), at);
  while (from < at && display_width(text.substr(from, behind - from)) > kWindow) {
    next_code_point(text, from);
  }
  std::string line = from > begin ? "…" : "";
  std::size_t i = from;
  while (i < at && i < end) append_shown(line, text, i);
  const std::string carets_indent(display_width(line), ' ');
  std::size_t width = display_width(line), marked = 0;
  const std::size_t marked_end = std::min(std::max(span.end, at + 1), end);
  while (i < end && width < kWindow && i - from < 8 * kWindow) {
    const bool inside = i < marked_end;
    std::string shown;
    append_shown(shown, text, i);
    width += display_width(shown);
    if (inside) marked += display_width(shown);
    line += shown;
  }
  if (i < end) line += "…";
  while (!line.empty() && line.back() == ' ') line.pop_back();
  const std::string carets = "^" + std::string(marked > 1 ? marked - 1 : 0, '~');
  return fmt::format("  {}\n  {}{}\n", line, carets_indent, carets);
}

}  // namespace

void Diagnostics::add(Span span, std::string message, std::string hint) {
  if (items_.size() >= kept_ && (kept_ == 0 || span.begin > items_.back().span.begin)) {
    ++count_;
    return;
  }
  Diagnostic item{span, truncate(printable(message), kMessage),
                  truncate(printable(hint), kMessage)};
  const auto at = std::lower_bound(items_.begin(), items_.end(), item, earlier);
  if (at != items_.end() && same(*at, item)) return;
  ++count_;
  if (at == items_.end() && items_.size() >= kept_) return;
  items_.insert(at, std::move(item));
  if (items_.size() > kept_) items_.pop_back();
}

std::size_t Diagnostics::add_text(NamedText text) {
  texts_.push_back(std::move(text));
  return texts_.size() * kTextStride;
}

std::string Diagnostics::render(const std::string& file, const std::string& text) const {
  std::string out;
  for (const Diagnostic& item : items_) {
    const std::size_t number = item.span.begin / kTextStride;
    const bool other = number > 0 && number <= texts_.size();
    const std::string name = printable(other ? texts_[number - 1].name : file);
    if (item.span.line == 0) {
      out += fmt::format("{}: error: {}\n", name, item.message);
    } else {
      Span span = item.span;
      span.begin -= number * kTextStride;
      span.end -= number * kTextStride;
      out += fmt::format("{}:{}:{}: error: {}\n", name, span.line, span.column, item.message);
      out += excerpt(other ? texts_[number - 1].text : text, span);
    }
    if (!item.hint.empty()) out += fmt::format("  hint: {}\n", item.hint);
  }
  const std::size_t more = count_ - items_.size();
  if (more > 0) out += fmt::format("… and {} more error{}\n", more, more == 1 ? "" : "s");
  return out;
}

}  // namespace suits
