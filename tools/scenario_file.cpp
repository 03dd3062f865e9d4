#include "tools/scenario_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "engine/analysis/plausibility.hpp"
#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/scenario/source.hpp"

namespace suits {
namespace {

namespace fs = std::filesystem;

/// The name beside it that is nearest to a file that is not there.
std::string neighbour(const fs::path& path) {
  std::vector<std::string> names;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end && names.size() < 1000;
       at.increment(error))
    if (at->path().extension() == ".yaml" || at->path().extension() == ".yml")
      names.push_back(at->path().filename().string());
  return nearest(path.filename().string(), names);
}

/// What was changed before it is played, a line for each thing.
void tell_changes(const std::vector<std::string>& changes, const Console& console) {
  constexpr std::size_t kMost = 20;
  for (std::size_t i = 0; i < changes.size() && i < kMost; ++i)
    console.err << "suits: " << printable(changes[i]) << "\n";
  if (changes.size() > kMost)
    console.err << fmt::format("suits: and {} changes more\n", changes.size() - kMost);
}

/// Reads as `data` does, and keeps each text once.
ReadData keeping(const ReadData& data, std::vector<StoredFile>& files) {
  return [&data, &files](const std::string& name) {
    DataText read = data(name);
    const bool known = std::any_of(files.begin() + 1, files.end(),
                                   [&](const StoredFile& file) { return file.name == name; });
    if (read.text && !known) files.push_back({name, *read.text});
    return read;
  };
}

/// Whether the observed figures are of measures that the scenario has.
bool good_observed(const Model& model, Diagnostics& diagnostics) {
  observed_responses(model, diagnostics);
  return diagnostics.empty();
}

/// Its model, or that of the what-if that is asked for.
ScenarioFile understand(const ScenarioText& scenario, const ReadData& data, const VariantPlan& plan,
                        const Console& console, bool tell) {
  ScenarioFile file;
  file.path = scenario.file;
  file.text = scenario.text;
  file.files.push_back({scenario.file, scenario.text});
  Diagnostics diagnostics;
  const Variants variants = load_variants(scenario, keeping(data, file.files), plan, diagnostics);
  file.texts = diagnostics.texts();
  if (!variants.base || !good_observed(*variants.base, diagnostics)) {
    console.err << diagnostics.render(file.path, file.text);
    return file;
  }
  const bool what_if = !variants.what_ifs.empty();
  file.finds_warm_up = variants.finds_warm_up;
  file.model = what_if ? variants.what_ifs[0].model : variants.base;
  if (tell) tell_changes(variants.changes, console);
  if (tell && what_if) tell_changes(variants.what_ifs[0].changes, console);
  return file;
}

/// "work.campaign.arrives=+20%, without people.Ben": edits typed, as a variant's name.
std::string name_of(const std::vector<EditArgument>& edits) {
  std::string out;
  for (const EditArgument& edit : edits) {
    if (!out.empty()) out += ", ";
    out += edit.sort == Edit::Sort::set ? "" : edit.sort == Edit::Sort::add ? "add " : "without ";
    out += edit.text;
  }
  return out;
}

[[noreturn]] void refuse_what_if(const std::string& name, const std::vector<std::string>& known) {
  const std::string near = nearest(name, known);
  throw UsageError(fmt::format("there is no what-if \"{}\"{}", printable(name),
                               !near.empty() ? fmt::format(" (do you mean {}?)", near)
                               : known.empty()
                                   ? " (the scenario has none; --set, --add and --remove make one)"
                                   : fmt::format(" (there are {})", fmt::join(known, ", "))));
}

/// The names of the what-ifs that are asked for.
std::vector<std::string> what_ifs_of(const Options& options, bool edits,
                                     const std::vector<std::string>& known) {
  const std::vector<std::string> names(options.words().begin() + 1, options.words().end());
  for (const std::string& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end()) refuse_what_if(name, known);
  if (!names.empty() || edits) return names;
  if (known.empty())
    throw UsageError(
        "there is nothing to compare with: the scenario has no what_if, and none is made by --set, "
        "--add or --remove");
  return known;
}

ReadData from_kept(const std::vector<StoredFile>& files) {
  return [&files](const std::string& name) -> DataText {
    for (auto file = files.begin() + 1; file != files.end(); ++file)
      if (file->name == name) return {file->text, ""};
    return {{}, name + ": no such file was kept"};
  };
}

/// The scenario and what it is compared with, as open_compared says.
ComparedScenario understand_compared(const ScenarioText& scenario, const ReadData& data,
                                     const Options& options, const Console& console) {
  ComparedScenario out;
  out.base = {scenario.file, scenario.text, {}, {{scenario.file, scenario.text}}, nullptr, false};
  Diagnostics diagnostics;
  const std::vector<EditArgument> edits = variant_plan(options).edits;
  auto draft = ScenarioDraft::of_text(scenario, keeping(data, out.base.files), diagnostics);
  if (draft) out.base.model = draft->base(diagnostics);
  if (out.base.model && good_observed(*out.base.model, diagnostics)) {
    for (const std::string& name : what_ifs_of(options, !edits.empty(), draft->what_ifs()))
      if (auto variant = draft->what_if(name, diagnostics))
        out.variants.push_back(std::move(*variant));
    if (!edits.empty())
      if (auto variant = draft->edited(name_of(edits), edits, diagnostics))
        out.variants.push_back(std::move(*variant));
  }
  out.base.texts = diagnostics.texts();
  out.base.finds_warm_up = out.base.model && draft->finds_warm_up();
  if (diagnostics.empty()) return out;
  console.err << diagnostics.render(out.base.path, out.base.text);
  out.base.model = nullptr;
  return out;
}

}  // namespace

