#pragma once

// Writes the schema of each shape that a value may have: for every overload of `read_into` in
// reader.hpp an overload of `schema_of` here. Described mappings become definitions.

#include <string>
#include <type_traits>

#include <nlohmann/json.hpp>

#include "engine/scenario/fields.hpp"
#include "engine/scenario/key_names.hpp"
#include "engine/scenario/scalar_text.hpp"

namespace suits {

using Json = nlohmann::ordered_json;

/// Collects definitions by noun, each once.
class SchemaWriter {
 public:
  Json definitions = Json::object();
};

/// Marks a mapping whose keys are tiers or levels, for the list of keys.
inline constexpr const char* kByTier = "by tier";
inline constexpr const char* kByLevel = "by level";

Json any_of(std::initializer_list<Json> choices);
Json map_of(Json values);
Json list_of(Json items);
inline Json none() { return {{"const", "none"}}; }
inline Json text() { return {{"type", {"string", "number", "boolean"}}}; }
Json scalar_schema(const ScalarForm& form);
/// `{ csv: people.csv }`.
Json table_schema();

template <class T>
struct Shape {};
template <class T>
Json schema_of(SchemaWriter& w, Shape<Located<T>>);
Json schema_of(SchemaWriter& w, Shape<Name>);
Json schema_of(SchemaWriter& w, Shape<TitleSpec>);
Json schema_of(SchemaWriter& w, Shape<HoursSpec>);
Json schema_of(SchemaWriter& w, Shape<std::vector<Located<DateRange>>>);
Json schema_of(SchemaWriter& w, Shape<HolidaysSpec>);
Json schema_of(SchemaWriter& w, Shape<NewHoursSpec>);
Json schema_of(SchemaWriter& w, Shape<InHandListSpec>);
Json schema_of(SchemaWriter& w, Shape<SeasonSpec>);
Json schema_of(SchemaWriter& w, Shape<LevelMixSpec>);
Json schema_of(SchemaWriter& w, Shape<DispatchSpec>);
Json schema_of(SchemaWriter& w, Shape<ArrivalSpec>);
Json schema_of(SchemaWriter& w, Shape<PointSpec>);
Json schema_of(SchemaWriter& w, Shape<DelaySpec>);
Json schema_of(SchemaWriter& w, Shape<std::vector<ParticipantSpec>>);
Json schema_of(SchemaWriter& w, Shape<std::vector<AlternativeSpec>>);
Json schema_of(SchemaWriter& w, Shape<KindSpec>);
Json schema_of(SchemaWriter&, Shape<ExpressionSpec>);
Json schema_of(SchemaWriter&, Shape<ActionSpec>);
Json schema_of(SchemaWriter& w, Shape<EverySpec>);
Json schema_of(SchemaWriter&, Shape<PathSpec>);
Json schema_of(SchemaWriter&, Shape<PathMapSpec>);
Json schema_of(SchemaWriter& w, Shape<WhatIfsSpec>);
template <Described T>
Json schema_of(SchemaWriter& w, Shape<T>);
template <class T>
Json schema_of(SchemaWriter& w, Shape<std::optional<T>>);
template <class T>
Json schema_of(SchemaWriter& w, Shape<std::vector<T>>);
template <class T>
Json schema_of(SchemaWriter& w, Shape<Map<T>>);
template <class T>
Json schema_of(SchemaWriter& w, Shape<ByTierSpec<T>>);
template <class T>
Json schema_of(SchemaWriter& w, Shape<ByLevelSpec<T>>);
template <class T>
Json schema_of(SchemaWriter& w, Shape<OrNone<T>>);

/// Visits a description and writes the properties of one mapping.
class FieldSchema {
 public:
  explicit FieldSchema(SchemaWriter& w) : w_(w) {
    schema_ = {{"type", "object"}, {"properties", Json::object()}};
  }

