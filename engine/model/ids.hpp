#pragma once

// The ids of everything a model names. They follow sorted names ("#2" before "#10"), never the
// order in the file, so that shuffling people or accounts changes no result.

#include "engine/base/id.hpp"

namespace suits {

enum class PatternId : std::uint32_t {};  // a pattern of working hours; 0 is the agency's
enum class LevelId : std::uint32_t {};    // lowest first, as written
enum class RequirementId : std::uint32_t {};  // 0: nothing is required
enum class TierId : std::uint32_t {};     // as written
enum class ClassId : std::uint32_t {};    // most urgent first, as written
enum class RoleId : std::uint32_t {};     // roles of the department, then parties, then the client
enum class PersonId : std::uint32_t {};   // people, servers of parties, one client per account
enum class AccountId : std::uint32_t {};  // accounts; the last one is the agency itself
enum class KindId : std::uint32_t {};     // kinds of work, then background work
enum class StepId : std::uint32_t {};     // within its kind, in topological order
enum class StreamId : std::uint32_t {};   // a stream of arrivals: account × kind

}  // namespace suits
