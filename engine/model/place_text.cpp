#include "engine/model/place_text.hpp"

namespace suits {
namespace {

/// The name of the text that a place lies in; "" for the scenario's own.
std::string text_name(const Model& model, const Span& span) {
  const std::size_t text = span.begin / kTextStride;
  return text == 0 || text > model.text_names.size() ? "" : model.text_names[text - 1];
}

}  // namespace

std::string place_text(const Model& model, const Span& span) {
  const std::string name = text_name(model, span);
  return "line " + std::to_string(span.line) + (name.empty() ? "" : " of " + name);
}

std::string point_text(const Model& model, const Span& span) {
  const std::string name = text_name(model, span);
  return (name.empty() ? "" : name + ":") + std::to_string(span.line) + ":" +
         std::to_string(span.column);
}

}  // namespace suits
