#pragma once

// The keys of what-ifs: see fields.hpp.

#include "engine/scenario/what_if_spec.hpp"

namespace suits {

template <class V>
void describe(V& v, WhatIfSpec& s) {
  v.object("a what-if");
  v.optional("title", s.title, "What people call it.");
  v.optional("set", s.set, "Values by path: another value, or `+2`, `-10%`, `*1.2` of what it is.");
  v.optional("add", s.add, "What is added, by the path of the list or map that it joins.");
  v.optional("remove", s.remove, "The path of what goes, or several.");
  v.optional("at", s.at, "The date from which on it is so; default from the beginning.");
}

}  // namespace suits
