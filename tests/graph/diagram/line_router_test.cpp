#include "graph/diagram/line_router.h"

#include "graph/diagram/curve.h"
#include "graph/diagram/diagram_layout.h"

#include <cmath>

#include <catch2/catch.hpp>

using namespace entente;

TEST_CASE("a line with room on its way is straight and has its label in the middle") {
    const std::vector<Box> boxes{{{0, 0}, 40, 20}, {{200, 0}, 40, 20}};
    const auto routing = route_lines(boxes, {{0, 1, 30, 10, 1}});
    CHECK(routing.collisions == 0);
    CHECK(routing.lines[0].control.y == Approx(0));
    CHECK(routing.lines[0].label.x == Approx(100));
}

TEST_CASE("a line goes around a box in its way") {
    const std::vector<Box> boxes{
        {{0, 0}, 40, 20}, {{300, 0}, 40, 20}, {{150, 0}, 40, 20}, {{150, 200}, 40, 20}};
    const auto routing = route_lines(boxes, {{0, 1, 30, 10, 1}});
    CHECK(routing.collisions == 0);
    CHECK(routing.crossings == 0);
    CHECK(std::abs(routing.lines[0].label.y) > 15);
}

TEST_CASE("lines between the same two boxes keep apart, and so do their labels") {
    const std::vector<Box> boxes{
        {{0, 0}, 40, 20}, {{300, 0}, 40, 20}, {{150, 150}, 10, 10}, {{150, -150}, 10, 10}};
    const auto routing =
        route_lines(boxes, {{0, 1, 60, 10, 3}, {1, 0, 60, 10, 2}, {0, 1, 60, 10, 1}, {1, 0, 60, 10, 1}});
    CHECK(routing.collisions == 0);
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < i; ++j)
            CHECK(distance(routing.lines[i].control, routing.lines[j].control) > 20);
}

TEST_CASE("a plan leaves no box on another and no label on anything") {
    std::vector<Box> boxes;
    std::vector<LineRequest> lines;
    for (std::size_t i = 0; i < 16; ++i) {
        boxes.push_back({{10.0 * static_cast<double>(i % 4), 10.0 * static_cast<double>(i / 4)}, 80, 30});
        if (i > 0) lines.push_back({0, i, 50, 10, 1});
    }
    const auto plan = plan_layout(boxes, lines);
    for (std::size_t i = 0; i < boxes.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(plan.boxes[i].overlaps(plan.boxes[j]));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Box label{plan.lines[i].label, 50, 10};
        for (const Box& box : plan.boxes) CHECK_FALSE(label.overlaps(box));
        for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(label.overlaps({plan.lines[j].label, 50, 10}));
    }
}

TEST_CASE("a part of a curve lies on the curve") {
    const Curve curve{{0, 0}, {50, 100}, {100, 0}};
    const auto [a, b, c, d] = curve.part(0.25, 0.75);
    const Point middle{(a.x + 3 * b.x + 3 * c.x + d.x) / 8, (a.y + 3 * b.y + 3 * c.y + d.y) / 8};
    CHECK(middle.x == Approx(curve.at(0.5).x));
    CHECK(middle.y == Approx(curve.at(0.5).y));
    CHECK(a.x == Approx(curve.at(0.25).x));
    CHECK(d.y == Approx(curve.at(0.75).y));
}
