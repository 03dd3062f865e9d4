#include "engine/scenario/expression_text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/scenario/expression_builder.hpp"
#include "engine/scenario/expression_token.hpp"

namespace suits {

namespace {

/// Recursive descent, one method per level of precedence. A fault of grammar ends the reading:
/// from then on every token is the end.
class ExpressionParser {
 public:
  ExpressionParser(std::string_view text, ExpressionBuilder& builder)
      : cursor_(text), builder_(builder) {
    advance();
  }

  Operand whole() {
    const Operand operand = condition();
    if (next_.kind != Token::Kind::end) unexpected();
    return operand;
  }
  /// The fault of grammar, if there is one.
  const std::optional<Fault>& fault() const { return cursor_.fault(); }

 private:
  void advance() {
    before_ = next_;
    next_ = take_token(cursor_);
  }
  bool fail(const Token& at, std::string message, std::string hint = "") {
    cursor_.fail(at.from, std::max(at.to, at.from + 1), std::move(message), std::move(hint));
    next_ = {};
    return false;
  }
  void unexpected() {
    if (cursor_.fault()) return;
    const std::string_view written = cursor_.text(next_.from, next_.to);
    std::string hint;
    if (next_.is("AND") || next_.is("OR") || next_.is("NOT")) hint = "write and, or, not";
    if (next_.is("is")) hint = "write ==";
    if (hint.empty() && next_.kind == Token::Kind::name && before_.kind == Token::Kind::name &&
        !builder_.knows(before_.text)) {
      hint = fmt::format("a name with blanks stands in quotes: \"{}\"",
                         truncate(cursor_.text(before_.from, next_.to), 40));
    }
    fail(next_, fmt::format("unexpected '{}'", truncate(written, 40)), std::move(hint));
  }
  bool take(std::string_view text) {
    if (!next_.is(text)) return false;
    advance();
    return true;
  }
  bool expect(std::string_view text, std::string_view behind) {
    if (next_.is(text)) {
      advance();
      return true;
    }
    if (cursor_.fault()) return false;
    const bool end = next_.kind == Token::Kind::end;
    const std::string_view written = cursor_.text(next_.from, next_.to);
    return fail(
        end ? last_place() : next_,
        end ? fmt::format("the text ends where '{}' is missing {}", text, behind)
            : fmt::format("'{}' where '{}' is missing {}", truncate(written, 40), text, behind));
  }
  Token last_place() const {
    Token token;
    token.from = token.to = cursor_.text().size();
    return token;
  }

  /// One level deeper for as long as it lives.
  struct Deeper {
    explicit Deeper(ExpressionParser& parser) : parser_(parser) {
      if (++parser.nesting_ > kMostNesting && !parser.cursor_.fault()) {
        parser.fail(parser.next_, fmt::format("nested more than {} levels deep", kMostNesting));
      }
    }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    ~Deeper() { --parser_.nesting_; }
    ExpressionParser& parser_;
  };

  Operand condition() {
    Operand left = conjunction();
    while (next_.is("or")) {
      advance();
      builder_.need_truth(left);
      const std::size_t jump = builder_.jump(Op::or_else);
      Operand right = conjunction();
      builder_.need_truth(right);
      builder_.land(jump);
      left = builder_.joined(left, right);
    }
    return left;
  }
  Operand conjunction() {
    Operand left = negation();
    while (next_.is("and")) {
      advance();
      builder_.need_truth(left);
      const std::size_t jump = builder_.jump(Op::and_then);
      Operand right = negation();
      builder_.need_truth(right);
      builder_.land(jump);
      left = builder_.joined(left, right);
    }
    return left;
  }
  Operand negation() {
    if (!next_.is("not")) return comparison();
    const Deeper deeper(*this);
    const Token word = next_;
    advance();
    return builder_.complement(word, negation());
  }

  bool comparison_next() const {
    for (const char* sign : {"==", "!=", "<", "<=", ">", ">=", "="}) {
      if (next_.is(sign)) return true;
    }
    return false;
  }
  Operand comparison() {
    Operand left = sum();
    if (next_.is("in") || next_.is("not")) return membership(left);
    if (!comparison_next()) return left;
    const Token sign = next_;
    if (sign.is("=")) builder_.fault(sign.from, sign.to, "'=' in a condition", "write ==");
    advance();
    left = builder_.compare(sign, left, sum());
    if (comparison_next()) {
      fail(next_, "comparisons do not chain", "write them apart: a < b and b < c");
    }
    return left;
  }
  /// `in [a, b]`, `not in [a, b]`
  Operand membership(Operand left) {
    Token word = next_;
    word.from = left.from;  // the complement is of all of it
    const bool negated = take("not");
    if (!expect("in", "after 'not'") || !expect("[", "after 'in'")) return left;
    const std::size_t list = builder_.begin_list(left);
    std::uint32_t items = 0;
    do {
      builder_.among(left, sum());
      ++items;
    } while (take(","));
    const std::size_t to = next_.to;
    expect("]", "at the end of the list");
    Operand out = builder_.end_list(list, left, items);
    out.to = to;
    return negated ? builder_.complement(word, out) : out;
  }

