#include "engine/scenario/listed_tables.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/document_editor.hpp"
#include "engine/scenario/reader.hpp"
#include "engine/scenario/table_text.hpp"

namespace suits {

namespace {

constexpr std::size_t kMostTables = 20;

/// What a column stands for: a key, and one inside it.
struct Column {
  Node key;
  std::optional<Node> inner;
};

class TableRows {
 public:
  TableRows(const Node& document, const Node* below, const std::string& list,
            Diagnostics& diagnostics)
      : diagnostics_(diagnostics),
        keys_(list == "people"     ? key_names<PersonSpec>()
              : list == "accounts" ? key_names<AccountSpec>()
                                   : key_names<InHandSpec>()) {
    if (list != "accounts") return;
    for (const Node* in : {&document, below}) {
      for (const char* map : {"roles", "work"}) {
        const Node* node = in == nullptr ? nullptr : in->find(map);
        if (node == nullptr) continue;
        for (const Member& member : node->members) {
          const std::string& name = member.key.text;
          if (has(keys_, name)) continue;
          inner_.push_back({name, std::string_view(map) == "roles" ? "team" : "work"});
        }
      }
    }
  }

  /// The rows of a text as a list.
  Node rows(std::string_view text) {
    Node list;
    list.sort = Node::Sort::sequence;
    const TableText table = read_table(text, diagnostics_);
    if (!diagnostics_.empty()) return list;
    std::vector<Column> columns;
    for (const Node& cell : table.rows[0]) columns.push_back(column(cell, table.rows[0]));
    if (!diagnostics_.empty()) return list;
    for (std::size_t i = 1; i < table.rows.size(); ++i) {
      list.items.push_back(row(columns, table.rows[i]));
    }
    return list;
  }

 private:
  struct Inner {
    std::string name;
    std::string of;  // team or work
  };

  Column column(const Node& cell, const std::vector<Node>& header) {
    const std::string& name = cell.text;
    const auto twice = [&](const Node& other) {
      return &other < &cell && other.text == name && !name.empty();
    };
    if (std::any_of(header.begin(), header.end(), twice)) {
      diagnostics_.add(cell.span, fmt::format("two columns '{}'", truncate(name, 40)));
      return {cell, {}};
    }
    if (name.empty() || has(keys_, name)) return {cell, {}};
    for (const Inner& inner : inner_) {
      if (inner.name == name) return {made_scalar(inner.of, cell.span), cell};
    }
    const std::size_t dot = name.find('.');
    if (dot != std::string::npos && has(keys_, name.substr(0, dot))) {
      return {made_scalar(name.substr(0, dot), cell.span),
              made_scalar(name.substr(dot + 1), cell.span)};
    }
    std::vector<std::string> known = keys_;
    for (const Inner& inner : inner_) known.push_back(inner.name);
    const std::string near = nearest(name, known);
    diagnostics_.add(cell.span, fmt::format("no column '{}' is known", truncate(name, 40)),
                     near.empty() ? fmt::format("known here: {}", listed(known))
                                  : fmt::format("did you mean '{}'?", near));
    return {cell, {}};
  }

  Node row(const std::vector<Column>& columns, const std::vector<Node>& cells) {
    Node out = made_mapping({cells.front().span.begin, cells.back().span.end,
                             cells.front().span.line, cells.front().span.column});
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].text.empty()) continue;
      if (i >= columns.size() || columns[i].key.text.empty()) {
        diagnostics_.add(cells[i].span, "a cell without a column");
        break;
      }
      const Column& column = columns[i];
      if (!column.inner) {
        put(out, column.key.text, column.key.span, cell_value(cells[i]));
        continue;
      }
      if (member_of(out, column.key.text) == nullptr) {
        put(out, column.key.text, column.key.span, made_mapping(cells[i].span));
      }
      Node* inside = member_of(out, column.key.text);
      if (!inside->mapping()) {
        diagnostics_.add(cells[i].span, fmt::format("'{}' is said twice", column.key.text));
        break;
      }
      put(*inside, column.inner->text, column.inner->span, cell_value(cells[i]));
    }
    return out;
  }

  Diagnostics& diagnostics_;
  std::vector<std::string> keys_;
  std::vector<Inner> inner_;
};

class TableExpander {
 public:
  TableExpander(Node& document, const Node* below, const ReadData& data, const std::string& folder,
                Diagnostics& diagnostics)
      : document_(document),
        below_(below),
        data_(data),
        folder_(folder),
        diagnostics_(diagnostics) {}

  bool run() {
    bool good = true;
    for (const char* list : {"people", "accounts", "in_hand"}) {
      Node* node = member_of(document_, list);
      if (node != nullptr) good = expand(*node, list) && good;
    }
    return good;
  }

 private:
  static bool names_table(const Node& node) { return node.find("csv") != nullptr; }

  bool expand(Node& node, const std::string& list) {
    if (names_table(node)) {
      std::optional<Node> rows = read(node, list);
      if (!rows) return false;
      rows->span = node.span;
      node = std::move(*rows);
      return true;
    }
    if (std::none_of(node.items.begin(), node.items.end(), names_table)) return true;
    std::vector<Node> items;
    for (Node& item : node.items) {
      if (!names_table(item)) {
        items.push_back(std::move(item));
        continue;
      }
      std::optional<Node> rows = read(item, list);
      if (!rows) return false;
      std::move(rows->items.begin(), rows->items.end(), std::back_inserter(items));
    }
    node.items = std::move(items);
    return true;
  }

  std::optional<Node> read(const Node& node, const std::string& list) {
    for (const Member& member : node.members) {
      if (member.key.text == "csv") continue;
      diagnostics_.add(
          member.key.span,
          fmt::format("unknown key '{}' beside a table", truncate(member.key.text, 40)),
          "its columns are the keys");
      return std::nullopt;
    }
    const Node& name = *node.find("csv");
    if (!name.scalar() || name.text.empty()) {
      diagnostics_.add(node.span, "the name of a file is meant", "e.g. { csv: people.csv }");
      return std::nullopt;
    }
    if (++tables_ > kMostTables) {
      diagnostics_.add(name.span, fmt::format("more than {} tables", kMostTables));
      return std::nullopt;
    }
    DataText table = data_(name.text);
    if (!table.text) {
      diagnostics_.add(name.span, table.error);
      return std::nullopt;
    }
    Diagnostics wrong(100);
    Node rows = TableRows(document_, below_, list, wrong).rows(*table.text);
    const std::size_t begin = diagnostics_.add_text({folder_ + name.text, std::move(*table.text)});
    for (const Diagnostic& d : wrong.items()) {
      Span span = d.span;
      span.begin += begin;
      span.end += begin;
      diagnostics_.add(span, d.message, d.hint);
    }
    if (!wrong.empty()) return std::nullopt;
    move_places(rows, begin);
    return rows;
  }

  Node& document_;
  const Node* below_;
  const ReadData& data_;
  const std::string& folder_;
  Diagnostics& diagnostics_;
  std::size_t tables_ = 0;
};

}  // namespace

bool expand_tables(Node& document, const Node* below, const ReadData& data,
                   const std::string& folder, Diagnostics& diagnostics) {
  return TableExpander(document, below, data, folder, diagnostics).run();
}

}  // namespace suits
