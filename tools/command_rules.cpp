// `suits rules`: who may do what, in which order, and what is taken first.

#include "engine/report/json.hpp"
#include "engine/report/rules_report.hpp"
#include "tools/named.hpp"
#include "tools/options.hpp"
#include "tools/scenario_file.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits rules FILE [--kind K [--step S] [--account A]] [flags]

Says who may do a step on an account, in which order and from when on, why everybody
else may not, and what is taken first. Without --kind: all roles and their rules.

  --kind NAME      the kind of work
  --step NAME      one of its steps; else all of them
  --account NAME   on this account; without it, the steps and who they ask
  --format F       table (for people, the default) | json
  --color C        auto (on a terminal, the default) | always | never
  --no-color       the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits rules scenarios/mid_agency.yaml
  suits rules scenarios/mid_agency.yaml --kind campaign
  suits rules scenarios/mid_agency.yaml --kind campaign --step brief --account "Meridian Bank"

exit codes: 0 done; 2 the input is wrong
)";

RulesQuestion question_of(const Options& options, const Model& model) {
  RulesQuestion question;
  if (options.has("kind"))
    question.kind = static_cast<KindId>(
        find_named(model.kinds, options.text("kind", ""), "kind of work"));
  if (options.has("account"))
    question.account =
        static_cast<AccountId>(find_named(model.accounts, options.text("account", ""), "account"));
  if (options.has("step")) {
    if (!question.kind) throw UsageError("--step needs --kind: the kind of work that it belongs to");
    question.step = static_cast<StepId>(
        find_named(model.kinds[*question.kind].steps, options.text("step", ""), "step"));
  }
  if (question.account && !question.kind)
    throw UsageError("--account needs --kind: the kind of work that is asked about");
  if (question.step && !question.account)
    throw UsageError("--step needs --account: who may do it depends on the account");
  return question;
}

}  // namespace

int command_rules(const std::vector<std::string>& args, const Console& console) {
  const Options options("rules",
                        with_variant_flags({{"kind", true},
                                            {"step", true},
                                            {"account", true},
                                            {"format", true},
                                            {"color", true},
                                            {"no-color", false}}),
                        args);
  if (options.help()) {
    console.out << kHelp << kVariantHelp << kExamples;
    return kDone;
  }
  const std::string format = options.word("format", "table", {"table", "json"});
  const ScreenStyle style{options.colorful(console.colorful), console.width, 0, 1};
  const ScenarioFile file = open_scenario(options, console);
  if (!file.model) return kInputWrong;
  const RulesQuestion question = question_of(options, *file.model);
  console.out << (format == "json" ? json_text(rules_json(*file.model, question))
                                   : rules_screen(*file.model, question, style));
  return kDone;
}

}  // namespace suits
