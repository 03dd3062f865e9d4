#pragma once

// What a scenario makes use of beyond roles and kinds of work, a line each: what people know,
// pools, rules of their own, dated changes. And what a role adds to its people's work.

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// "up to 3 things at a time", "keeps 1 free for urgent work", "overtime up to 2 h a day" … of a
/// role; nothing where it has none of it.
std::vector<std::string> role_extras(const Model& model, RoleId role);
/// "freelancer, on call: up to 3 Account Executives, …", one for each pool.
std::vector<std::string> pool_lines(const Model& model);
/// Familiarity, newcomers, people's own rules, focus and skills, leave, sickness, work in hand.
std::vector<std::string> people_lines(const Model& model);
/// Accounts that are tentative, with their chances.
std::vector<std::string> account_lines(const Model& model);
/// Contracts, vague dates, and what kinds of work win.
std::vector<std::string> business_lines(const Model& model);
/// What changes on dates of people, teams, owners and sizes, by date.
std::vector<std::string> change_lines(const Model& model);

}  // namespace suits
