#include "engine/scenario/document.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <yaml.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/character.hpp"
#include "engine/scenario/text_map.hpp"

namespace suits {

const Node* Node::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key.text == key) return &member.value;
  }
  return nullptr;
}

Span Node::within(std::size_t offset, std::size_t length) const {
  if (!verbatim) return written ? written->place(text, offset, length) : span;
  const std::size_t quote = plain ? 0 : 1;
  std::size_t columns = quote;
  for (std::size_t at = 0; at < std::min(offset, text.size()); ++columns) {
    next_code_point(text, at);
  }
  const std::size_t begin = span.begin + quote + offset;
  return {begin, begin + length, span.line, span.column + columns};
}

namespace {

/// One event of libyaml's, freed in time.
struct Event {
  yaml_event_t raw{};
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&raw); }
};

/// Thrown where reading cannot go on; its diagnostic has been added.
struct Stop {};

class Builder {
 public:
  Builder(std::string_view text, Diagnostics& diagnostics)
      : text_(text), map_(text), diagnostics_(diagnostics) {
    yaml_parser_initialize(&parser_);
  }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;
  ~Builder() { yaml_parser_delete(&parser_); }

  Node build() {
    if (text_.size() > kMaxFileSize) {
      stop({}, fmt::format("the file is larger than {} MB", kMaxFileSize >> 20));
    }
    if (text_.substr(0, 2) == "\xFF\xFE" || text_.substr(0, 2) == "\xFE\xFF") {
      stop({}, "the file is written in UTF-16", "save it as UTF-8");
    }
    if (map_.first_bad() != std::string_view::npos) refuse_byte(map_.first_bad());
    const std::string_view body = text_.substr(text_.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(body.data()),
                                 body.size());
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    expect(YAML_STREAM_START_EVENT);
    Event first;
    next(first);
    if (first.raw.type == YAML_STREAM_END_EVENT) stop({}, "the file is empty");
    Event top;
    next(top);
    Node root = node(top, 1);
    expect(YAML_DOCUMENT_END_EVENT);
    Event last;
    next(last);
    if (last.raw.type != YAML_STREAM_END_EVENT) {
      stop(span(last), "a second document begins here", "a scenario is one document");
    }
    if (refused_) throw Stop{};
    return root;
  }

 private:
  [[noreturn]] void stop(Span at, std::string message, std::string hint = "") {
    diagnostics_.add(at, std::move(message), std::move(hint));
    throw Stop{};
  }
  /// Something that is understood but not taken: reading goes on to find more.
  void refuse(Span at, std::string message, std::string hint) {
    diagnostics_.add(at, std::move(message), std::move(hint));
    refused_ = true;
  }

