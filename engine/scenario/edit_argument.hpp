#pragma once

// Edits as they are typed on a command line: `--set PATH=VALUE`, `--add PATH=VALUE`,
// `--remove PATH`, each perhaps with ` at 2027-05-03` behind it.

#include <optional>
#include <string>

#include "engine/scenario/edit.hpp"

namespace suits {

struct EditArgument {
  Edit::Sort sort = Edit::Sort::set;
  std::string text;
  std::string flag = "";  // what it was typed behind; "": flag_of(sort)
};

/// "--set", "--add", "--remove".
const char* flag_of(Edit::Sort sort);

/// The edit, with places in the argument, which becomes a text of the diagnostics; nothing and a
/// diagnostic where it is wrong. Values are YAML; figures may be relative without quotes (`*1.2`).
std::optional<Edit> read_edit(const EditArgument& argument, Diagnostics& diagnostics);

}  // namespace suits
