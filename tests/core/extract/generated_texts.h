#pragma once

#include "core/resources/resources.h"

#include <random>
#include <string>
#include <vector>

/// Texts of a few sentences, made of names of the lexicon and of frames of news: the same in each run, for
/// tests of what holds for any text. Longer ones put a sentence far from the beginning.
inline std::vector<std::string> generated_texts(const entente::Resources& resources, std::size_t count) {
    const std::vector<std::string> frames = {
        "{a} accused {b} of attacking {c}.",
        "{a} and {b} signed a ceasefire in {place}, {c} said on Monday.",
        "The president of {a} met {person} in {place}. He praised {b}.",
        "{person}, the foreign minister of {a}, did not rule out sanctions against {b}.",
        "\"We will never accept the plan\", {person} told reporters in {place}. They want to talk with {c}.",
        "{a} will send weapons to {b} if {c} invades it.",
        "Talks between {a} and {b} were held in {place} by envoys of {c}. Both sides rejected the proposal.",
        "A strike on {place} killed ten people, and {a} blamed {b}.",
        "{org} expelled two diplomats of {a} after {b} had arrested its members.",
        "Former prime minister {person} urged {org} to support {a}'s 20-point peace plan.",
        "{ORG} WARNS {a} OVER {place}",
        "The {org} said that {a}, which borders {b}, no longer backs the government's troops in {place}.",
        "She was elected as leader of {org}, succeeding {person}. The country's parliament thanked her.",
        "It rained in {place} for two days.",
    };
    std::vector<std::string> states, persons, places, bodies;
    for (std::uint32_t i = 0; i < resources.actors.size(); ++i) {
        const entente::Actor& actor = resources.actors.actor(i);
        const std::string name(actor.name);
        if (actor.type == "state") states.push_back(name);
        if (actor.type == "person") persons.push_back(name);
        if (actor.type == "place") places.push_back(name);
        if (actor.type == "organization") bodies.push_back(name);
    }
    std::mt19937 random(20251205);
    const auto one_of = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
    const auto fill = [&](std::string text) {
        const auto put = [&](const std::string& slot, const std::string& value) {
            if (const std::size_t at = text.find(slot); at != std::string::npos)
                text.replace(at, slot.size(), value);
        };
        put("{a}", one_of(states));
        put("{b}", one_of(states));
        put("{c}", one_of(states));
        put("{person}", one_of(persons));
        put("{place}", one_of(places));
        put("{org}", one_of(bodies));
        put("{ORG}", one_of(bodies));
        return text;
    };
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text;
        const std::size_t sentences = i % 20 == 19 ? 60 : 1 + random() % 5;
        for (std::size_t s = 0; s < sentences; ++s) text += (s ? " " : "") + fill(one_of(frames));
        texts.push_back(std::move(text));
    }
    return texts;
}
