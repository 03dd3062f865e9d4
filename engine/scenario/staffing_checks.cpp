// What may be judged from one value alone: of people over time.

#include "engine/scenario/reader.hpp"

namespace suits {

void check(Reader& r, const Node& node, ChangeSpec& s) {
  const int subjects = s.person.has_value() + s.account.has_value() + s.calendar.has_value();
  if (subjects != 1) {
    return r.error(node.span, subjects == 0 ? "one of person, account and calendar is needed"
                                            : "only one of person, account and calendar is taken");
  }
  // Each key belongs to one sort of subject.
  bool any = false;
  const auto key = [&](std::string_view name, bool there, bool fits, std::string_view whose) {
    any = any || there;
    if (!there || fits) return;
    r.error(node.find(name)->span, fmt::format("'{}' changes of {}", name, whose));
  };
  const bool of_person = s.person.has_value(), of_account = s.account.has_value();
  key("role", s.role.has_value(), of_person, "a person");
  key("level", s.level.has_value(), of_person, "a person");
  key("share", s.share.has_value(), of_person, "a person");
  key("hours", s.hours.has_value(), !of_account, "a person or the calendar");
  key("team", s.team.has_value(), of_account, "an account");
  key("owner", s.owner.has_value(), of_account, "an account");
  key("size", s.size.has_value(), of_account, "an account");
  if (!any) r.error(node.span, "this changes nothing");
  if (s.role && s.role->empty()) {
    r.error(node.find("role")->span, "a person has a role", "whoever goes has 'leaves'");
  }
  if (s.share && s.share->value.value <= 0) {
    r.error(s.share->span, "the share must be more than 0", "whoever goes has 'leaves'");
  }
  if (!s.hours) return;
  if (of_person && s.hours->hours) {
    r.error(s.hours->span, "a person's hours are those of a pattern",
            "write them under calendar.patterns and name it here");
  }
  if (s.calendar && s.hours->pattern) {
    if (s.hours->pattern->text == "always") {
      s.hours->hours.emplace();
      s.hours->hours->always = true;
    } else {
      r.error(s.hours->span, "the calendar's hours are written out",
              "e.g. { mon-fri: [09:30-12:30, 13:30-18:00] }");
    }
  }
}

void check(Reader& r, const Node& node, InHandSpec& s) {
  if (s.step.empty()) r.error(node.find("step")->span, "no step is named");
  if (!s.left.empty() && s.left.size() != s.step.size()) {
    r.error(s.left.front().span,
            fmt::format("{} efforts left for {} steps", s.left.size(), s.step.size()));
  }
  for (const auto& left : s.left) {
    if (!left.value.amount.is_constant()) {
      r.error(left.span, "the effort left is one figure", "e.g. 3 h");
    }
  }
}

}  // namespace suits
