#include "engine/scenario/schema.hpp"

#include <set>

#include "engine/scenario/schema_writer.hpp"

namespace suits {

Json any_of(std::initializer_list<Json> choices) {
  Json list = Json::array();
  for (const Json& choice : choices) {
    // What is a choice itself is taken apart: one level is easier to read, and to complete in.
    if (choice.size() == 1 && choice.contains("anyOf")) {
      for (const Json& inner : choice["anyOf"]) list.push_back(inner);
    } else {
      list.push_back(choice);
    }
  }
  return {{"anyOf", std::move(list)}};
}

Json map_of(Json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json scalar_schema(const ScalarForm& form) {
  if (form.integer) {
    Json integer = {{"type", "integer"}, {"minimum", 0}, {"maximum", 1'000'000}};
    if (form.pattern.empty()) return integer;
    return any_of({std::move(integer), {{"type", "string"}, {"pattern", form.pattern}}});
  }
  if (form.boolean) return {{"enum", {true, false, "yes", "no"}}};
  Json text = {{"type", "string"}, {"pattern", form.pattern}};
  if (!form.number && !form.zero) return text;
  Json number = {{"type", "number"}};
  if (!form.negative) number["minimum"] = 0;
  if (form.zero) number["maximum"] = 0;
  return any_of({std::move(text), std::move(number)});
}

Json schema_of(SchemaWriter&, Shape<Name>) { return text(); }

Json schema_of(SchemaWriter&, Shape<TitleSpec>) { return any_of({text(), map_of(text())}); }

Json schema_of(SchemaWriter&, Shape<HoursSpec>) {
  const std::string day =
      "(mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)";
  const Json span = {{"type", "string"},
                     {"pattern", "^ *[0-9]{2}:[0-9]{2} *- *[0-9]{2}:[0-9]{2} *$"}};
  Json week = {{"type", "object"},
               {"propertyNames", {{"pattern", "^ *" + day + "( *- *" + day + ")? *$"}}},
               {"additionalProperties", any_of({span, list_of(span)})},
               {"title", "hours by weekday"}};
  return any_of({{{"const", "always"}}, std::move(week)});
}

Json schema_of(SchemaWriter& w, Shape<std::vector<Located<DateRange>>>) {
  const Json item = any_of(
      {schema_of(w, Shape<Located<DateRange>>{}), schema_of(w, Shape<CalendarFileSpec>{})});
  return any_of({item, list_of(item)});
}

Json schema_of(SchemaWriter& w, Shape<HolidaysSpec>) {
  return any_of(
      {{{"enum", {"agency", "none"}}}, schema_of(w, Shape<std::vector<Located<DateRange>>>{})});
}

Json table_schema() {
  return {{"type", "object"},
          {"properties",
           {{"csv",
             {{"type", "string"},
              {"description", "A table beside the scenario: a row each, columns named as keys."}}}}},
          {"required", {"csv"}},
          {"additionalProperties", false}};
}

Json schema_of(SchemaWriter& w, Shape<InHandListSpec>) {
  return schema_of(w, Shape<std::vector<InHandSpec>>{});
}

Json schema_of(SchemaWriter& w, Shape<NewHoursSpec>) {
  return any_of({text(), schema_of(w, Shape<HoursSpec>{})});
}

Json schema_of(SchemaWriter& w, Shape<SeasonSpec>) {
  Json list = list_of(schema_of(w, Shape<Located<Factor>>{}));
  list["minItems"] = list["maxItems"] = 12;
  return list;
}

Json schema_of(SchemaWriter& w, Shape<LevelMixSpec>) {
  Json mix = map_of(schema_of(w, Shape<Located<Count>>{}));
  mix["title"] = kByLevel;
  return any_of({text(), std::move(mix)});
}

Json schema_of(SchemaWriter& w, Shape<DispatchSpec> shape) {
  return any_of({schema_of<DispatchSpec>(w, shape), list_of(schema_of(w, Shape<Name>{}))});
}

Json schema_of(SchemaWriter& w, Shape<ArrivalSpec>) {
  if (!w.definitions.contains("arrivals")) {
    w.definitions["arrivals"] = nullptr;
    w.definitions["arrivals"] = any_of({{{"enum", {"daily", "weekly", "monthly", "none"}}},
                                        schema_of(w, Shape<Located<Rate>>{}),
                                        object_schema<ArrivalSpec>(w)});
  }
  return {{"$ref", "#/definitions/arrivals"}};
}

Json schema_of(SchemaWriter&, Shape<PointSpec>) {
  return {{"type", "string"}, {"pattern", "^(arrival|finish|.+\\.(start|finish|agreed))$"}};
}

Json schema_of(SchemaWriter& w, Shape<DelaySpec>) {
  return any_of({{{"const", "client.responds_in"}}, schema_of(w, Shape<Located<Lapse>>{})});
}

Json schema_of(SchemaWriter& w, Shape<std::vector<ParticipantSpec>>) {
  Json one =
      any_of({schema_of(w, Shape<ByTierSpec<Located<Effort>>>{}),
              schema_of(w, Shape<Located<Count>>{}), schema_of(w, Shape<ParticipantSpec>{})});
  return any_of({schema_of(w, Shape<std::vector<Name>>{}), map_of(std::move(one))});
}

Json schema_of(SchemaWriter& w, Shape<std::vector<AlternativeSpec>>) {
  return any_of(
      {schema_of(w, Shape<std::vector<Name>>{}), map_of(schema_of(w, Shape<Located<Share>>{}))});
}

Json schema_of(SchemaWriter& w, Shape<KindSpec>) { return schema_of(w, Shape<WrittenKind>{}); }

Json schema_of(SchemaWriter&, Shape<ExpressionSpec>) { return text(); }

Json schema_of(SchemaWriter&, Shape<ActionSpec>) { return text(); }

Json schema_of(SchemaWriter& w, Shape<EverySpec>) {
  return any_of({{{"enum", {"daily", "weekly", "monthly"}}},
                 schema_of(w, Shape<Located<FixedLapse>>{}), object_schema<EverySpec>(w)});
}

Json schema_of(SchemaWriter&, Shape<PathSpec>) { return text(); }

Json schema_of(SchemaWriter&, Shape<PathMapSpec>) {
  return {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", true}};
}

Json schema_of(SchemaWriter& w, Shape<WhatIfsSpec>) {
  return map_of(schema_of(w, Shape<std::vector<WhatIfSpec>>{}));
}

namespace {

/// The schema without what must be there, of a scenario that is laid over another.
void make_partial(Json& schema) {
  if (schema.is_object()) {
    schema.erase("required");
    if (schema.contains("$ref")) {
      schema["$ref"] = "#/definitions/partial_" + schema["$ref"].get<std::string>().substr(14);
    }
  }
  if (!schema.is_structured()) return;
  for (Json& part : schema) make_partial(part);
}

}  // namespace

Json scenario_schema() {
  SchemaWriter w;
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "A scenario of suits"},
                 {"if", {{"required", {"extends"}}}},
                 {"then", {{"$ref", "#/definitions/partial_scenario"}}},
                 {"else", {{"$ref", "#/definitions/scenario"}}}};
  w.definitions["scenario"] = object_schema<ScenarioSpec>(w);
  Json partial = w.definitions;
  make_partial(partial);
  for (auto& [name, definition] : partial.items()) {
    w.definitions["partial_" + name] = std::move(definition);
  }
  schema["definitions"] = std::move(w.definitions);
  return schema;
}

namespace {

/// Walks a schema and lists every key that it names, once.
class KeyList {
 public:
  explicit KeyList(const Json& root) : root_(root) {}

