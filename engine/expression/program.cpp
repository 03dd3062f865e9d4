#include "engine/expression/program.hpp"

#include <cassert>
#include <utility>

#include <fmt/format.h>

namespace suits {

namespace {

const char* name(Op op) {
  switch (op) {
    case Op::constant:
      return "constant";
    case Op::fact:
      return "fact";
    case Op::negate:
      return "negate";
    case Op::absolute:
      return "abs";
    case Op::floor:
      return "floor";
    case Op::complement:
      return "not";
    case Op::is_in:
      return "in";
    case Op::add:
      return "+";
    case Op::subtract:
      return "-";
    case Op::multiply:
      return "*";
    case Op::divide:
      return "/";
    case Op::minimum:
      return "min";
    case Op::maximum:
      return "max";
    case Op::less:
      return "<";
    case Op::less_equal:
      return "<=";
    case Op::greater:
      return ">";
    case Op::greater_equal:
      return ">=";
    case Op::equal:
      return "==";
    case Op::not_equal:
      return "!=";
    case Op::add_working:
      return "add working";
    case Op::jump:
      return "jump";
    case Op::unless:
      return "unless";
    case Op::and_then:
      return "and";
    case Op::or_else:
      return "or";
  }
  return "";
}

}  // namespace

Program::Program(std::vector<Instruction> code) : code_(std::move(code)) {
  assert(depth(code_) <= kMostDepth);
}

std::size_t depth(const std::vector<Instruction>& code) {
  std::size_t now = 0, most = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    switch (code[i].op) {
      case Op::constant:
      case Op::fact:
        most = std::max(most, ++now);
        break;
      case Op::negate:
      case Op::absolute:
      case Op::floor:
      case Op::complement:
        break;
      case Op::is_in:
        i += code[i].a;
        break;
      default:  // two become one; `jump`: the other branch has not pushed its value yet
        --now;
    }
  }
  return most;
}

std::string to_string(const Program& program) {
  std::string out;
  for (const Instruction& i : program.code()) {
    if (!out.empty()) out += "; ";
    switch (i.op) {
      case Op::constant:
        out += fmt::format("{}", i.value);
        break;
      case Op::fact:
        out +=
            i.b == kNoArgument ? fmt::format("fact {}", i.a) : fmt::format("fact {}({})", i.a, i.b);
        break;
      case Op::is_in:
      case Op::jump:
      case Op::unless:
      case Op::and_then:
      case Op::or_else:
        out += fmt::format("{} +{}", name(i.op), i.a);
        break;
      default:
        out += name(i.op);
    }
  }
  return out;
}

}  // namespace suits
