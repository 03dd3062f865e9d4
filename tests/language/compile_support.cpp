#include "tests/language/compile_support.hpp"

#include <fmt/format.h>

#include "engine/scenario/load.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

std::string lapse(const std::optional<Lapse>& l) {
  return l ? fmt::format("{} on clock {}", l->amount.describe(), static_cast<int>(l->clock)) : "–";
}

std::string threshold(const std::optional<Threshold>& t) {
  if (!t) return lapse(std::nullopt);
  return (t->slack ? "slack " : "") + lapse(t->lapse);
}

std::string role_name(const Model& m, RoleId r) {
  return r == kNone<RoleId> ? "owner" : m.roles[r].name;
}

std::string request(const Model& m, const Request& request) {
  std::string text;
  for (const Participant& p : request.participants) {
    for (const auto& c : p.choices) text += fmt::format(" {}:{:g}", role_name(m, c.role), c.share);
    text += fmt::format(" x{}{}", p.count, p.total ? " total" : "");
    for (const auto& e : p.effort.items()) text += e ? " [" + e->describe() + "]" : " [none]";
    for (const double c : p.chance.items()) text += fmt::format(" {:g}", c);
    const Requirement& needs = m.requirements[p.requirement];
    if (needs.least_level > LevelId{0}) text += " least " + m.levels[needs.least_level].name;
    if (needs.skills != 0) text += fmt::format(" skills {:x}", needs.skills);
    text += ";";
  }
  return text + " notice " + lapse(request.notice);
}

std::string steps(const Model& m, const Kind& kind) {
  std::string text;
  for (const Step& s : kind.steps) {
    text +=
        fmt::format("  step {} class {} together {} {}{} first{} later{} takes {}{} parts {}",
                    s.name, m.classes[s.work_class].name, static_cast<int>(s.together),
                    s.interruptible ? "i" : "", s.billable ? "b" : "", request(m, s.first),
                    request(m, s.later), lapse(s.takes), s.client_delay ? " client" : "", s.parts);
    for (const double c : s.chance.items()) text += fmt::format(" {:g}", c);
    for (const StepId p : s.predecessors) text += fmt::format(" <{}", raw(p));
    for (const double c : s.choose) text += fmt::format(" choose {:g}", c);
    if (s.back) {
      text += fmt::format(" back {}", raw(s.back->target));
      for (const double c : s.back->chance.items()) text += fmt::format(" {:g}", c);
      text += fmt::format(" {:g} {:g}", s.back->falling_by, s.back->rework_effort);
    }
    for (const auto& by : s.supervised_by) {
      text += fmt::format(" by {} {:g}", role_name(m, by.role), by.share);
    }
    text += fmt::format(" {:x}\n", s.component);
  }
  return text;
}

}  // namespace

std::shared_ptr<const Model> compiled(const std::string& text) {
  Diagnostics diagnostics;
  auto model = load_scenario_text(text, diagnostics);
  INFO(diagnostics.render("test", text));
  REQUIRE(model != nullptr);
  REQUIRE(diagnostics.empty());
  return model;
}

std::string mistakes(const std::string& text) {
  Diagnostics diagnostics(100);
  const auto model = load_scenario_text(text, diagnostics);
  CHECK((model == nullptr) == !diagnostics.empty());
  std::string said;
  for (const Diagnostic& d : diagnostics.items()) {
    said += fmt::format("{}{}: {}{}", said.empty() ? "" : "\n", d.span.line, d.message,
                        d.hint.empty() ? "" : " [" + d.hint + "]");
  }
  return said;
}

