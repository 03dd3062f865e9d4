#pragma once

// Tables as JSON: one object per row, keyed by the stable column names. Blank figures are null,
// never NaN.

#include <nlohmann/json.hpp>

#include "engine/report/table.hpp"

namespace suits {

/// [{column: value, column_pm: half width, column_at_least: bool}, …]
nlohmann::ordered_json rows_json(const Table& table);
/// [{name, title, unit}, …]: what the columns mean.
nlohmann::ordered_json columns_json(const Table& table);
/// Indented text that ends in a newline; text that is not UTF-8 is shown with U+FFFD.
std::string json_text(const nlohmann::ordered_json& json);

}  // namespace suits
