#include "tools/answer_forms.hpp"

#include <fmt/format.h>

#include "engine/report/json.hpp"
#include "tools/output_folder.hpp"

namespace suits {
namespace {

constexpr ScreenStyle kPlain{false, 100, 0, 1};

void write_answer(const AnswerForms& answer, const std::string& folder, const std::string& format,
                  const Console& console) {
  OutputFolder output(folder);
  if (format == "csv")
    for (const Table* table : answer.files) output.add(table->name + ".csv", render_csv(*table));
  if (format == "json") output.add(answer.command + ".json", json_text(answer.json));
  if (format == "table") output.add(answer.command + ".txt", answer.screen(kPlain));
  output.commit();
  console.err << fmt::format("suits: wrote {} file{} to {}\n", output.size(),
                             output.size() == 1 ? "" : "s", folder);
}

}  // namespace

std::string answer_format(const Options& options) {
  (void)options.colorful(false);
  return options.word("format", options.has("output") ? "csv" : "table", {"table", "json", "csv"});
}

void check_output_folder(const Options& options) {
  if (options.has("output")) OutputFolder(options.text("output", ""));
}

StoredReport stored_answer(const AnswerForms& answer) {
  return {answer.headline, answer.screen(kPlain), answer.json.dump()};
}

void print_answer(const AnswerForms& answer, const Options& options, const Console& console) {
  const std::string format = answer_format(options);
  if (options.has("output"))
    write_answer(answer, options.text("output", ""), format, console);
  else if (format == "json")
    console.out << json_text(answer.json);
  else if (format == "csv")
    console.out << answer.csv;
  else
    console.out << answer.screen({options.colorful(console.colorful), console.width, 0, 1});
}

}  // namespace suits