const char* const kEditHelp = R"(
what changes first (each as often as you like, done in this order):
  --set PATH=VALUE    another value; +2, -10% or *1.2 of what is there
  --add PATH=VALUE    one more: people='{ role: account_executive, level: mid }'
  --remove PATH       people.Ben, 'accounts."Meridian Bank"', rules.hurry
                      each may end in a date: --remove 'people.Ben at 2027-05-03'
)";
const char* const kVariantHelp = R"(
what changes first (each as often as you like, done in this order):
  --what-if NAME      plays this what-if of the scenario
  --set PATH=VALUE    another value; +2, -10% or *1.2 of what is there
  --add PATH=VALUE    one more: people='{ role: account_executive, level: mid }'
  --remove PATH       people.Ben, 'accounts."Meridian Bank"', rules.hurry
                      each may end in a date: --remove 'people.Ben at 2027-05-03'
)";

std::vector<Flag> with_edit_flags(std::vector<Flag> flags) {
  for (const char* name : {"set", "add", "remove"}) flags.push_back({name, true, true});
  return flags;
}

std::vector<Flag> with_variant_flags(std::vector<Flag> flags) {
  flags.push_back({"what-if", true});
  return with_edit_flags(std::move(flags));
}

VariantPlan variant_plan(const Options& options) {
  VariantPlan plan;
  for (const auto& [flag, text] : options.repeated()) {
    if (flag == "set") plan.edits.push_back({Edit::Sort::set, text});
    if (flag == "add") plan.edits.push_back({Edit::Sort::add, text});
    if (flag == "remove") plan.edits.push_back({Edit::Sort::remove, text});
  }
  if (options.has("what-if")) plan.names.push_back(options.text("what-if", ""));
  return plan;
}

std::string typed_variant(const Options& options) {
  const auto quoted = [](const std::string& text) {
    std::string out = "'";
    for (const char c : printable(text))
      out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
  };
  std::string text;
  if (options.has("what-if")) text += " --what-if " + quoted(options.text("what-if", ""));
  for (const auto& [flag, value] : options.repeated())
    if (flag == "set" || flag == "add" || flag == "remove")
      text += fmt::format(" --{} {}", flag, quoted(value));
  return text;
}

