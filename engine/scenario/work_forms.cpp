// Values of kinds of work that may be written in several forms.

#include "engine/scenario/random_text.hpp"
#include "engine/scenario/read_shapes.hpp"

namespace suits {

namespace {

constexpr std::size_t kMostTogether = 100;

/// `weekly` and its like: every so long.
struct Regular {
  std::string_view word;
  FixedLapse every;
};
constexpr Regular kRegular[] = {
    {"daily", {1, Clock::working_days}},
    {"weekly", {7 * 86'400e6, Clock::elapsed}},
    {"monthly", {1, Clock::months}},
};

/// `{ a: 2 h, b: 3, c: { effort: …, count: … } }`.
void read_participant(Reader& r, const Member& member, ParticipantSpec& out) {
  const Node& value = member.value;
  read_into(r, member.key, out.who);
  if (value.blank()) {
    return r.error(member.key.span, fmt::format("'{}' has no value", truncate(out.who.text, 60)));
  }
  if (value.mapping() && !means_tiers<ParticipantSpec>(r, value)) {
    FieldReader fields(r, value);
    describe(fields, out);
    fields.finish();
    return check(r, value, out);
  }
  const bool count = value.scalar() && !value.text.empty() &&
                     value.text.find_first_not_of("0123456789") == std::string::npos;
  if (count) {
    read_into(r, value, out.count);
    return check(r, value, out);
  }
  if (!value.scalar() && !value.mapping()) {
    return r.wrong_shape(value, "an effort, a count or a map");
  }
  read_into(r, value, out.effort);
}

}  // namespace

void read_into(Reader& r, const Node& node, ArrivalSpec& out) {
  using Form = ArrivalSpec::Form;
  out.span = node.span;
  if (node.mapping()) {
    const std::size_t before = r.errors();
    FieldReader fields(r, node);
    describe(fields, out);
    fields.finish();
    if (r.errors() == before) check(r, node, out);
    return;
  }
  if (!node.scalar()) {
    return r.wrong_shape(node, "arrivals", "2/month, weekly or { every: 2 weeks }");
  }
  if (node.text == "none") return;
  std::vector<std::string> known = {"none"};
  for (const Regular& regular : kRegular) {
    if (node.text == regular.word) {
      out.form = Form::every;
      out.every = Located<FixedLapse>{regular.every, node.span};
      return;
    }
    known.emplace_back(regular.word);
  }
  if (Cursor(node.text).number_next()) {
    out.form = Form::rate;
    return read_into(r, node, out.rate);
  }
  const std::string near = nearest(node.text, known);
  r.error(node.span, fmt::format("'{}' says nothing of arrivals", truncate(node.text, 40)),
          near.empty() ? "e.g. 2/month, weekly, monthly, daily, none or { every: 2 weeks }"
                       : fmt::format("did you mean '{}'?", near));
}

void read_into(Reader& r, const Node& node, PointSpec& out) {
  struct Suffix {
    std::string_view text;
    MilestonePoint point;
  };
  constexpr Suffix kSuffixes[] = {{".start", MilestonePoint::step_start},
                                  {".finish", MilestonePoint::step_finish},
                                  {".agreed", MilestonePoint::step_agreed}};
  out.span = node.span;
  if (!node.scalar()) return r.wrong_shape(node, "a point of a job", "arrival or STEP.finish");
  if (node.text == "arrival" || node.text == "finish") {
    out.point = node.text == "arrival" ? MilestonePoint::arrival : MilestonePoint::finish;
    return;
  }
  const std::string_view text = node.text;
  for (const auto& [suffix, point] : kSuffixes) {
    if (text.size() > suffix.size() && text.substr(text.size() - suffix.size()) == suffix) {
      out.point = point;
      out.step.text = std::string(text.substr(0, text.size() - suffix.size()));
      out.step.span = node.within(0, out.step.text.size());
      return;
    }
  }
  r.error(node.span, fmt::format("'{}' is no point of a job", truncate(text, 40)),
          "arrival, finish, STEP.start, STEP.finish or STEP.agreed");
}

void read_into(Reader& r, const Node& node, DelaySpec& out) {
  out.span = node.span;
  if (node.scalar() && node.text == "client.responds_in") {
    out.client_responds = true;
    return;
  }
  if (!node.scalar()) {
    return r.wrong_shape(node, "a lapse of time", "2 working days or client.responds_in");
  }
  Located<Lapse> lapse;
  read_into(r, node, lapse);
  out.lapse = lapse.value;
}

void read_into(Reader& r, const Node& node, std::vector<ParticipantSpec>& out) {
  if (node.mapping()) {
    for (const Member& member : node.members) read_participant(r, member, out.emplace_back());
  } else {
    std::vector<Name> names;
    read_into(r, node, names);
    for (Name& name : names) out.emplace_back().who = std::move(name);
  }
  if (out.empty()) r.error(node.span, "nobody is named");
  if (out.size() > kMostTogether) {
    return r.error(node.span, fmt::format("more than {} in one step", kMostTogether));
  }
  for (std::size_t i = 1; i < out.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (out[i].who.text != out[j].who.text || out[i].who.text.empty()) continue;
      r.error(out[i].who.span, fmt::format("'{}' stands here twice", truncate(out[i].who.text, 60)),
              "several of a role: { ROLE: 2 }");
      break;
    }
  }
}

void read_into(Reader& r, const Node& node, std::vector<AlternativeSpec>& out) {
  if (!node.mapping()) {
    std::vector<Name> names;
    read_into(r, node, names);
    for (Name& name : names) out.push_back({std::move(name), {}});
    if (out.empty()) r.error(node.span, "nobody is named");
    return;
  }
  double sum = 0;
  const std::size_t before = r.errors();
  for (const Member& member : node.members) {
    AlternativeSpec& one = out.emplace_back();
    read_into(r, member.key, one.who);
    read_value(r, member.key, member.value, one.share);
    if (one.share) sum += one.share->value.value;
  }
  if (r.errors() == before && !whole(sum)) {
    r.error(node.span, fmt::format("the shares add up to {:.6g}%, not to 100%", 100 * sum));
  }
}

void read_into(Reader& r, const Node& node, KindSpec& out) {
  WrittenKind written;
  read_into(r, node, written);
  const std::size_t before = r.errors();
  out = std::move(written.kind);
  const StepSpec& only = written.only;
  const bool task = only.who || only.any_of || only.takes;
  if (!node.mapping()) return;
  if (!task && out.steps.empty()) {
    return r.error(node.span, "a kind of work has steps, or says who does it");
  }
  if (!task || !out.steps.empty()) {
    constexpr std::string_view kKeys[] = {
        "who",           "any_of",   "effort", "together",    "notice", "takes", "supervised_by",
        "interruptible", "restarts", "spread", "least_level", "skills"};
    for (const std::string_view key : kKeys) {
      if (node.find(key) == nullptr) continue;
      r.error(node.find(key)->span, fmt::format("a kind with steps has no '{}' of its own", key),
              "say it of a step");
    }
    return;
  }
  out.task = true;
  out.steps.push_back({{}, std::move(written.only)});
  if (r.errors() == before) check(r, node, out.steps.front().value);
}

void named(Reader&, Entry<StepSpec>& entry) { entry.value.span = entry.name.span; }

void named(Reader&, Entry<KindSpec>& entry) {
  if (!entry.value.task) return;
  entry.value.steps.front().name = entry.name;
  entry.value.steps.front().value.span = entry.name.span;
}

}  // namespace suits
