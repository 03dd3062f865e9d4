#include "engine/model/workflow.hpp"

#include "tests/support/catch.hpp"

using namespace suits;

namespace {

std::vector<StepName> names(const std::vector<std::string>& list) {
  std::vector<StepName> result;
  for (const std::string& name : list) result.push_back({name, {}});
  return result;
}
WorkflowStep step(std::string name, std::optional<std::vector<std::string>> after = std::nullopt) {
  WorkflowStep result;
  result.name = std::move(name);
  if (after) result.after = names(*after);
  return result;
}
WorkflowStep back(WorkflowStep s, std::string target, double lasting = 0) {
  s.back = WorkflowStep::Back{{std::move(target), {}}, lasting};
  return s;
}
WorkflowStep choose(WorkflowStep s, const std::vector<std::pair<std::string, double>>& shares) {
  for (const auto& [name, share] : shares) s.choose.push_back({{name, {}}, share});
  return s;
}
std::vector<StepId> steps(std::initializer_list<std::uint32_t> list) {
  std::vector<StepId> result;
  for (const auto s : list) result.push_back(static_cast<StepId>(s));
  return result;
}
/// The messages, each with its hint in brackets, joined by "; ".
std::string errors(const std::vector<WorkflowStep>& flow) {
  Diagnostics diagnostics;
  const auto built = build_workflow("campaign", flow, diagnostics);
  CHECK(built.has_value() == diagnostics.empty());
  std::string text;
  for (const Diagnostic& d : diagnostics.items()) {
    text += (text.empty() ? "" : "; ") + d.message + (d.hint.empty() ? "" : " [" + d.hint + "]");
  }
  return text;
}

}  // namespace

TEST_CASE("Steps follow the one above unless they say otherwise") {
  Diagnostics diagnostics;
  const auto flow = build_workflow("campaign",
                                   {step("take"), step("strategy", {{"start"}}),
                                    step("brief", {{"take", "strategy"}}), step("agree")},
                                   diagnostics);
  REQUIRE(flow);
  CHECK(flow->order == std::vector<std::size_t>{0, 1, 2, 3});
  CHECK(flow->predecessors[0].empty());
  CHECK(flow->predecessors[1].empty());
  CHECK(flow->predecessors[2] == steps({0, 1}));
  CHECK(flow->predecessors[3] == steps({2}));
  CHECK(flow->successors[0] == steps({2}));
}

TEST_CASE("A step may stand above the step it waits for") {
  Diagnostics diagnostics;
  const auto flow = build_workflow(
      "campaign", {step("c", {{"b"}}), step("a", {{"start"}}), step("b")}, diagnostics);
  REQUIRE(flow);
  CHECK(flow->order == std::vector<std::size_t>{1, 2, 0});
}

TEST_CASE("A back-edge re-opens what lies between and resets the counts inside") {
  Diagnostics diagnostics;
  // brief, approve (→ brief), agree (→ brief); design ∥ copy; review (→ design is refused, → agree)
  const auto flow = build_workflow(
      "campaign",
      {step("brief"), back(step("approve"), "brief"), back(step("agree"), "brief"), step("design"),
       step("copy", {{"agree"}}), back(step("review", {{"design", "copy"}}), "agree"),
       step("side", {{"brief"}})},
      diagnostics);
  REQUIRE(flow);
  CHECK(flow->back[1]->reopened == steps({0, 1}));
  CHECK(flow->back[1]->resets.empty());
  CHECK(flow->back[2]->reopened == steps({0, 1, 2}));
  CHECK(flow->back[2]->resets == steps({1}));
  CHECK(flow->back[5]->reopened == steps({2, 3, 4, 5}));
  CHECK(flow->back[5]->resets.empty());  // agree's own goes further back than agree
}

TEST_CASE("A back-edge to the step itself repeats it") {
  Diagnostics diagnostics;
  const auto flow = build_workflow("job", {back(step("only"), "only", 0.5)}, diagnostics);
  REQUIRE(flow);
  CHECK(flow->back[0]->reopened == steps({0}));
}

TEST_CASE("What is wrong with a workflow is said") {
  CHECK(errors({step("brief"), step("design", {{"breif"}})}) ==
        "campaign has no step 'breif' [did you mean 'brief'?]");
  CHECK(errors({step("start")}) == "a step cannot be called 'start': 'after: start' means no step");
  CHECK(errors({step("a"), step("b", {{"start", "a"}})}) ==
        "'start' stands alone: a step after others is after the start");
  CHECK(errors({step("a", {{"c"}}), step("b"), step("c"), step("d", {{"d"}})}) ==
        "the steps of campaign wait for each other in a circle: a waits for c, which waits for b, "
        "which waits for a [work that goes back to an earlier step is written 'back_to']; "
        "the steps of campaign wait for each other in a circle: d waits for d "
        "[work that goes back to an earlier step is written 'back_to']");
  CHECK(errors({back(step("a"), "b"), step("b")}) ==
        "step 'a' cannot go back to 'b', which does not come before it");
  CHECK(errors({step("a"), step("b"), step("c", {{"a"}}), back(step("d", {{"b", "c"}}), "b")}) ==
        "step 'd' goes back to 'b', into the middle of a parallel block "
        "[a → c → d does not pass 'b'; go back to a step that every branch passes]");
  CHECK(errors({step("a"), back(step("b"), "a", 1)}) ==
        "the rework between 'a' and 'b' never ends: it may go back with 100% every time "
        "[lower the chance, or let it fall with 'falling_by']");
}

TEST_CASE("A choice names every follower and adds up") {
  CHECK(
      errors({choose(step("a"), {{"b", 0.5}, {"c", 0.5}}), step("b"), step("c", {{"a"}})}).empty());
  CHECK(errors({choose(step("a"), {{"b", 0.5}, {"c", 0.5}}), step("b"), step("c")}) ==
        "step 'a' may not choose 'c', which does not follow it [write 'after: a' at 'c']");
  CHECK(errors({choose(step("a"), {{"b", 1}}), step("b"), step("c", {{"a"}})}) ==
        "'choose' of step 'a' leaves out 'c', which follows it");
  CHECK(errors({choose(step("a"), {{"b", 0.5}, {"c", 0.4}}), step("b"), step("c", {{"a"}})}) ==
        "the shares of 'choose' add up to 90%, not 100%");
  CHECK(
      errors({choose(step("a"), {{"b", 1}, {"c", 0}}), step("b"), step("c", {{"a"}}), step("d")}) ==
      "step 'c' is never reached [every step before it chooses another]; "
      "step 'd' is never reached [every step before it chooses another]");
  CHECK(errors({choose(step("a"), {{"b", 0.5}, {"c", 0.5}}), back(step("b"), "a"),
                step("c", {{"a"}})}) ==
        "step 'b' goes back to 'a', before the choice at 'a', which may then lead to 'c' instead "
        "[go back to a step after the choice, or from a step where its branches have joined]");
}
