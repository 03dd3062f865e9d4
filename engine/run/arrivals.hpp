#pragma once

// When the jobs of one stream arrive: a pure function of (seed, replication, stream, ordinal),
// played forward. Rates are turned into operational time that keeps the stated mean of every
// calendar month, spread over the client's hours; a renewal process runs in that time. A profile
// multiplies the rate, part by part, exactly.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/random/draw_ahead.hpp"
#include "engine/random/stream.hpp"

namespace suits {

/// Whether the account is there in this replication: signed, or tentative and won.
bool is_won(const Account& account, std::uint64_t seed, std::uint32_t replication);

/// The midnight from which the account's work arrives in this replication: as the scenario has it, or
/// of a day drawn from a month. kNever: it is not there until it is won.
Instant first_midnight(const Account& account, std::uint64_t seed, std::uint32_t replication);

class ArrivalProcess {
 public:
  struct Arrival {
    Instant time = kNever;
    std::uint32_t count = 1;  // jobs of the batch
  };

  /// `size` is the account's size factor in this replication; nothing arrives where it is not won.
  /// `starts` and `sizes` (which outlives this): where they are others than the account's own.
  ArrivalProcess(const Model& model, const Stream& stream, StreamKey key, double size,
                 bool won = true, std::optional<Instant> starts = std::nullopt,
                 const std::vector<SizeChange>* sizes = nullptr);

  /// The next arrival in time, from the account's start to its end; kNever past them.
  Arrival next();

  /// Expected number of batches from the warm-up to the cap, of rates and intervals; with a profile as
  /// if the client's hours took all its parts alike. 0 for other forms.
  double expected() const { return expected_; }

 private:
  /// A calendar month of a rate, or the part of one between changes of the account or of its
  /// profile: expected batches run evenly over the client's working time.
  struct Period {
    double count_to;    // expected batches from the beginning to the end of this period
    double count;       // in this period
    Duration work_from; // the client's working time at its beginning
    Duration work;      // and in it
  };

  bool lay_out_month();
  double count_in_month() const;
  Instant next_rate();
  Instant next_interval();
  double expected_intervals() const;
  Instant next_regular();
  Instant next_population();
  Instant regular_at(std::int64_t k) const;
  Instant next_time();

  const Stream* stream_;
  const Hours* hours_;   // the client's, or one that never closes
  const Hours* agency_;
  const Account* account_;
  Instant starts_;
  const std::vector<SizeChange>* sizes_;
  StreamKey key_;
  Window window_;
  double size_;
  bool won_;
  std::vector<Period> periods_;  // all of them; with a profile, those of one month
  std::size_t period_ = 0;
  Date month_, last_month_;      // the first that is not laid out; the first past the run
  std::size_t change_ = 0;       // of the account's size: the next one …
  double factor_ = 1;            // … and what holds until then, …
  double scale_ = 1;             // … times that of a rate
  double laid_out_ = 0;          // expected batches up to month_
  double expected_ = 0;
  double operational_ = 0;   // expected batches up to the last arrival
  DrawAhead gaps_;           // of the rate, in operational time, or of the intervals
  std::uint64_t batches_ = 0;
  std::int64_t regular_ = 0;
  Instant last_;
  double phase_ = 0, phase_day_ = 0;
};

}  // namespace suits
