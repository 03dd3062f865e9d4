#include "tools/stored_course.hpp"

#include <cstring>
#include <limits>

namespace suits {
namespace {

class Writer {
 public:
  template <class T>
  void put(T value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    text_.append(bytes, sizeof value);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

/// Reads what a Writer wrote; past the end nothing but zeros, and `good` no more.
class Reader {
 public:
  explicit Reader(const std::string& text) : text_(text) {}
  template <class T>
  T get() {
    T value{};
    if (text_.size() - at_ < sizeof value) {
      good_ = false;
      return value;
    }
    std::memcpy(&value, text_.data() + at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  bool good() const { return good_; }
  bool at_end() const { return at_ == text_.size(); }

 private:
  const std::string& text_;
  std::size_t at_ = 0;
  bool good_ = true;
};

void put(Writer& out, const Sample& sample) {
  out.put(sample.missing ? std::numeric_limits<double>::quiet_NaN() : sample.y);
  out.put(sample.x);
}

Sample get_sample(Reader& in) {
  const double y = in.get<double>(), x = in.get<double>();
  return y == y ? Sample{y, x, false} : Sample{0, x, true};
}

void put(Writer& out, const KeptJobs& jobs) {
  out.put(jobs.least);
  out.put(jobs.most);
  out.put(static_cast<std::uint32_t>(jobs.tallies.size()));
  for (const QuantileSketch::Tally& tally : jobs.tallies)
    for (const std::uint32_t part : {tally.bin, tally.events, tally.censored}) out.put(part);
}

KeptJobs get_jobs(Reader& in) {
  KeptJobs jobs;
  jobs.least = in.get<double>();
  jobs.most = in.get<double>();
  const auto count = in.get<std::uint32_t>();
  for (std::uint32_t i = 0; i < count && in.good(); ++i) {
    QuantileSketch::Tally tally;
    tally.bin = in.get<std::uint32_t>();
    tally.events = in.get<std::uint32_t>();
    tally.censored = in.get<std::uint32_t>();
    jobs.tallies.push_back(tally);
  }
  return jobs;
}

std::size_t place_of(const std::vector<Response>& all, const std::string& name) {
  std::size_t k = 0;
  while (k < all.size() && all[k].name != name) ++k;
  return k;
}

}  // namespace

StoredResult StoredCourses::stored(std::uint32_t point, std::uint32_t replication,
                                   const KeptReplication& course) const {
  StoredResult out{point, replication, course.history, {}, ""};
  for (const Response& figure : figures_) {
    const std::size_t k = place_of(own_, figure.name);
    if (k < own_.size())
      out.pairs.push_back({course.samples[k].y, course.samples[k].x, course.samples[k].missing});
    else
      out.pairs.push_back({0, 0, true});
  }
  Writer rest;
  for (std::size_t k = own_.size(); k < course.samples.size(); ++k) put(rest, course.samples[k]);
  for (const KeptJobs& jobs : course.jobs) put(rest, jobs);
  out.rest = rest.take();
  return out;
}

std::optional<KeptReplication> StoredCourses::course(const StoredResult& result) const {
  if (result.pairs.size() != figures_.size()) return std::nullopt;
  KeptReplication out{result.history, {}, {}};
  for (const Response& own : own_) {
    const StoredPair& pair = result.pairs[place_of(figures_, own.name)];
    out.samples.push_back({pair.y, pair.x, pair.missing});
  }
  Reader rest(result.rest);
  while (out.samples.size() < asked_.keep.size()) out.samples.push_back(get_sample(rest));
  while (out.jobs.size() < asked_.keep_jobs.size()) out.jobs.push_back(get_jobs(rest));
  return rest.good() && rest.at_end() ? std::optional(std::move(out)) : std::nullopt;
}

KeptReplication StoredCourses::kept(const FoldedReplication& replication) const {
  KeptReplication out{replication.history, {}, replication.jobs};
  for (const std::size_t index : asked_.keep) out.samples.push_back(replication.samples[index]);
  return out;
}

}  // namespace suits
