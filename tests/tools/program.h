#pragma once

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

/// What a run of the program gave.
struct ProgramRun {
    int code = 0;
    std::string out;
    std::string err;
};

/// A folder of its own for a test, removed with it.
class TestFolder {
  public:
    TestFolder() {
        static std::atomic<int> number{0};
        path_ = std::filesystem::temp_directory_path() /
                ("entente-tools-" + std::to_string(getpid()) + "-" + std::to_string(++number));
        std::filesystem::create_directories(path_);
    }
    ~TestFolder() { std::filesystem::remove_all(path_); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

    std::string write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return (path_ / name).string();
    }

    static std::string read(const std::string& file) {
        std::ifstream in(file, std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        return bytes.str();
    }

    /// Runs the program, with the fast model, with arguments as a shell reads them, `before` in front
    /// ("ulimit -n 64; ", "timeout 10 ").
    ProgramRun run(const std::string& arguments, const std::string& input = {},
                   const std::string& before = {}) const {
        const std::string in = write("stdin", input), out = *this / "stdout", err = *this / "stderr";
        const std::string command = "export ENTENTE_MODEL=fast ENTENTE_DATA='" ENTENTE_DATA_DIR "'; " +
                                    before + " '" ENTENTE_PROGRAM "' " + arguments + " <'" + in + "' >'" +
                                    out + "' 2>'" + err + "'";
        const int status = std::system(command.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read(out), read(err)};
    }

  private:
    std::filesystem::path path_;
};
