#include "graph/diagram/line_router.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace entente {
namespace {

constexpr int kSamples = 24;
constexpr int kRounds = 5;

// Height of the arc as a share of its length, and the place of the label on it.
constexpr std::array kBulges = {0.08, -0.08, 0.15, -0.15, 0.23, -0.23, 0.33, -0.33, 0.46, -0.46};
constexpr std::array kSkews = {0.5, 0.3, 0.7};  // where along the way the arc is highest
constexpr std::array kPlaces = {0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.23, 0.77};

// Costs, judged on drawings of 5 to 80 nodes: nothing outweighs an unreadable label; a line through a foreign
// box reads as a wrong statement; the rest is beauty.
constexpr double kLabelOnBox = 4000, kLabelOnLabel = 4000;
constexpr double kLineThroughBox = 500;
constexpr double kLineUnderLabel = 30;
constexpr double kSamePath = 1200;
constexpr double kOutside = 4;  ///< for each point that an arc leaves the area of all boxes
constexpr double kBulgeCost = 90, kPlaceCost = 60, kSkewCost = 60;

struct Bounds {
    double left = 0, right = 0, bottom = 0, top = 0;

    bool meets(const Box& box, double margin) const {
        const double w = box.width / 2 + margin, h = box.height / 2 + margin;
        return left < box.middle.x + w && right > box.middle.x - w && bottom < box.middle.y + h &&
               top > box.middle.y - h;
    }
};

struct Candidate {
    LineRoute route;
    Box label;
    std::array<Point, kSamples + 1> path;
    Bounds bounds;
    double cost = 0;
};

class Router {
  public:
    Router(const std::vector<Box>& boxes, const std::vector<LineRequest>& lines)
        : boxes_(boxes), lines_(lines) {
        for (const Box& box : boxes) {
            const double w = box.width / 2, h = box.height / 2;
            area_ = {std::min(area_.left, box.middle.x - w), std::max(area_.right, box.middle.x + w),
                     std::min(area_.bottom, box.middle.y - h), std::max(area_.top, box.middle.y + h)};
        }
        chosen_.resize(lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) chosen_[i] = make(i, 0, 0.5, 0.5);
        order_.resize(lines.size());
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::stable_sort(order_.begin(), order_.end(),
                         [&](std::size_t a, std::size_t b) { return lines_[a].weight > lines_[b].weight; });
    }

    Routing route() {
        for (int round = 0; round < kRounds; ++round) {
            bool changed = false;
            for (const std::size_t line : order_) changed |= choose(line);
            if (!changed) break;
        }
        Routing routing;
        for (std::size_t i = 0; i < chosen_.size(); ++i) {
            routing.lines.push_back(chosen_[i].route);
            routing.collisions += collides(i);
            routing.crossings += crosses(i);
        }
        return routing;
    }

  private:
    Candidate make(std::size_t line, double bulge, double skew, double place) const {
        const LineRequest& wanted = lines_[line];
        const Point a = boxes_[wanted.source].middle, b = boxes_[wanted.target].middle;
        const Point under{a.x + skew * (b.x - a.x), a.y + skew * (b.y - a.y)};
        Candidate c;
        c.cost = kBulgeCost * std::abs(bulge) + kPlaceCost * std::abs(place - 0.5) +
                 kSkewCost * std::abs(skew - 0.5);
        c.route.control = {under.x - 2 * bulge * (b.y - a.y), under.y + 2 * bulge * (b.x - a.x)};
        c.route.label = curve_point(a, c.route.control, b, place);
        c.label = {c.route.label, wanted.label_width, wanted.label_height};
        c.bounds = {a.x, a.x, a.y, a.y};
        for (int i = 0; i <= kSamples; ++i) {
            const Point p = curve_point(a, c.route.control, b, static_cast<double>(i) / kSamples);
            c.path[static_cast<std::size_t>(i)] = p;
            c.bounds = {std::min(c.bounds.left, p.x), std::max(c.bounds.right, p.x),
                        std::min(c.bounds.bottom, p.y), std::max(c.bounds.top, p.y)};
        }
        c.cost += kOutside *
                  (std::max(0.0, area_.left - c.bounds.left) + std::max(0.0, c.bounds.right - area_.right) +
                   std::max(0.0, area_.bottom - c.bounds.bottom) + std::max(0.0, c.bounds.top - area_.top));
        return c;
    }

