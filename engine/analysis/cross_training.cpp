#include "engine/analysis/cross_training.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include <fmt/format.h>

namespace suits {
namespace {

/// In quotes, as YAML takes it.
std::string in_quotes(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// A part of a path: bare, or in quotes.
std::string path_part(const std::string& name) {
  const bool bare = std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '#';
  });
  return bare ? name : in_quotes(name);
}

bool holds(const Person& person, RoleId role) {
  return std::find(person.roles.begin(), person.roles.end(), role) != person.roles.end();
}

/// One reports to the other, or both to the same.
bool next_to(const Model& model, RoleId a, RoleId b) {
  const auto& up = model.roles[a].superiors;
  const auto& other = model.roles[b].superiors;
  if (std::find(up.begin(), up.end(), b) != up.end()) return true;
  if (std::find(other.begin(), other.end(), a) != other.end()) return true;
  return std::any_of(up.begin(), up.end(), [&](RoleId r) {
    return std::find(other.begin(), other.end(), r) != other.end();
  });
}

class TrainingList {
 public:
  TrainingList(const Model& model, PersonId missed, const std::vector<double>& busy,
               std::size_t each)
      : model_(model), missed_(missed), busy_(busy), each_(each) {}

  void second_roles();
  void skills();
  void accounts();
  std::vector<CrossTraining> take() { return std::move(out_); }

 private:
  const Person& missed() const { return model_.people[missed_]; }
  /// Colleagues of the department who pass, those with most time left first.
  template <class Passes>
  std::vector<PersonId> colleagues(const Passes& passes) const {
    std::vector<PersonId> out;
    for (const PersonId p : ids(model_.people)) {
      const Person& person = model_.people[p];
      const bool staff = model_.roles[person.roles.front()].sort == RoleSort::staff;
      const bool there =
          midnight(person.leaves) > model_.window.start && !person.pool && !person.successor;
      if (p != missed_ && staff && there && passes(person)) out.push_back(p);
    }
    const auto load = [&](PersonId p) {
      const double busy = busy_[raw(p)];
      return busy == busy ? busy : 1e9;
    };
    std::stable_sort(out.begin(), out.end(),
                     [&](PersonId a, PersonId b) { return load(a) < load(b); });
    if (out.size() > each_) out.resize(each_);
    return out;
  }
  void add(CrossTraining::Sort sort, PersonId who, std::size_t skill, const char* key,
           const std::string& value) {
    out_.push_back(
        {sort, who, skill,
         fmt::format("people.{}.{}={}", path_part(model_.people[who].name), key, value)});
  }

  const Model& model_;
  const PersonId missed_;
  const std::vector<double>& busy_;
  const std::size_t each_;
  std::vector<CrossTraining> out_;
};

void TrainingList::second_roles() {
  const RoleId main = missed().roles.front();
  const auto able = [&](const Person& person) {
    return !holds(person, main) && next_to(model_, main, person.roles.front());
  };
  for (const PersonId p : colleagues(able)) {
    std::string roles;
    for (const RoleId r : model_.people[p].roles) roles += in_quotes(model_.roles[r].name) + ", ";
    add(CrossTraining::Sort::second_role, p, 0, "role",
        "[" + roles + in_quotes(model_.roles[main].name) + "]");
  }
}

void TrainingList::skills() {
  for (std::size_t s = 0; s < model_.skills.size(); ++s) {
    const std::uint64_t bit = std::uint64_t{1} << s;
    if (!(missed().skills & bit)) continue;
    const auto able = [&](const Person& person) {
      return !(person.skills & bit) && holds(person, missed().roles.front());
    };
    for (const PersonId p : colleagues(able)) {
      std::string skills;
      for (std::size_t own = 0; own < model_.skills.size(); ++own)
        if (model_.people[p].skills & (std::uint64_t{1} << own))
          skills += in_quotes(model_.skills[own]) + ", ";
      add(CrossTraining::Sort::skill, p, s, "skills",
          "[" + skills + in_quotes(model_.skills[s]) + "]");
    }
  }
}

void TrainingList::accounts() {
  const std::vector<AccountId> theirs = accounts_of(model_, missed_);
  if (!model_.familiarity || theirs.empty()) return;
  const auto able = [&](const Person& person) { return holds(person, missed().roles.front()); };
  for (const PersonId p : colleagues(able)) {
    std::map<AccountId, double> known;
    for (const auto& [account, share] : model_.people[p].knows) known[account] = share;
    for (const AccountId a : theirs) known[a] = 1;
    std::string all;
    for (const auto& [account, share] : known)
      all += fmt::format("{}{}: {:.10g}%", all.empty() ? "" : ", ",
                         in_quotes(model_.accounts[account].name), 100 * share);
    add(CrossTraining::Sort::accounts, p, 0, "knows", "{ " + all + " }");
  }
}

}  // namespace

std::vector<AccountId> accounts_of(const Model& model, PersonId person) {
  std::vector<AccountId> out;
  for (const AccountId a : ids(model.accounts)) {
    const std::vector<Slot>& team = model.accounts[a].team;
    const bool there = std::any_of(team.begin(), team.end(), [&](const Slot& slot) {
      return std::find(slot.holders.begin(), slot.holders.end(), person) != slot.holders.end();
    });
    if (there) out.push_back(a);
  }
  return out;
}

std::vector<CrossTraining> cross_trainings(const Model& model, PersonId missed,
                                           const std::vector<double>& busy, std::size_t each) {
  TrainingList list(model, missed, busy, each);
  list.second_roles();
  list.skills();
  list.accounts();
  return list.take();
}

}  // namespace suits
