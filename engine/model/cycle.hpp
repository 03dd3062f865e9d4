#pragma once

// Cycles of a directed graph, to be named whole in a diagnostic.

#include <cstddef>
#include <vector>

namespace suits {

/// Edges by vertex: graph[v] are the vertices v leads to.
using Edges = std::vector<std::vector<std::size_t>>;

/// For each knot of the graph (strongly connected component with a cycle) one shortest cycle
/// through its least vertex, starting there; knots by their least vertex. Empty: the graph has no
/// cycle. Cost: O(vertices + edges).
std::vector<std::vector<std::size_t>> cycles(const Edges& graph);

/// The longest way along the edges from each vertex to one without edges.
/// Requires: cycles(graph) is empty.
std::vector<int> heights(const Edges& graph);

}  // namespace suits
