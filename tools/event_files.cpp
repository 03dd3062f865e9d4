#include "tools/event_files.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {

namespace {

/// Whether both names mean one file, be it there already or not.
bool same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  if (std::filesystem::equivalent(a, b, error) && !error) return true;
  return std::filesystem::weakly_canonical(a, error) == std::filesystem::weakly_canonical(b, error);
}

}  // namespace

EventFiles::EventFiles(const Options& options, const std::vector<std::string>& inputs) {
  if (options.has("events") && options.has("trace") &&
      same_file(options.text("events", ""), options.text("trace", "")))
    throw UsageError("--events and --trace name one file");
  for (const char* flag : {"events", "trace"}) {
    for (const std::string& input : inputs) {
      if (options.has(flag) && !input.empty() && same_file(options.text(flag, ""), input))
        throw UsageError(fmt::format("--{} {}: would overwrite what the run is made of", flag,
                                     printable(input)));
    }
  }
  const auto add = [&](const char* flag, const std::string& path, Form form) {
    files_.emplace_back(std::make_unique<OutputFile>(std::string("--") + flag, path), form);
  };
  if (options.has("events")) {
    const std::string path = options.text("events", "");
    const auto ends = [&](const char* ending) { return path.ends_with(ending); };
    const Form form = ends(".csv")    ? csv_events
                      : ends(".xes")  ? xes_events
                      : ends(".json") ? ocel_events
                                      : nullptr;
    if (form == nullptr) {
      throw UsageError(
          fmt::format("--events {}: the name says the form: .csv (a row an event), .xes (XES) or "
                      ".json (OCEL 2.0)",
                      printable(path)));
    }
    add("events", path, form);
  }
  if (options.has("trace")) add("trace", options.text("trace", ""), trace_events);
}

void EventFiles::write(const Model& model, std::uint64_t seed) {
  if (!any()) return;
  std::vector<std::unique_ptr<EventWriter>> writers;
  for (const auto& [file, form] : files_) writers.push_back(form(model, file->stream()));
  log_events(model, seed, 0, [&](const LoggedJob& job) {
    for (const auto& writer : writers) writer->add(job);
  });
  for (const auto& writer : writers) writer->close();
  for (const auto& [file, form] : files_) file->commit();
}

}  // namespace suits
