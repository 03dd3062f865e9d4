#pragma once

// The flags of one command: parsed by Boost.Program_options, refused in plain words.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace suits {

struct Flag {
  std::string name;  // without dashes
  bool takes_value = false;
  bool repeats = false;  // may be given several times
};

/// The arguments of a command that takes one FILE (or none) and flags.
class Options {
 public:
  /// Throws UsageError, naming the nearest flag where one is unknown.
  Options(const std::string& command, const std::vector<Flag>& flags,
          const std::vector<std::string>& args);

  bool has(const std::string& flag) const { return values_.contains(flag); }
  bool help() const { return has("help"); }
  /// The one file. Throws UsageError where there is none, or more than one.
  const std::string& file() const;
  /// All that is no flag.
  const std::vector<std::string>& words() const { return files_; }
  /// Throws UsageError where files are given to a command that takes none.
  void no_files() const;

  std::string text(const std::string& flag, const std::string& otherwise) const;
  /// Of flags that repeat: each with its value, in the order in which they were given.
  const std::vector<std::pair<std::string, std::string>>& repeated() const { return repeated_; }
  /// A whole number within [least, most]; anything else is refused in words.
  std::uint64_t number(const std::string& flag, std::uint64_t otherwise, std::uint64_t least,
                       std::uint64_t most) const;
  /// One of the words.
  std::string word(const std::string& flag, const std::string& otherwise,
                   const std::vector<std::string>& words) const;

  /// --color and --no-color; `terminal` decides where neither does.
  bool colorful(bool terminal) const;

 private:
  std::string command_;
  std::map<std::string, std::string> values_;
  std::vector<std::pair<std::string, std::string>> repeated_;
  std::vector<std::string> files_;
};

}  // namespace suits
