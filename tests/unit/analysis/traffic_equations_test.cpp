#include "engine/analysis/traffic_equations.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace suits;

namespace {

Approx exact(double value) { return Approx(value).epsilon(2e-11); }

std::vector<OutsideTraffic> outside(const std::vector<double>& rates, double scv = 1) {
  std::vector<OutsideTraffic> result(rates.size());
  for (std::size_t i = 0; i < rates.size(); ++i) {
    if (rates[i] > 0) result[i].add(rates[i], scv);
  }
  return result;
}

}  // namespace

TEST_CASE("A network with rework agrees with Jackson", "[queue]") {
  Eigen::MatrixXd routing = Eigen::MatrixXd::Zero(3, 3);
  routing(0, 1) = 1;
  routing(1, 2) = 1;
  routing(2, 1) = 0.3;
  const auto seen = open_network({{1, 1}, {2, 2}, {1, 1 / 1.2}}, outside({0.5, 0, 0}), routing);
  CHECK(seen[0].rate == exact(0.5));
  CHECK(seen[1].rate == exact(0.714285714286));
  CHECK(seen[2].rate == exact(0.714285714286));
  CHECK(seen[0].wait == exact(1));
  CHECK(seen[1].wait == exact(2.08333333333));
  CHECK(seen[2].wait == exact(1.22549019608));
  CHECK(seen[1].load == exact(0.714285714286));
  double inside = 0;
  const std::vector<double> service = {1, 2, 1 / 1.2};
  for (std::size_t i = 0; i < 3; ++i) inside += seen[i].rate * (seen[i].wait + service[i]);
  CHECK(inside == exact(5.38725490196));
  CHECK(inside / 0.5 == exact(10.7745098039));  // Little: from arrival to departure
}

TEST_CASE("Two stations in a row agree with Burke", "[queue]") {
  Eigen::MatrixXd routing = Eigen::MatrixXd::Zero(2, 2);
  routing(0, 1) = 1;
  const auto seen = open_network({{1, 1}, {2, 2}}, outside({0.7, 0}), routing);
  CHECK(seen[0].wait == exact(2.33333333333));
  CHECK(seen[1].wait == exact(1.92156862745));
  CHECK(seen[1].arrival_scv == exact(1));
}

TEST_CASE("Departures are between what arrives and what is served", "[queue]") {
  // Whitt's equation (38): scv of departures = 1 + (1 − load²)(a − 1) + load² (s − 1) for one
  // server.
  Eigen::MatrixXd flows = Eigen::MatrixXd::Zero(2, 2);
  flows(0, 1) = 0.5;
  const auto from = outside({0.5, 0}, 3);
  const Eigen::VectorXd scv = arrival_variability({{1, 1, 0.5}, {1, 1, 1}}, from, flows);
  CHECK(scv[0] == exact(3));
  CHECK(scv[1] == exact(1 + 0.75 * 2 + 0.25 * -0.5));
}

TEST_CASE("Streams that come together look more and more like chance", "[queue]") {
  // Ten regular streams at a station with little to do: nearly Poisson; at a full one: regular.
  std::vector<OutsideTraffic> streams(1);
  for (int i = 0; i < 10; ++i) streams[0].add(0.1, 0);
  const Eigen::MatrixXd none = Eigen::MatrixXd::Zero(1, 1);
  const double idle = arrival_variability({{1, 0.1}}, streams, none)[0];
  const double full = arrival_variability({{1, 1}}, streams, none)[0];
  CHECK(idle == exact(1 - 1 / (1 + 4 * 0.81 * 9)));
  CHECK(full == exact(0));
}

TEST_CASE("A station that cannot keep up has no wait", "[queue]") {
  const auto seen = open_network({{1, 1}}, outside({1.2}), Eigen::MatrixXd::Zero(1, 1));
  CHECK_FALSE(seen[0].keeps_up);
  CHECK(seen[0].wait == 0);
  CHECK(seen[0].load == exact(1.2));
}
