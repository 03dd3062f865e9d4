#include "tools/options.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <boost/program_options.hpp>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

namespace po = boost::program_options;

std::string shown(const std::string& text) { return truncate(printable(text), 60); }

std::string see(const std::string& command) {
  return fmt::format("; suits {} --help explains", command);
}

std::string grouped(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace

Options::Options(const std::string& command, const std::vector<Flag>& flags,
                 const std::vector<std::string>& args)
    : command_(command) {
  po::options_description known;
  po::positional_options_description positional;
  std::vector<std::string> names;
  known.add_options()("help,h", "")("file", po::value<std::vector<std::string>>());
  positional.add("file", -1);
  for (const Flag& flag : flags) {
    names.push_back(flag.name);
    if (flag.takes_value)
      known.add_options()(flag.name.c_str(), po::value<std::string>(), "");
    else
      known.add_options()(flag.name.c_str(), "");
  }
  names.emplace_back("help");
  using po::command_line_style::allow_guessing;
  const int style = po::command_line_style::unix_style & ~allow_guessing;
  try {
    const po::parsed_options parsed =
        po::command_line_parser(args).options(known).positional(positional).style(style).run();
    for (const po::option& option : parsed.options) {
      if (option.string_key == "file") {
        files_.insert(files_.end(), option.value.begin(), option.value.end());
        continue;
      }
      const bool repeats = std::any_of(flags.begin(), flags.end(), [&](const Flag& flag) {
        return flag.repeats && flag.name == option.string_key;
      });
      if (repeats) repeated_.emplace_back(option.string_key, option.value.front());
      if (has(option.string_key) && option.string_key != "help" && !repeats)
        throw UsageError(fmt::format("--{} is given twice", option.string_key));
      values_[option.string_key] = option.value.empty() ? "" : option.value.front();
    }
  } catch (const po::unknown_option& error) {
    std::string name = error.get_option_name();
    name = name.substr(0, name.find('='));
    name.erase(0, std::min(name.find_first_not_of('-'), name.size()));
    const std::string near = nearest(name, names);
    throw UsageError(fmt::format("suits {} has no flag --{}{}{}", command, shown(name),
                                 near.empty() ? "" : fmt::format(" (do you mean --{}?)", near),
                                 see(command)));
  } catch (const po::error_with_option_name& error) {
    std::string name = error.get_option_name();
    name.erase(0, std::min(name.find_first_not_of('-'), name.size()));
    const bool takes = std::any_of(flags.begin(), flags.end(), [&](const Flag& flag) {
      return flag.name == name && flag.takes_value;
    });
    throw UsageError(fmt::format("--{} {}{}", shown(name),
                                 takes ? "needs a value" : "takes no value", see(command)));
  } catch (const po::error& error) {
    throw UsageError(printable(error.what()) + see(command));
  }
}

const std::string& Options::file() const {
  if (files_.empty())
    throw UsageError(fmt::format("suits {} needs a scenario file{}", command_, see(command_)));
  if (files_.size() > 1)
    throw UsageError(fmt::format("suits {} takes one scenario file, not {}{}", command_,
                                 files_.size(), see(command_)));
  return files_.front();
}

void Options::no_files() const {
  if (!files_.empty())
    throw UsageError(fmt::format("suits {} takes no file{}", command_, see(command_)));
}

std::string Options::text(const std::string& flag, const std::string& otherwise) const {
  const auto at = values_.find(flag);
  return at == values_.end() ? otherwise : at->second;
}

std::uint64_t Options::number(const std::string& flag, std::uint64_t otherwise, std::uint64_t least,
                              std::uint64_t most) const {
  const auto at = values_.find(flag);
  if (at == values_.end()) return otherwise;
  const std::string& text = at->second;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
    throw UsageError(fmt::format("--{} wants a whole number from {} to {}, not \"{}\"", flag,
                                 grouped(least), grouped(most), shown(text)));
  return value;
}

std::string Options::word(const std::string& flag, const std::string& otherwise,
                          const std::vector<std::string>& words) const {
  const std::string given = text(flag, otherwise);
  if (std::find(words.begin(), words.end(), given) != words.end()) return given;
  const std::string near = nearest(given, words);
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : " | ") + word;
  throw UsageError(fmt::format("--{} wants {}, not \"{}\"{}", flag, list, shown(given),
                               near.empty() ? "" : fmt::format(" (do you mean {}?)", near)));
}

bool Options::colorful(bool terminal) const {
  const std::string color = word("color", "auto", {"auto", "always", "never"});
  return !has("no-color") && (color == "always" || (color == "auto" && terminal));
}

}  // namespace suits