    static bool passes(const Candidate& c, const Box& box, double margin) {
        return c.bounds.meets(box, margin) &&
               std::any_of(c.path.begin(), c.path.end(), [&](Point p) { return box.holds(p, margin); });
    }

    bool same_ends(std::size_t a, std::size_t b) const {
        const auto ends = [&](std::size_t i) { return std::minmax(lines_[i].source, lines_[i].target); };
        return ends(a) == ends(b);
    }

    double price(std::size_t line, const Candidate& c, double enough) const {
        double cost = c.cost;
        const bool labelled = lines_[line].label_width > 0;
        for (std::size_t i = 0; i < boxes_.size() && cost < enough; ++i) {
            if (labelled && c.label.overlaps(boxes_[i], 2)) cost += kLabelOnBox;
            if (i != lines_[line].source && i != lines_[line].target && passes(c, boxes_[i], 3))
                cost += kLineThroughBox;
        }
        for (std::size_t i = 0; i < chosen_.size() && cost < enough; ++i) {
            if (i == line) continue;
            const Candidate& other = chosen_[i];
            if (lines_[i].label_width > 0) {
                if (labelled && c.label.overlaps(other.label, 1.5)) cost += kLabelOnLabel;
                if (passes(c, other.label, 0)) cost += kLineUnderLabel;
            }
            if (labelled && passes(other, c.label, 0)) cost += kLineUnderLabel;
            if (same_ends(line, i)) {
                const Point p = c.path[kSamples / 2], q = other.path[kSamples / 2];
                if (std::hypot(p.x - q.x, p.y - q.y) < 13) cost += kSamePath;
            }
        }
        return cost;
    }

    bool choose(std::size_t line) {
        Candidate best = chosen_[line];
        double least = price(line, best, 1e18);
        bool changed = false;
        const auto try_arc = [&](double bulge, double skew) {
            for (const double place : kPlaces) {
                Candidate c = make(line, bulge, skew, place);
                if (c.cost >= least) continue;
                const double cost = price(line, c, least);
                if (cost < least - 1e-9) best = c, least = cost, changed = true;
            }
        };
        try_arc(0, 0.5);
        for (const double bulge : kBulges)
            for (const double skew : kSkews) try_arc(bulge, skew);
        chosen_[line] = best;
        return changed;
    }

    bool collides(std::size_t line) const {
        if (lines_[line].label_width <= 0) return false;
        const Box& label = chosen_[line].label;
        for (const Box& box : boxes_)
            if (label.overlaps(box)) return true;
        for (std::size_t i = 0; i < line; ++i)
            if (lines_[i].label_width > 0 && label.overlaps(chosen_[i].label)) return true;
        return false;
    }

    bool crosses(std::size_t line) const {
        for (std::size_t i = 0; i < boxes_.size(); ++i)
            if (i != lines_[line].source && i != lines_[line].target && passes(chosen_[line], boxes_[i], 0))
                return true;
        return false;
    }

    const std::vector<Box>& boxes_;
    const std::vector<LineRequest>& lines_;
    Bounds area_{1e18, -1e18, 1e18, -1e18};
    std::vector<Candidate> chosen_;
    std::vector<std::size_t> order_;
};

}  // namespace

bool Box::holds(Point p, double margin) const {
    return std::abs(p.x - middle.x) < width / 2 + margin && std::abs(p.y - middle.y) < height / 2 + margin;
}

bool Box::overlaps(const Box& other, double margin) const {
    return std::abs(other.middle.x - middle.x) < (width + other.width) / 2 + margin &&
           std::abs(other.middle.y - middle.y) < (height + other.height) / 2 + margin;
}

Point curve_point(Point from, Point control, Point to, double t) {
    const double u = 1 - t;
    return {u * u * from.x + 2 * u * t * control.x + t * t * to.x,
            u * u * from.y + 2 * u * t * control.y + t * t * to.y};
}

Routing route_lines(const std::vector<Box>& boxes, const std::vector<LineRequest>& lines) {
    return Router(boxes, lines).route();
}

}  // namespace entente
