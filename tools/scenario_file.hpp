#pragma once

// A scenario file as the commands need it: the model, or its mistakes already told.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/book/book.hpp"
#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"
#include "engine/scenario/variant.hpp"
#include "tools/options.hpp"
#include "tools/tool.hpp"

namespace suits {

struct ScenarioFile {
  std::string path;
  std::string text;
  std::vector<NamedText> texts;  // the others in which places of the model may lie
  /// Every text that it was made of, the scenario's first: what plays it again.
  std::vector<StoredFile> files;
  std::shared_ptr<const Model> model;  // null: the diagnostics were written to `err`
  bool finds_warm_up = false;          // the scenario asks for it
};

/// `flags` and those that change a scenario before it is played: --set, --add, --remove.
std::vector<Flag> with_edit_flags(std::vector<Flag> flags);
/// The same and --what-if, which plays one of the scenario's what-ifs.
std::vector<Flag> with_variant_flags(std::vector<Flag> flags);
/// What they do, for the help of a command.
extern const char* const kEditHelp;
extern const char* const kVariantHelp;
/// What these flags ask for: the edits that were typed, in their order, and the what-if.
VariantPlan variant_plan(const Options& options);

/// The flags of a variant as they may be typed again: " --set 'a.b=+2'"; "" where there are none.
std::string typed_variant(const Options& options);

/// Throws UsageError where there is no such file to read.
void require_readable(const std::string& path);
/// The scenario of the options' file as the flags above want it; what they change is told on `err`.
/// Throws UsageError where there is no such file to read.
ScenarioFile open_scenario(const Options& options, const Console& console);
/// The same from texts that were kept, whatever lies on the disk now; it tells nothing but
/// mistakes. Requires: one at least.
ScenarioFile open_stored(const std::vector<StoredFile>& files, const VariantPlan& plan,
                         const Console& console);
/// The scenario and every one of its what-ifs; a model of it only where all of them are right.
Variants open_variants(const Options& options, const Console& console);

/// A scenario and what it is compared with.
struct ComparedScenario {
  ScenarioFile base;  // without a model: the mistakes were told
  std::vector<Variant> variants;
};
/// FILE [WHAT-IF …]: the scenario as it stands, and the what-ifs named, or else all of them; behind
/// them, where edits are typed, one that is made by all of these (then no what-ifs but those
/// named). Throws UsageError where there is no such file or what-if, or nothing to compare with.
ComparedScenario open_compared(const Options& options, const Console& console);
/// The same from texts that were kept. Requires: one at least.
ComparedScenario open_compared(const Options& options, const std::vector<StoredFile>& files,
                               const Console& console);

/// A scenario of which variants are made while a command works; with the edits typed (--set, --add,
/// --remove) done to it, which is told on `err`.
class DraftFile {
 public:
  /// Throws UsageError where there is no such file to read; mistakes are told on `err`, then there
  /// is no model.
  DraftFile(const Options& options, const Console& console);

  const ScenarioFile& file() const { return file_; }
  /// Requires: there is a model.
  const ScenarioDraft& draft() const { return *draft_; }
  /// The scenario with these edits more. Nothing where it is wrong: that was told on `err`.
  std::shared_ptr<const Model> edited(const std::string& name,
                                      const std::vector<EditArgument>& edits);

 private:
  const Console& console_;
  ScenarioFile file_;
  Diagnostics diagnostics_;
  std::optional<ScenarioDraft> draft_;
};

/// What stopped a run, as the scenario's mistakes are told.
void tell_run_error(const RunError& error, const ScenarioFile& file, const Console& console);

}  // namespace suits
