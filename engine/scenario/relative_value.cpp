#include "engine/scenario/relative_value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/character.hpp"
#include "engine/scenario/unit.hpp"

namespace suits {

namespace {

std::string_view without_spaces(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\n") - from + 1);
}

bool number_begins(std::string_view text) {
  return !text.empty() && (digit(text[0]) || (text[0] == '.' && text.size() > 1 && digit(text[1])));
}

/// A number and what stands behind it.
struct WrittenFigure {
  double number = 0;
  std::string unit;
};

std::optional<WrittenFigure> figure_of(std::string_view text) {
  text = without_spaces(text);
  if (!number_begins(text)) return std::nullopt;
  WrittenFigure out;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.number);
  if (error != std::errc{} || !std::isfinite(out.number)) return std::nullopt;
  out.unit = text.substr(static_cast<std::size_t>(end - text.data()));
  const std::string_view unit = without_spaces(out.unit);
  // A date or a span of hours is no figure; nor is a second number.
  if (unit.find_first_of("0123456789:()") != std::string_view::npos) return std::nullopt;
  return out;
}

std::string number_text(double number) { return fmt::format("{:.12g}", number); }

const Unit* unit_of(std::string_view text) {
  Cursor cursor(text);
  const Unit* unit = take_unit(cursor);
  return unit != nullptr && cursor.at_end() ? unit : nullptr;
}

/// How many of unit `to` one of unit `from` is; nothing where they do not measure the same.
std::optional<double> ratio(std::string_view from, std::string_view to) {
  if (from == to) return 1.0;
  const Unit* a = unit_of(from);
  const Unit* b = unit_of(to);
  if (a == nullptr || b == nullptr || a->clock != b->clock) return std::nullopt;
  return a->factor / b->factor;
}

class Change {
 public:
  Change(const Node& change, const std::vector<std::string>& parts, const std::string& what,
         Diagnostics& diagnostics)
      : change_(change), parts_(parts), what_(what), diagnostics_(diagnostics) {
    sign_ = change.text[0];
    if (const auto figure = figure_of(std::string_view(change.text).substr(1))) by_ = *figure;
    by_.unit = without_spaces(by_.unit);
  }

  std::optional<Node> of(const Node& current) {
    if (sign_ == '*' && !by_.unit.empty() && by_.unit != "%") {
      return fail("what follows `*` is a plain number or a percentage", "such as *1.2 or *120%");
    }
    if (current.mapping()) return of_map(current);
    if (!current.scalar()) {
      return fail(fmt::format("{} is a list: there is no figure to change", what_), "");
    }
    if (current.text.find('(') != std::string::npos) return of_distribution(current);
    return of_figure(current);
  }

 private:
  std::nullopt_t fail(const std::string& message, const std::string& hint) {
    diagnostics_.add(change_.span, message, hint);
    return std::nullopt;
  }

  Node scalar(std::string text) const {
    Node node;
    node.plain = true;
    node.text = std::move(text);
    node.span = change_.span;
    return node;
  }

  /// The factor by which it changes; nothing where it is added to.
  std::optional<double> factor(bool percentage) const {
    if (sign_ == '*') return by_.unit == "%" ? by_.number / 100 : by_.number;
    if (by_.unit != "%" || percentage) return std::nullopt;
    return 1 + (sign_ == '-' ? -by_.number : by_.number) / 100;
  }

  std::optional<Node> of_figure(const Node& current) {
    std::string_view text = without_spaces(current.text);
    std::string before;
    if (text.substr(0, 6) == "slack ") {
      before = "slack ";
      text.remove_prefix(6);
    }
    const std::optional<WrittenFigure> figure = figure_of(text);
    if (!figure) {
      return fail(fmt::format("'{}' is no figure that could be changed by '{}'",
                              truncate(current.text, 40), truncate(change_.text, 20)),
                  fmt::format("say what {} becomes", what_));
    }
    const std::string unit(without_spaces(figure->unit));
    double value = 0;
    if (const auto f = factor(unit == "%")) {
      value = figure->number * *f;
    } else {
      const auto r = by_.unit.empty() ? std::optional(1.0) : ratio(by_.unit, unit);
      if (!r) {
        return fail(fmt::format("'{}' does not fit '{}'", truncate(change_.text, 30),
                                truncate(current.text, 40)),
                    fmt::format("say it in {}, or as *1.2 or +20%",
                                unit.empty() ? "plain numbers" : "'" + unit + "'"));
      }
      value = figure->number + (sign_ == '-' ? -by_.number : by_.number) * *r;
    }
    if (value < 0 && value > -1e-9) value = 0;
    if (value < 0) {
      return fail(fmt::format("'{}' of '{}' is less than nothing", truncate(change_.text, 30),
                              truncate(current.text, 40)),
                  "");
    }
    return scalar(before + number_text(value) + figure->unit);
  }

