/// The bytes of a file one by one, never more of them between two marks than a bound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace permu::reading {

/// Reads a file in blocks. Whoever follows its bytes marks where an object begins; without a mark within the
/// bound the reading ends with `exceeded`.
class BoundedText {
public:
    BoundedText(const std::string& path, std::uint64_t most_between_marks)
        : file_(std::fopen(path.c_str(), "rb"), std::fclose), most_(most_between_marks)
    {
        if (file_) advance();
    }
    bool is_open() const { return file_ != nullptr; }
    void mark() { since_mark_ = 0; }
    bool exceeded() const { return since_mark_ > most_; }

    /// What the parser walks on; all of them stand at the same byte.
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = char;
        using difference_type = std::ptrdiff_t;
        using pointer = const char*;
        using reference = char;

        Iterator() = default;
        explicit Iterator(BoundedText& text) : text_(&text) {}
        char operator*() const { return text_->current_; }
        Iterator& operator++() { return text_->advance(), *this; }
        Iterator operator++(int) { return text_->advance(), *this; }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.ended() == b.ended(); }

    private:
        bool ended() const { return text_ == nullptr || text_->ended_; }
        BoundedText* text_ = nullptr;
    };
    Iterator begin() { return Iterator(*this); }
    static Iterator end() { return {}; }

private:
    void advance()
    {
        if (at_ == filled_) {
            filled_ = std::fread(block_.data(), 1, block_.size(), file_.get());
            at_ = 0;
        }
        ended_ = filled_ == 0 || ++since_mark_ > most_;
        if (!ended_) current_ = block_[at_++];
    }

    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
    std::vector<char> block_ = std::vector<char>(std::size_t{64} * 1024);
    std::size_t at_ = 0, filled_ = 0;
    std::uint64_t most_, since_mark_ = 0;
    char current_ = '\0';
    bool ended_ = false;
};

}  // namespace permu::reading
