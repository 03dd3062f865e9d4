#include "engine/scenario/variant.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/account_copies.hpp"
#include "engine/scenario/compile.hpp"
#include "engine/scenario/document_editor.hpp"
#include "engine/scenario/read_scenario.hpp"
#include "engine/scenario/reader.hpp"
#include "engine/scenario/source.hpp"
#include "engine/scenario/whole_document.hpp"

namespace suits {

namespace {

/// The edits of one map of a what-if: what is removed, then what is added, then what is set.
bool read_edits(const WhatIfSpec& spec, std::vector<Edit>& edits, Diagnostics& diagnostics) {
  const auto take = [&](Edit::Sort sort, const Node& path, const Node& value) {
    std::optional<DocumentPath> read = read_path(path, diagnostics);
    if (!read) return false;
    edits.push_back({sort, std::move(*read), value, spec.at});
    return true;
  };
  bool good = true;
  for (const PathSpec& path : spec.remove) good = take(Edit::Sort::remove, *path.node, {}) && good;
  for (const auto& [sort, map] :
       {std::pair(Edit::Sort::add, &spec.add), std::pair(Edit::Sort::set, &spec.set)}) {
    if (!*map) continue;
    for (const Member& member : (*map)->node->members) {
      good = take(sort, member.key, member.value) && good;
    }
  }
  return good;
}

}  // namespace

std::optional<ScenarioDraft> ScenarioDraft::of_text(const ScenarioText& scenario, ReadData data,
                                                    Diagnostics& diagnostics) {
  ScenarioDraft draft;
  draft.data_ = std::move(data);
  std::optional<Node> document = whole_document(scenario, draft.data_, diagnostics);
  if (!document) return std::nullopt;
  draft.document_ = std::move(*document);
  return draft;
}

std::optional<ScenarioDraft> ScenarioDraft::load(const std::string& path, Diagnostics& diagnostics,
                                                 std::string& text) {
  auto source = load_scenario(path, diagnostics);
  if (!source) return std::nullopt;
  text = source->text;
  return of_text(*source, data_beside(source->folder), diagnostics);
}

std::optional<std::vector<std::string>> ScenarioDraft::edit(
    const std::vector<EditArgument>& arguments, Diagnostics& diagnostics) {
  std::vector<Edit> edits;
  bool good = true;
  for (const EditArgument& argument : arguments) {
    std::optional<Edit> edit = read_edit(argument, diagnostics);
    good = edit && good;
    if (edit) edits.push_back(std::move(*edit));
  }
  std::vector<std::string> changes;
  if (!good || !apply_edits(document_, edits, diagnostics, changes)) return std::nullopt;
  return changes;
}

std::shared_ptr<const Model> ScenarioDraft::base(Diagnostics& diagnostics) {
  if (nodes_in(document_) > kMaxNodes) {
    diagnostics.add(document_.span, fmt::format("more than {} values", kMaxNodes));
    return nullptr;
  }
  auto spec = read_scenario(document_, data_, diagnostics);
  if (!spec) return nullptr;
  what_ifs_ = std::move(spec->what_if);
  finds_warm_up_ = spec->time.warm_up && spec->time.warm_up->value.found;
  spec->what_if = {};
  return compile(*spec, diagnostics);
}

std::vector<std::string> ScenarioDraft::what_ifs() const {
  std::vector<std::string> names;
  for (const auto& entry : what_ifs_.entries) names.push_back(entry.name.text);
  return names;
}

std::optional<Variant> ScenarioDraft::play(Variant variant, Node document,
                                           const std::vector<Edit>& edits,
                                           Diagnostics& diagnostics) const {
  erase_member(document, "what_if");
  if (!apply_edits(document, edits, diagnostics, variant.changes)) return std::nullopt;
  erase_member(document, "observed");  // of last year, and not of what might be
  if (nodes_in(document) > kMaxNodes) {
    diagnostics.add(document.span, fmt::format("more than {} values", kMaxNodes));
    return std::nullopt;
  }
  if (Node* name = member_of(document, "name"); name != nullptr && !variant.title.empty()) {
    const Span span = name->span;
    *name = made_scalar(fmt::format("{}, what if: {}", name->text, variant.title), span);
  }
  const auto spec = read_scenario(document, data_, diagnostics);
  if (spec) variant.model = compile(*spec, diagnostics);
  return variant.model ? std::optional(std::move(variant)) : std::nullopt;
}

std::optional<Variant> ScenarioDraft::what_if(const std::string& name,
                                              Diagnostics& diagnostics) const {
  const auto entry = std::find_if(what_ifs_.entries.begin(), what_ifs_.entries.end(),
                                  [&](const auto& e) { return e.name.text == name; });
  Variant variant{name, name, nullptr, {}};
  std::vector<Edit> edits;
  Diagnostics wrong;
  wrong.use_texts(diagnostics.texts());
  bool good = true;
  for (auto spec = entry->value.rbegin(); spec != entry->value.rend(); ++spec) {
    if (spec->title) variant.title = spec->title->text;  // the first of them
  }
  for (const WhatIfSpec& spec : entry->value) good = read_edits(spec, edits, wrong) && good;
  std::optional<Variant> played;
  if (good) played = play(std::move(variant), document_, edits, wrong);
  const bool inherited = entry->name.span.begin >= kTextStride;  // of a scenario that is extended
  for (const Diagnostic& d : wrong.items()) {
    std::string hint = d.hint;
    if (inherited)
      hint += fmt::format("{}or do without it: remove: [what_if.{}]", hint.empty() ? "" : "; ",
                          path_part(name));
    diagnostics.add(d.span, fmt::format("what if {}: {}", name, d.message), hint);
  }
  return played;
}

std::optional<Variant> ScenarioDraft::edited(const std::string& name,
                                             const std::vector<EditArgument>& arguments,
                                             Diagnostics& diagnostics) const {
  ScenarioDraft other = *this;
  auto changes = other.edit(arguments, diagnostics);
  if (!changes) return std::nullopt;
  auto played = play({name, name, nullptr, {}}, std::move(other.document_), {}, diagnostics);
  if (played) played->changes = std::move(*changes);
  return played;
}

std::optional<Variant> ScenarioDraft::with_accounts_like(const std::string& account,
                                                         std::size_t copies,
                                                         Diagnostics& diagnostics) const {
  const auto edits = account_copies(document_, account, copies, diagnostics);
  if (!edits) return std::nullopt;
  return play({"", "", nullptr, {}}, document_, *edits, diagnostics);
}

Variants load_variants(const std::string& path, const VariantPlan& plan, Diagnostics& diagnostics,
                       std::string& text) {
  const auto source = load_scenario(path, diagnostics);
  if (!source) return {};
  text = source->text;
  return load_variants(*source, data_beside(source->folder), plan, diagnostics);
}

Variants load_variants(const ScenarioText& scenario, const ReadData& data, const VariantPlan& plan,
                       Diagnostics& diagnostics) {
  Variants out;
  auto draft = ScenarioDraft::of_text(scenario, data, diagnostics);
  if (!draft) return out;
  auto changes = draft->edit(plan.edits, diagnostics);
  if (!changes) return out;
  out.changes = std::move(*changes);
  out.base = draft->base(diagnostics);
  if (!out.base) return out;
  out.finds_warm_up = draft->finds_warm_up();
  const std::vector<std::string> known = draft->what_ifs();
  const std::size_t before = diagnostics.count();
  for (const std::string& name : plan.names) {
    if (has(known, name)) continue;
    const std::string near = nearest(name, known);
    diagnostics.add({}, fmt::format("there is no what-if '{}'", truncate(name, 40)),
                    !near.empty()   ? fmt::format("did you mean '{}'?", near)
                    : known.empty() ? "the scenario has none"
                                    : fmt::format("known here: {}", listed(known)));
  }
  const bool may_not_fit = plan.all && !plan.edits.empty();
  for (const std::string& name : plan.all ? known : plan.names) {
    if (!has(known, name)) continue;
    if (may_not_fit && !has(plan.names, name)) {
      Diagnostics aside = diagnostics;
      const std::size_t told = aside.count();
      if (auto variant = draft->what_if(name, aside))
        out.what_ifs.push_back(std::move(*variant));
      else if (aside.count() > told)
        out.unfit.emplace_back(name, aside.items().back().message);
      continue;
    }
    if (auto variant = draft->what_if(name, diagnostics)) {
      out.what_ifs.push_back(std::move(*variant));
    }
  }
  if (diagnostics.count() != before) out.base = nullptr;
  return out;
}

}  // namespace suits