  [[noreturn]] void refuse_byte(std::size_t at) {
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte >= 0x80) stop(map_.span_of_byte(at), "this is not UTF-8", "save the file as UTF-8");
    stop(map_.span_of_byte(at), fmt::format("a control character (0x{:02x}) in the text", byte));
  }

  Span span(const Event& event) const {
    return map_.span(event.raw.start_mark.index, event.raw.end_mark.index);
  }

  void next(Event& event) {
    if (yaml_parser_parse(&parser_, &event.raw) == 0) report_syntax();
  }
  void expect(yaml_event_type_t type) {
    Event event;
    next(event);
    if (event.raw.type != type) stop(span(event), "not YAML");
  }

  [[noreturn]] void report_syntax() {
    if (parser_.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    const std::string problem = parser_.problem == nullptr ? "not YAML" : parser_.problem;
    const Span at = map_.span(parser_.problem_mark.index, parser_.problem_mark.index + 1);
    const char c = at.begin < text_.size() ? text_[at.begin] : '\0';
    std::string hint;
    if (parser_.context != nullptr && at.begin >= text_.size()) {
      const std::size_t from = parser_.context_mark.index;
      stop(map_.span(from, from + 1), "not YAML: what begins here never ends");
    }
    if (c == ':') {
      hint = "a colon and a space begin a value: put a text that holds them in quotes";
    } else if (c == '\t') {
      hint = "indent with spaces, not with tabs";
    } else if (c == '%' || c == '@' || c == '`' || problem.find("alphabetic") != problem.npos) {
      hint = "put the text in quotes";
    } else if (parser_.context != nullptr) {
      const Span from = map_.span(parser_.context_mark.index, parser_.context_mark.index);
      hint = fmt::format("{} that begins at {}:{}", parser_.context, from.line, from.column);
      if (problem.find("',' or") != std::string::npos) {
        hint += "; inside { } and [ ] a text with commas or brackets of its own stands in quotes";
      }
    }
    stop(at, "not YAML: " + problem, hint);
  }

  void refuse_properties(const Event& event, const yaml_char_t* anchor, const yaml_char_t* tag) {
    if (anchor != nullptr) {
      refuse(span(event), "anchors are not part of the language", "write the value out");
    }
    if (tag != nullptr) refuse(span(event), "tags are not part of the language", "");
  }

  Node node(const Event& event, std::size_t depth) {
    if (depth > kMaxDepth) {
      stop(span(event), fmt::format("nested more than {} levels deep", kMaxDepth));
    }
    if (++nodes_ > kMaxNodes) {
      stop(span(event), fmt::format("more than {} values in the file", kMaxNodes));
    }
    switch (event.raw.type) {
      case YAML_SCALAR_EVENT:
        return scalar(event);
      case YAML_SEQUENCE_START_EVENT:
        return sequence(event, depth);
      case YAML_MAPPING_START_EVENT:
        return mapping(event, depth);
      case YAML_ALIAS_EVENT: {
        const auto* name = reinterpret_cast<const char*>(event.raw.data.alias.anchor);
        refuse(span(event), "aliases are not part of the language",
               digit(name[0]) ? fmt::format("a factor stands in quotes: \"*{}\"", truncate(name, 20))
                              : "write the value out");
        Node missing;
        missing.span = span(event);
        return missing;
      }
      default:
        stop(span(event), "not YAML");
    }
  }

  Node scalar(const Event& event) {
    const auto& raw = event.raw.data.scalar;
    refuse_properties(event, raw.anchor, raw.tag);
    Node out;
    out.span = span(event);
    out.text.assign(reinterpret_cast<const char*>(raw.value), raw.length);
    out.plain = raw.style == YAML_PLAIN_SCALAR_STYLE;
    const std::size_t content = out.span.begin + (out.plain ? 0 : 1);
    out.verbatim = content <= text_.size() && text_.substr(content, out.text.size()) == out.text &&
                   out.text.find('\n') == std::string::npos;
    if (!out.verbatim) keep_written(out, raw.style);
    return out;
  }

  void keep_written(Node& out, yaml_scalar_style_t style) const {
    using Form = WrittenText::Form;
    WrittenText written;
    written.form = style == YAML_PLAIN_SCALAR_STYLE           ? Form::plain
                   : style == YAML_SINGLE_QUOTED_SCALAR_STYLE ? Form::single_quoted
                   : style == YAML_DOUBLE_QUOTED_SCALAR_STYLE ? Form::double_quoted
                                                              : Form::block;
    written.source = text_.substr(out.span.begin, out.span.end - out.span.begin);
    written.span = out.span;
    out.written = std::make_shared<const WrittenText>(std::move(written));
    if (out.written->form != Form::block) return;
    const std::size_t first = out.text.find_first_not_of(" \t\n");
    if (first == std::string::npos) return;
    out.span = out.within(first, out.text.find_last_not_of(" \t\n") + 1 - first);
  }

  Node sequence(const Event& event, std::size_t depth) {
    const auto& raw = event.raw.data.sequence_start;
    refuse_properties(event, raw.anchor, raw.tag);
    const bool flow = raw.style == YAML_FLOW_SEQUENCE_STYLE;
    Node out;
    out.sort = Node::Sort::sequence;
    out.span = span(event);
    for (;;) {
      Event inner;
      next(inner);
      if (inner.raw.type == YAML_SEQUENCE_END_EVENT) {
        close(out, inner, flow, out.items.empty() ? nullptr : &out.items.back());
        return out;
      }
      const bool piece = swallowed(inner);
      Node item = node(inner, depth + 1);
      if (piece) continue;
      if (flow) rejoin(item);
      out.items.push_back(std::move(item));
    }
  }

  Node mapping(const Event& event, std::size_t depth) {
    const auto& raw = event.raw.data.mapping_start;
    refuse_properties(event, raw.anchor, raw.tag);
    const bool flow = raw.style == YAML_FLOW_MAPPING_STYLE;
    Node out;
    out.sort = Node::Sort::mapping;
    out.span = span(event);
    for (;;) {
      Event inner;
      next(inner);
      if (inner.raw.type == YAML_MAPPING_END_EVENT) {
        close(out, inner, flow, out.members.empty() ? nullptr : &out.members.back().value);
        drop_duplicates(out);
        return out;
      }
      const bool piece = swallowed(inner);
      Node key = node(inner, depth + 1);
      Event behind;
      next(behind);
      Node value = node(behind, depth + 1);
      if (piece) continue;
      if (!key.scalar()) {
        refuse(key.span, "a key must be a plain text", "");
        continue;
      }
      if (key.plain && key.text == "<<") {
        refuse(key.span, "merge keys are not part of the language", "write the values out");
      }
      if (flow) rejoin(value);
      out.members.push_back({std::move(key), std::move(value)});
    }
  }

  void close(Node& out, const Event& end, bool flow, const Node* last) const {
    if (flow) {
      out.span.end = span(end).end;
    } else if (last != nullptr) {
      out.span.end = std::max(out.span.end, last->span.end);
    }
  }

  /// In `{ }` and `[ ]` a comma ends a plain value, so `pert(1 h, 2 h, 4 h)` falls apart. That is
  /// an error; the pieces are put together again, so that nothing else is said about them.
  void rejoin(Node& value) {
    if (!value.scalar() || !value.plain) return;
    const auto open = std::count(value.text.begin(), value.text.end(), '(');
    if (open <= std::count(value.text.begin(), value.text.end(), ')')) return;
    std::size_t depth = 0, at = value.span.begin;
    for (; at < text_.size() && text_[at] != '\n'; ++at) {
      if (text_[at] == '(') ++depth;
      if (text_[at] == ')' && --depth == 0) break;
    }
    if (at >= text_.size() || text_[at] != ')') return;
    value.span.end = at + 1;
    value.text = std::string(text_.substr(value.span.begin, at + 1 - value.span.begin));
    value.verbatim = true;
    swallow_until_ = value.span.end;
    diagnostics_.add(value.span, "a comma ends a value inside { } and [ ]",
                     fmt::format("put it in quotes: \"{}\"", value.text));
  }
  bool swallowed(const Event& event) const { return span(event).begin < swallow_until_; }

  void drop_duplicates(Node& mapping) {
    std::vector<Member>& members = mapping.members;
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const int c = members[a].key.text.compare(members[b].key.text);
      return c != 0 ? c < 0 : a < b;
    });
    std::vector<bool> again(members.size(), false);
    bool any = false;
    for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
      const Node& key = members[order[i]].key;
      const Node& before = members[order[first]].key;
      if (key.text != before.text) {
        first = i;
        continue;
      }
      diagnostics_.add(key.span, fmt::format("'{}' stands here twice", truncate(key.text, 60)),
                       fmt::format("first at {}:{}", before.span.line, before.span.column));
      again[order[i]] = any = true;
    }
    if (!any) return;
    std::vector<Member> kept;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!again[i]) kept.push_back(std::move(members[i]));
    }
    members = std::move(kept);
  }

  std::string_view text_;
  TextMap map_;
  Diagnostics& diagnostics_;
  yaml_parser_t parser_{};
  std::size_t nodes_ = 0;
  std::size_t swallow_until_ = 0;
  bool refused_ = false;
};

}  // namespace

