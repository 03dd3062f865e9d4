#include "tools/team_writing.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/path_text.hpp"
#include "engine/scenario/source.hpp"
#include "engine/scenario/whole_document.hpp"

namespace suits {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_of_people(const Model& model, const std::vector<PersonId>& people) {
  std::vector<std::string> out;
  for (const PersonId p : people) out.push_back(model.people[p].name);
  return out;
}

/// Whether the same people hold the same places and own the same accounts.
bool same_teams(const Model& a, const Model& b) {
  if (a.accounts.size() != b.accounts.size()) return false;
  for (const AccountId account : ids(a.accounts)) {
    const Account &one = a.accounts[account], &other = b.accounts[account];
    if (one.name != other.name || one.owner != other.owner || one.team.size() != other.team.size())
      return false;
    for (std::size_t s = 0; s < one.team.size(); ++s)
      if (one.team[s].role != other.team[s].role ||
          names_of_people(a, one.team[s].holders) != names_of_people(b, other.team[s].holders))
        return false;
  }
  return true;
}

/// Groups in which somebody's places change.
std::vector<bool> moving_groups(const Model& model, const Reallocation& found,
                                const std::vector<std::size_t>& groups) {
  std::vector<bool> moving(groups.size() + 1, false);
  for (std::size_t i = 0; i < found.places.size(); ++i)
    if (holders_before(model, found, i) != holders_after(found, i))
      moving[groups[found.problem.places[i].candidates.front().person]] = true;
  return moving;
}

}  // namespace

std::vector<TeamEntry> team_entries(const Model& model, const Reallocation& found) {
  const std::vector<std::size_t> groups = groups_of(found.problem);
  const std::vector<bool> moving = moving_groups(model, found, groups);
  std::vector<TeamEntry> out;
  for (std::size_t i = 0; i < found.places.size(); ++i) {
    if (!moving[groups[found.problem.places[i].candidates.front().person]]) continue;
    const TeamPlaces& own = found.places[i];
    const auto before = holders_before(model, found, i), after = holders_after(found, i);
    if (after.empty()) continue;
    TeamEntry entry{model.accounts[own.account].name, model.roles[own.role].name,
                    names_of_people(model, after), std::nullopt, ""};
    if (own.owner && before != after && before.size() == 1 && after.size() == 1) {
      entry.owner_before = model.people[before.front()].name;
      entry.owner = model.people[after.front()].name;
    }
    out.push_back(std::move(entry));
  }
  return out;
}

std::shared_ptr<const Model> model_with(const DraftFile& file,
                                        const std::vector<TeamEntry>& entries,
                                        const Console& console) {
  std::vector<EditArgument> edits;
  const Node* accounts = file.draft().document().find("accounts");
  for (const TeamEntry& entry : entries) {
    const std::string account = "accounts." + path_part(entry.account);
    std::string holders;
    for (const std::string& name : entry.holders)
      holders += (holders.empty() ? "" : ", ") + yaml_name(name);
    edits.push_back({Edit::Sort::set,
                     fmt::format("{}.team.{}=[{}]", account, path_part(entry.role), holders),
                     "allocate"});
    if (!entry.owner_before || accounts == nullptr) continue;
    for (const Node& one : accounts->items) {
      const Node *name = one.find("name"), *owner = one.find("owner");
      if (name != nullptr && owner != nullptr && name->text == entry.account &&
          owner->text == *entry.owner_before)
        edits.push_back(
            {Edit::Sort::set, account + ".owner=" + yaml_name(entry.owner), "allocate"});
    }
  }
  Diagnostics diagnostics;
  diagnostics.use_texts(file.file().texts);
  const auto variant = file.draft().edited("", edits, diagnostics);
  if (variant) return variant->model;
  console.err << diagnostics.render(file.file().path, file.file().text);
  return nullptr;
}

WrittenTeams write_teams(const DraftFile& file, const std::vector<TeamEntry>& entries,
                         const Model& then) {
  WrittenTeams out;
  const auto why = [&](const Diagnostics& diagnostics, const std::string& otherwise) {
    out.unwritable = diagnostics.items().empty() ? otherwise : diagnostics.items().front().message;
    if (!diagnostics.items().empty() && !diagnostics.items().front().hint.empty())
      out.unwritable += " (" + diagnostics.items().front().hint + ")";
    return out;
  };
  Diagnostics diagnostics;
  const fs::path folder = fs::path(file.file().path).parent_path();
  const ScenarioText scenario{file.file().path, folder.string(), file.file().text};
  std::vector<std::pair<std::string, std::string>> texts;  // by name, as read
  for (auto kept = file.file().files.begin() + 1; kept < file.file().files.end(); ++kept)
    texts.emplace_back(kept->name, kept->text);
  const auto data = [&texts](const std::string& name) -> DataText {
    for (const auto& [own, text] : texts)
      if (own == name) return {text, ""};
    return {{}, name + ": was not read"};
  };
  const auto document = whole_document(scenario, data, diagnostics);
  if (!document) return why(diagnostics, "the scenario could not be read again");
  const auto spliced = splice_teams(*document, scenario.text, entries, diagnostics);
  if (!spliced) return why(diagnostics, "there is no place for it");
  ScenarioText now = scenario;
  for (const SplicedText& own : *spliced) {
    const std::string name =
        own.number == 0 ? file.file().path : diagnostics.texts()[own.number - 1].name;
    if (own.number == 0) now.text = own.after;
    for (auto& [known, text] : texts)
      if (own.number != 0 &&
          (known == name || fs::path(known).filename() == fs::path(name).filename()))
        text = own.after;
    const fs::path path = own.number == 0 ? fs::path(file.file().path)
                          : fs::path(name).is_absolute() || fs::exists(name) ? fs::path(name)
                                                                             : folder / name;
    out.files.emplace_back(path.string(), own.after);
    for (ChangedLine& line : changed_lines(path.string(), own.before, own.after))
      out.diff.push_back(std::move(line));
  }
  // What was written must say what was meant.
  Diagnostics again;
  std::shared_ptr<const Model> model;
  if (auto draft = ScenarioDraft::of_text(now, data, again)) model = draft->base(again);
  if (!model || !again.empty() || !same_teams(*model, then)) {
    out.files.clear();
    out.diff.clear();
    return why(again, "read again, the scenario would have other teams");
  }
  return out;
}

}  // namespace suits
