#include "engine/model/scaled_arrivals.hpp"

namespace suits {

bool has_frequency(const Stream& stream) {
  return stream.form == Stream::Form::rate || stream.form == Stream::Form::gaps;
}

Model scaled_arrivals(Model model, double factor, const StreamChoice& chosen) {
  for (const StreamId s : ids(model.streams)) {
    Stream& stream = model.streams[s];
    if (!has_frequency(stream) || !chosen(s)) continue;
    for (double* rate : {&stream.per_year, &stream.per_month, &stream.per_week, &stream.per_day,
                         &stream.per_working_day, &stream.per_hour, &stream.per_working_hour})
      *rate *= factor;
    if (stream.interval) stream.interval->amount = stream.interval->amount.scaled(1 / factor);
  }
  return model;
}

}  // namespace suits
