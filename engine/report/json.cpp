#include "engine/report/json.hpp"

#include <cmath>

namespace suits {
namespace {

using nlohmann::ordered_json;

ordered_json number(double value) {
  return std::isfinite(value) ? ordered_json(file_number(value)) : ordered_json();
}

}  // namespace

ordered_json rows_json(const Table& table) {
  ordered_json rows = ordered_json::array();
  for (const Row& row : table.rows) {
    ordered_json object = ordered_json::object();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const Column& column = table.columns[c];
      if (!column.in_files) continue;
      const auto& value = row.cells[c].value;
      const auto* figure = std::get_if<Estimate>(&value);
      ordered_json& slot = object[column.name];
      if (const auto* text = std::get_if<std::string>(&value)) slot = *text;
      if (const auto* n = std::get_if<std::int64_t>(&value)) slot = *n;
      if (const auto* b = std::get_if<bool>(&value)) slot = *b;
      if (figure) slot = number(figure->value);
      if (column.interval)
        object[column.name + "_pm"] = figure ? number(figure->half) : ordered_json();
      if (column.bound)
        object[column.name + "_at_least"] =
            figure && figure->known() ? ordered_json(figure->at_least) : ordered_json();
    }
    rows.push_back(std::move(object));
  }
  return rows;
}

ordered_json columns_json(const Table& table) {
  ordered_json columns = ordered_json::array();
  for (const Column& column : table.columns)
    if (column.in_files)
      columns.push_back(
          {{"name", column.name}, {"title", column.title}, {"unit", unit_name(column.unit)}});
  return columns;
}

std::string json_text(const ordered_json& json) {
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace suits
