// Work in hand: a list of jobs, which may have come from a table.

#include "engine/scenario/read_shapes.hpp"

namespace suits {

void read_into(Reader& r, const Node& node, InHandListSpec& out) {
  out.span = node.span;
  read_into(r, node, out.jobs);
}

}  // namespace suits
