#include "engine/scenario/expression_builder.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"

namespace suits {

namespace {

using Leaning = Operand::Leaning;

Op arithmetic_op(std::string_view sign) {
  switch (sign[0]) {
    case '+':
      return Op::add;
    case '-':
      return Op::subtract;
    case '*':
      return Op::multiply;
    default:
      return Op::divide;
  }
}

Op comparison_op(std::string_view sign) {
  if (sign == "!=") return Op::not_equal;
  if (sign == "<") return Op::less;
  if (sign == "<=") return Op::less_equal;
  if (sign == ">") return Op::greater;
  return sign == ">=" ? Op::greater_equal : Op::equal;
}

Op mirrored(Op op) {
  switch (op) {
    case Op::less:
      return Op::greater;
    case Op::less_equal:
      return Op::greater_equal;
    case Op::greater:
      return Op::less;
    default:
      return op == Op::greater_equal ? Op::less_equal : op;
  }
}

bool equality(Op op) { return op == Op::equal || op == Op::not_equal; }

}  // namespace

// ------------------------------------------------------------------------------------ the parts

void ExpressionBuilder::fault(std::size_t from, std::size_t to, std::string message,
                              std::string hint) {
  faults_.push_back({from, to - from, std::move(message), std::move(hint)});
}

Operand ExpressionBuilder::push(const Token& token, Type type, double value) {
  Operand out;
  out.type = type;
  out.from = token.from;
  out.to = token.to;
  out.code = size();
  code_.push_back({Op::constant, 0, 0, value});
  return out;
}

Operand ExpressionBuilder::quantity(const Token& token) {
  const Unit* unit = token.unit;
  const auto made = [&](ValueSort sort, double factor, Leaning leaning = Leaning::none) {
    Operand out = push(token, {sort}, token.value * factor);
    out.literal = token;
    out.leaning = leaning;
    return out;
  };
  if (unit == nullptr) {
    return made(ValueSort::number, 1, token.value == 0 ? Leaning::zero : Leaning::none);
  }
  if (unit->clock == Clock::working_time) return made(ValueSort::working, unit->factor);
  if (unit->clock == Clock::working_days) {
    return made(ValueSort::working,
                unit->factor * static_cast<double>(vocabulary_.standard_day().us));
  }
  return made(ValueSort::elapsed, unit->factor, unit->effort ? Leaning::hours : Leaning::none);
}

Operand ExpressionBuilder::instant(const Token& token) {
  return push(token, {ValueSort::instant}, token.value);
}

Operand ExpressionBuilder::truth(const Token& token, bool value) {
  return push(token, {ValueSort::truth}, value ? 1 : 0);
}

Operand ExpressionBuilder::nothing() {
  Operand out = push({}, {}, 0);
  out.leaning = Leaning::wrong;
  return out;
}

Operand ExpressionBuilder::pushed_fact(const Token& token, const Fact& fact, std::uint32_t argument,
                                       std::size_t to) {
  if (fact.group != 0 && (fact.group & wish_.groups) == 0) {
    fault(token.from, token.to, fmt::format("'{}' cannot be asked here", fact.name),
          std::string(wish_.here));
    return wrong(push(token, fact.type, 0), to);
  }
  Operand out;
  out.type = fact.type;
  out.from = token.from;
  out.to = to;
  out.code = size();
  out.fact = &fact;
  out.argument = argument;
  out.moves = fact.motion != Motion::still;
  out_.moves = out_.moves || out.moves;
  code_.push_back({Op::fact, static_cast<std::uint32_t>(fact.id), argument, 0});
  const FactUse use{fact.id, argument};
  if (std::find(out_.uses.begin(), out_.uses.end(), use) == out_.uses.end()) {
    out_.uses.push_back(use);
  }
  return out;
}

Operand ExpressionBuilder::name(const Token& token) {
  const Fact* fact = token.kind == Token::Kind::name ? vocabulary_.fact(token.text) : nullptr;
  if (fact == nullptr) {
    Operand out = push(token, {ValueSort::symbol}, 0);
    out.leaning = Leaning::name;
    out.literal = token;
    return out;
  }
  if (!fact->argument) return pushed_fact(token, *fact, kNoArgument, token.to);
  const std::string noun = vocabulary_.noun(*fact->argument);
  fault(token.from, token.to, fmt::format("'{}' of which {}?", token.text, noun),
        fmt::format("write {}({})", token.text, noun));
  return wrong(push(token, fact->type, 0), token.to);
}

Operand ExpressionBuilder::call(const Token& token, const Token& argument, std::size_t to) {
  const Fact& fact = *vocabulary_.fact(token.text);
  Operand given = push(argument, {ValueSort::symbol}, 0);
  given.literal = argument;
  if (!fact.argument) {
    fault(token.to, to, fmt::format("'{}' takes nothing in brackets", token.text));
    return wrong(given, to);
  }
  Operand wanted = given;
  wanted.leaning = Leaning::none;
  wanted.type = {ValueSort::symbol, *fact.argument};
  if (!resolve(given, wanted)) return wrong(given, to);
  const double value = code_.back().value;
  code_.pop_back();
  return pushed_fact(token, fact, static_cast<std::uint32_t>(value), to);
}

Operand ExpressionBuilder::wrong(Operand operand, std::size_t to) const {
  operand.leaning = Leaning::wrong;
  operand.to = to;
  operand.moves = false;
  operand.fact = nullptr;
  return operand;
}

// --------------------------------------------------------------------------------------- code

bool ExpressionBuilder::constant(std::size_t from, std::size_t to) const {
  return to == from + 1 && code_[from].op == Op::constant;
}

void ExpressionBuilder::emit(Op op, const Operand& left, const Operand& right) {
  if (constant(left.code, right.code) && constant(right.code, size()) && op != Op::add_working) {
    const double value = apply(op, code_[left.code].value, code_[right.code].value);
    code_.resize(left.code + 1);
    code_.back().value = value == value ? value : 0;
    return;
  }
  code_.push_back({op, 0, 0, 0});
}

void ExpressionBuilder::emit(Op op, const Operand& operand) {
  if (constant(operand.code, size())) {
    code_.back().value = apply(op, code_.back().value);
  } else {
    code_.push_back({op, 0, 0, 0});
  }
}

std::size_t ExpressionBuilder::jump(Op op) {
  code_.push_back({op, 0, 0, 0});
  return size() - 1;
}

Operand ExpressionBuilder::joined(const Operand& left, const Operand& right) const {
  Operand out;
  out.type = {ValueSort::truth};
  out.from = left.from;
  out.to = right.to;
  out.code = left.code;
  return out;
}

// ---------------------------------------------------------------------------------- operations

Operand ExpressionBuilder::sign(const Token& minus, Operand operand) {
  hold_still(operand);
  operand.from = minus.from;
  if (operand.wrong()) return operand;
  if (operand.leaning == Leaning::name) {
    unknown_name(operand);
    return wrong(operand, operand.to);
  }
  if (operand.type.sort != ValueSort::number && !duration(operand)) {
    fault(minus.from, minus.to, fmt::format("{}: it has no sign", what(operand)));
    return wrong(operand, operand.to);
  }
  emit(Op::negate, operand);
  operand.fact = nullptr;
  operand.literal = {};
  return operand;
}

Operand ExpressionBuilder::absolute(const Token& word, Operand operand) {
  hold_still(operand);
  if (operand.leaning == Leaning::name) {
    unknown_name(operand);
    operand = wrong(operand, operand.to);
  }
  if (!operand.wrong() && operand.type.sort != ValueSort::number && !duration(operand)) {
    fault(operand.from, operand.to,
          fmt::format("abs takes a number or a duration; {}", what(operand)));
    operand = wrong(operand, operand.to);
  }
  operand.from = word.from;
  if (operand.wrong()) return operand;
  emit(Op::absolute, operand);
  operand.fact = nullptr;
  return operand;
}

Operand ExpressionBuilder::floor(const Token& word, Operand operand) {
  hold_still(operand);
  if (operand.leaning == Leaning::name) {
    unknown_name(operand);
    operand = wrong(operand, operand.to);
  }
  if (!operand.wrong() && operand.type.sort != ValueSort::number) {
    fault(operand.from, operand.to, fmt::format("floor takes a number; {}", what(operand)),
          duration(operand) ? "divide it by a unit first, e.g. by 1 h" : "");
    operand = wrong(operand, operand.to);
  }
  operand.from = word.from;
  if (operand.wrong()) return operand;
  emit(Op::floor, operand);
  operand.fact = nullptr;
  return operand;
}

Operand ExpressionBuilder::complement(const Token& word, Operand operand) {
  need_truth(operand);
  operand.from = word.from;
  if (!operand.wrong()) emit(Op::complement, operand);
  operand.fact = nullptr;
  return operand;
}

/// Dates: moved by a duration, or the time between two. True where that was it.
bool ExpressionBuilder::instant_arithmetic(const Token& sign, Operand& left, Operand& right) {
  const bool plus = sign.text == "+", minus = sign.text == "-";
  const bool from_left = left.type.sort == ValueSort::instant;
  const bool from_right = right.type.sort == ValueSort::instant;
  if (minus && from_left && from_right) {
    emit(Op::subtract, left, right);
    left.type = {ValueSort::elapsed};
    return true;
  }
  if (from_left == from_right || !(plus || (minus && from_left))) return false;
  const Operand& span = from_left ? right : left;
  const ValueSort sort = span.type.sort;
  if (sort != ValueSort::elapsed && sort != ValueSort::working && span.leaning != Leaning::zero)
    return false;
  if (sort != ValueSort::working) {
    emit(plus ? Op::add : Op::subtract, left, right);
  } else {
    if (from_right) {
      const auto at = [&](std::size_t i) { return code_.begin() + static_cast<long>(i); };
      std::rotate(at(left.code), at(right.code), code_.end());
    } else if (minus) {
      emit(Op::negate, right);
    }
    code_.push_back({Op::add_working, 0, 0, 0});
  }
  left.type = {ValueSort::instant};
  return true;
}

Operand ExpressionBuilder::arithmetic(const Token& sign, Operand left, Operand right) {
  hold_still(left);
  hold_still(right);
  const bool moves = left.moves || right.moves;
  const std::size_t to = right.to;
  for (Operand* operand : {&left, &right}) {
    if (operand->leaning != Leaning::name) continue;
    unknown_name(*operand);
    *operand = wrong(*operand, operand->to);
  }
  if (left.wrong() || right.wrong()) return wrong(left, to);
  const auto number = [](const Operand& o) { return o.type.sort == ValueSort::number; };
  const Op op = arithmetic_op(sign.text);
  const Operand was_left = left;
  bool fits = false, said = false;
  if (op == Op::divide && constant(right.code, size()) && code_.back().value == 0) {
    fault(right.from, right.to, "a division by zero");
    return wrong(left, to);
  }
  if (instant_arithmetic(sign, left, right)) {
    left.leaning = Leaning::none;
  } else {
    if (op == Op::multiply) {
      fits =
          (number(left) && (number(right) || duration(right))) || (duration(left) && number(right));
      if (!number(right)) {
        left.type = right.type;
        left.leaning = right.leaning;
      }
    } else if (op == Op::divide && number(right)) {
      fits = number(left) || duration(left);
    } else if (unify(left, right, said)) {
      fits = number(left) || duration(left);
      if (op == Op::divide) {
        left.type = {ValueSort::number};
        left.leaning = Leaning::none;
      }
    }
    if (!fits) {
      if (!said) {
        const char* verb = op == Op::add        ? "be added"
                           : op == Op::subtract ? "be subtracted"
                           : op == Op::multiply ? "be multiplied"
                                                : "be divided";
        mismatch(sign, was_left, right, verb);
      }
      return wrong(left, to);
    }
    emit(op, left, right);
    if (left.leaning == Leaning::zero) left.leaning = Leaning::none;
  }
  left.to = to;
  left.fact = nullptr;
  left.literal = {};
  left.moves = moves;
  return left;
}

Operand ExpressionBuilder::least_or_most(const Token& word, Operand left, Operand right) {
  hold_still(left);
  hold_still(right);
  const std::size_t to = right.to;
  bool said = false;
  const bool one = unify(left, right, said);
  if (left.wrong() || right.wrong() || said) return wrong(left, to);
  if (!one || !ordered(left)) {
    mismatch(word, left, right, one ? "be less or more" : "be compared");
    return wrong(left, to);
  }
  emit(word.text == "min" ? Op::minimum : Op::maximum, left, right);
  left.moves = left.moves || right.moves;
  left.to = to;
  left.fact = nullptr;
  left.literal = {};
  return left;
}

Operand ExpressionBuilder::branches(const Token& word, Operand left, Operand right) {
  hold_still(left);
  hold_still(right);
  const std::size_t to = right.to;
  bool said = false;
  const bool one = unify(left, right, said);
  if (left.wrong() || right.wrong() || said) return wrong(left, to);
  if (!one) {
    mismatch(word, left, right, "both come of one if");
    return wrong(left, to);
  }
  left.moves = left.moves || right.moves;
  left.to = to;
  left.fact = nullptr;
  left.literal = {};
  return left;
}

Operand ExpressionBuilder::compare(const Token& sign, Operand left, Operand right) {
  const Op op = comparison_op(sign.text);
  const Operand out = joined(left, right);
  bool said = false;
  const bool one = unify(left, right, said);
  if (said || left.wrong() || right.wrong()) return wrong(out, out.to);
  if (!one || !(equality(op) || ordered(left))) {
    mismatch(sign, left, right, one ? "be less or more" : "be compared");
    return wrong(out, out.to);
  }
  if (left.moves || right.moves) {
    const bool both = left.moves && right.moves;
    const Operand& moving = left.moves ? left : right;
    if (wish_.triggers && (both || equality(op))) {
      fault(both ? left.from : sign.from, both ? right.to : sign.to,
            both ? "both sides move with time: when one passes the other cannot be foreseen"
                 : fmt::format("'{}' moves with time: it is never equal for long",
                               truncate(text(moving), 40)),
            both ? "" : "write <, <=, > or >=");
      return wrong(out, out.to);
    }
    if (!both) note_crossing(op, left, right);
  }
  emit(op, left, right);
  return out;
}

void ExpressionBuilder::note_crossing(Op op, const Operand& left, const Operand& right) {
  const Operand& moving = left.moves ? left : right;
  if (moving.fact == nullptr) return;
  const auto at = [&](std::size_t i) { return code_.begin() + static_cast<long>(i); };
  Program bound(left.moves ? std::vector<Instruction>(at(right.code), code_.end())
                           : std::vector<Instruction>(at(left.code), at(right.code)));
  out_.crossings.push_back({{moving.fact->id, moving.argument},
                            moving.fact->motion,
                            moving.fact->rate,
                            left.moves ? op : mirrored(op),
                            std::move(bound)});
}

std::size_t ExpressionBuilder::begin_list(const Operand& left) {
  if (wish_.triggers && left.moves) {
    fault(left.from, left.to,
          fmt::format("'{}' moves with time: it is never equal for long", truncate(text(left), 40)),
          "write <, <=, > or >=");
  }
  return jump(Op::is_in);
}

void ExpressionBuilder::among(Operand& left, Operand item) {
  if (!constant(item.code, size()) && !item.wrong()) {
    fault(item.from, item.to, "a list holds fixed values, no facts",
          "compare with == and join by or");
    item.leaning = Leaning::wrong;
  }
  bool said = false;
  const std::size_t code = item.code;
  if (!unify(left, item, said) && !said) {
    Token token;
    token.from = item.from;
    token.to = item.to;
    mismatch(token, left, item, "be compared");
  }
  code_.resize(code + 1);
  code_[code].op = Op::constant;
}

Operand ExpressionBuilder::end_list(std::size_t list, const Operand& left, std::uint32_t items) {
  code_[list].a = items;
  Operand out = joined(left, left);
  if (left.wrong()) out.leaning = Leaning::wrong;
  return out;
}

Expression ExpressionBuilder::finish(Operand operand) {
  if (wish_.type && wish_.type->sort == ValueSort::truth) {
    need_truth(operand);
  } else if (wish_.type) {
    Operand wanted = operand;
    wanted.leaning = Leaning::none;
    wanted.type = *wish_.type;
    wanted.literal = {};
    bool said = false;
    if (!unify(operand, wanted, said) && !said && !operand.wrong()) {
      fault(operand.from, operand.to,
            fmt::format("{} where {} is meant", what(operand), vocabulary_.words(*wish_.type)),
            operand.literal.kind == Token::Kind::quantity ? clock_hint(operand, wanted) : "");
    }
  } else if (operand.leaning == Leaning::name) {
    unknown_name(operand);
  } else if (!operand.wrong() && (!ordered(operand) || operand.type.sort == ValueSort::symbol)) {
    fault(operand.from, operand.to,
          fmt::format("{} where a number, a duration or a date is meant", what(operand)));
  }
  hold_still(operand);
  if (depth(code_) > Program::kMostDepth) fault(operand.from, operand.to, "too deeply nested");
  out_.type = operand.type;
  if (faults_.empty()) out_.program = Program(std::move(code_));
  return std::move(out_);
}

}  // namespace suits
