#include "engine/report/assumptions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/quantity_text.hpp"
#include "engine/report/relationship_text.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

bool any_person(const Model& model, bool (*has)(const Person&)) {
  return std::any_of(model.people.begin(), model.people.end(), has);
}

/// Mechanisms that the scenario does not use, each as what is so without it.
std::vector<std::string> left_out(const Model& model) {
  std::vector<std::string> out;
  if (!any_person(model, [](const Person& p) { return p.leave.has_value(); }))
    out.push_back("no leave but what is stated");
  if (!any_person(model, [](const Person& p) { return p.sickness.has_value(); }))
    out.push_back("nobody falls ill");
  if (std::none_of(model.roles.begin(), model.roles.end(),
                   [](const Role& r) { return r.overtime.has_value(); }))
    out.push_back("nobody works past their hours");
  if (!model.familiarity) out.push_back("everybody knows every account equally well");
  if (!any_person(model, [](const Person& p) { return p.focus.jobs != 1; }))
    out.push_back("one thing at a time");
  if (model.background.empty()) out.push_back("all hours are there for jobs");
  return out;
}

}  // namespace

std::vector<std::string> assumptions(const Model& model) {
  std::vector<std::string> lines;
  if (!model.remarks.empty()) lines.push_back("The scenario says: " + model.remarks);
  for (const std::string& applied : model.defaults) lines.push_back("Default " + applied);
  if (const std::vector<std::string> out = left_out(model); !out.empty())
    lines.push_back("As the scenario has it: " + fmt::format("{}", fmt::join(out, "; ")));
  for (const Account& account : model.accounts) {
    if (account.tentative())
      lines.push_back(fmt::format("{} is tentative, won with a chance of {}: its figures, and all "
                                  "others, are over courses with and without it",
                                  account.name, share_text(account.wins)));
  }
  for (std::string& line : relationship_lines(model)) lines.push_back(std::move(line));
  lines.push_back(
      "No model of: people who leave, are hired or promoted unless the scenario says when or by "
      "what rule; speed that suffers from pressure; clients whose demand answers to how they are "
      "served" +
      std::string(model.relationship && model.relationship->loss ? ", but that they leave" : ""));
  return lines;
}

std::string assumptions_text(const std::vector<std::string>& lines, const ScreenStyle& style) {
  std::string out = fmt::format("\n{}Assumptions{}\n", style.color ? "\x1b[1m" : "",
                                style.color ? "\x1b[0m" : "");
  for (const std::string& line : lines)
    out += wrap(printable(line), static_cast<std::size_t>(style.width), "  · ", "    ");
  return out;
}

}  // namespace suits
