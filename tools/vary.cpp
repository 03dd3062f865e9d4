#include "tools/vary.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr std::uint64_t kMostLevels = 100'000;

/// A decimal figure, exactly: digits ÷ 10^decimals.
struct Decimal {
  std::string sign;  // "", "+", "-", "*": what is written before it
  std::int64_t digits = 0;
  int decimals = 0;
  std::string unit;  // with the space before it, as written

  std::int64_t scaled(int to) const {
    std::int64_t value = digits;
    for (int d = decimals; d < to; ++d) value *= 10;
    return sign == "-" ? -value : value;
  }
};

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(' ');
  return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(' ') - from + 1);
}

std::optional<Decimal> decimal_of(const std::string& text) {
  static const std::regex form(R"(([+*-]?)(\d{1,9})(?:\.(\d{1,6}))?(\s*[%A-Za-z/][%A-Za-z/ ]*)?)");
  std::smatch match;
  if (!std::regex_match(text, match, form)) return std::nullopt;
  return Decimal{match[1], std::stoll(match[2].str() + match[3].str()),
                 static_cast<int>(match[3].length()), match[4]};
}

/// value ÷ 10^decimals as a person writes it.
std::string decimal_text(std::int64_t value, int decimals) {
  const bool negative = value < 0;
  std::string digits = std::to_string(negative ? -value : value);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) {
    digits.insert(digits.size() - places, ".");
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return (negative ? "-" : "") + digits;
}

struct Level {
  std::string text;
  std::optional<double> number;
  std::string unit;  // with the sign of what changes what is there
};

std::string unit_of(const Decimal& figure) {
  return (figure.sign == "*" ? "*" : figure.sign.empty() ? "" : "±") + trimmed(figure.unit);
}

Level level_of(const std::string& text) {
  const std::optional<Decimal> figure = decimal_of(text);
  if (!figure) return {text, std::nullopt, ""};
  double number = static_cast<double>(figure->scaled(figure->decimals));
  for (int d = 0; d < figure->decimals; ++d) number /= 10;
  return {text, number, unit_of(*figure)};
}

/// The argument, for messages.
class Vary {
 public:
  Vary(std::string text, bool fine) : text_(std::move(text)), fine_(fine) {}
  SweepFactor read() const;

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw UsageError(fmt::format("--vary {}: {}", truncate(printable(text_), 80), why));
  }
  std::vector<std::string> items(const std::string& values) const;
  /// Nothing where the item is no range of figures.
  std::optional<std::vector<Level>> range(const std::string& item) const;
  std::vector<Level> spread(const Decimal& low, const Decimal& high,
                            const std::optional<Decimal>& step, const std::string& item) const;

  std::string text_;
  bool fine_;
};

/// Where "=" or "," stands outside of quotes and brackets; npos: nowhere.
std::size_t find_bare(const std::string& text, char wanted, std::size_t from) {
  char quote = 0;
  int depth = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
      continue;
    }
    if (c == wanted && depth == 0) return i;
    if (c == '"' || c == '\'') quote = c;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
  }
  return std::string::npos;
}

std::vector<std::string> Vary::items(const std::string& values) const {
  std::vector<std::string> all;
  for (std::size_t at = 0;;) {
    const std::size_t comma = find_bare(values, ',', at);
    all.push_back(trimmed(values.substr(at, comma == std::string::npos ? comma : comma - at)));
    if (all.back().empty())
      refuse("there is nothing between two commas, or before the first or after the last");
    if (comma == std::string::npos) return all;
    at = comma + 1;
  }
}

