#pragma once

// The path of a place in a scenario's document: `accounts."Meridian Bank".work.campaign`. Parts are
// keys, or names of things in lists; `#3` is the third of a list; quotes around a part take what
// they hold as it is.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/document.hpp"

namespace suits {

struct PathPart {
  std::string text;
  std::optional<std::size_t> position;  // of `#n`: from 1
  Span span;
};

struct DocumentPath {
  std::vector<PathPart> parts;  // not empty
  Span span;
};

/// Nothing and a diagnostic where the scalar is no path.
std::optional<DocumentPath> read_path(const Node& node, Diagnostics& diagnostics);

/// The first `count` parts as they may be typed.
std::string path_text(const DocumentPath& path, std::size_t count);
std::string path_text(const DocumentPath& path);
/// A part as it may be typed: in quotes where it must be.
std::string path_part(const std::string& name);

}  // namespace suits
