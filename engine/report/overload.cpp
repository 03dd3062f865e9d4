#include "engine/report/overload.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"

namespace suits {
namespace {

/// A person above this waits for nobody, but everybody waits for them.
constexpr double kRunsAway = 0.95;
/// A wait below this share of the turnaround holds nothing up.
constexpr double kHoldsUp = 0.05;
constexpr std::size_t kNamedOver = 3;

bool staff(const Model& model, const RoleSummary& role) {
  return model.roles[role.role].sort == RoleSort::staff;
}

/// Roles with people, the fullest first; parties too where the scenario has no department.
std::vector<const RoleSummary*> by_fill(const Model& model, const Summary& summary) {
  std::vector<const RoleSummary*> out;
  for (const bool parties : {false, true}) {
    if (!out.empty()) break;
    for (const RoleSummary& role : summary.roles)
      if (staff(model, role) != parties && role.people > 0 && role.light != Light::unknown)
        out.push_back(&role);
  }
  std::stable_sort(out.begin(), out.end(), [](const RoleSummary* a, const RoleSummary* b) {
    return a->fill() > b->fill();
  });
  return out;
}

/// The figure behind the light: what is asked, where only that explains it.
bool asked_more(const RoleSummary& role) { return role.light > light_of(role.busy.value); }
const Estimate& figure(const RoleSummary& role) { return asked_more(role) ? role.load : role.busy; }

/// Some person is too full to keep up.
bool runs_away(const Summary& summary) {
  return std::any_of(summary.people.begin(), summary.people.end(), [](const PersonSummary& p) {
    return p.busy.known() && p.busy.value > kRunsAway;
  });
}

std::string fullness(const Model& model, const Summary& summary,
                     const std::vector<const RoleSummary*>& roles) {
  const FigureWords words(summary);
  const RoleSummary& first = *roles.front();
  const RoleWords name = words_of(model, first.role);
  std::string text;
  if (first.light == Light::over)
    text = fmt::format("{} {} overloaded: asked for {} of the hours {} {}",
                       sentence_case(name.name), name.are(), words.percent(first.load), name.they(),
                       name.plural ? "have" : "has");
  else if (first.light == Light::strained)
    text = fmt::format("{} {} strained: {} {} of {} hours", sentence_case(name.name), name.are(),
                       asked_more(first) ? "asked for" : "busy", words.percent(figure(first)),
                       name.their());
  else
    text = fmt::format("{} is overloaded: the fullest role, {}, is busy {} of its hours",
                       runs_away(summary) ? "No role as a whole" : "Nobody", name.name,
                       words.percent(first.busy));
  std::vector<std::string> others;
  for (std::size_t i = 1; i < roles.size() && others.size() < kNamedOver; ++i)
    if (roles[i]->light >= Light::strained)
      others.push_back(fmt::format("{} ({})", words_of(model, roles[i]->role).name,
                                   words.percent(figure(*roles[i]))));
  if (!others.empty()) text += "; strained too: " + enumerated(others);
  return text;
}

/// The fullest person, how many are near them, and all who are too full to keep up.
std::string people_words(const Model& model, const Summary& summary) {
  const FigureWords words(summary);
  std::vector<const PersonSummary*> people;
  for (const PersonSummary& p : summary.people)
    // Successors are there for a part of the time, in some courses.
    if (p.busy.known() && !model.people[p.person].successor) people.push_back(&p);
  if (people.size() < 2 || summary.always) return ".";
  std::stable_sort(
      people.begin(), people.end(),
      [](const PersonSummary* a, const PersonSummary* b) { return a->busy.value > b->busy.value; });
  const Person& first = model.people[people[0]->person];
  std::string text =
      fmt::format("; the fullest person is {}, {} ({})", first.name,
                  title_of(model.roles[first.roles.front()]), words.percent(people[0]->busy));
  const auto strained = std::count_if(people.begin() + 1, people.end(), [](const PersonSummary* p) {
    return p->light >= Light::strained;
  });
  if (strained == 1) text += ", one more is above 85 %";
  if (strained > 1) text += fmt::format(", {} more are above 85 %", strained);
  text += ".";
  std::vector<std::string> full;
  for (const PersonSummary* p : people)
    if (p->busy.value > kRunsAway) full.push_back(model.people[p->person].name);
  if (full.empty()) return text;
  const std::size_t count = full.size();
  if (count > kNamedOver + 1) {
    full.resize(kNamedOver);
    full.push_back(fmt::format("{} more", count - kNamedOver));
  }
  return text + fmt::format(" {} {} above {:.0f} %, where queues run away.", enumerated(full),
                            count > 1 ? "are" : "is", kRunsAway * 100);
}

/// The kind the headline speaks of, arrival to finish.
const FlowSummary* main_flow(const Model& model, const Summary& summary) {
  const FlowSummary* first = headline(model, summary);
  if (!first) return nullptr;
  for (const FlowSummary& flow : summary.flows)
    if (flow.key.kind == first->key.kind && flow.key.milestone < 0 &&
        flow.key.tier == kNone<TierId>)
      return &flow;
  return first;
}

const Cause* wait_for(const FlowSummary& flow, RoleId role) {
  for (const Cause& cause : flow.causes)
    if (cause.sort == CauseSort::waiting && cause.role == role) return &cause;
  return nullptr;
}

/// Who holds the work up: the role that it waits for longest.
std::string bottleneck(const Model& model, const Summary& summary, const RoleSummary& fullest) {
  const FigureWords words(summary);
  const FlowSummary* flow = main_flow(model, summary);
  if (!flow) return "";
  const auto worst = std::find_if(flow->causes.begin(), flow->causes.end(),
                                  [](const Cause& c) { return c.sort == CauseSort::waiting; });
  const std::string many = many_of(model.kinds[flow->key.kind]);
  if (worst == flow->causes.end()) return fmt::format(" The {} wait for nobody.", many);
  const RoleWords who = words_of(model, worst->role);
  const std::string waited = words.bare_time(worst->working_days, flow->working);
  const std::string total = words.time(flow->working);
  if (worst->share < kHoldsUp)
    return fmt::format(" Nobody holds the {} up: the longest wait, for {}, is {} of {}.", many,
                       who.name, waited, total);
  if (worst->role == fullest.role)
    return fmt::format(" The {} wait longest for {}: {} of {}.", many, who.name, waited, total);
  const RoleSummary* role = summary.role(worst->role);
  std::string text = fmt::format(" Yet it is {}", who.counted);
  if (role && role->busy.known()) text += fmt::format(", busy {},", words.percent(role->busy));
  text += fmt::format(" who hold{} up the {}: {} of {} go to waiting for {}", who.plural ? "" : "s",
                      many, waited, total, who.them());
  const Cause* own = wait_for(*flow, fullest.role);
  if (own && own->share >= kHoldsUp)
    text += fmt::format(", {} to waiting for {}", words.bare_time(own->working_days, flow->working),
                        words_of(model, fullest.role).name);
  return text + ".";
}

/// Weeks in which the fullest role has no air left, and a queue that grows.
std::string weeks_words(const Model& model, const Summary& summary, const RoleSummary& role) {
  const RoleWords name = words_of(model, role.role);
  std::vector<std::size_t> full;
  for (std::size_t w = 0; w < role.weeks.size(); ++w)
    if (role.weeks[w].busy.value > kRunsAway) full.push_back(w);
  std::string text;
  if (!full.empty() && full.size() * 2 <= role.weeks.size())
    text =
        fmt::format(" {} {} full in {}.", sentence_case(name.name), name.are(), weeks_text(full));
  else if (!full.empty())
    text = fmt::format(" {} {} full in {} of {} weeks.", sentence_case(name.name), name.are(),
                       full.size(), role.weeks.size());
  if (role.light < Light::strained || role.weeks.size() < 8) return text;
  const std::size_t quarter = role.weeks.size() / 4;
  double before = 0, after = 0;
  for (std::size_t i = 0; i < quarter; ++i) {
    before += role.weeks[i].waiting.value / static_cast<double>(quarter);
    after += role.weeks[role.weeks.size() - 1 - i].waiting.value / static_cast<double>(quarter);
  }
  if (after > 1.5 * before + 5)
    text += fmt::format(" The queue for {} grows from {} in the first quarter to {} in the last.",
                        name.name, FigureWords(summary).number({before, kNothing, false}, 0),
                        FigureWords(summary).number({after, kNothing, false}, 0));
  return text;
}

}  // namespace

std::string overload_text(const Model& model, const Summary& summary) {
  const std::vector<const RoleSummary*> roles = by_fill(model, summary);
  if (roles.empty()) return "Nobody works in this scenario.";
  return fullness(model, summary, roles) + people_words(model, summary) +
         weeks_words(model, summary, *roles.front()) + bottleneck(model, summary, *roles.front());
}

}  // namespace suits
