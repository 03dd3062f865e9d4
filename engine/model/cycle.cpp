#include "engine/model/cycle.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <deque>
#include <iterator>

namespace suits {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

Graph graph_of(const Edges& edges) {
  Graph graph(edges.size());
  for (std::size_t v = 0; v < edges.size(); ++v) {
    for (const std::size_t to : edges[v]) boost::add_edge(v, to, graph);
  }
  return graph;
}

/// A shortest way from `start` back to itself; empty where there is none.
std::vector<std::size_t> shortest_cycle(const Edges& edges, std::size_t start) {
  const std::size_t nobody = edges.size();
  std::vector<std::size_t> from(edges.size(), nobody);
  std::deque<std::size_t> open{start};
  while (!open.empty()) {
    const std::size_t v = open.front();
    open.pop_front();
    for (const std::size_t to : edges[v]) {
      if (to == start) {
        std::vector<std::size_t> cycle{v};
        while (cycle.back() != start) cycle.push_back(from[cycle.back()]);
        std::reverse(cycle.begin(), cycle.end());
        return cycle;
      }
      if (from[to] != nobody) continue;
      from[to] = v;
      open.push_back(to);
    }
  }
  return {};
}

}  // namespace

std::vector<std::vector<std::size_t>> cycles(const Edges& edges) {
  if (edges.empty()) return {};
  std::vector<std::size_t> component(edges.size());
  const std::size_t n = boost::strong_components(graph_of(edges), component.data());
  std::vector<bool> seen(n, false);
  std::vector<std::vector<std::size_t>> result;
  for (std::size_t v = 0; v < edges.size(); ++v) {
    if (seen[component[v]]) continue;
    seen[component[v]] = true;
    auto cycle = shortest_cycle(edges, v);
    if (!cycle.empty()) result.push_back(std::move(cycle));
  }
  return result;
}

std::vector<int> heights(const Edges& edges) {
  std::vector<std::size_t> order;  // what a vertex leads to comes before it
  Graph graph = graph_of(edges);
  boost::topological_sort(graph, std::back_inserter(order));
  std::vector<int> height(edges.size(), 0);
  for (const std::size_t v : order) {
    for (const std::size_t to : edges[v]) height[v] = std::max(height[v], height[to] + 1);
  }
  return height;
}

}  // namespace suits
