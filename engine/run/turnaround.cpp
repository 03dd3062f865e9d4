#include "engine/run/turnaround.hpp"

namespace suits {

LabelledTime labels_of(const Segment& segment, Instant from, Instant to, RoleId client,
                       const Availability* there) {
  LabelledTime out;
  out.role = segment.role;
  const Duration all = to - from;
  switch (segment.sort) {
    case Segment::Sort::work:
      out[Label::working] = there->between(from, to);
      out[Label::suspended] = all - out[Label::working];
      break;
    case Segment::Sort::overtime:
      out[Label::working] = all;
      break;
    case Segment::Sort::appointment:
      out[Label::appointment] = all;
      break;
    case Segment::Sort::client:
      out.role = client;
      out[Label::client] = all;
      break;
    case Segment::Sort::delay:
      out.role = client;
      out[Label::delay] = all;
      break;
    case Segment::Sort::wait: {
      if (there == nullptr) {
        out[Label::away] = all;
        break;
      }
      const Duration on_duty = there->between(from, to);
      for (const Availability::Away& absence : there->away()) {
        const Instant a = std::max(absence.from, from), b = std::min(absence.to, to);
        if (b > a) out[Label::away] += b - a;
      }
      out[Label::busy] = segment.anybody ? on_duty - std::min(on_duty, segment.idle)
                                         : std::min(on_duty, segment.busy);
      out[Label::free] = on_duty - out[Label::busy];
      out[Label::off_hours] = all - on_duty - out[Label::away];
      break;
    }
  }
  return out;
}

void share_busy(Duration busy, const Duration* with, std::size_t kinds, Duration* shares) {
  double total = 0;
  for (std::size_t k = 0; k < kinds; ++k) total += static_cast<double>(with[k].us);
  if (total <= 0) return;
  for (std::size_t k = 0; k < kinds; ++k) {
    shares[k] += round_duration(static_cast<double>(busy.us) *
                                (static_cast<double>(with[k].us) / total));
  }
}

}  // namespace suits
