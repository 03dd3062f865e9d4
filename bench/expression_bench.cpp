// What one evaluation of a compiled expression costs. The facts are read from an array, which is
// about what a fact of a job costs in a run.

#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <variant>

#include "engine/scenario/expression_text.hpp"

namespace {

using namespace suits;

struct Facts {
  std::array<double, 4> values{0, 3, 1, 36e9};
  double fact(FactId id, std::uint32_t) const { return values[static_cast<std::size_t>(id)]; }
  double add_working(double instant, double duration) const { return instant + duration; }
};

Vocabulary vocabulary() {
  Vocabulary v(hours(8));
  const DomainId role = v.add_domain("a role");
  for (const char* name : {"director", "manager", "planner", "executive"}) {
    v.add_symbol(role, name, static_cast<double>(v.symbol_names(role).size()));
  }
  v.add_fact({"step.waited", FactId{0}, {ValueSort::working}, {}, Motion::working, 1});
  v.add_fact({"step.role", FactId{1}, {ValueSort::symbol, role}, {}, Motion::still, 1});
  v.add_fact({"step.round", FactId{2}, {ValueSort::number}, {}, Motion::still, 1});
  v.add_fact({"step.effort", FactId{3}, {ValueSort::effort}, {}, Motion::still, 1});
  return v;
}

void evaluation(benchmark::State& state, const char* text, ValueSort sort) {
  const Vocabulary known = vocabulary();
  const auto read = parse_expression(text, known, {Type{sort}, false});
  const auto* expression = std::get_if<Expression>(&read);
  if (expression == nullptr) {
    state.SkipWithError("the expression cannot be read");
    return;
  }
  Facts facts;
  for (auto _ : state) {
    facts.values[0] += 1e6;
    benchmark::DoNotOptimize(evaluate(expression->program, facts));
  }
}
BENCHMARK_CAPTURE(evaluation, comparison, "step.waited > 8 working hours", ValueSort::truth)
    ->Name("operation/evaluation/comparison");
BENCHMARK_CAPTURE(evaluation, rule,
                  "step.waited > 8 working hours and step.role in [manager, executive] and "
                  "(step.round > 1 or step.effort > 4 h)",
                  ValueSort::truth)
    ->Name("operation/evaluation/rule");
BENCHMARK_CAPTURE(evaluation, key,
                  "if(step.round > 1, 0.5, 1) * step.effort + max(4 h - step.effort / 10, 0)",
                  ValueSort::effort)
    ->Name("operation/evaluation/key");

void reading(benchmark::State& state) {
  const Vocabulary known = vocabulary();
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        parse_expression("step.waited > 8 working hours and step.role == executive", known,
                         {Type{ValueSort::truth}}));
  }
}
BENCHMARK(reading)->Name("stage/read_expression");

}  // namespace
