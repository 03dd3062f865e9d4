#pragma once

// Proofs that the keys of the language act: two scenarios that differ in one key.

#include <string>
#include <vector>

namespace suits::test {

/// In `scenario` the text `from` (found once) becomes `to`.
struct KeyProof {
  std::string path;  // as scenario_keys() has it
  std::string scenario;
  std::string from;
  std::string to;
};

/// Keys that change what happens, and with it the report.
std::vector<KeyProof> keys_of_history();
/// Keys that change what a report says, and nothing that happens.
std::vector<KeyProof> keys_of_reports();

/// Of both sorts, those of contracts and new business: in keys_of_history, keys_of_reports too.
std::vector<KeyProof> keys_of_business();
std::vector<KeyProof> reports_of_business();

/// Keys of what-ifs: the first one is played.
std::vector<KeyProof> keys_of_what_ifs();

/// `text` with `to` for `from`; "" where that is not there exactly once.
std::string replaced(const std::string& text, const std::string& from, const std::string& to);

}  // namespace suits::test
