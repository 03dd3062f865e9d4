// Work in hand, as a list in the scenario or as a table beside it. A row of the table is read as
// the mapping that it stands for, so that both say the same and are wrong in the same words.

#include "engine/scenario/read_shapes.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostRows = 100'000;

struct Cell {
  std::string text;
  Span span;
  bool quoted = false;
};

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// The cells of one line; false, and why at which place, where a quote is not closed.
bool cells_of(std::string_view text, std::size_t begin, std::size_t end, std::size_t line,
              std::vector<Cell>& cells, Diagnostics& wrong) {
  cells.clear();
  for (std::size_t at = begin;; ++at) {
    while (at < end && (text[at] == ' ' || text[at] == '\t')) ++at;
    Cell cell;
    const std::size_t from = at;
    if (at < end && text[at] == '"') {
      cell.quoted = true;
      for (++at; at < end && (text[at] != '"' || (at + 1 < end && text[at + 1] == '"')); ++at) {
        if (text[at] == '"') ++at;
        cell.text += text[at];
      }
      if (at >= end) {
        wrong.add({from, end, line, code_points(text.substr(begin, from - begin)) + 1},
                  "a quote that is not closed");
        return false;
      }
      while (at < end && text[at] != ',') ++at;
    } else {
      while (at < end && text[at] != ',') ++at;
      std::size_t last = at;
      while (last > from && (text[last - 1] == ' ' || text[last - 1] == '\t')) --last;
      cell.text = text.substr(from, last - from);
    }
    cell.span = {from, std::max(at, from + 1), line,
                 code_points(text.substr(begin, from - begin)) + 1};
    cells.push_back(std::move(cell));
    if (at >= end) return true;
  }
}

Node scalar_of(std::string_view text, const Cell& cell) {
  Node node;
  node.text = cell.text;
  node.span = cell.span;
  node.plain = node.verbatim = !cell.quoted;
  if (cell.quoted) {
    std::string source(text.substr(cell.span.begin, cell.span.end - cell.span.begin));
    source.resize(source.rfind('"') + 1);
    node.written = std::make_shared<const WrittenText>(
        WrittenText{WrittenText::Form::cell, std::move(source), cell.span});
  }
  return node;
}

/// A cell, or a list where there are several values with semicolons between them.
Node value_of(std::string_view text, const Cell& cell) {
  const Node whole = scalar_of(text, cell);
  if (cell.text.find(';') == std::string::npos) return whole;
  Node list;
  list.sort = Node::Sort::sequence;
  list.span = cell.span;
  for (std::size_t from = 0;;) {
    const std::size_t to = std::min(cell.text.find(';', from), cell.text.size());
    std::size_t first = from, last = to;
    while (first < last && cell.text[first] == ' ') ++first;
    while (last > first && cell.text[last - 1] == ' ') --last;
    Node item;
    item.plain = whole.plain;
    item.text = cell.text.substr(first, last - first);
    item.span = whole.within(first, std::max<std::size_t>(last - first, 1));
    item.verbatim = whole.verbatim;
    list.items.push_back(std::move(item));
    if (to == cell.text.size()) return list;
    from = to + 1;
  }
}

void read_rows(Reader& r, std::string_view text, InHandListSpec& out, Diagnostics& wrong) {
  std::vector<Cell> header, cells;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < text.size() && wrong.count() < 1000;) {
    ++line;
    const std::size_t feed = std::min(text.find('\n', begin), text.size());
    const std::size_t end = feed > begin && text[feed - 1] == '\r' ? feed - 1 : feed;
    const std::size_t from = begin;
    begin = feed + 1;
    if (text.substr(from, end - from).find_first_not_of(" \t,") == std::string_view::npos) continue;
    if (!cells_of(text, from, end, line, cells, wrong)) continue;
    if (header.empty()) {
      header = cells;
      const std::vector<std::string>& known = key_names<InHandSpec>();
      for (std::size_t i = 0; i < header.size(); ++i) {
        const bool twice =
            std::any_of(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const Cell& c) { return c.text == header[i].text; });
        if (has(known, header[i].text) && !twice) continue;
        const std::string near = nearest(header[i].text, known);
        wrong.add(header[i].span,
                  twice ? fmt::format("two columns '{}'", truncate(header[i].text, 40))
                        : fmt::format("no column '{}' is known", truncate(header[i].text, 40)),
                  twice          ? ""
                  : near.empty() ? fmt::format("known here: {}", listed(known))
                                 : fmt::format("did you mean '{}'?", near));
      }
      if (!wrong.empty()) return;
      continue;
    }
    if (out.jobs.size() == kMostRows) {
      wrong.add(cells[0].span, fmt::format("more than {} rows", kMostRows));
      return;
    }
    Node row;
    row.sort = Node::Sort::mapping;
    row.span = {cells.front().span.begin, cells.back().span.end, line, cells.front().span.column};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].text.empty()) continue;
      if (i >= header.size()) {
        wrong.add(cells[i].span, "a cell without a column");
        break;
      }
      Node key = scalar_of(text, header[i]);
      key.span = cells[i].span;
      row.members.push_back({std::move(key), value_of(text, cells[i])});
    }
    Reader rows(wrong, r.data());
    read_into(rows, row, out.jobs.emplace_back());
  }
  if (header.empty()) wrong.add({0, 0, 1, 1}, "a table without columns");
}

}  // namespace

void read_into(Reader& r, const Node& node, InHandListSpec& out) {
  out.span = node.span;
  if (!node.mapping()) return read_into(r, node, out.jobs);
  for (const Member& member : node.members) {
    if (member.key.text != "csv") {
      r.unknown(member.key,
                fmt::format("unknown key '{}' in work in hand", truncate(member.key.text, 40)),
                {"csv"});
      continue;
    }
    const std::size_t before = r.errors();
    read_value(r, member.key, member.value, out.csv);
    if (r.errors() != before) continue;
    const DataText table = r.data()(out.csv->text);
    if (!table.text) {
      r.error(member.value.span, table.error);
      continue;
    }
    Diagnostics wrong;
    read_rows(r, *table.text, out, wrong);
    say_of_table(*out.csv, wrong, [&](std::string message, std::string hint) {
      r.error(member.value.span, std::move(message), std::move(hint));
    });
  }
  if (!out.csv && r.errors() == 0) r.error(node.span, "'csv' is missing from work in hand");
}

}  // namespace suits
