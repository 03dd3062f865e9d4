#pragma once

// What holds exactly in every course of every scenario, whatever its rules.

#include <string>
#include <vector>

#include "tests/laws/course.hpp"

namespace suits::test {

struct Law {
  const char* name;
  /// What breaks it, a line each; empty: nothing.
  std::string (*broken)(const Course&);
};

/// Jobs: each that came in is finished, given up or in progress at the end, exactly once; figures,
/// history and whoever looks on count the same ones.
std::string lost_jobs(const Course& course);
/// Effort: drawn = done + left + given up; what has ended is done; hours are booked on people,
/// kinds of work, weeks and accounts alike.
std::string lost_effort(const Course& course);
/// Little's law on the path, over the window: the integral of the number of jobs present (of the
/// history) is the sum of their presence (Little 1961, in the form of Stidham 1974 for one path).
std::string broken_little(const Course& course);
/// Hours: people begin what is ready within their hours and skills; what is booked is the time they
/// were there with something in hand, and the overtime that their roles allow, no more.
std::string off_hours(const Course& course);
/// Attention: nobody has more in hand at once than their focus allows, nor anything beside what
/// takes all of them.
std::string scattered(const Course& course);
/// Joint steps: everybody or nobody begins, at one instant, on different seats; whoever has the
/// same to do at the same pace in the same hours ends together.
std::string torn_apart(const Course& course);
/// The breakdown: the pieces of the way cover a turnaround without a gap or an overlap, each
/// instant has exactly one label, and the figures are the sums of the jobs'.
std::string broken_breakdown(const Course& course);

/// Accounts: of one that is lost nothing arrives from then on, and it is there and pays no longer;
/// what is seen of its health is between 0 and 100, and adds up over the weeks in which it is there.
std::string held_too_long(const Course& course);

/// All of them.
const std::vector<Law>& laws();
/// What breaks any of them, under the law's name.
std::string broken_laws(const Course& course);

}  // namespace suits::test