std::string dump(const Model& m) {
  std::string text =
      fmt::format("{} {} {} {} {} {}\n", m.name, m.currency, to_string(m.window.warm_up),
                  to_string(m.window.start), to_string(m.window.end), to_string(m.window.cap));
  for (const Hours& h : m.patterns) {
    text += fmt::format("pattern {} {}\n", h.standard_day().us, h.standard_week().us);
  }
  for (const Role& r : m.roles) {
    text += fmt::format(
        "role {} '{}' {} h{} {} keep {} {} dispatch {} {} {} {} effort {:g} max {:g}", r.name,
        r.title, static_cast<int>(r.sort), r.height, r.pool, static_cast<int>(r.keep), r.hand_back,
        static_cast<int>(r.dispatch.rule), threshold(r.spare_after),
        threshold(r.peers_after), threshold(r.superior_after), r.effort, r.max_accounts.value_or(-1));
    for (const RoleId s : r.superiors) text += " ^" + m.roles[s].name;
    for (const CoverRing& c : r.covered_by) text += " ~" + m.roles[c.role].name + threshold(c.after);
    for (const double w : r.account_weight) text += fmt::format(" w{:g}", w);
    for (const bool s : r.serves) text += s ? " s" : " -";
    for (const PersonId p : r.people) text += " " + m.people[p].name;
    text += "\n";
  }
  for (const RoleId r : m.match_order) text += m.roles[r].name + " ";
  for (const Person& p : m.people) {
    text += fmt::format("\nperson {} {} pattern {} {} {}–{} {:g} {:g} {:x}", p.name,
                        m.levels[p.level].name, raw(p.pattern), p.weekly_hours.us,
                        to_string(p.joins), to_string(p.leaves), p.cost, p.rate, p.component);
    for (const RoleId r : p.roles) text += " " + m.roles[r].name;
    for (const auto& a : p.away) text += fmt::format(" {}..{}", to_string(a.from), to_string(a.to));
    if (p.leave)
      text += fmt::format(" leave {:g} {}", p.leave->days_per_year, p.leave->block.describe());
    if (p.sickness) text += fmt::format(" sick {:g}", p.sickness->spells_per_year);
  }
  for (const Account& a : m.accounts) {
    text += fmt::format("\naccount {} tier {} size {} owner {} client {} {} {:x}", a.name,
                        m.tiers[a.tier].name, a.size.describe(),
                        a.owner ? static_cast<int>(*a.owner) : -1, m.people[a.client].name,
                        lapse(a.responds_in), a.component);
    for (const Slot& slot : a.team) {
      text += " " + m.roles[slot.role].name + "(";
      for (const PersonId p : slot.holders) text += " " + m.people[p].name;
      text += " )";
    }
    for (const std::int32_t s : a.slot_of_role) text += fmt::format(" {}", s);
    if (a.fee) {
      text += fmt::format(" fee {:g} {:g} {:g} {}", a.fee->retainer_hours, a.fee->retainer_money,
                          a.fee->rate.value_or(-1), a.fee->project);
    }
  }
  for (const Kind& k : m.kinds) {
    text += fmt::format("\nkind {} '{}' {}{}{} {:x}\n", k.name, k.title, k.deliverable, k.billable,
                        k.background, k.component) +
            steps(m, k);
    for (const auto& due : k.due.items()) text += "  due " + lapse(due);
    for (const Follow& f : k.follow) text += fmt::format("  follow {}", role_name(m, f.role));
  }
  for (const Stream& s : m.streams) {
    text += fmt::format("\nstream {} {} form {} rates {:g} {:g} {:g} {:g} {:g} {:g} {:g} {} {:x}",
                        m.accounts[s.account].name, m.kinds[s.kind].name, static_cast<int>(s.form),
                        s.per_year, s.per_month, s.per_week, s.per_day, s.per_working_day,
                        s.per_hour, s.per_working_hour, s.gap.describe(), s.component);
  }
  for (const Background& b : m.background) {
    text += fmt::format("\nbackground {} {} {:g} {}", m.kinds[b.kind].name, static_cast<int>(b.per),
                        b.effort, b.daily);
    for (const RoleId r : b.roles) text += " " + m.roles[r].name;
  }
  for (const ObservedFigure& o : m.observed)
    text += fmt::format("\nobserved {} {:g} {}", o.measure, o.amount, static_cast<int>(o.unit));
  for (const auto& d : m.defaults) text += "\ndefault " + d;
  for (const auto& n : m.notes) text += "\nnote " + n;
  return text;
}

}  // namespace suits
