#pragma once

#include "tests/tools/program.h"

#include <csignal>
#include <stdexcept>
#include <string>
#include <vector>

/// A running `entente serve` on a free port, ended with it.
class TestServer {
  public:
    TestServer(const std::string& database, std::vector<std::string> options = {}) {
        int ends[2];
        if (pipe(ends) != 0) throw std::runtime_error("no pipe");
        child_ = fork();
        if (child_ == 0) {
            dup2(ends[1], STDOUT_FILENO);
            close(ends[0]), close(ends[1]);
            setenv("ENTENTE_DATA", ENTENTE_DATA_DIR, 1);
            std::vector<std::string> words = {ENTENTE_PROGRAM, "serve", "--db", database, "--port", "0"};
            words.insert(words.end(), options.begin(), options.end());
            std::vector<char*> arguments;
            for (std::string& word : words) arguments.push_back(word.data());
            arguments.push_back(nullptr);
            execv(arguments[0], arguments.data());
            _exit(127);
        }
        close(ends[1]);
        std::string line;
        for (char c = 0; read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
        close(ends[0]);
        const std::size_t colon = line.rfind(':');
        if (colon == std::string::npos) throw std::runtime_error("serve printed no address: " + line);
        port_ = std::stoi(line.substr(colon + 1));
    }
    ~TestServer() {
        if (child_ > 0) stop(SIGKILL);
    }
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;

    int port() const { return port_; }

    /// Gives the exit code.
    int stop(int signal = SIGTERM) {
        kill(child_, signal);
        int status = 0;
        waitpid(child_, &status, 0);
        child_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

  private:
    pid_t child_ = 0;
    int port_ = 0;
};
