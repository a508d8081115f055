#include "core/input/ordered_tasks.h"

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

TEST_CASE("tasks that were not taken are given up") {
    for (const unsigned threads : {0u, 2u}) {
        OrderedTasks<int> tasks(threads);
        for (int i = 0; i < 100; ++i) tasks.add([i] { return i; });
        CHECK(tasks.take() == 0);
    }
}
