#include "core/text/sentence_opening.h"

#include <unordered_set>

namespace entente {

bool opens_sentences(std::string_view word) {
    static const std::unordered_set<std::string_view> kWords = {
        "The",   "A",        "An",        "In",        "On",    "At",      "It",        "He",      "She",
        "They",  "We",       "I",         "But",       "And",   "However", "This",      "That",    "These",
        "Those", "There",    "When",      "While",     "After", "Before",  "If",        "As",      "For",
        "His",   "Her",      "Its",       "Their",     "Our",   "Some",    "Many",      "Most",    "Both",
        "Since", "Although", "Though",    "Earlier",   "Later", "Last",    "Meanwhile", "What",    "Who",
        "Why",   "How",      "According", "Under",     "With",  "From",    "By",        "Despite", "So",
        "Such",  "Also",     "Now",       "Then",      "You",   "One",     "Two",       "Three",   "No",
        "Not",   "Yet",      "To",        "Officials", "Mr.",   "Mrs.",    "Ms."};
    return kWords.contains(word);
}

}  // namespace entente