  void walk(const Json& schema, const std::string& path) {
    if (!schema.is_object()) return;
    if (schema.contains("$ref")) {
      const std::string name = schema["$ref"].get<std::string>().substr(14);
      walk(root_["definitions"][name], path);
    }
    for (const char* group : {"anyOf", "allOf"}) {
      if (!schema.contains(group)) continue;
      for (const Json& choice : schema[group]) walk(choice, path);
    }
    if (schema.contains("items")) walk(schema["items"], path);
    const std::string before = path.empty() ? "" : path + ".";
    if (schema.contains("properties")) {
      for (const auto& [key, value] : schema["properties"].items()) {
        if (seen_.insert(before + key).second) {
          keys.push_back({before + key, value.value("description", "")});
        }
        walk(value, before + key);
      }
    }
    if (!schema.contains("additionalProperties")) return;
    const std::string title = schema.value("title", "");
    const bool transparent = title == kByTier || title == kByLevel;
    walk(schema["additionalProperties"], transparent ? path : before + "*");
  }

  std::vector<KeyDoc> keys;

 private:
  const Json& root_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<KeyDoc> scenario_keys() {
  const Json schema = scenario_schema();
  KeyList list(schema);
  list.walk(schema["definitions"]["scenario"], "");
  return list.keys;
}

}  // namespace suits
