// Limits on jobs, clients who withdraw them, fixed populations, profiles of rates.

#include "tests/support/model_builder.hpp"
#include "tests/support/naive/features.hpp"

namespace suits {

void add_limits(Model& m, Coins& c) {
  for (int i = c.from_to(1, 3); i > 0; --i) {
    Limit limit;
    limit.each_account = c.with(40);
    const bool all = c.with(40);
    for (const Kind& kind : m.kinds) limit.kinds.push_back(!kind.background && (all || c.with(50)));
    if (c.with(60)) limit.in_progress = static_cast<std::uint32_t>(c.from_to(1, 6));
    if (!limit.in_progress || c.with(40))
      limit.waiting = static_cast<std::uint32_t>(c.from_to(0, 3));
    m.limits.push_back(limit);
  }
}

void add_patience(Model& m, Coins& c) {
  for (Kind& kind : m.kinds) {
    if (kind.background || !c.with(60)) continue;
    const Lapse lapse =
        c.one_of<Lapse>({working(hours(c.from_to(0, 12))), elapsed(hours(c.from_to(0, 30))),
                         working_days(c.from_to(0, 3)),
                         Lapse{std::get<Distribution>(Distribution::exponential_mean(3.6e9 * 4)),
                               Clock::working_time}});
    kind.withdraws_after = ByTier<std::optional<Lapse>>(lapse);
  }
}

/// Some streams become a fixed number of jobs that come again and again. They begin with a delay:
/// what comes round without time passing ends the run.
void add_populations(Model& m, Coins& c) {
  for (const Rule& rule : m.rulebook.rules) {
    for (const Action& action : rule.then) {
      if (action.sort == Action::Sort::cancel) return;
    }
  }
  for (Stream& stream : m.streams) {
    Kind& kind = m.kinds[stream.kind];
    if (kind.background || !c.with(35)) continue;
    Step& first = kind.steps[raw(kind.entries[0])];
    first.takes = elapsed(hours(c.from_to(4, 30)));
    first.client_delay = false;
    first.first.participants.clear();
    first.later.participants.clear();
    first.supervised_by.clear();
    first.chance = ByTier<double>(1.0);
    first.when = {};
    first.parts = 1;
    stream.form = Stream::Form::population;
    stream.population = static_cast<std::uint32_t>(c.from_to(1, 3));
    stream.batch.reset();
    stream.burst.reset();
  }
}

void add_profiles(Model& m, Coins& c) {
  for (Stream& stream : m.streams) {
    if (stream.form != Stream::Form::rate || !c.with(70)) continue;
    Profile profile;
    profile.period = c.one_of<Duration>({hours(24), weeks(1), hours(7), days(40)});
    for (int i = c.from_to(1, 9); i > 0; --i) {
      profile.factors.push_back(c.one_of<double>({0, 0.5, 1, 4}));
    }
    profile.factors.push_back(1);
    stream.profile = profile;
  }
}

}  // namespace suits
