#include "core/input/ordered_tasks.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include <catch2/catch.hpp>

using namespace entente;

TEST_CASE("results come in the order of their tasks, whichever is done first") {
    for (const unsigned threads : {0u, 1u, 4u}) {
        OrderedTasks<int> tasks(threads);
        for (int i = 0; i < 20; ++i)
            tasks.add([i] {
                std::this_thread::sleep_for(std::chrono::milliseconds(i % 4 == 0 ? 5 : 0));
                return i;
            });
        CHECK(tasks.size() == 20);
        for (int i = 0; i < 20; ++i) CHECK(tasks.take() == i);
        CHECK(tasks.empty());
    }
}

TEST_CASE("what a task throws is thrown where its result is taken") {
    for (const unsigned threads : {0u, 2u}) {
        OrderedTasks<int> tasks(threads);
        tasks.add([] { return 1; });
        tasks.add([]() -> int { throw std::runtime_error("two"); });
        tasks.add([] { return 3; });
        CHECK(tasks.take() == 1);
        CHECK_THROWS_WITH(tasks.take(), "two");
        CHECK(tasks.take() == 3);
    }
}

TEST_CASE("another thread may take while tasks are added") {
    constexpr int kTasks = 500;
    OrderedTasks<int> tasks(2);
    std::vector<int> taken;
    std::jthread taker([&] {
        while (taken.size() < kTasks) {
            if (tasks.empty())
                std::this_thread::yield();
            else
                taken.push_back(tasks.take());
        }
    });
    for (int i = 0; i < kTasks; ++i) tasks.add([i] { return i; });
    taker.join();
    CHECK(taken.size() == kTasks);
    CHECK(std::is_sorted(taken.begin(), taken.end()));
}

TEST_CASE("tasks that were not taken are given up") {
    for (const unsigned threads : {0u, 2u}) {
        OrderedTasks<int> tasks(threads);
        for (int i = 0; i < 100; ++i) tasks.add([i] { return i; });
        CHECK(tasks.take() == 0);
    }
}
