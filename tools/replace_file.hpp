#pragma once

// Files of the user that are written anew.

#include <string>
#include <utility>
#include <vector>

namespace suits {

/// Puts texts into the place of files: all are written beside them first, and then renamed, so that
/// nobody ever finds half a file; permissions stay, links are followed. Where one cannot be put,
/// those before it are there, and the error says which it was. Throws OutputError.
void replace_files(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace suits
