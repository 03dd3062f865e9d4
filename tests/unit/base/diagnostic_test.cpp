#include "engine/base/diagnostic.hpp"

#include "tests/support/catch.hpp"

namespace suits {

TEST_CASE("Diagnostics come in the order of the text, identical ones once") {
  Diagnostics d;
  d.add({4, 5, 1, 5}, "second");
  d.add({0, 1, 1, 1}, "first");
  d.add({4, 5, 1, 5}, "second");
  REQUIRE(d.count() == 2);
  CHECK(d.items()[0].message == "first");
  CHECK(d.items()[1].message == "second");
}

TEST_CASE("Past the cap diagnostics are counted, and the first ones of the text stay") {
  Diagnostics d(2);
  for (std::size_t i = 9; i > 0; --i) d.add({i, i + 1, 1, i + 1}, "wrong");
  CHECK(d.count() == 9);
  CHECK(d.render("f.yaml", "0123456789") ==
        "f.yaml:1:2: error: wrong\n  0123456789\n   ^\n"
        "f.yaml:1:3: error: wrong\n  0123456789\n    ^\n"
        "… and 7 more errors\n");
}

TEST_CASE("Places in other texts are told with those, behind the first text's own") {
  Diagnostics d;
  const std::size_t one = d.add_text({"one.csv", "a,b\nc,d"});
  const std::size_t two = d.add_text({"--set", "x.y=3"});
  d.add({two + 4, two + 5, 1, 5}, "third");
  d.add({one + 6, one + 7, 2, 3}, "second");
  d.add({0, 3, 1, 1}, "first");
  CHECK(d.render("f.yaml", "key") ==
        "f.yaml:1:1: error: first\n  key\n  ^~~\n"
        "one.csv:2:3: error: second\n  c,d\n    ^\n"
        "--set:1:5: error: third\n  x.y=3\n      ^\n");
}

TEST_CASE("The caret stands under what is shown, whatever its width") {
  const std::string text = "役割: x\n\tkey: 営業 # c\r\nend";
  Diagnostics d;
  d.add({8, 9, 1, 5}, "one");
  d.add({16, 22, 2, 7}, "two", "a hint");
  CHECK(d.render("f.yaml", text) ==
        "f.yaml:1:5: error: one\n  役割: x\n        ^\n"
        "f.yaml:2:7: error: two\n   key: 営業 # c\n        ^~~~\n  hint: a hint\n");
}

TEST_CASE("A diagnostic without a place names the file only") {
  Diagnostics d;
  d.add({}, "there is no such file");
  CHECK(d.render("a\nb.yaml", "") == "a\\nb.yaml: error: there is no such file\n");
}

TEST_CASE("A place at the very end has its caret behind the line") {
  Diagnostics d;
  d.add({3, 4, 1, 4}, "more is needed");
  CHECK(d.render("f", "abc") == "f:1:4: error: more is needed\n  abc\n     ^\n");
}

TEST_CASE("Of a very long line a window around the caret is shown") {
  std::string text(5000, 'a');
  text[2500] = '!';
  Diagnostics d;
  d.add({2500, 2501, 1, 2501}, "this");
  const std::string shown = d.render("f", text);
  CHECK(shown.size() < 400);
  const std::size_t line = shown.find("…"), caret_line = shown.rfind('\n', shown.find('^'));
  // "…" is three bytes and one column.
  CHECK(shown.find('!') - line - 2 == shown.find('^') - caret_line - 1 - 2);
}

TEST_CASE("A line of nothing but combining marks is bounded too") {
  std::string text = "x";
  for (int i = 0; i < 100000; ++i) text += "\u0301";
  Diagnostics d;
  d.add({0, 1, 1, 1}, "this");
  CHECK(d.render("f", text).size() < 2000);
}

TEST_CASE("The nearest name is one that a slip of the keyboard explains") {
  const std::vector<std::string> known = {"account_executive", "account_manager", "effort", "h"};
  CHECK(nearest("acount_executive", known) == "account_executive");
  CHECK(nearest("efofrt", known) == "effort");
  CHECK(nearest("Effort", known) == "effort");
  CHECK(nearest("account executive", known) == "account_executive");
  CHECK(nearest("x", known).empty());
  CHECK(nearest("colour", known).empty());
  CHECK(nearest("", known).empty());
  CHECK(nearest(std::string(1'000'000, 'a'), known).empty());
  CHECK(nearest("営業担", {"営業担当", "制作"}) == "営業担当");
}

}  // namespace suits
