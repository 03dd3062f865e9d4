#pragma once

// Types and code of an expression while it is read from left to right. Whatever does not fit is
// noted, and the operand it would have made counts as `wrong`, of which nothing more is said.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/expression.hpp"
#include "engine/scenario/expression_text.hpp"
#include "engine/scenario/expression_token.hpp"

namespace suits {

/// A part of the expression: the bytes [from, to), and its code from `code` on.
struct Operand {
  enum class Leaning : unsigned char {
    none,
    zero,   // a bare 0: a number or any duration
    hours,  // bare hours: elapsed time or effort
    name,   // a name that is no fact: of the domain that it meets
    wrong,
  };
  Type type;
  Leaning leaning = Leaning::none;
  std::size_t from = 0, to = 0;
  std::size_t code = 0;
  bool moves = false;          // its value does, while nothing happens
  const Fact* fact = nullptr;  // it is this fact, and nothing else
  std::uint32_t argument = kNoArgument;
  Token literal;  // where it is a quantity and nothing else

  bool wrong() const { return leaning == Leaning::wrong; }
};

class ExpressionBuilder {
 public:
  ExpressionBuilder(std::string_view text, const Vocabulary& vocabulary, const ExpressionWish& wish)
      : text_(text), vocabulary_(vocabulary), wish_(wish) {}

  void fault(std::size_t from, std::size_t to, std::string message, std::string hint = "");
  std::vector<Fault>& faults() { return faults_; }

  Operand quantity(const Token& token);
  Operand instant(const Token& token);
  Operand truth(const Token& token, bool value);
  bool knows(std::string_view fact) const { return vocabulary_.fact(fact) != nullptr; }
  /// Facts of a name in brackets: "load".
  std::vector<std::string> with_brackets() const {
    std::vector<std::string> names = vocabulary_.fact_names();
    std::erase_if(names, [&](const std::string& name) { return !vocabulary_.fact(name)->argument; });
    return names;
  }
  /// What stands for a part that could not be read.
  Operand nothing();
  /// A fact, or a name of some domain; `quoted` is never a fact.
  Operand name(const Token& token);
  /// `token(argument)`; the bracket closes at `to`. Requires: knows(token.text).
  Operand call(const Token& token, const Token& argument, std::size_t to);

  Operand sign(const Token& minus, Operand operand);
  Operand complement(const Token& word, Operand operand);
  Operand absolute(const Token& word, Operand operand);
  Operand floor(const Token& word, Operand operand);
  Operand arithmetic(const Token& sign, Operand left, Operand right);
  Operand least_or_most(const Token& word, Operand left, Operand right);
  Operand compare(const Token& sign, Operand left, Operand right);
  /// The result has the type of both branches.
  Operand branches(const Token& word, Operand left, Operand right);

  /// A condition is meant here.
  void need_truth(Operand& operand);
  /// Begins a list behind `left`; `among` takes its items, one after the other.
  std::size_t begin_list(const Operand& left);
  void among(Operand& left, Operand item);
  Operand end_list(std::size_t list, const Operand& left, std::uint32_t items);

  /// Puts a jump whose distance `land` will know.
  std::size_t jump(Op op);
  void land(std::size_t jump) { code_[jump].a = static_cast<std::uint32_t>(size() - jump - 1); }
  /// `left` and what follows it as one truth.
  Operand joined(const Operand& left, const Operand& right) const;

  Expression finish(Operand operand);

 private:
  std::size_t size() const { return code_.size(); }
  std::string_view text(const Operand& o) const { return text_.substr(o.from, o.to - o.from); }
  /// "'job.late' is working time".
  std::string what(const Operand& operand) const;
  Operand push(const Token& token, Type type, double value);
  Operand pushed_fact(const Token& token, const Fact& fact, std::uint32_t argument, std::size_t to);
  bool constant(std::size_t from, std::size_t to) const;
  /// Appends the operation of the two topmost, or does it where both are known.
  void emit(Op op, const Operand& left, const Operand& right);
  void emit(Op op, const Operand& operand);
  Operand wrong(Operand operand, std::size_t to) const;

  void unknown_name(const Operand& name);
  /// Gives a name its meaning in the other's domain; false and a fault where it has none there.
  bool resolve(Operand& name, const Operand& other);
  /// Brings both to one type. False where there is none; `said` is set where a fault tells why.
  bool unify(Operand& left, Operand& right, bool& said);
  bool duration(const Operand& operand) const;
  bool ordered(const Operand& operand) const;
  void mismatch(const Token& sign, const Operand& left, const Operand& right, const char* verb);
  std::string clock_hint(const Operand& literal, const Operand& other) const;
  std::string names_hint(Type symbol) const;
  std::string moved_date_hint(const Token& sign, const Operand& left, const Operand& right) const;
  bool instant_arithmetic(const Token& sign, Operand& left, Operand& right);
  void note_crossing(Op op, const Operand& left, const Operand& right);
  /// In a trigger: what moves may not be part of anything but a comparison.
  void hold_still(Operand& operand);

  std::string_view text_;
  const Vocabulary& vocabulary_;
  const ExpressionWish& wish_;
  std::vector<Fault> faults_;
  std::vector<Instruction> code_;
  Expression out_;
};

}  // namespace suits
