#include "engine/scenario/compile.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "engine/model/place_text.hpp"
#include "engine/random/stream.hpp"
#include "engine/scenario/compile_context.hpp"

namespace suits {

std::string hint_of(const std::string& name, const std::vector<std::string>& known) {
  const std::string near = nearest(name, known);
  if (!near.empty()) return fmt::format("did you mean '{}'?", near);
  constexpr std::size_t most = 10;
  std::string list;
  for (std::size_t i = 0; i < known.size() && i < most; ++i) {
    list += (i == 0 ? "known here: " : ", ") + known[i];
  }
  if (known.size() > most) list += fmt::format(" and {} more", known.size() - most);
  return list;
}

std::vector<double> season_of(Compilation& c, const Name& name) {
  const auto it = c.seasons.find(name.text);
  if (it != c.seasons.end()) return it->second;
  if (c.seasons_refused.insert(name.span.begin).second) {
    std::vector<std::string> known;
    for (const auto& [text, factors] : c.seasons) known.push_back(text);
    c.error(name.span, fmt::format("there is no season '{}'", name.text),
            hint_of(name.text, known));
  }
  return {};
}

std::string title_of(const std::optional<TitleSpec>& title, const std::string& name) {
  if (title) {
    if (title->text) return title->text->text;
    for (const auto& entry : title->translations) {
      if (entry.name.text == "en") return entry.value.text;
    }
    if (!title->translations.empty()) return title->translations.front().value.text;
  }
  std::string result = name;
  std::replace(result.begin(), result.end(), '_', ' ');
  return result;
}

std::uint64_t component(std::initializer_list<std::string_view> parts) {
  std::string name;
  for (const std::string_view part : parts) {
    if (!name.empty()) name += '\x1f';
    name += part;
  }
  return name_hash(name);
}

double days_per_week(const Compilation& c) {
  const HoursRule& rule = c.rules[0];
  if (rule.always) return 5;
  const auto days = std::count_if(rule.weekday.begin(), rule.weekday.end(),
                                  [](const auto& spans) { return !spans.empty(); });
  return static_cast<double>(std::max<std::ptrdiff_t>(1, days));
}

double per_working_week(const Compilation& c, const EffortRate& rate) {
  constexpr double weeks_per_year = 365.25 / 7;
  switch (rate.per) {
    case Per::hour:
      return rate.us * 168;
    case Per::day:
      return rate.us * 7;
    case Per::week:
      return rate.us;
    case Per::month:
      return rate.us * 12 / weeks_per_year;
    case Per::year:
      return rate.us / weeks_per_year;
    case Per::working_hour:
      return rate.us * c.model.standard_week.hours();
    case Per::working_day:
      return rate.us * days_per_week(c);
  }
  return 0;
}

void doubt_year(Compilation& c, Date date, Span span, std::string_view what) {
  constexpr std::int32_t kFar = 2 * 366;  // [days]
  const Date first = date_of(c.model.window.warm_up), last = date_of(c.model.window.cap);
  const bool early = date.days<first.days - kFar, late = date.days> last.days + kFar;
  if (!early && !late) return;
  c.model.notes.push_back(fmt::format(
      "{} is on {} ({}), years {}: is the year right?", what, to_string(date),
      place_text(c.model, span),
      early ? fmt::format("before the run begins on {}", to_string(first))
            : fmt::format("after the run, which ends on {} at the latest", to_string(last))));
}

bool in_run(Compilation& c, Date written, Instant t, Span span, std::string_view what) {
  const Window& window = c.model.window;
  if (t >= window.cap) {
    c.error(span, fmt::format("{}: the run ends on {} at the latest", what, to_string(window.cap)),
            "longer: see time.run and time.cap");
    return false;
  }
  if (t < window.warm_up || written < date_of(window.warm_up)) {
    c.error(span, fmt::format("{}: the run begins on {}", what, to_string(window.warm_up)),
            "earlier: see time.start and time.warm_up");
    return false;
  }
  return true;
}

namespace {

constexpr std::size_t kMostObservedFigures = 1000;

/// Which measures they are is for the analysis to say.
void take_observed(Compilation& c) {
  if (c.spec.observed.size() > kMostObservedFigures) {
    c.error(c.spec.observed[kMostObservedFigures].name.span,
            fmt::format("more than {} observed figures", kMostObservedFigures));
  }
  for (const auto& [name, figure] : c.spec.observed) {
    c.model.observed.push_back(
        {name.text, name.span, figure.value.value, figure.value.unit, figure.span});
  }
}

}  // namespace

std::shared_ptr<const Model> compile(const ScenarioSpec& spec, Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.count();
  Compilation c(spec, diagnostics);
  c.model.name = spec.name.text;
  for (const NamedText& text : diagnostics.texts()) c.model.text_names.push_back(text.name);
  take_observed(c);
  c.model.notes = spec.file_notes;
  if (spec.notes) c.model.remarks = spec.notes->text;
  c.model.currency = spec.currency ? spec.currency->text : "money";
  if (!spec.currency) c.defaulted("currency: money");

  compile_calendar(c);
  compile_levels(c);
  // What follows counts on sizes and dates that hold.
  if (diagnostics.count() != errors) return nullptr;
  compile_roles(c);
  compile_people(c);
  compile_accounts(c);
  compile_shares(c);
  compile_kinds(c);
  compile_wins(c);
  compile_contracts(c);
  compile_streams(c);
  compile_background(c);
  compile_work_limits(c);
  compile_relationship(c);
  compile_dispatch(c);
  if (diagnostics.count() != errors) return nullptr;

  for (std::uint32_t p = 0; p < c.rules.size(); ++p) {
    c.model.patterns.push_back(lay_out(c, PatternId{p}, c.calendar_from, c.calendar_to));
  }
  HoursRule always;
  always.always = true;
  c.model.always = Hours(always, c.calendar_from, c.calendar_to);
  compile_teams(c);
  compile_changes(c);
  compile_in_hand(c);
  compile_rules(c);
  check_model(c);
  check_never_begun(c);
  compile_careers(c);
  if (diagnostics.count() != errors) return nullptr;
  return std::make_shared<const Model>(std::move(c.model));
}

}  // namespace suits
