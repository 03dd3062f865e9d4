#pragma once

// The life of a job for people: what it went through, who did what when, whom it waited for and what
// they did meanwhile, and where the time went, to the minute; the same as JSON.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/analysis/job_history.hpp"
#include "engine/report/table.hpp"

namespace suits {

/// One job. Parts are shown rounded so that they add up to the total shown. `every_stretch`: each
/// stretch of work and each wait has a line of its own, else a person's part has one.
std::string explain_screen(const Model& model, const JobHistory& history, const ScreenStyle& style,
                           bool every_stretch);

/// {job, way: [{step, round, from, to, sort, role, person, labels: {label: us}}],
///  breakdown: [{label, role, us}], steps: [{step, round, …, tasks: […]}]}
nlohmann::ordered_json explain_json(const Model& model, const JobHistory& history);

/// Jobs as a table, with their numbers.
Table jobs_table(const Model& model, const std::vector<JobOutline>& jobs);

/// "campaign 1,204 for Northlight Airways (key)".
std::string job_words(const Model& model, const JobOutline& job);
const char* ending_name(Ending ending);  // stable: "done", "cancelled", "unfinished"

}  // namespace suits
