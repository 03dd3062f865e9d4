#include "engine/scenario/edit_argument.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/relative_value.hpp"
#include "engine/scenario/scalar_text.hpp"
#include "engine/scenario/text_map.hpp"

namespace suits {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class ArgumentReader {
 public:
  ArgumentReader(const EditArgument& argument, Diagnostics& diagnostics)
      : argument_(argument),
        text_(argument.text),
        diagnostics_(diagnostics),
        begin_(diagnostics.add_text(
            {argument.flag.empty() ? flag_of(argument.sort) : argument.flag, argument.text})) {}

  std::optional<Edit> read() {
    if (text_.size() > kMaxFileSize) return fail(0, 1, "the argument is too long", "");
    const TextMap map(text_);
    if (map.first_bad() != std::string_view::npos) {
      return fail(map.first_bad(), map.first_bad() + 1,
                  bad_byte_text(text_, map.first_bad()).message, "");
    }
    Edit edit;
    edit.sort = argument_.sort;
    std::size_t end = text_.size();
    if (!take_date(end, edit)) return std::nullopt;
    std::size_t path_end = end;
    if (edit.sort != Edit::Sort::remove) {
      path_end = equals_sign(end);
      if (path_end == end) {
        return fail(0, end, fmt::format("{} wants PATH=VALUE", flag_of(edit.sort)),
                    edit.sort == Edit::Sort::set
                        ? "such as --set accounts.Northwind.size=*2"
                        : "such as --add people='{ role: account_executive }'");
      }
      if (!take_value(path_end + 1, end, edit.value)) return std::nullopt;
    }
    std::optional<DocumentPath> path = read_path(scalar(0, path_end), diagnostics_);
    if (!path) return std::nullopt;
    edit.path = std::move(*path);
    return edit;
  }

 private:
  /// The place of the bytes [from, to) of the argument.
  Span span(std::size_t from, std::size_t to) const {
    Span out = TextMap(text_.substr(0, from + 1)).span_of_byte(std::min(from, text_.size()));
    return {begin_ + from, begin_ + std::max(to, from + 1), out.line, out.column};
  }
  std::nullopt_t fail(std::size_t from, std::size_t to, std::string message, std::string hint) {
    diagnostics_.add(span(from, to), std::move(message), std::move(hint));
    return std::nullopt;
  }

  Node scalar(std::size_t from, std::size_t to) const {
    while (from < to && is_space(text_[from])) ++from;
    while (to > from && is_space(text_[to - 1])) --to;
    Node node;
    node.plain = node.verbatim = true;
    node.text = text_.substr(from, to - from);
    node.span = span(from, to);
    return node;
  }

  /// ` at DATE` at the end.
  bool take_date(std::size_t& end, Edit& edit) {
    while (end > 0 && is_space(text_[end - 1])) --end;
    const std::size_t at = text_.substr(0, end).rfind(" at ");
    if (at == std::string_view::npos) return true;
    const Node date = scalar(at + 4, end);
    const auto is = [](char c) { return (c >= '0' && c <= '9') || c == '-'; };
    if (date.text.empty() || !std::all_of(date.text.begin(), date.text.end(), is)) return true;
    Cursor cursor(date.text);
    Date value;
    if (!parse(cursor, value) || !cursor.finish()) {
      diagnostics_.add(date.span, cursor.fault()->message, cursor.fault()->hint);
      return false;
    }
    edit.at = Located<Date>{value, date.span};
    end = at;
    while (end > 0 && is_space(text_[end - 1])) --end;
    return true;
  }

  /// Where the path ends: at the first `=` outside of quotes.
  std::size_t equals_sign(std::size_t end) const {
    char quote = '\0';
    bool begins = true;  // a part of the path: elsewhere a quote is an apostrophe
    for (std::size_t at = 0; at < end; ++at) {
      const char c = text_[at];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (begins && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == '=') {
        return at;
      }
      begins = c == '.' || (begins && c == ' ');
    }
    return end;
  }

  bool take_value(std::size_t from, std::size_t end, Node& value) {
    value = scalar(from, end);
    if (value.text.empty()) {
      fail(from == 0 ? 0 : from - 1, end, "there is no value",
           "to take something away, use --remove");
      return false;
    }
    if (is_relative(value)) return true;
    if (value.text[0] == '*') {
      diagnostics_.add(value.span,
                       fmt::format("'{}' is no factor: a figure of 0 or more is meant behind `*`",
                                   truncate(value.text, 30)),
                       "such as *1.2 or *120%");
      return false;
    }
    Diagnostics wrong;
    const std::size_t first = value.span.begin - begin_;
    std::optional<Node> read = read_document(text_.substr(first, end - first), wrong);
    const std::size_t columns = value.span.line == 1 ? value.span.column - 1 : 0;
    for (const Diagnostic& d : wrong.items()) {
      Node place;
      place.span = d.span.line == 0 ? Span{0, 1, 1, 1} : d.span;
      move_places(place, value.span.begin, columns);
      diagnostics_.add(place.span, d.message, d.hint);
    }
    if (!read || !wrong.empty()) return false;
    move_places(*read, value.span.begin, columns);
    value = std::move(*read);
    return true;
  }

  const EditArgument& argument_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t begin_;
};

}  // namespace

const char* flag_of(Edit::Sort sort) {
  return sort == Edit::Sort::set ? "--set" : sort == Edit::Sort::add ? "--add" : "--remove";
}

std::optional<Edit> read_edit(const EditArgument& argument, Diagnostics& diagnostics) {
  return ArgumentReader(argument, diagnostics).read();
}

}  // namespace suits
