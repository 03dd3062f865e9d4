#include "engine/random/draw_ahead.hpp"

namespace suits {

void DrawAhead::refill() {
  if (law::takes_one_uniform(distribution_->law())) {
    uniforms(key_, purpose_, ordinal_, values_, visit_);
    law::of_uniforms(distribution_->law(), values_);
  } else {
    for (std::size_t i = 0; i < kBatch; ++i) {
      Draws draws(key_, ordinal_ + i, visit_, purpose_);
      values_[i] = distribution_->sample(draws);
    }
  }
  ordinal_ += kBatch;
  at_ = 0;
}

}  // namespace suits
