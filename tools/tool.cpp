#include "tools/tool.hpp"

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"

namespace suits {
namespace {

struct Command {
  const char* name;
  const char* about;
  int (*run)(const std::vector<std::string>&, const Console&);
};
constexpr Command kCommands[] = {
    {"run", "play a scenario's possible courses, and say what matters", command_run},
    {"compare", "say what would be otherwise, if: differences from what-ifs, and how sure they are",
     command_compare},
    {"check", "validate a scenario, and say what was understood", command_check},
    {"explain", "tell the life of a job: what it waited for, and why it was late", command_explain},
    {"rules", "say who may do what, in which order, and what is taken first", command_rules},
    {"sweep", "play a scenario in many settings, and say which matter", command_sweep},
    {"hire", "say whom to hire next, how sure that is, and by when", command_hire},
    {"resilience", "say who cannot be missed, what suffers, and which training helps",
     command_resilience},
    {"headroom", "say how much more fits before a service level fails, and what gives way first",
     command_headroom},
    {"staff", "find the cheapest numbers of heads that meet stated targets", command_staff},
    {"allocate", "propose who serves which account so that the load is even", command_allocate},
    {"runs", "list, show, play again or forget what was run before", command_runs},
    {"load", "show load against capacity by role, person and week", command_load},
    {"init", "write a first scenario of a size that you say", command_init},
    {"schema", "print the JSON Schema of the scenario language, for editors", command_schema},
};

std::string help() {
  std::string text =
      "suits simulates an advertising agency's account-service department from a scenario file:\n"
      "who is overloaded, how long briefs take and why, what is late.\n\n"
      "usage: suits COMMAND [ARGUMENTS]\n\ncommands:\n";
  for (const Command& c : kCommands) text += fmt::format("  {:<10} {}\n", c.name, c.about);
  return text +
         "\n  suits COMMAND --help explains a command with examples\n"
         "  suits --version\n\n"
         "to begin:\n"
         "  suits run scenarios/mid_agency.yaml\n"
         "  suits check scenarios/mid_agency.yaml\n"
         "  suits init agency.yaml                 a scenario of your own\n\n"
         "exit codes: 0 done, 1 the run failed, 2 the input is wrong\n";
}

[[noreturn]] void refuse(const std::string& word) {
  std::vector<std::string> names;
  for (const Command& c : kCommands) names.emplace_back(c.name);
  const std::string near = nearest(word, names);
  throw UsageError(fmt::format("there is no command \"{}\"{}; suits --help lists them",
                               printable(word),
                               near.empty() ? "" : fmt::format(" (do you mean \"{}\"?)", near)));
}

int dispatch(const std::vector<std::string>& args, const Console& console) {
  if (args.empty()) {
    console.err << help();
    return kInputWrong;
  }
  const std::vector<std::string> rest(args.begin() + 1, args.end());
  if (args[0] == "--help" || args[0] == "-h" || args[0] == "help") {
    if (rest.empty()) {
      console.out << help();
      return kDone;
    }
    return dispatch({rest[0], "--help"}, console);
  }
  if (args[0] == "--version") {
    console.out << "suits " << kVersion << "\n";
    return kDone;
  }
  for (const Command& c : kCommands)
    if (args[0] == c.name) return c.run(rest, console);
  refuse(args[0]);
}

}  // namespace

int run_tool(const std::vector<std::string>& args, const Console& console) {
  try {
    const int code = dispatch(args, console);
    console.out.flush();
    if (!console.out) throw OutputError("cannot write the results to the standard output");
    return code;
  } catch (const UsageError& error) {
    console.err << "suits: " << error.what() << "\n";
    return kInputWrong;
  } catch (const OutputError& error) {
    console.err << "suits: " << error.what() << "\n";
    return kRunFailed;
  }
}

}  // namespace suits
