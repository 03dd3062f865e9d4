#include "engine/scenario/expression_token.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/character.hpp"
#include "engine/scenario/scalar_text.hpp"

namespace suits {

namespace {

constexpr double kMostNumber = 1e15;
constexpr std::array<std::string_view, 13> kReserved = {
    "and", "or", "not", "in", "if", "min", "max", "abs", "floor", "yes", "no", "true", "false"};
/// Two-byte signs before their beginnings.
constexpr std::array<std::string_view, 16> kSigns = {"==", "!=", "<=", ">=", "<", ">", "=", "+",
                                                     "-",  "*",  "/",  "(",  ")", "[", "]", ","};
/// Whether a word may follow a number without being its unit.
bool joins(std::string_view word) {
  return word == "and" || word == "or" || word == "not" || word == "in";
}

struct Foreign {
  std::string_view sign, hint;
};
constexpr std::array<Foreign, 11> kForeign = {{{"&&", "write and"},
                                              {"||", "write or"},
                                              {"&", "write and"},
                                              {"|", "write or"},
                                              {"!", "write not"},
                                              {"=>", "write >="},
                                              {"=<", "write <="},
                                              {"<>", "write !="},
                                              {"**", "a power is written out: x * x"},
                                              {"≥", "write >="},
                                              {"≤", "write <="}}};


bool starts(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

/// The length of the name that a text begins with: letters and digits, parts joined by points, and
/// a number behind `#`.
std::size_t name_length(std::string_view text) {
  std::size_t n = 0;
  const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  while (letter(at(n)) || digit(at(n)) || (at(n) == '.' && letter(at(n + 1))) ||
         (at(n) == '#' && digit(at(n + 1)))) {
    ++n;
  }
  return n;
}

bool date_next(std::string_view rest) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (rest.size() < kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] == 'd' ? !digit(rest[i]) : rest[i] != kForm[i]) return false;
  }
  return true;
}

Token failed(Cursor& cursor, std::size_t from, std::size_t to, std::string message,
             std::string hint = "") {
  cursor.fail(from, to, std::move(message), std::move(hint));
  return {};
}

Token take_instant(Cursor& cursor, Token token) {
  Moment moment;
  if (!parse(cursor, moment)) return {};
  token.kind = Token::Kind::instant;
  token.to = cursor.at();
  token.value = static_cast<double>((midnight(moment.date) + moment.time.value_or(Duration{})).us);
  return token;
}

Token take_quantity(Cursor& cursor, Token token) {
  token.kind = Token::Kind::quantity;
  if (!cursor.number(token.value)) return {};
  token.number_to = token.to = cursor.at();
  if (cursor.take('%')) {
    token.to = cursor.at();
    token.value /= 100;
    return token;
  }
  const bool unit_next = letter(cursor.peek());
  const std::size_t before = cursor.at();
  const bool word_next = unit_next && joins(cursor.word());
  cursor.back_to(unit_next && !word_next ? before : token.number_to);
  if (unit_next && !word_next) {
    token.unit = take_unit(cursor);
    if (token.unit == nullptr) return {};
    token.to = cursor.at();
    if (token.unit->clock == Clock::months) {
      return failed(cursor, token.from, token.to, "months and years differ in length",
                    "write days or weeks");
    }
  }
  const double most_value = token.unit == nullptr ? kMostNumber : most(token.unit->clock);
  if (token.value * (token.unit == nullptr ? 1 : token.unit->factor) > most_value) {
    return failed(cursor, token.from, token.to,
                  token.unit == nullptr ? "the number is too large" : "more than 1000 years");
  }
  return token;
}

Token take_quoted(Cursor& cursor, Token token, char quote) {
  const std::size_t end = cursor.text().find(quote, token.from + 1);
  if (end == std::string_view::npos) {
    return failed(cursor, token.from, cursor.text().size(), "a quote that does not end");
  }
  token.kind = Token::Kind::quoted;
  token.text = cursor.text(token.from + 1, end);
  token.to = end + 1;
  cursor.back_to(token.to);
  return token;
}

}  // namespace

bool reserved(std::string_view word) {
  return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
}

Token take_token(Cursor& cursor) {
  Token token;
  const char c = cursor.peek();
  token.from = token.to = cursor.at();
  if (c == '\0' && cursor.at() == cursor.text().size()) return token;
  const std::string_view rest = cursor.text().substr(cursor.at());
  if (date_next(rest)) return take_instant(cursor, token);
  if (digit(c) || (c == '.' && rest.size() > 1 && digit(rest[1]))) {
    return take_quantity(cursor, token);
  }
  if (c == '"' || c == '\'') return take_quoted(cursor, token, c);
  const auto take = [&](Token::Kind kind, std::size_t length) {
    token.kind = kind;
    token.text = rest.substr(0, length);
    token.to = token.from + length;
    cursor.back_to(token.to);
    return token;
  };
  for (const Foreign& foreign : kForeign) {
    if (!starts(rest, foreign.sign) || starts(rest, "!=")) continue;
    return failed(cursor, token.from, token.from + foreign.sign.size(),
                  fmt::format("unexpected '{}'", foreign.sign), std::string(foreign.hint));
  }
  if (letter(c)) return take(Token::Kind::name, name_length(rest));
  for (const std::string_view sign : kSigns) {
    if (starts(rest, sign)) return take(Token::Kind::sign, sign.size());
  }
  return failed(cursor, token.from, token.from + 1,
                fmt::format("unexpected '{}'", printable(rest.substr(0, 1))));
}

}  // namespace suits
