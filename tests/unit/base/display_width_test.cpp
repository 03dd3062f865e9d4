#include "engine/base/display_width.hpp"

#include "tests/support/catch.hpp"

namespace suits {

TEST_CASE("Text is as wide as a screen shows it") {
  CHECK(display_width("") == 0);
  CHECK(display_width("brief") == 5);
  CHECK(display_width("営業") == 4);
  CHECK(display_width("ｱｶｳﾝﾄ") == 5);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\xff\xfe") == 2);
}

TEST_CASE("Padding counts columns, not bytes") {
  CHECK(pad_right("営業", 6) == "営業  ");
  CHECK(pad_left("営業", 6) == "  営業");
  CHECK(pad_right("brief", 3) == "brief");
}

TEST_CASE("What is cut is marked, and a wide character is never halved") {
  CHECK(truncate("account", 7) == "account");
  CHECK(truncate("account", 6) == "accou…");
  CHECK(truncate("営業担当", 8) == "営業担当");
  CHECK(truncate("営業担当", 7) == "営業担…");
  CHECK(truncate("営業担当", 6) == "営業…");
  CHECK(truncate("営業", 1) == "…");
  CHECK(truncate("営業", 0).empty());
}

TEST_CASE("What a screen would obey is shown, not sent") {
  CHECK(printable("a\x1b[2Jb") == "a\\u{1b}[2Jb");
  CHECK(printable("a\nb\tc") == "a\\nb\\tc");
  CHECK(printable("\u202Eabc") == "\\u{202e}abc");
  CHECK(printable("caf\xe9") == "caf\\xe9");
  CHECK(printable("カフェ") == "カフェ");
}

}  // namespace suits