  /// Scales every figure between the brackets but shares, `k` and `cv`.
  std::optional<Node> of_distribution(const Node& current) {
    const std::string& text = current.text;
    const std::string shown = truncate(text, 40);
    const auto f = factor(false);
    if (!f) {
      return fail(fmt::format("'{}' is a distribution: it can be scaled, not moved", shown),
                  "say *1.2 or +20%, or all of it");
    }
    if (*f < 0) return fail(fmt::format("'{}' would be less than nothing", shown), "");
    if (text.find("file") != std::string::npos) {
      return fail(fmt::format("'{}' is drawn from a table, which cannot be scaled", shown),
                  "scale the table, or say another distribution");
    }
    const std::size_t open = text.find('(');
    std::string out = text.substr(0, open + 1);
    std::string label;
    for (std::size_t at = open + 1; at < text.size();) {
      const std::string_view rest = std::string_view(text).substr(at);
      if (!number_begins(rest)) {
        if (letter(text[at])) {
          label += text[at];
        } else if (text[at] == ',') {
          label.clear();
        }
        out += text[at++];
        continue;
      }
      // Digits of a label (`p90`) belong to it.
      double number = 0;
      const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
      const auto length = static_cast<std::size_t>(end - rest.data());
      const bool of_label = at > 0 && letter(text[at - 1]);
      const std::string_view behind = without_spaces(rest.substr(length));
      const bool share = !behind.empty() && behind[0] == '%';
      const bool kept = of_label || share || label == "k" || label == "cv" || error != std::errc{};
      out += kept ? std::string(rest.substr(0, length)) : number_text(number * *f);
      at += std::max<std::size_t>(length, 1);
    }
    return scalar(out);
  }

  std::optional<Node> of_map(const Node& current) {
    for (const char* key : {"rate", "always"}) {
      if (current.find(key) != nullptr) return of_member(current, key);
    }
    Node out = current;
    out.span = change_.span;
    bool any = false;
    for (Member& member : out.members) {
      if (std::find(parts_.begin(), parts_.end(), member.key.text) == parts_.end()) {
        return fail(fmt::format("{} is a map: '{}' does not say which of its values", what_,
                                truncate(change_.text, 20)),
                    fmt::format("such as {}.{}", what_, member.key.text));
      }
      if (member.value.scalar() && member.value.text == "none") continue;
      std::optional<Node> value = of(member.value);
      if (!value) return std::nullopt;
      member.value = std::move(*value);
      any = true;
    }
    if (!any) return fail(fmt::format("{} has no figure that could be changed", what_), "");
    return out;
  }

  std::optional<Node> of_member(const Node& current, std::string_view key) {
    Node out = current;
    for (Member& member : out.members) {
      if (member.key.text != key) continue;
      std::optional<Node> value = of(member.value);
      if (!value) return std::nullopt;
      member.value = std::move(*value);
    }
    return out;
  }

  const Node& change_;
  const std::vector<std::string>& parts_;
  const std::string& what_;
  Diagnostics& diagnostics_;
  char sign_ = '+';
  WrittenFigure by_;
};

}  // namespace

bool is_relative(const Node& value) {
  if (!value.scalar() || value.text.size() < 2) return false;
  const char sign = value.text[0];
  if (sign != '+' && sign != '-' && sign != '*') return false;
  return figure_of(std::string_view(value.text).substr(1)).has_value();
}

std::optional<Node> relative_value(const Node& current, const Node& change,
                                   const std::vector<std::string>& parts, const std::string& what,
                                   Diagnostics& diagnostics) {
  return Change(change, parts, what, diagnostics).of(current);
}

}  // namespace suits