void require_readable(const std::string& path) {
  const std::string shown = printable(path);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    const std::string near = neighbour(path);
    throw UsageError(fmt::format("{}: there is no such file{}", shown,
                                 near.empty() ? "" : fmt::format(" (do you mean {}?)", near)));
  }
  if (fs::is_directory(status)) throw UsageError(shown + ": is a folder, not a scenario file");
  errno = 0;
  if (!std::ifstream(path, std::ios::binary))
    throw UsageError(fmt::format("{}: cannot be read: {}", shown, std::strerror(errno)));
}

ScenarioFile open_scenario(const Options& options, const Console& console) {
  const std::string& path = options.file();
  require_readable(path);
  Diagnostics diagnostics;
  if (const auto scenario = load_scenario(path, diagnostics))
    return understand(*scenario, data_beside(scenario->folder), variant_plan(options), console,
                      true);
  console.err << diagnostics.render(path, "");
  return {path, "", {}, {}, nullptr, false};
}

ScenarioFile open_stored(const std::vector<StoredFile>& files, const VariantPlan& plan,
                         const Console& console) {
  return understand({files.front().name, "", files.front().text}, from_kept(files), plan, console,
                    false);
}

Variants open_variants(const Options& options, const Console& console) {
  require_readable(options.file());
  VariantPlan plan = variant_plan(options);
  plan.all = true;
  Diagnostics diagnostics;
  std::string text;
  Variants variants = load_variants(options.file(), plan, diagnostics, text);
  if (variants.base && good_observed(*variants.base, diagnostics)) {
    tell_changes(variants.changes, console);
    return variants;
  }
  console.err << diagnostics.render(options.file(), text);
  return {};
}

ComparedScenario open_compared(const Options& options, const Console& console) {
  const std::string path = options.words().empty() ? options.file() : options.words().front();
  require_readable(path);
  Diagnostics diagnostics;
  if (const auto scenario = load_scenario(path, diagnostics))
    return understand_compared(*scenario, data_beside(scenario->folder), options, console);
  console.err << diagnostics.render(path, "");
  return {};
}

ComparedScenario open_compared(const Options& options, const std::vector<StoredFile>& files,
                               const Console& console) {
  return understand_compared({files.front().name, "", files.front().text}, from_kept(files),
                             options, console);
}

DraftFile::DraftFile(const Options& options, const Console& console) : console_(console) {
  const std::string& path = options.file();
  require_readable(path);
  file_.path = path;
  const auto scenario = load_scenario(path, diagnostics_);
  if (!scenario) {
    console.err << diagnostics_.render(path, "");
    return;
  }
  file_.text = scenario->text;
  file_.files = {{scenario->file, scenario->text}};
  // Variants are read later, too: the reading keeps what it needs, and files once.
  const auto files = std::make_shared<std::vector<StoredFile>>(file_.files);
  const auto beside = std::make_shared<const ReadData>(data_beside(scenario->folder));
  const ReadData data = [files, beside](const std::string& name) {
    return keeping(*beside, *files)(name);
  };
  draft_ = ScenarioDraft::of_text(*scenario, data, diagnostics_);
  const auto changes = draft_ ? draft_->edit(variant_plan(options).edits, diagnostics_)
                              : std::optional<std::vector<std::string>>();
  if (changes) file_.model = draft_->base(diagnostics_);
  file_.files = *files;
  file_.texts = diagnostics_.texts();
  if (file_.model && good_observed(*file_.model, diagnostics_)) {
    tell_changes(*changes, console);
    return;
  }
  console.err << diagnostics_.render(path, file_.text);
  file_.model = nullptr;
}

std::shared_ptr<const Model> DraftFile::edited(const std::string& name,
                                               const std::vector<EditArgument>& edits) {
  const auto variant = draft_->edited(name, edits, diagnostics_);
  file_.texts = diagnostics_.texts();
  if (variant && diagnostics_.empty()) return variant->model;
  console_.err << diagnostics_.render(file_.path, file_.text);
  return nullptr;
}

void tell_run_error(const RunError& error, const ScenarioFile& file, const Console& console) {
  Diagnostics diagnostics;
  diagnostics.use_texts(file.texts);
  diagnostics.add(error.span, error.message);
  console.err << diagnostics.render(file.path, file.text);
}

}  // namespace suits
