#include "engine/run/careers.hpp"

#include <algorithm>

#include "engine/random/stream.hpp"
#include "engine/random/transcendental.hpp"

namespace suits {
namespace {

constexpr double kLn2 = 0.693147180559945309;

}  // namespace

CareerState::CareerState(const Model& model, std::uint64_t seed, std::uint32_t replication)
    : model_(model),
      seed_(seed),
      replication_(replication),
      holders_(model.people.size()),
      figures_(model.roles.size()),
      heads_(model.roles.size(), QueueLevel(model.window, model.window.weeks())),
      vacant_(heads_),
      overloaded_(heads_) {
  const std::size_t weeks = model.window.weeks();
  for (CareerFigures& of_role : figures_) {
    of_role.heads_by_week.assign(weeks, 0);
    of_role.vacant_by_week.assign(weeks, 0);
    of_role.worked_by_week.assign(weeks, {});
    of_role.there_by_week.assign(weeks, {});
  }
  const std::size_t round = model.careers->overload ? model.careers->overload->weeks : 0;
  for (const suits::Post& post : model.careers->posts) {
    Post own;
    own.role = post.role;
    own.holder = post.holder;
    own.roles = model.people[post.holder].roles;
    posts_.push_back(std::move(own));
    holders_[post.holder].worked.assign(round, {});
    holders_[post.holder].there.assign(round, {});
    for (const PersonId p : post.successors) {
      holders_[p].worked.assign(round, {});
      holders_[p].there.assign(round, {});
    }
  }
}

void CareerState::begin(PersonId p, Instant now) {
  Holder& holder = holders_[p];
  Draws draws(stream_key(seed_, replication_, model_.people[p].component), holder.comings, 0,
              Purpose::leaving);
  holder.unit = -det_log(draws.uniform());
  holder.borne = 0;
  holder.had_enough = holder.goes = false;
  holder.rises = 0;
  holder.came = now;
  holder.seen = now;
  holder.seen_booked = holder.booked;
  holder.weeks = 0;
  ++holder.comings;
}

void CareerState::take(PostId post, PersonId p, Instant now, bool initial) {
  Post& own = posts_[post];
  if (own.standing == Standing::vacant) vacant_[own.role].change(-1, now);
  own.standing = Standing::held;
  own.holder = p;
  own.coming = kNoEvent;
  holders_[p].post = post;
  heads_[own.role].change(1, now);
  if (holders_[p].overloaded) overloaded_[own.role].change(1, now);
  enter_role(p, now, initial);
}

void CareerState::enter_role(PersonId p, Instant now, bool initial) {
  Holder& holder = holders_[p];
  const auto& up = rules().promotion[posts_[holder.post].role];
  holder.ripe = kNever;
  if (!up) return;
  Draws draws(stream_key(seed_, replication_, model_.people[p].component), holder.comings,
              holder.rises, Purpose::promotion);
  const double amount = up->after ? up->after->amount.sample(draws) : 0;
  const double past = draws.uniform();  // share of their time in the role that lies behind them
  const std::optional<Date> since = initial ? model_.people[p].since : std::nullopt;
  holder.ripe = now;
  if (up->after) {
    const Instant from = since ? midnight(*since) : now;
    const double left = initial && !since ? amount * (1 - past) : amount;
    holder.ripe = after(model_.agency(), from, up->after->clock, left);
  }
  double hours_before = 0;
  if (initial) {
    const double ordinary =
        static_cast<double>(model_.people[p].weekly_hours.us) / static_cast<double>(weeks(1).us);
    hours_before = since ? static_cast<double>((now - midnight(*since)).us) * ordinary
                         : static_cast<double>(up->experience.us) * past;
  }
  holder.ripe_after = holder.booked + up->experience - round_duration(hours_before);
}

CareerState::PostId CareerState::longest_vacant(RoleId role) const {
  PostId found = kNoPost;
  for (PostId i = 0; i < posts_.size(); ++i) {
    if (posts_[i].standing != Standing::vacant || posts_[i].role != role) continue;
    if (found == kNoPost || posts_[i].vacant_since < posts_[found].vacant_since) found = i;
  }
  return found;
}

bool CareerState::may_rise(PersonId p, Instant now) const {
  const Holder& holder = holders_[p];
  return holder.post != kNoPost && !holder.had_enough && holder.ripe <= now &&
         holder.booked >= holder.ripe_after;
}

void CareerState::vacate(PostId post, Instant now) {
  Post& own = posts_[post];
  set_overloaded(own.holder, false, now);
  heads_[own.role].change(-1, now);
  vacant_[own.role].change(1, now);
  holders_[own.holder].post = kNoPost;
  own.standing = Standing::vacant;
  own.vacant_since = now;
  ++own.vacancies;
}

void CareerState::move(PersonId p, RoleId role, Instant now) {
  const PostId id = holders_[p].post;
  if (id == kNoPost || posts_[id].role == role) return;
  if (rules().has_posts[role] == 0) return close(id, now);
  for (auto* levels : {&heads_, &overloaded_}) {
    if (levels == &overloaded_ && !holders_[p].overloaded) continue;
    (*levels)[posts_[id].role].change(-1, now);
    (*levels)[role].change(1, now);
  }
  posts_[id].role = role;
  enter_role(p, now, false);
}

void CareerState::close(PostId post, Instant now) {
  Post& own = posts_[post];
  if (own.standing == Standing::held) {
    set_overloaded(own.holder, false, now);
    heads_[own.role].change(-1, now);
    holders_[own.holder].post = kNoPost;
  }
  if (own.standing == Standing::vacant) vacant_[own.role].change(-1, now);
  own.standing = Standing::closed;
}

void CareerState::set_overloaded(PersonId p, bool overloaded, Instant now) {
  Holder& holder = holders_[p];
  if (holder.overloaded == overloaded || holder.post == kNoPost) return;
  holder.overloaded = overloaded;
  overloaded_[posts_[holder.post].role].change(overloaded ? 1 : -1, now);
}

void CareerState::take_stock(PersonId p, Duration under_way, Duration there, Instant now) {
  Holder& holder = holders_[p];
  const Duration worked = holder.booked + under_way - holder.seen_booked;
  holder.seen_booked += worked;
  const Window& window = model_.window;
  const Instant from = holder.seen, monday = midnight(date_of(from) - date_of(from).weekday());
  holder.seen = now;
  if (monday >= window.start && monday < window.end && holder.post != kNoPost) {
    const auto week = static_cast<std::size_t>((monday - window.start).us / weeks(1).us);
    CareerFigures& of_role = figures_[posts_[holder.post].role];
    of_role.worked_by_week[week] += worked;
    of_role.there_by_week[week] += there;
  }
  if (now - from < weeks(1) || !rules().overload) return;
  const std::size_t at = holder.weeks++ % holder.worked.size();
  holder.worked[at] = worked;
  holder.there[at] = there;
  const std::optional<double> mean = load(holder);
  set_overloaded(p, mean && *mean > rules().overload->above, now);
}

/// The mean load of the last weeks; nothing before there are enough, or where all were off.
std::optional<double> CareerState::load(const Holder& holder) const {
  if (!rules().overload || holder.weeks < rules().overload->weeks) return std::nullopt;
  Duration worked, there;
  for (const Duration d : holder.worked) worked += d;
  for (const Duration d : holder.there) there += d;
  if (there.us <= 0) return std::nullopt;
  return static_cast<double>(worked.us) / static_cast<double>(there.us);
}

std::optional<Instant> CareerState::bear(PersonId p, Instant now, Instant to) {
  Holder& holder = holders_[p];
  if (holder.post == kNoPost || holder.had_enough) return std::nullopt;
  const auto& leaving = rules().leaving[posts_[holder.post].role];
  if (!leaving || leaving->a_year <= 0) return std::nullopt;
  double rate = leaving->a_year / kJulianYear;
  if (const std::optional<double> mean = load(holder); mean && *mean > rules().overload->above) {
    rate *= det_exp(kLn2 * (*mean - rules().overload->above) / rules().overload->doubles_every);
  }
  const double time = (holder.unit - holder.borne) / rate;
  if (time < static_cast<double>((to - now).us)) {
    holder.borne = holder.unit;
    holder.had_enough = true;
    return now + round_duration(std::max(0.0, time));
  }
  holder.borne += rate * static_cast<double>((to - now).us);
  return std::nullopt;
}

Instant CareerState::successor_comes(PostId post, Instant now) const {
  const auto& how = rules().replacement[posts_[post].role];
  if (!how) return kNever;
  const PersonId first = rules().posts[post].holder;
  Draws draws(stream_key(seed_, replication_, model_.people[first].component),
              posts_[post].vacancies, 0, Purpose::replacement);
  return after(model_.agency(), now, how->after.clock, how->after.amount.sample(draws));
}

std::vector<CareerFigures> CareerState::finish(Instant now) {
  for (const RoleId r : ids(model_.roles)) {
    CareerFigures& of_role = figures_[r];
    for (auto* levels : {&heads_, &vacant_, &overloaded_}) (*levels)[r].change(0, now);
    of_role.heads = static_cast<double>(heads_[r].integral());
    of_role.vacant = static_cast<double>(vacant_[r].integral());
    of_role.overloaded = static_cast<double>(overloaded_[r].integral());
    for (std::size_t w = 0; w < of_role.heads_by_week.size(); ++w) {
      of_role.heads_by_week[w] = static_cast<double>(heads_[r].of_week(w));
      of_role.vacant_by_week[w] = static_cast<double>(vacant_[r].of_week(w));
    }
  }
  return std::move(figures_.items());
}

}  // namespace suits