std::vector<Level> Vary::spread(const Decimal& low, const Decimal& high,
                                const std::optional<Decimal>& step, const std::string& item) const {
  int decimals = std::max(low.decimals, high.decimals);
  if (step) decimals = std::max(decimals, step->decimals);
  const bool whole = low.decimals == 0 && high.decimals == 0;
  if (!step && !whole && !fine_) {
    const std::int64_t fifth =
        std::max<std::int64_t>(1, (high.scaled(decimals) - low.scaled(decimals)) / 5);
    refuse(fmt::format("the range {} needs a step, as in {} step {}", item, item,
                       decimal_text(fifth, decimals)));
  }
  if (!step && !whole) decimals = std::min(decimals + 2, 8);
  const std::int64_t from = low.scaled(decimals), to = high.scaled(decimals);
  std::int64_t by = 1;
  if (step) by = step->scaled(decimals);
  if (by <= 0) refuse("a step is more than 0");
  if (to < from) refuse(fmt::format("the range {} goes down: write its lower end first", item));
  if (static_cast<std::uint64_t>((to - from) / by) >= kMostLevels)
    refuse(fmt::format("the range {} has more than {} values: give it a larger step", item,
                       kMostLevels));
  std::vector<Level> levels;
  for (std::int64_t value = from; value <= to; value += by) {
    std::string text = decimal_text(value, decimals);
    if (low.sign == "*") text.insert(0, "*");
    if ((low.sign == "+" || low.sign == "-") && value >= 0) text.insert(0, "+");
    levels.push_back(level_of(text + high.unit));
  }
  return levels;
}

std::optional<std::vector<Level>> Vary::range(const std::string& item) const {
  const std::size_t dots = item.find("..");
  if (dots == std::string::npos) return std::nullopt;
  static const std::regex stepped(R"((.*?)\s+step\s+(.*))");
  std::string rest = item.substr(dots + 2);
  std::optional<Decimal> step;
  std::smatch match;
  const std::string whole_rest = rest;
  if (std::regex_match(whole_rest, match, stepped)) {
    rest = match[1];
    step = decimal_of(trimmed(match[2]));
    if (!step || step->sign == "-")
      refuse(fmt::format("\"{}\" is no step", truncate(printable(match[2].str()), 40)));
  }
  std::optional<Decimal> low = decimal_of(trimmed(item.substr(0, dots)));
  std::optional<Decimal> high = decimal_of(trimmed(rest));
  if (!low || !high) {
    if (step) refuse("only a range of figures has a step");
    return std::nullopt;  // of dates, say: a value like others
  }
  if (high->unit.empty()) high->unit = low->unit;
  if (low->unit.empty()) low->unit = high->unit;
  if (trimmed(low->unit) != trimmed(high->unit) ||
      (step && !step->unit.empty() && trimmed(step->unit) != trimmed(high->unit)))
    refuse(fmt::format("the range {} is in several units", item));
  if (low->sign == "*" && (high->sign == "+" || high->sign == "-"))
    refuse(fmt::format("the range {} both multiplies and adds", item));
  const bool relative = low->sign == "+" || low->sign == "-";
  if (high->sign == "*" ? low->sign != "*" : !high->sign.empty() && !relative)
    refuse(fmt::format("the range {} is in part of what is there: begin it with {}", item,
                       high->sign));
  return spread(*low, *high, step, item);
}

SweepFactor Vary::read() const {
  const std::size_t equals = find_bare(text_, '=', 0);
  if (equals == std::string::npos || trimmed(text_.substr(0, equals)).empty())
    refuse("wants PATH=VALUES, as in people.account_executive.count=8..12");
  SweepFactor factor;
  factor.name = trimmed(text_.substr(0, equals));
  std::vector<Level> levels;
  for (const std::string& item : items(text_.substr(equals + 1))) {
    if (const auto several = range(item))
      levels.insert(levels.end(), several->begin(), several->end());
    else
      levels.push_back(level_of(item));
  }
  if (levels.size() < 2)
    refuse(fmt::format("one value is nothing to vary: give several, or --set {}",
                       truncate(printable(text_), 60)));
  const std::string unit = levels.front().unit;
  const bool numeric = std::all_of(levels.begin(), levels.end(), [&](const Level& level) {
    return level.number && level.unit == unit;
  });
  if (numeric)
    std::sort(levels.begin(), levels.end(),
              [](const Level& a, const Level& b) { return *a.number < *b.number; });
  std::set<std::string> seen;
  for (std::size_t l = 0; l < levels.size(); ++l) {
    const bool again = numeric ? l > 0 && *levels[l].number == *levels[l - 1].number
                               : !seen.insert(levels[l].text).second;
    if (again) refuse(fmt::format("{} is given twice", printable(levels[l].text)));
    factor.values.push_back(levels[l].text);
    if (numeric) factor.numbers.push_back(*levels[l].number);
  }
  if (numeric) factor.unit = unit;
  return factor;
}

}  // namespace

SweepFactor read_vary(const std::string& text, bool fine) { return Vary(text, fine).read(); }

}  // namespace suits
