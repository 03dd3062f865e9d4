#include "engine/report/rule_log_report.hpp"

#include <fmt/format.h>

#include "engine/report/moment_text.hpp"
#include "engine/report/page.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/relationship_text.hpp"

namespace suits {
namespace {

/// "campaign 12 for Northwind, brief", or what else the rule acted on; "" of the department.
std::string subject_words(const Model& model, const RuleActed& acted) {
  std::string text;
  const bool client = acted.account != kNone<AccountId> && !model.accounts[acted.account].agency;
  if (acted.job) {
    const Kind& kind = model.kinds[acted.kind];
    text = fmt::format("{} {}", one_of(kind), number_text(*acted.job + 1));
    if (client) text += " for " + model.accounts[acted.account].name;
    if (acted.step && kind.steps.size() > 1) {
      text += ", " + spaced(kind.steps[raw(*acted.step)].name);
    }
    if (acted.step && acted.visit > 1) text += fmt::format(", round {}", acted.visit);
  } else if (client) {
    text = model.accounts[acted.account].name;
  } else if (acted.account != kNone<AccountId>) {
    text = "the agency";
  }
  if (acted.person == kNone<PersonId>) return text;
  return text.empty() ? person_text(model, acted.person)
                      : fmt::format("{} ({})", text, person_text(model, acted.person));
}

/// "Warning, Northwind: health 58.9, below 60 (for Aiko and Ben)".
std::string told_words(const Model& model, const RuleActed& told) {
  const std::string& account = model.accounts[told.account].name;
  if (told.sort == RuleActed::Sort::account_left) return account + ": the client leaves";
  const std::string whom = told_text(model, told.account);
  return fmt::format("Warning, {}: health {:.1f}, below {:.4g}{}", account, told.health,
                     model.relationship->warn_below[told.below],
                     whom.empty() ? "" : " (for " + whom + ")");
}

nlohmann::ordered_json told_json(const Model& model, const RuleActed& told) {
  nlohmann::ordered_json item{{"at", to_string(told.at)},
                              {"account", model.accounts[told.account].name}};
  if (told.sort == RuleActed::Sort::account_left) {
    item["event"] = "account.lost";
    return item;
  }
  item["event"] = "account.warns";
  item["health"] = file_number(told.health);
  item["below"] = file_number(model.relationship->warn_below[told.below]);
  if (const std::string whom = told_text(model, told.account); !whom.empty()) item["told"] = whom;
  return item;
}

}  // namespace

std::string rule_log_screen(const Model& model, const RuleLog& log, const ScreenStyle& style) {
  Page page(style);
  page.head("What the rules did");
  if (log.acted.empty()) {
    page.line("No rule acted.");
    return page.take();
  }
  for (const RuleActed& acted : log.acted) {
    const std::string at = "  " + moment_text(acted.at, true) + "  ";
    if (acted.sort != RuleActed::Sort::rule) {
      page.line(told_words(model, acted), at, std::string(at.size() + 2, ' '));
      continue;
    }
    const Rule& rule = model.rulebook.rules[acted.rule];
    std::vector<std::string> done;
    for (const Action& action : rule.then) done.push_back(action.written);
    const std::string on = subject_words(model, acted);
    page.line(
        fmt::format("{}{}{}: {}", rule.name, on.empty() ? "" : ", ", on, fmt::join(done, "; ")), at,
        std::string(at.size() + 2, ' '));
  }
  return page.take();
}

nlohmann::ordered_json rule_log_json(const Model& model, const RuleLog& log) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const RuleActed& acted : log.acted) {
    if (acted.sort != RuleActed::Sort::rule) {
      json.push_back(told_json(model, acted));
      continue;
    }
    const Rule& rule = model.rulebook.rules[acted.rule];
    nlohmann::ordered_json item{{"at", to_string(acted.at)}, {"rule", rule.name}};
    if (acted.job) {
      item["job"] = *acted.job + 1;
      item["kind"] = model.kinds[acted.kind].name;
    }
    if (acted.step) {
      item["step"] = model.kinds[acted.kind].steps[raw(*acted.step)].name;
      item["round"] = acted.visit;
    }
    if (acted.account != kNone<AccountId>) {
      const Account& account = model.accounts[acted.account];
      item["account"] = account.agency ? "agency" : account.name;
    }
    if (acted.person != kNone<PersonId>) item["person"] = model.people[acted.person].name;
    item["did"] = nlohmann::ordered_json::array();
    for (const Action& action : rule.then) {
      item["did"].push_back(action.written);
      if (action.sort == Action::Sort::note) item["notes"].push_back(action.text);
    }
    json.push_back(std::move(item));
  }
  return json;
}

}  // namespace suits
