#include "core/input/article_stream.h"
#include "core/input/charset.h"
#include "core/input/format.h"
#include "core/model/error.h"

#include <archive.h>
#include <archive_entry.h>
#include <cerrno>

#include <fmt/format.h>

namespace entente {
namespace {

/// The files of a zip or tar archive, one after another as they stand in it.
class Archive {
  public:
    explicit Archive(NamedSource packed, const UnpackLimits& limits)
        : packed_(std::move(packed)), limits_(limits), buffer_(1 << 16) {
        if (!archive_) throw Error(ErrorKind::io, "libarchive: out of memory");
        archive_read_support_format_tar(archive_.get());
        archive_read_support_format_zip_streamable(archive_.get());
        archive_read_support_filter_none(archive_.get());
        const auto read = [](struct archive* archive, void* self, const void** bytes) -> la_ssize_t {
            auto& me = *static_cast<Archive*>(self);
            try {
                *bytes = me.buffer_.data();
                return static_cast<la_ssize_t>(me.packed_.bytes->read(me.buffer_.data(), me.buffer_.size()));
            } catch (const std::exception& error) {
                // No exception may cross the C library.
                archive_set_error(archive, EINVAL, "%s", error.what());
                return ARCHIVE_FATAL;
            }
        };
        if (archive_read_open(archive_.get(), this, nullptr, read, nullptr) != ARCHIVE_OK) fail();
    }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    /// Goes to the next file; false at the end. Folders and links are passed over.
    bool next(std::string& file) {
        for (;;) {
            if (bomb_) return false;
            archive_entry* entry = nullptr;
            const int result = archive_read_next_header(archive_.get(), &entry);
            if (result == ARCHIVE_EOF) return false;
            if (result < ARCHIVE_WARN) fail();
            if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry)) continue;
            const char* name = archive_entry_pathname_utf8(entry);
            if (!name) name = archive_entry_pathname(entry);
            file = name ? name : "?";
            return true;
        }
    }

    /// Of the file that `next` went to.
    std::size_t read(char* to, std::size_t size) {
        const la_ssize_t n = archive_read_data(archive_.get(), to, size);
        if (n < 0) fail();
        out_ += static_cast<std::uint64_t>(n);
        bomb_ = true;
        check_ratio(limits_, packed_.name,
                    static_cast<std::uint64_t>(archive_filter_bytes(archive_.get(), -1)), out_);
        bomb_ = false;
        return static_cast<std::size_t>(n);
    }

    const std::string& name() const { return packed_.name; }

  private:
    [[noreturn]] void fail() const {
        const char* what = archive_error_string(archive_.get());
        throw Error(ErrorKind::input, fmt::format("{}: {}", packed_.name, what ? what : "is damaged"));
    }

    struct Free {
        void operator()(struct archive* archive) const { archive_read_free(archive); }
    };
    NamedSource packed_;
    UnpackLimits limits_;
    std::vector<char> buffer_;
    std::unique_ptr<struct archive, Free> archive_{archive_read_new()};
    std::uint64_t out_ = 0;
    bool bomb_ = false;  ///< nothing more is read of it
};

class MemberSource : public ByteSource {
  public:
    explicit MemberSource(std::shared_ptr<Archive> archive) : archive_(std::move(archive)) {}
    std::size_t read(char* to, std::size_t size) override { return archive_->read(to, size); }

  private:
    std::shared_ptr<Archive> archive_;
};

class ArchiveFileReader : public ArticleReader {
  public:
    explicit ArchiveFileReader(ArticleStream stream)
        : options_(std::move(stream.options)),
          depth_(stream.depth),
          crawled_(stream.origin.crawled),
          archive_(std::make_shared<Archive>(std::move(stream.source), options_->unpack)) {}

    std::optional<ReadItem> next() override {
        for (;;) {
            if (file_) {
                try {
                    if (auto item = file_->next()) return item;
                    file_.reset();
                } catch (const Error& error) {
                    file_.reset();
                    return failed_item(where_, error.what());
                }
            }
            std::string name;
            if (!archive_->next(name)) return std::nullopt;
            where_ = fmt::format("{}/{}", archive_->name(), name);
            // What file managers and archivers leave beside the files.
            const std::string_view last = std::string_view(name).substr(name.find_last_of('/') + 1);
            if (last.starts_with('.') || name.starts_with("__MACOSX/")) continue;
            try {
                ArticleStream inner;
                inner.source = {std::make_unique<PeekableSource>(std::make_unique<MemberSource>(archive_)),
                                where_};
                // Pictures and the like stand beside pages.
                const std::string_view head = inner.source.bytes->peek(kPackingHead);
                if (packing_of(head) == Packing::none && looks_binary(head))
                    return ReadItem{where_, ReadSkip{ReadSkip::Reason::no_article, {}}};
                inner.origin.file_name = name;
                inner.origin.crawled = crawled_;
                inner.options = options_;
                inner.depth = depth_;
                file_ = open_stream(std::move(inner));
            } catch (const Error& error) {
                return failed_item(where_, error.what());
            }
        }
    }

  private:
    std::shared_ptr<const ReaderOptions> options_;
    int depth_;
    bool crawled_;
    std::string where_;
    std::shared_ptr<Archive> archive_;
    std::unique_ptr<ArticleReader> file_;
};

}  // namespace

std::unique_ptr<ArticleReader> open_archive(ArticleStream stream) {
    return std::make_unique<ArchiveFileReader>(std::move(stream));
}

}  // namespace entente
