#pragma once

// The files of `--events` and `--trace`: what happened in the first of the possible courses.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/report/event_writer.hpp"
#include "tools/options.hpp"
#include "tools/output_file.hpp"

namespace suits {

class EventFiles {
 public:
  /// Opens what the flags name. Throws UsageError where one has no known ending, cannot be written,
  /// or is the other or one of the `inputs`.
  EventFiles(const Options& options, const std::vector<std::string>& inputs);
  bool any() const { return !files_.empty(); }
  /// Plays the course and writes them. Throws OutputError. Requires: the course can be played.
  void write(const Model& model, std::uint64_t seed);

 private:
  using Form = std::unique_ptr<EventWriter> (*)(const Model&, std::ostream&);
  std::vector<std::pair<std::unique_ptr<OutputFile>, Form>> files_;
};

}  // namespace suits
