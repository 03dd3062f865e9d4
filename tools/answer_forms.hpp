#pragma once

// An answer in the forms in which it may be asked for: a screen, JSON or CSV, on stdout or in a
// folder
// (--format, --output, --color), and as the book keeps it. The same for all commands.

#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/book/book.hpp"
#include "engine/report/table.hpp"
#include "tools/options.hpp"
#include "tools/tool.hpp"

namespace suits {

struct AnswerForms {
  std::string command;   // names the files: "hire"
  std::string headline;  // the answer in a sentence
  std::function<std::string(const ScreenStyle&)> screen;
  nlohmann::ordered_json json;
  std::vector<const Table*> files;  // a CSV file each; they stay the caller's
  std::string csv;                  // on stdout
};

/// --format and --color are refused before the work; returns the format. Throws UsageError.
std::string answer_format(const Options& options);
/// Likewise --output, which names a folder. Throws UsageError.
void check_output_folder(const Options& options);

/// For the book: whole, and for a screen without colour.
StoredReport stored_answer(const AnswerForms& answer);
/// Prints or writes it. Throws OutputError.
void print_answer(const AnswerForms& answer, const Options& options, const Console& console);

}  // namespace suits
