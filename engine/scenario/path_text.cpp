#include "engine/scenario/path_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/character.hpp"

namespace suits {

namespace {

constexpr std::size_t kMostDigits = 7;

/// The number of `#n`; nothing where it is something else.
std::optional<std::size_t> position_of(std::string_view text) {
  if (text.size() < 2 || text.size() > kMostDigits || text[0] != '#') return std::nullopt;
  std::size_t n = 0;
  for (const char c : text.substr(1)) {
    if (!digit(c)) return std::nullopt;
    n = 10 * n + static_cast<std::size_t>(c - '0');
  }
  return n == 0 ? std::nullopt : std::optional(n);
}

/// Where " at 2027-05-03" ends a text; npos: it does not.
std::size_t date_behind(const std::string& text) {
  constexpr std::string_view kForm = " at dddd-dd-dd";
  if (text.size() <= kForm.size()) return std::string::npos;
  const std::size_t begin = text.size() - kForm.size();
  for (std::size_t i = 0; i < kForm.size(); ++i)
    if (kForm[i] == 'd' ? !digit(text[begin + i]) : text[begin + i] != kForm[i])
      return std::string::npos;
  return begin;
}

class PathReader {
 public:
  PathReader(const Node& node, Diagnostics& diagnostics) : node_(node), diagnostics_(diagnostics) {}

  std::optional<DocumentPath> read() {
    const std::string& text = node_.text;
    if (const std::size_t date = date_behind(text); date != std::string::npos) {
      diagnostics_.add(node_.within(date + 1, text.size() - date - 1), "a path has no date",
                       fmt::format("say it beside: {{ remove: {}, at: {} }}", text.substr(0, date),
                                   text.substr(date + 4)));
      return std::nullopt;
    }
    DocumentPath path{{}, node_.span};
    for (std::size_t at = 0;; ++at) {
      PathPart part;
      if (!take(at, part)) return std::nullopt;
      path.parts.push_back(std::move(part));
      if (path.parts.size() > kMaxDepth) {
        return fail(0, text.size(), fmt::format("a path of more than {} parts", kMaxDepth));
      }
      if (at >= text.size()) return path;
      if (text[at] != '.') return fail(at, at + 1, "a dot is meant behind a quoted part");
    }
  }

 private:
  std::nullopt_t fail(std::size_t from, std::size_t to, const std::string& message) {
    diagnostics_.add(node_.within(from, std::max<std::size_t>(to - from, 1)), message,
                     "a path is like accounts.\"Meridian Bank\".work.campaign");
    return std::nullopt;
  }

  bool take(std::size_t& at, PathPart& part) {
    const std::string& text = node_.text;
    const std::size_t begin = at;
    while (at < text.size() && text[at] == ' ') ++at;
    const bool quoted = at < text.size() && (text[at] == '"' || text[at] == '\'');
    std::size_t from = at, to = at;
    if (quoted) {
      const char quote = text[at];
      for (++at; at < text.size(); ++at) {
        if (text[at] == quote && (at + 1 >= text.size() || text[at + 1] != quote)) break;
        if (text[at] == quote) ++at;
        part.text += text[at];
      }
      if (at >= text.size()) return fail(from, text.size(), "a quote that is not closed"), false;
      to = ++at;
      while (at < text.size() && text[at] == ' ') ++at;
    } else {
      at = to = std::min(text.find('.', at), text.size());
      while (to > from && text[to - 1] == ' ') --to;
      part.text = text.substr(from, to - from);
      part.position = position_of(part.text);
    }
    if (part.text.empty()) {
      return fail(std::min(begin, text.size()), at, "a part of the path is empty"), false;
    }
    part.span = node_.within(from, to - from);
    return true;
  }

  const Node& node_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<DocumentPath> read_path(const Node& node, Diagnostics& diagnostics) {
  if (!node.scalar()) {
    diagnostics.add(node.span, "a path is meant", "such as people.Ben");
    return std::nullopt;
  }
  return PathReader(node, diagnostics).read();
}

std::string path_part(const std::string& name) {
  const bool plain = name.find_first_of(".\"'= ") == std::string::npos && !position_of(name);
  if (plain) return name;
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string path_text(const DocumentPath& path, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const PathPart& part = path.parts[i];
    out += (i == 0 ? "" : ".") + (part.position ? part.text : path_part(part.text));
  }
  return out;
}

std::string path_text(const DocumentPath& path) { return path_text(path, path.parts.size()); }

}  // namespace suits