namespace {

void move_span(Span& span, std::size_t bytes, std::size_t columns) {
  if (span.line == 0) return;
  span.begin += bytes;
  span.end += bytes;
  if (span.line == 1) span.column += columns;
}

}  // namespace

void move_places(Node& node, std::size_t bytes, std::size_t columns) {
  move_span(node.span, bytes, columns);
  if (node.written) {
    WrittenText moved = *node.written;
    move_span(moved.span, bytes, columns);
    node.written = std::make_shared<const WrittenText>(std::move(moved));
  }
  for (Node& item : node.items) move_places(item, bytes, columns);
  for (Member& member : node.members) {
    move_places(member.key, bytes, columns);
    move_places(member.value, bytes, columns);
  }
}

std::optional<Node> read_document(std::string_view text, Diagnostics& diagnostics,
                                  std::size_t begin) {
  if (text.size() > kMaxFileSize) text = text.substr(0, kMaxFileSize + 1);
  Diagnostics found(1000);
  std::optional<Node> root;
  try {
    root = Builder(text, begin == 0 ? diagnostics : found).build();
  } catch (const Stop&) {
  }
  if (begin == 0) return root;
  for (const Diagnostic& d : found.items()) {
    Span span = d.span;
    move_span(span, begin, 0);
    diagnostics.add(span, d.message, d.hint);
  }
  if (root) move_places(*root, begin);
  return root;
}

}  // namespace suits
