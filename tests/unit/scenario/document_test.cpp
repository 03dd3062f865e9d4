#include "engine/scenario/document.hpp"

#include "tests/support/catch.hpp"

namespace suits {
namespace {

Node read(const std::string& text) {
  Diagnostics d;
  auto node = read_document(text, d);
  INFO(d.render("f", text));
  REQUIRE(node.has_value());
  REQUIRE(d.empty());
  return std::move(*node);
}

}  // namespace

TEST_CASE("A document keeps the order and the places of what is written") {
  const Node root = read("b: 1\na: [x, 'y z']\n");
  REQUIRE(root.members.size() == 2);
  CHECK(root.members[0].key.text == "b");
  const Node& list = root.members[1].value;
  REQUIRE(list.items.size() == 2);
  CHECK(list.items[1].text == "y z");
  CHECK_FALSE(list.items[1].plain);
  CHECK(list.items[1].span.line == 2);
  CHECK(list.items[1].span.column == 8);
  CHECK(list.items[1].span.begin == 12);
  CHECK(list.items[1].span.end == 17);
}

TEST_CASE("Columns count characters and offsets count bytes") {
  const Node root = read("名前: 営業 x\n");
  const Node& value = root.members[0].value;
  CHECK(value.span.column == 5);
  CHECK(value.span.begin == 8);
  const Span x = value.within(7, 1);
  CHECK(x.column == 8);
  CHECK(x.begin == 15);
}

TEST_CASE("A mark of the byte order and line ends of DOS change nothing but the bytes") {
  const Node root = read(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: 2\r\n");
  const Span b = root.members[1].key.span;
  CHECK(b.line == 2);
  CHECK(b.column == 1);
  CHECK(b.begin == 9);
}

TEST_CASE("Inside a text with escapes or over several lines the place is the whole text") {
  const Node escaped = read("a: \"x\\ty z\"\n");
  CHECK(escaped.members[0].value.within(2, 1).begin == 3);
  const Node folded = read("a: x\n  y\n");
  CHECK(folded.members[0].value.text == "x y");
  CHECK(folded.members[0].value.within(2, 1).begin == 3);
}

TEST_CASE("Of a key that stands twice the first one stays, and reading goes on") {
  Diagnostics d;
  const auto root = read_document("a: 1\nb: 2\na: 3\n", d);
  REQUIRE(root.has_value());
  CHECK(d.count() == 1);
  CHECK(root->members.size() == 2);
  CHECK(root->find("a")->text == "1");
}

TEST_CASE("A comma in a bracket inside braces is one error, and the pieces come together") {
  Diagnostics d;
  const auto root = read_document("a: { x: pert(1, 2, 4 h), y: [f(1, 2), z] }\nb: 1\n", d);
  REQUIRE(root.has_value());
  CHECK(d.count() == 2);
  CHECK(root->members.size() == 2);
  const Node& a = *root->find("a");
  REQUIRE(a.members.size() == 2);
  CHECK(a.find("x")->text == "pert(1, 2, 4 h)");
  REQUIRE(a.find("y")->items.size() == 2);
  CHECK(a.find("y")->items[0].text == "f(1, 2)");
}

}  // namespace suits
