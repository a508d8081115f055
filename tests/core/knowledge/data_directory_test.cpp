#include "core/knowledge/data_directory.h"

#include "tests/core/knowledge/data_folder.h"

#include <cstdlib>
#include <optional>
#include <string>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

/// Sets ENTENTE_DATA and puts it back.
class DataVariable {
  public:
    explicit DataVariable(const std::string& value) {
        if (const char* before = std::getenv("ENTENTE_DATA")) before_ = before;
        setenv("ENTENTE_DATA", value.c_str(), 1);
    }
    ~DataVariable() {
        if (before_)
            setenv("ENTENTE_DATA", before_->c_str(), 1);
        else
            unsetenv("ENTENTE_DATA");
    }

  private:
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("the data folder that is given wins over the variable, and the variable over the built-in one") {
    const DataFolder given, variable;
    given.write("ontology.json", "{}");
    variable.write("ontology.json", "{}");
    const DataVariable set(variable.path().string());
    CHECK(find_data_directory(given.path().string()) == given.path());
    CHECK(find_data_directory() == variable.path());
}

TEST_CASE("without any wish the source tree's data are found") {
    const DataVariable unset("");
    CHECK(std::filesystem::exists(find_data_directory() / "ontology.json"));
}

TEST_CASE("a folder that was asked for and has no data is refused by name") {
    const DataFolder empty;
    CHECK_THROWS_WITH(find_data_directory(empty.path().string()),
                      Catch::Contains(empty.path().string()) && Catch::Contains("--data"));
    const DataVariable set(empty.path().string());
    CHECK_THROWS_WITH(find_data_directory(), Catch::Contains("ENTENTE_DATA"));
}
