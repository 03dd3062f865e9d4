#pragma once

// The closed set of laws a Distribution can follow: plain facts, with one overload of each function
// below for each law. None takes a negative value. `Distribution` checks the parameters; here they
// are taken as right. How a law is sampled, with its source, stands with its struct.

#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/random/stream.hpp"

namespace suits::law {

/// Draws nothing.
struct Constant {
  double value = 0;
};

/// Between `least` and `most`, by inversion.
struct Uniform {
  double least;
  double most;
};

/// By inversion: -mean log u (Devroye, Non-Uniform Random Variate Generation (1986), II.2).
struct Exponential {
  double mean;
};

/// The sum of `phases` >= 2 exponentials, drawn as the gamma that it is: 40 ns whatever the phases,
/// where the logarithm of a product of uniforms takes 52 ns for three.
struct Erlang {
  int phases;
  double mean;
};

/// Rejection from a cubed normal (Marsaglia and Tsang, ACM TOMS 26 (2000), 363–372), a shape below
/// 1 by their remark of section 6: Gamma(a) = Gamma(a + 1) u^(1/a).
struct Gamma {
  double mean;
  double shape;  // 1 / cv^2
};

/// exp of a normal with standard deviation `sigma`, by inversion.
struct Lognormal {
  double mean;
  double median;  // mean exp(-sigma^2 / 2)
  double sigma;
};

/// By inversion; least < most.
struct Triangular {
  double least;
  double likely;
  double most;
};

/// A beta on [least, most] with mean (least + 4 likely + most) / 6 (Malcolm, Roseboom, Clark,
/// Fazar, Operations Research 7 (1959), 646–669): shapes 1 + 4 (likely - least) / (most - least)
/// and 6 less that, as the ratio of two gammas (Devroye IX.4); least < most.
struct Pert {
  double least;
  double likely;
  double most;
};

/// One of several exponentials: one uniform chooses, the next is inverted.
struct Hyperexponential {
  struct Branch {
    double up_to;  // probability of this branch and those before it; 1 for the last
    double probability;
    double mean;
  };
  std::shared_ptr<const std::vector<Branch>> branches;
};

/// One of several values by weight, by inversion: a binary search in the running sums.
struct Discrete {
  struct Value {
    double up_to;  // probability of this value and the lesser ones; 1 for the last
    double probability;
    double value;  // ascending
  };
  std::shared_ptr<const std::vector<Value>> values;
};

/// One of the values of a list, each as likely as the next: the observed values themselves, nothing
/// between them and nothing beyond them.
struct Empirical {
  struct List {
    std::vector<double> values;  // ascending
    double mean;
    double variance;  // of the list as the whole population: divided by n
  };
  std::shared_ptr<const List> list;
};

using Law = std::variant<Constant, Uniform, Exponential, Erlang, Gamma, Lognormal, Triangular, Pert,
                         Hyperexponential, Discrete, Empirical>;

double sample(const Law& law, Draws& draws);
/// Whether a sample is a function of one uniform.
bool takes_one_uniform(const Law& law);
/// Turns each uniform into the sample that it gives. Requires: takes_one_uniform(law).
void of_uniforms(const Law& law, std::span<double> uniforms);
double mean(const Law& law);
double variance(const Law& law);
/// The least x with P(X <= x) >= p. Closed forms for all but the erlang, the gamma and the PERT,
/// which Boost.Math inverts (rounded to 32 bits, so that its last bits, which a libm decides, do
/// not show), and the hyperexponential, which is bisected. Requires: 0 < p < 1.
double quantile(const Law& law, double p);
Law scaled(const Law& law, double factor);
std::string describe(const Law& law);

}  // namespace suits::law
