#include "engine/scenario/table_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/character.hpp"
#include "engine/scenario/text_map.hpp"

namespace suits {

namespace {

constexpr std::size_t kMostFaults = 1000;
constexpr std::size_t kMostColumns = 1000;
constexpr std::size_t kMostCells = 1'000'000;
constexpr std::size_t kMostInCell = 1000;

bool gap(char c) { return c == ' ' || c == '\t'; }

/// The first CR of a text of several lines none of which ends with LF; npos: it has others.
std::size_t lone_return(std::string_view text) {
  const std::size_t first = text.find('\r');
  const bool lines = first != std::string_view::npos && first + 1 < text.size();
  return lines && text.find('\n') == std::string_view::npos ? first : std::string_view::npos;
}

class TableReader {
 public:
  TableReader(std::string_view text, Diagnostics& diagnostics)
      : text_(text), diagnostics_(diagnostics) {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = line_begin_ = 3;
  }

  TableText read() {
    table_.separator = separator();
    take_stated_separator();
    while (at_ < text_.size() && diagnostics_.count() < kMostFaults) {
      std::vector<Node> row;
      if (!take_row(row)) continue;
      const bool empty =
          std::all_of(row.begin(), row.end(), [](const Node& cell) { return cell.text.empty(); });
      if (empty) continue;
      if (table_.rows.size() > kMostRows) {
        diagnostics_.add(row[0].span, fmt::format("more than {} rows", kMostRows));
        break;
      }
      table_.rows.push_back(std::move(row));
    }
    if (table_.rows.empty() && diagnostics_.empty()) {
      diagnostics_.add({0, 0, 1, 1}, "a table without columns");
    }
    return std::move(table_);
  }

 private:
  /// Of the first line that holds something, outside of quotes.
  char separator() const {
    std::size_t begin = at_;
    while (begin < text_.size() && (text_[begin] == '\n' || text_[begin] == '\r')) ++begin;
    std::size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (std::size_t i = begin; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '"') quoted = !quoted;
      if (quoted) continue;
      if (c == '\n') break;
      commas += c == ',' ? 1u : 0u;
      semicolons += c == ';' ? 1u : 0u;
      tabs += c == '\t' ? 1u : 0u;
    }
    if (semicolons > commas && semicolons >= tabs) return ';';
    return tabs > commas ? '\t' : ',';
  }

  /// A first line "sep=;", as Excel writes and reads it.
  void take_stated_separator() {
    const std::string_view line =
        text_.substr(at_, std::min(text_.find('\n', at_), text_.size()) - at_);
    const bool states = line.size() >= 5 && line.substr(0, 4) == "sep=" &&
                        std::string_view(",;\t").find(line[4]) != std::string_view::npos &&
                        (line.size() == 5 || line.substr(5) == "\r");
    if (!states) return;
    table_.separator = line[4];
    at_ += line.size() - 1;
    if (line.back() != '\r') ++at_;
    next_line();
  }

  Span place(std::size_t from, std::size_t to) {
    for (; counted_ < from; ++column_) next_code_point(text_, counted_);
    return {from, std::max(to, from + 1), line_, column_};
  }

