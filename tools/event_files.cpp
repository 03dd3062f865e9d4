#include "tools/event_files.hpp"

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {

EventFiles::EventFiles(const Options& options) {
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
