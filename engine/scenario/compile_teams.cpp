#include "engine/scenario/compile_context.hpp"
namespace suits {
void compile_teams(Compilation&) {}
void check_model(Compilation&) {}
}  // namespace suits
