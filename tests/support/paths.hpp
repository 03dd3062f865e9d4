#pragma once

// Where the project and its program are.

#include <string>

namespace suits {

std::string source_dir();
std::string program_path();  // of the tool

}  // namespace suits