  void object(std::string_view) {}
  template <class T>
  void required(std::string_view key, T& field, std::string_view doc) {
    optional(key, field, doc);
    schema_["required"].push_back(key);
  }
  template <class T>
  void optional(std::string_view key, T&, std::string_view doc) {
    Json schema = schema_of(w_, Shape<T>{});
    // Draft 7 ignores what stands beside a $ref.
    if (schema.contains("$ref")) schema = {{"allOf", Json::array({std::move(schema)})}};
    schema["description"] = doc;
    schema_["properties"][std::string(key)] = std::move(schema);
  }
  template <class T>
  void rest(Map<T>&, std::string_view) {
    rest_ = schema_of(w_, Shape<T>{});
  }
  Json finish() {
    schema_["additionalProperties"] = std::move(rest_);
    return std::move(schema_);
  }

 private:
  SchemaWriter& w_;
  Json schema_;
  Json rest_ = false;
};

template <Described T>
Json object_schema(SchemaWriter& w) {
  T example;
  FieldSchema fields(w);
  describe(fields, example);
  return fields.finish();
}

/// A reference to the definition of a described mapping. Two mappings of one noun (a fee of a tier
/// and of an account) get different names.
template <Described T>
Json schema_of(SchemaWriter& w, Shape<T>) {
  std::string name(noun_of<T>());
  if constexpr (std::is_same_v<T, TierFeeSpec>) name += " of a tier";
  if constexpr (std::is_same_v<T, PersonOwnershipSpec>) name += " of a person";
  for (char& c : name) c = c == ' ' ? '_' : c;
  if (!w.definitions.contains(name)) {
    w.definitions[name] = nullptr;  // keeps the place
    Json written = object_schema<T>(w);
    // A key without a value is an empty mapping where no key is needed.
    if (!written.contains("required")) written["type"] = {"object", "null"};
    w.definitions[name] = std::move(written);
  }
  Json reference = {{"$ref", "#/definitions/" + name}};
  if constexpr (HasShorthand<T>) {
    T example;
    using Short = std::remove_reference_t<decltype(shorthand(example))>;
    return any_of({schema_of(w, Shape<Short>{}), std::move(reference)});
  }
  return reference;
}

template <class T>
Json schema_of(SchemaWriter&, Shape<Located<T>>) {
  if constexpr (std::is_enum_v<T>) {
    Json choices = Json::array();
    for (const Word<T>& word : words<T>()) choices.push_back(word.text);
    return {{"enum", std::move(choices)}};
  } else {
    return scalar_schema(scalar_form<T>());
  }
}

template <class T>
Json schema_of(SchemaWriter& w, Shape<std::optional<T>>) {
  return schema_of(w, Shape<T>{});
}

template <class T>
Json schema_of(SchemaWriter& w, Shape<std::vector<T>>) {
  Json item = schema_of(w, Shape<T>{});
  if constexpr (kFromTable<T>) {
    return any_of({list_of(any_of({std::move(item), table_schema()})), table_schema()});
  }
  if constexpr (kListOnly<T>) return list_of(std::move(item));
  return any_of({item, list_of(item)});
}

template <class T>
Json schema_of(SchemaWriter& w, Shape<Map<T>>) {
  return map_of(schema_of(w, Shape<T>{}));
}

template <class T>
Json schema_of(SchemaWriter& w, Shape<ByTierSpec<T>>) {
  Json one = any_of({schema_of(w, Shape<T>{}), none()});
  Json by_tier = map_of(one);
  by_tier["title"] = kByTier;
  return any_of({std::move(one), std::move(by_tier)});
}

template <class T>
Json schema_of(SchemaWriter& w, Shape<ByLevelSpec<T>>) {
  Json one = schema_of(w, Shape<Located<T>>{});
  Json by_level = map_of(one);
  by_level["title"] = kByLevel;
  return any_of({std::move(one), std::move(by_level)});
}

template <class T>
Json schema_of(SchemaWriter& w, Shape<OrNone<T>>) {
  return any_of({schema_of(w, Shape<T>{}), none()});
}

}  // namespace suits