  bool at_line_end() const {
    return at_ >= text_.size() || text_[at_] == '\n' ||
           (text_[at_] == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] == '\n'));
  }
  void next_line() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size()) ++at_;
    ++line_;
    counted_ = line_begin_ = at_;
    column_ = 1;
  }

  /// False, and a diagnostic, where a quote is not closed.
  bool take_row(std::vector<Node>& row) {
    counted_ = line_begin_ = at_;
    column_ = 1;
    for (;;) {
      if (row.size() == kMostColumns || ++cells_ > kMostCells) {
        diagnostics_.add(place(at_, at_ + 1),
                         row.size() == kMostColumns
                             ? fmt::format("more than {} columns", kMostColumns)
                             : fmt::format("more than {} cells", kMostCells));
        at_ = text_.size();
        return false;
      }
      while (!at_line_end() && gap(text_[at_]) && text_[at_] != table_.separator) ++at_;
      const bool quoted = at_ < text_.size() && text_[at_] == '"';
      if (quoted ? !take_quoted(row) : !take_plain(row)) return false;
      while (!at_line_end() && text_[at_] != table_.separator) ++at_;
      if (at_line_end()) break;
      ++at_;
    }
    next_line();
    return true;
  }

  bool take_plain(std::vector<Node>& row) {
    const std::size_t from = at_;
    while (!at_line_end() && text_[at_] != table_.separator) ++at_;
    std::size_t last = at_;
    while (last > from && gap(text_[last - 1])) --last;
    Node cell;
    cell.plain = cell.verbatim = true;
    cell.text = text_.substr(from, last - from);
    cell.span = place(from, last);
    if (table_.separator != ',') decimal_points(cell);
    row.push_back(std::move(cell));
    return true;
  }

  bool take_quoted(std::vector<Node>& row) {
    const std::size_t from = at_;
    Node cell;
    cell.span = place(from, from + 1);
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '"')) break;
      if (c == '"') ++at_;
      cell.text += c;
      if (c == '\n') {
        ++line_;
        counted_ = line_begin_ = at_ + 1;
        column_ = 1;
      }
    }
    if (at_ >= text_.size()) {
      diagnostics_.add(cell.span, "a quote that is not closed");
      return false;
    }
    ++at_;
    cell.span.end = at_;
    if (table_.separator != ',') decimal_points(cell);
    cell.written = std::make_shared<const WrittenText>(WrittenText{
        WrittenText::Form::cell, std::string(text_.substr(from, at_ - from)), cell.span});
    row.push_back(std::move(cell));
    return true;
  }

  static void decimal_points(Node& cell) {
    std::string& text = cell.text;
    if (text.empty() || !digit(text[0]) || text.find('(') != std::string::npos) return;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      if (text[i] == ',' && digit(text[i - 1]) && digit(text[i + 1])) text[i] = '.';
    }
  }

  std::string_view text_;
  Diagnostics& diagnostics_;
  TableText table_;
  std::size_t at_ = 0;
  std::size_t cells_ = 0;
  std::size_t line_ = 1, line_begin_ = 0;
  std::size_t counted_ = 0, column_ = 1;  // the column of a byte of the line
};

}  // namespace

TableText read_table(std::string_view text, Diagnostics& diagnostics) {
  const TextMap map(text);
  if (map.first_bad() != std::string_view::npos) {
    const BadByte bad = bad_byte_text(text, map.first_bad());
    diagnostics.add(map.span_of_byte(map.first_bad()), bad.message,
                    bad.hint.empty() ? "" : "save the table as UTF-8 (in Excel: CSV UTF-8)");
    return {};
  }
  if (const std::size_t lone = lone_return(text); lone != std::string_view::npos) {
    diagnostics.add(
        map.span_of_byte(lone), "the lines end as on an old Macintosh (CR alone)",
        "save the table with other ends of lines (in Excel: CSV UTF-8, not CSV Macintosh)");
    return {};
  }
  return TableReader(text, diagnostics).read();
}

Node cell_value(const Node& cell) {
  const auto more = std::count(cell.text.begin(), cell.text.end(), ';');
  if (more == 0 || more > static_cast<std::ptrdiff_t>(kMostInCell)) return cell;
  Node list;
  list.sort = Node::Sort::sequence;
  list.span = cell.span;
  for (std::size_t from = 0;;) {
    const std::size_t to = std::min(cell.text.find(';', from), cell.text.size());
    std::size_t first = from, last = to;
    while (first < last && cell.text[first] == ' ') ++first;
    while (last > first && cell.text[last - 1] == ' ') --last;
    Node item;
    item.plain = cell.plain;
    item.text = cell.text.substr(first, last - first);
    item.span = cell.within(first, std::max<std::size_t>(last - first, 1));
    item.verbatim = cell.verbatim;
    list.items.push_back(std::move(item));
    if (to == cell.text.size()) return list;
    from = to + 1;
  }
}

}  // namespace suits
