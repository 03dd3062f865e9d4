// Streams of arrivals: one per account and kind of work, by the account's word, else its tier's,
// else the kind's.

#include <algorithm>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

const ArrivalSpec* find(const Map<ArrivalSpec>& work, const std::string& kind) {
  for (const auto& entry : work) {
    if (entry.name.text == kind) return &entry.value;
  }
  return nullptr;
}

void check_names(Compilation& c, const Map<ArrivalSpec>& work) {
  for (const auto& entry : work) c.kinds.resolve(entry.name, c.diagnostics);
}

void set_rate(Stream& stream, const Rate& rate) {
  switch (rate.per) {
    case Per::hour:
      stream.per_hour = rate.amount;
      break;
    case Per::day:
      stream.per_day = rate.amount;
      break;
    case Per::week:
      stream.per_week = rate.amount;
      break;
    case Per::month:
      stream.per_month = rate.amount;
      break;
    case Per::year:
      stream.per_year = rate.amount;
      break;
    case Per::working_hour:
      stream.per_working_hour = rate.amount;
      break;
    case Per::working_day:
      stream.per_working_day = rate.amount;
      break;
  }
}

/// A date without a time of day means the client's opening.
Instant instant_of(const Compilation& c, const Moment& moment, PatternId client) {
  if (moment.time) return midnight(moment.date) + *moment.time;
  const HoursRule& rule = rule_on(c, client, moment.date);
  const auto& spans = rule.weekday[static_cast<std::size_t>(moment.date.weekday())];
  return midnight(moment.date) + (rule.always || spans.empty() ? Duration{} : spans[0].first);
}

/// The season of a rate: its own, else the kind's.
std::vector<double> season_of(Compilation& c, const std::optional<Name>& own,
                              const std::optional<Name>& of_kind) {
  const std::optional<Name>& name = own ? own : of_kind;
  if (!name || name->text == "none") return {};
  return season_of(c, *name);
}

Profile profile_of(const ProfileSpec& spec) {
  Profile profile;
  profile.period = round_duration(spec.period.value.amount);
  for (const auto& factor : spec.factors) profile.factors.push_back(factor.value.value);
  return profile;
}

void add_stream(Compilation& c, AccountId a, KindId k, const ArrivalSpec& spec,
                const KindSpec& kind) {
  const Account& account = c.model.accounts[a];
  Stream stream;
  stream.account = a;
  stream.kind = k;
  stream.any_time = spec.any_time && spec.any_time->value;
  stream.size_exponent = kind.size_exponent ? kind.size_exponent->value.value : 1;
  switch (spec.form) {
    case ArrivalSpec::Form::none:
      return;
    case ArrivalSpec::Form::rate:
      stream.form = Stream::Form::rate;
      if (spec.rate->value.amount <= 0) return;
      set_rate(stream, spec.rate->value);
      stream.gap = std::get<Distribution>(Distribution::exponential_mean(1));
      if (spec.gaps)
        stream.gap = spec.gaps->value.amount.scaled(1 / spec.gaps->value.amount.mean());
      stream.season = season_of(c, spec.season, kind.season);
      if (spec.profile) stream.profile = profile_of(*spec.profile);
      break;
    case ArrivalSpec::Form::every:
      stream.form = Stream::Form::regular;
      stream.every = Lapse{Distribution(spec.every->value.amount), spec.every->value.clock};
      if (spec.on) {
        stream.weekday = spec.on->value.weekday;
        stream.month_day = spec.on->value.month_day;
      }
      if (spec.at) stream.at = spec.at->value.since_midnight;
      break;
    case ArrivalSpec::Form::interval:
      stream.form = Stream::Form::gaps;
      stream.interval = spec.interval->value;
      break;
    case ArrivalSpec::Form::dates:
      stream.form = Stream::Form::dates;
      for (const auto& moment : spec.dates) {
        const Instant t = instant_of(c, moment.value, account.client_pattern);
        if (in_run(c, moment.value.date, t, moment.span, "never arrives")) {
          stream.dates.push_back(t);
        }
      }
      std::sort(stream.dates.begin(), stream.dates.end());
      break;
    case ArrivalSpec::Form::always:
      stream.form = Stream::Form::population;
      stream.population = spec.always->value.value;
      break;
  }
  if (spec.batch) stream.batch = spec.batch->value.amount;
  if (spec.burst) stream.burst = spec.burst->value;
  stream.component =
      component({account.agency ? "agency" : "account", account.name, c.model.kinds[k].name});
  c.model.streams.push_back(std::move(stream));
}

}  // namespace

void compile_streams(Compilation& c) {
  for (const auto& entry : c.spec.tiers) check_names(c, entry.value.work);
  for (const AccountSpec& spec : c.spec.accounts) check_names(c, spec.work);
  check_names(c, c.spec.agency.work);

  for (const auto& entry : c.spec.work) season_of(c, std::nullopt, entry.value.season);
  std::vector<const Entry<KindSpec>*> specs;  // by KindId
  for (const std::size_t i : by_name(c.spec.work)) specs.push_back(&c.spec.work[i]);
  for (const AccountId a : ids(c.model.accounts)) {
    const AccountSpec* account = c.account_specs[a];
    const TierId tier = c.model.accounts[a].tier;
    for (std::size_t k = 0; k < specs.size(); ++k) {
      const std::string& name = specs[k]->name.text;
      const KindSpec& kind = specs[k]->value;
      const ArrivalSpec* spec = nullptr;
      if (account == nullptr) {
        spec = find(c.spec.agency.work, name);
      } else {
        spec = find(account->work, name);
        const TierSpec* of_tier = c.tier_specs[tier];
        if (spec == nullptr && of_tier != nullptr) spec = find(of_tier->work, name);
        if (spec == nullptr && kind.arrives) {
          const auto& arrives = kind.arrives->at(c.model.tiers[tier].name);
          if (arrives) spec = &*arrives;
        }
      }
      if (spec != nullptr) add_stream(c, a, static_cast<KindId>(k), *spec, kind);
    }
  }
}

}  // namespace suits
