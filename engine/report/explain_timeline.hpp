#pragma once

// The picture and the timeline of a job's life, for `explain`.

#include <string>
#include <vector>

#include "engine/analysis/job_history.hpp"
#include "engine/report/page.hpp"

namespace suits {

/// A line per step over the days of the job's life.
void add_picture(const Model& model, const JobHistory& history, const ScreenStyle& style,
                 Page& page);
/// Every round of every step, with what happened in it.
void add_timeline(const Model& model, const JobHistory& history, bool every_stretch, Page& page);

/// "Take assignment".
std::string step_words(const Kind& kind, StepId step);
/// "campaign 790 for Meridian Bank (14 h), 12 mails and calls (2 h) and other work (3 h)": at most
/// `most` named; "" of nothing.
std::string occupations_text(const Model& model, const std::vector<Occupation>& occupations,
                             std::size_t most);

}  // namespace suits