  Operand sum() {
    Operand left = product();
    while (next_.is("+") || next_.is("-")) {
      const Token sign = next_;
      advance();
      left = builder_.arithmetic(sign, left, product());
    }
    return left;
  }
  Operand product() {
    Operand left = factor();
    while (next_.is("*") || next_.is("/")) {
      const Token sign = next_;
      advance();
      left = builder_.arithmetic(sign, left, factor());
    }
    return left;
  }
  Operand factor() {
    const Deeper deeper(*this);
    const Token token = next_;
    if (take("-")) return builder_.sign(token, factor());
    if (take("(")) {
      Operand inner = condition();
      inner.from = token.from;
      inner.to = next_.to;
      expect(")", "to close '('");
      return inner;
    }
    switch (token.kind) {
      case Token::Kind::quantity:
        advance();
        return builder_.quantity(token);
      case Token::Kind::instant:
        advance();
        return builder_.instant(token);
      case Token::Kind::quoted:
        advance();
        return builder_.name(token);
      case Token::Kind::name:
        return named(token);
      default:
        break;
    }
    if (token.kind == Token::Kind::sign) {
      fail(token, fmt::format("'{}' where a value is missing", token.text));
    } else if (!cursor_.fault()) {
      fail(last_place(), "the text ends where a value is missing");
    }
    return builder_.nothing();
  }

  Operand named(const Token& token) {
    if (token.is("and") || token.is("or") || token.is("in") || token.is("not")) {
      fail(token, fmt::format("'{}' where a value is missing", token.text));
      return builder_.nothing();
    }
    advance();
    if (token.is("yes") || token.is("true")) return builder_.truth(token, true);
    if (token.is("no") || token.is("false")) return builder_.truth(token, false);
    if (reserved(token.text)) return function(token);
    if (!next_.is("(")) return builder_.name(token);
    if (!builder_.knows(token.text)) {
      std::vector<std::string> known = builder_.with_brackets();
      const std::string of_names = fmt::format("{}", fmt::join(known, ", "));
      for (const char* plain : {"min", "max", "abs", "floor", "if"}) known.emplace_back(plain);
      const std::string near = nearest(std::string(token.text), known);
      fail(token, fmt::format("no function '{}'", truncate(token.text, 40)),
           near.empty() ? fmt::format("functions are min, max, abs, floor and if{}{}",
                                      of_names.empty() ? "" : "; in brackets a name: ", of_names)
                        : fmt::format("did you mean '{}'?", near));
      return builder_.nothing();
    }
    advance();
    const Token argument = next_;
    if (argument.kind != Token::Kind::name && argument.kind != Token::Kind::quoted) {
      fail(argument.kind == Token::Kind::end ? last_place() : argument,
           fmt::format("the name in the brackets of '{}' is missing", token.text));
      return builder_.nothing();
    }
    advance();
    const std::size_t to = next_.to;
    if (!expect(")", "behind the name")) return builder_.nothing();
    return builder_.call(token, argument, to);
  }

  Operand function(const Token& word) {
    const std::string behind = fmt::format("in {}(…)", word.text);
    if (!expect("(", fmt::format("after '{}'", word.text))) return builder_.nothing();
    Operand out = condition();
    if (word.is("if")) {
      builder_.need_truth(out);
      const std::size_t otherwise = builder_.jump(Op::unless);
      if (!expect(",", behind)) return out;
      const std::size_t code = out.code;
      out = condition();
      const std::size_t end = builder_.jump(Op::jump);
      builder_.land(otherwise);
      if (!expect(",", behind)) return out;
      out = builder_.branches(word, out, condition());
      builder_.land(end);
      out.code = code;
    } else if (word.is("abs")) {
      out = builder_.absolute(word, out);
    } else if (word.is("floor")) {
      out = builder_.floor(word, out);
    } else {
      if (!next_.is(",")) expect(",", behind);
      while (take(",")) out = builder_.least_or_most(word, out, condition());
    }
    out.from = word.from;
    out.to = next_.to;
    expect(")", behind);
    return out;
  }

  Cursor cursor_;
  ExpressionBuilder& builder_;
  Token before_, next_;
  std::size_t nesting_ = 0;
};

}  // namespace

std::variant<Expression, std::vector<Fault>> parse_expression(std::string_view text,
                                                              const Vocabulary& vocabulary,
                                                              const ExpressionWish& wish) {
  if (text.size() > kMostExpression) {
    return std::vector<Fault>{{0, text.size(), fmt::format("longer than {} bytes", kMostExpression),
                               "split the rule into several"}};
  }
  ExpressionBuilder builder(text, vocabulary, wish);
  ExpressionParser parser(text, builder);
  const Operand operand = parser.whole();
  if (parser.fault()) return std::vector<Fault>{*parser.fault()};
  Expression expression = builder.finish(operand);
  std::vector<Fault>& faults = builder.faults();
  if (faults.empty()) return expression;
  std::stable_sort(faults.begin(), faults.end(),
                   [](const Fault& a, const Fault& b) { return a.at < b.at; });
  return std::move(faults);
}

}  // namespace suits
