// Which types go together in an expression, and what is said where they do not.

#include <utility>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/scenario/expression_builder.hpp"

namespace suits {

namespace {

using Leaning = Operand::Leaning;

bool is_duration(ValueSort sort) {
  return sort == ValueSort::working || sort == ValueSort::elapsed || sort == ValueSort::effort;
}

/// The unit's name on another clock ("working hours" for "h"), or "".
std::string on_clock(std::string_view unit, ValueSort sort) {
  const bool working = unit.substr(0, 8) == "working ";
  const std::string plain(working ? unit.substr(8) : unit);
  if (sort == ValueSort::elapsed) return plain;
  if (sort == ValueSort::effort) {
    const char c = plain[0];
    return c == 'h' || c == 'm' || c == 's' ? plain : "";
  }
  if (plain == "h") return "working hours";
  if (plain[0] == 's') return "";
  return "working " + plain;
}

/// "1 working hour", "3 working hours".
std::string counted(std::string_view number, std::string_view unit) {
  const bool one = number == "1" && unit.size() > 1 && unit.back() == 's';
  return fmt::format("{} {}", number, unit.substr(0, unit.size() - (one ? 1 : 0)));
}

}  // namespace

std::string ExpressionBuilder::what(const Operand& operand) const {
  const std::string words = operand.leaning == Leaning::hours ? "elapsed time or effort"
                                                              : vocabulary_.words(operand.type);
  return fmt::format("'{}' is {}", truncate(text(operand), 40), words);
}

void ExpressionBuilder::unknown_name(const Operand& name) {
  const std::string written(name.literal.text);
  if (name.literal.kind == Token::Kind::quoted) {
    fault(name.from, name.to, fmt::format("'{}' means nothing here", truncate(written, 40)));
    return;
  }
  const std::string near = nearest(written, vocabulary_.fact_names());
  fault(name.from, name.to, fmt::format("no fact '{}'", truncate(written, 40)),
        near.empty() ? "" : fmt::format("did you mean '{}'?", near));
}

bool ExpressionBuilder::resolve(Operand& name, const Operand& other) {
  if (other.wrong()) {
    name.leaning = Leaning::wrong;
    return true;
  }
  if (other.type.sort != ValueSort::symbol || other.leaning == Leaning::name) {
    unknown_name(name);
    return false;
  }
  const DomainId domain = other.type.domain;
  const auto value = vocabulary_.symbol(domain, name.literal.text);
  if (!value) {
    const std::string written(name.literal.text);
    const std::vector<std::string> known = vocabulary_.symbol_names(domain);
    const std::string near = nearest(written, known);
    std::string hint = near.empty() ? "" : fmt::format("did you mean '{}'?", near);
    if (near.empty() && !known.empty() && known.size() <= 12) {
      hint = fmt::format("known here: {}", fmt::join(known, ", "));
    }
    fault(name.from, name.to,
          fmt::format("no {} '{}'", vocabulary_.noun(domain), truncate(written, 40)),
          std::move(hint));
    return false;
  }
  code_[name.code].value = *value;
  name.type = other.type;
  name.leaning = Leaning::none;
  return true;
}

bool ExpressionBuilder::unify(Operand& left, Operand& right, bool& said) {
  const bool left_name = left.leaning == Leaning::name, right_name = right.leaning == Leaning::name;
  if (left_name || right_name) {
    const bool known = left_name ? resolve(left, right) : resolve(right, left);
    if (!known && left_name && right_name) unknown_name(right);
    said = said || !known;
    return known;
  }
  if (left.wrong() || right.wrong()) {
    said = true;
    return false;
  }
  const auto becomes = [](Operand& one, const Operand& other) {
    one.type = other.type;
    one.leaning = other.leaning;
    return true;
  };
  const auto zero_fits = [&](const Operand& o) {
    return o.type.sort == ValueSort::number || duration(o);
  };
  const auto hours_fit = [](const Operand& o) {
    return o.type.sort == ValueSort::elapsed || o.type.sort == ValueSort::effort;
  };
  if (left.leaning == Leaning::zero && zero_fits(right)) return becomes(left, right);
  if (right.leaning == Leaning::zero && zero_fits(left)) return becomes(right, left);
  if (left.leaning == Leaning::hours && hours_fit(right)) return becomes(left, right);
  if (right.leaning == Leaning::hours && hours_fit(left)) return becomes(right, left);
  return left.type == right.type;
}

bool ExpressionBuilder::duration(const Operand& operand) const {
  return is_duration(operand.type.sort);
}

bool ExpressionBuilder::ordered(const Operand& operand) const {
  const Type type = operand.type;
  if (type.sort == ValueSort::symbol) return vocabulary_.ordered(type.domain);
  return type.sort == ValueSort::number || type.sort == ValueSort::instant ||
         is_duration(type.sort);
}

void ExpressionBuilder::mismatch(const Token& sign, const Operand& left, const Operand& right,
                                 const char* verb) {
  const bool of_left = left.literal.kind == Token::Kind::quantity;
  const Operand& literal = of_left ? left : right;
  const bool any = literal.literal.kind == Token::Kind::quantity;
  const std::string date_hint = moved_date_hint(sign, left, right);
  std::string hint = !date_hint.empty() ? date_hint
                     : any              ? clock_hint(literal, of_left ? right : left)
                                        : "";
  std::size_t from = hint.empty() || !any ? sign.from : literal.from;
  std::size_t to = hint.empty() || !any ? sign.to : literal.to;
  const bool left_symbol = left.type.sort == ValueSort::symbol;
  if (hint.empty() && left_symbol != (right.type.sort == ValueSort::symbol)) {
    const Operand& other = left_symbol ? right : left;
    from = other.from;
    to = other.to;
    hint = names_hint(left_symbol ? left.type : right.type);
  }
  if (left.type == right.type) {
    fault(from, to,
          fmt::format("{}, and so is '{}': they cannot {}", what(left), truncate(text(right), 40),
                      verb),
          hint);
  } else {
    fault(from, to, fmt::format("{} and {}: they cannot {}", what(left), what(right), verb), hint);
  }
}

/// Names that could stand where something else stands.
std::string ExpressionBuilder::names_hint(Type symbol) const {
  constexpr std::size_t kMost = 12;
  const std::vector<std::string> known = vocabulary_.symbol_names(symbol.domain);
  if (known.empty() || known.size() > kMost) {
    return fmt::format("write the name of {}", vocabulary_.words(symbol));
  }
  return fmt::format("known here: {}", fmt::join(known, ", "));
}

/// Of a sum or a product with a date; "" of anything else.
std::string ExpressionBuilder::moved_date_hint(const Token& sign, const Operand& left,
                                               const Operand& right) const {
  const bool from_left = left.type.sort == ValueSort::instant;
  if (from_left == (right.type.sort == ValueSort::instant)) return "";
  const Token& number = (from_left ? right : left).literal;
  const bool bare = number.kind == Token::Kind::quantity && number.unit == nullptr;
  if (bare && (sign.is("+") || sign.is("-"))) {
    return fmt::format("write '{}'",
                       counted(text_.substr(number.from, number.number_to - number.from),
                               "working days"));
  }
  if (sign.is("+") || sign.is("-") || sign.is("*") || sign.is("/")) {
    return "a date moves by + or - a time, e.g. 'job.due + 3 working days'";
  }
  return "";
}

std::string ExpressionBuilder::clock_hint(const Operand& literal, const Operand& other) const {
  const Token& token = literal.literal;
  const std::string_view number = text_.substr(token.from, token.number_to - token.from);
  const ValueSort wanted = other.type.sort;
  if (wanted == ValueSort::number) return token.unit == nullptr ? "" : "leave the unit out";
  if (wanted == ValueSort::instant) return "write a date, e.g. 2027-05-03, or 2027-05-03 14:00";
  if (!duration(other)) return "";
  if (token.unit == nullptr) {
    return fmt::format("write its unit, e.g. '{}'",
                       counted(number, wanted == ValueSort::working   ? "working hours"
                                       : wanted == ValueSort::elapsed ? "days"
                                                                      : "h"));
  }
  const std::string unit = on_clock(token.unit->name, wanted);
  return unit.empty()
             ? fmt::format("{} is written in {}", vocabulary_.words(other.type),
                           wanted == ValueSort::effort ? "h or min" : "working hours or days")
             : fmt::format("write '{}'", counted(number, unit));
}

void ExpressionBuilder::need_truth(Operand& operand) {
  if (operand.wrong()) return;
  if (operand.leaning == Leaning::name) {
    unknown_name(operand);
  } else if (operand.type.sort != ValueSort::truth) {
    fault(operand.from, operand.to, fmt::format("{} where yes or no is meant", what(operand)),
          operand.fact != nullptr ? "compare it with something" : "");
  } else {
    return;
  }
  operand = wrong(operand, operand.to);
}

void ExpressionBuilder::hold_still(Operand& operand) {
  if (!wish_.triggers || !operand.moves || operand.wrong()) return;
  fault(operand.from, operand.to,
        fmt::format("'{}' moves with time: here it may only be compared, alone on its side",
                    truncate(text(operand), 40)));
  operand = wrong(operand, operand.to);
}

}  // namespace suits
