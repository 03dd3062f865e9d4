#include "engine/scenario/document.hpp"

#include <string>
#include <vector>

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

/// Where the first `wanted` of the only value's text stands: "LINE:COLUMN BYTES".
std::string place(const std::string& text, const std::string& wanted) {
  const Node root = read(text);
  const Node& value = root.members[0].value;
  const std::size_t at = value.text.find(wanted);
  REQUIRE(at != std::string::npos);
  const Span span = value.within(at, wanted.size());
  return std::to_string(span.line) + ":" + std::to_string(span.column) + " " +
         text.substr(span.begin, span.end - span.begin);
}

TEST_CASE("A place in a scalar is where it is written, in every form of YAML") {
  CHECK(place("a: \"x\\ty é \\u0041 q\"\n", "q") == "1:19 q");
  CHECK(place("a: \"x\\ty é \\u0041 q\"\n", "A") == "1:12 \\u0041");
  CHECK(place("a: \"x\\ty é \\x41 \\U00000042\\/q\"\n", "q") == "1:29 q");
  CHECK(place("a: \"x y\\\n   zq\"\n", "q") == "2:5 q");
  CHECK(place("a: \"x y\\\n\n   zq\"\n", "q") == "3:5 q");
  CHECK(place("a: \"x   y  \n\n\n   z é q\"\n", "q") == "4:8 q");
  CHECK(place("a: 'it''s  é q'\n", "q") == "1:14 q");
  CHECK(place("a: 'it''s'\n", "'") == "1:7 ''");
  CHECK(place("a: x\n  y é\n\n  q\n", "q") == "4:3 q");
  CHECK(place("a: x\r\n  y é\r\n  q\r\n", "q") == "3:3 q");
  CHECK(place("a: >  # folded\n\n  x é\n  y\n\n    z q\n  u v\n", "q") == "6:7 q");
  CHECK(place("a: >  # folded\n\n  x é\n  y\n\n    z q\n  u v\n", "v") == "7:5 v");
  CHECK(place("a: >-\n  x\n  y\n", "y") == "3:3 y");
  CHECK(place("a: |\n  x é\n    y\n\n  z q\n", "y") == "3:5 y");
  CHECK(place("a: |\n  x é\n    y\n\n  z q\n", "q") == "5:5 q");
  CHECK(place("a: |1\n  x\n   q\n", "q") == "3:4 q");
  CHECK(place("a: |\r\n  x\r\n  q\r\n", "q") == "3:3 q");
}

TEST_CASE("What is missing in a block is missing behind its last character") {
  for (const char* text :
       {"a: |\n  x yz\n", "a: |-\n  x yz\n", "a: >\n  x\n  yz\n\n\n", "a: |+\n  x yz\n\n"}) {
    const Node root = read(text);
    const Node& value = root.members[0].value;
    const Span span = value.within(value.text.size(), 1);
    INFO(text);
    CHECK(span.begin == std::string(text).find('z') + 1);
  }
}

TEST_CASE("A block's own place is its text") {
  const Node root = read("a: >\n  x y\n  z\nb: 1\n");
  const Span span = root.members[0].value.span;
  CHECK(span.line == 2);
  CHECK(span.column == 3);
  CHECK(span.begin == 7);
  CHECK(span.end == 14);
}

TEST_CASE("Any scalar of any form finds every one of its characters again") {
  // Texts of a few characters each that mean something to some form, in every order.
  const std::vector<std::string> bits = {"x", "'", "\"", "\\", " ", "\n", "\t", "é", "#", "z"};
  std::size_t seen = 0;
  const auto check = [&](const std::string& text, const std::string& bits_text) {
    Diagnostics d;
    const auto root = read_document(text, d);
    if (!root || !root->mapping() || root->members.empty()) return;
    const Node& value = root->members[0].value;
    const std::size_t z = value.text.rfind('z');
    if (!value.scalar() || z == std::string::npos) return;
    ++seen;
    INFO(text << "\n" << bits_text);
    // What lies behind the scalar is a comment, so its last z is as many as it has from the start.
    std::size_t at = std::string::npos;
    for (const char c : value.text) {
      if (c == 'z') at = text.find('z', at + 1);
    }
    CHECK(value.within(z, 1).begin == at);
  };
  for (std::size_t n = 0; n < 100'000; ++n) {
    std::string inner;
    for (std::size_t rest = n; rest > 0; rest /= bits.size()) inner += bits[rest % bits.size()];
    const auto indented = [&](std::string s) {
      for (std::size_t at = 0; (at = s.find('\n', at)) != std::string::npos; at += 3) {
        s.insert(at + 1, "  ");
      }
      return s;
    };
    if (inner.rfind('z') == std::string::npos) continue;
    check("a: " + indented("y" + inner) + "\n", inner);
    check("a: '" + indented(inner) + "'\n", inner);
    check("a: \"" + indented(inner) + "\"\n", inner);
    check("a: |\n" + indented("  y" + inner) + "\n", inner);
    check("a: >\n" + indented("  " + inner) + "\n", inner);
  }
  CHECK(seen > 50'000);
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
