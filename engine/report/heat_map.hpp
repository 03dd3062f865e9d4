#pragma once

// Load against capacity as a heat map: names down, weeks across, the number in the cell, shaded
// where the terminal has colour. Red only above capacity, and then marked "!" too.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/report/table.hpp"

namespace suits {

enum class LoadUnit : std::uint8_t { percent, hours, fte };

struct HeatRow {
  enum class Sort : std::uint8_t { signed_work, tentative, capacity, group };
  std::string name;
  std::vector<double> used, available;  // by week [h]; none of a group
  Sort sort = Sort::signed_work;
};

struct HeatMap {
  std::string title, what;  // what the cells are, for the line below the title
  LoadUnit unit = LoadUnit::percent;
  double week_hours = 0;       // of a full-time equivalent [h]
  std::size_t first_week = 0;  // from 0
  std::vector<HeatRow> rows;
};

/// As few weeks per cell as the width allows. A cell of several weeks is marked where one of them
/// is above capacity.
std::string render_heat_map(const HeatMap& map, const ScreenStyle& style);

}  // namespace suits
