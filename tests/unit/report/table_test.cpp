// One table, three renderings.

#include <cmath>

#include "engine/report/json.hpp"
#include "engine/report/run_report.hpp"
#include "engine/report/table_builder.hpp"
#include "engine/report/wrap.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

Table people() {
  TableBuilder table("people", "People", "The fullest first.");
  table.column(text_column("person", ""))
      .column(spare(figure_column("busy", "Busy", Unit::share), 1))
      .column(figure_column("mean_working_days", "Mean", Unit::working_days, true, true))
      .column(file_column("role", "Role"))
      .column({"jobs", "Jobs", Unit::count})
      .column(text_column("gone", "Gone"), false);
  table.row({"Ann \"A\", head", Estimate{0.8249, 0.0213, false}, Estimate{12.25, 1.04, true}, "ae",
             Cell::integer(std::int64_t{1234567}), "x"});
  table.row({"髙橋 慧", Estimate{1.04, kNothing, false}, Estimate{}, "ap",
             Cell::integer(std::int64_t{3}), "x"});
  table.row({"Hidden", Estimate{}, Estimate{}, "ap", Cell(), "x"}, false);
  return table.take();
}

}  // namespace

TEST_CASE("a table on the screen is aligned by display width", "[table]") {
  CHECK(render_screen(people(), {}) ==
        "People\n"
        "  The fullest first.\n"
        "                      Busy          Mean       Jobs\n"
        "  Ann \"A\", head   82 ± 2 %  ≥ 12.2 ± 1.0  1,234,567\n"
        "  髙橋 慧        104 ± ? %             –          3\n");
}

TEST_CASE("colour is asked for, and never alone", "[table]") {
  Table table = people();
  table.rows[1].cells[1].tone = Tone::alarm;
  ScreenStyle style;
  CHECK(render_screen(table, style).find('\x1b') == std::string::npos);
  style.color = true;
  CHECK(render_screen(table, style).find("\x1b[31m104 ± ? %\x1b[0m") != std::string::npos);
}

TEST_CASE("a narrow screen leaves out what can be spared, and says so", "[table]") {
  ScreenStyle style;
  style.width = 44;
  CHECK(render_screen(people(), style) ==
        "People\n"
        "  The fullest first.\n"
        "                         Mean       Jobs\n"
        "  Ann \"A\", head  ≥ 12.2 ± 1.0  1,234,567\n"
        "  髙橋 慧                   –          3\n"
        "  A wider window also shows: Busy.\n");
}

TEST_CASE("where the agency never closes, days are shown in its own unit", "[table]") {
  ScreenStyle style;
  style.day_hours = 24;
  style.per_hour = 60;
  const Column days{"mean_working_days", "Mean", Unit::working_days};
  const Column wait{"wait_hours", "Wait", Unit::wait};
  CHECK(screen_text(Estimate{5.0 / 1440, 0.1 / 1440, false}, days, style) == "5.00 ± 0.10");
  CHECK(screen_text(Estimate{4.0 / 60, kNothing, false}, wait, style) == "4.00");
}

TEST_CASE("text that would steer a terminal is made harmless", "[table]") {
  const Column text = text_column("name", "");
  CHECK(screen_text(Cell("a\x1b[2Jb"), text, {}) == "a\\u{1b}[2Jb");
}

TEST_CASE("CSV follows RFC 4180", "[table]") {
  CHECK(render_csv(people()) ==
        "person,busy,busy_pm,mean_working_days,mean_working_days_pm,mean_working_days_at_least,"
        "role,jobs\r\n"
        "\"Ann \"\"A\"\", head\",0.8249,0.0213,12.25,1.04,true,ae,1234567\r\n"
        "髙橋 慧,1.04,,,,,ap,3\r\n"
        "Hidden,,,,,,ap,\r\n");
}

TEST_CASE("several tables in one stream are told apart by a line each", "[table]") {
  Table small;
  small.name = "one";
  small.columns = {text_column("a", "A")};
  Table other = small;
  other.name = "two";
  CHECK(tables_csv({small, other}) == "# one\r\na\r\n\r\n# two\r\na\r\n");
}

TEST_CASE("JSON has a row per object, null for blanks, and reads back", "[table]") {
  const auto rows = nlohmann::json::parse(json_text(rows_json(people())));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0]["person"] == "Ann \"A\", head");
  CHECK(rows[0]["busy"] == 0.8249);
  CHECK(rows[0]["busy_pm"] == 0.0213);
  CHECK(rows[0]["mean_working_days_at_least"] == true);
  CHECK(rows[0]["jobs"] == 1234567);
  CHECK(rows[1]["busy_pm"].is_null());
  CHECK(rows[1]["mean_working_days"].is_null());
  CHECK(rows[2]["jobs"].is_null());
  CHECK_FALSE(rows[0].contains("gone"));
  CHECK(columns_json(people())[2]["unit"] == "working days");
}

TEST_CASE("figures in files have nine digits and no minus zero", "[table]") {
  CHECK(file_number(1.0 / 3) == 0.333333333);
  CHECK_FALSE(std::signbit(file_number(-0.0)));
  CHECK(file_number(31000) == 31000);
}

TEST_CASE("prose wraps at words, keeps figures whole, and breaks between wide characters",
          "[wrap]") {
  CHECK(wrap("one two three", 9, "- ", "  ") == "- one two\n  three\n");
  CHECK(wrap("takes 52.1 ± 1.3 % of it", 14, "", "") == "takes\n52.1 ± 1.3 %\nof it\n");
  CHECK(wrap("広告代理店", 6, "", "") == "広告代\n理店\n");
  CHECK(wrap("unbreakable", 4, "", "") == "unbreakable\n");
  CHECK(wrap("", 10, "x", "") == "x\n");
}
