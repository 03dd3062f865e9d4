#include "engine/model/profile.hpp"

#include <numeric>

namespace suits {

Instant profile_origin(Instant run_begins) {
  const Date date = date_of(run_begins);
  return midnight(date - date.weekday());
}

ProfilePart profile_at(const Profile& profile, Instant origin, Instant t) {
  __extension__ using Wide = __int128;
  const std::int64_t period = profile.period.us;
  const auto n = static_cast<std::int64_t>(profile.factors.size());
  const auto begins = [&](std::int64_t part) {
    return static_cast<std::int64_t>(static_cast<Wide>(period) * part / n);
  };
  std::int64_t into = (t - origin).us % period;
  if (into < 0) into += period;
  auto part = static_cast<std::int64_t>(static_cast<Wide>(into) * n / period);
  if (begins(part + 1) <= into) ++part;
  return {profile.factors[static_cast<std::size_t>(part)],
          t + Duration{begins(part + 1) - into}};
}

double mean_factor(const Profile& profile) {
  return std::accumulate(profile.factors.begin(), profile.factors.end(), 0.0) /
         static_cast<double>(profile.factors.size());
}

}  // namespace suits
