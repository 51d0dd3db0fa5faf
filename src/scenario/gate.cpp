/// Walks a text by the grammar of TOML 1.0 as far as keys, strings, brackets and comments go.
#include "scenario/gate.hpp"

#include <charconv>
#include <cstdint>

#include "scenario/syntax.hpp"
#include "scenario/utf8.hpp"
#include "scenario/word.hpp"

namespace permu {
namespace {

bool is_key_character(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || c == '-';
}

/// Whether the text is `length` hexadecimal digits of a Unicode character that is no surrogate.
bool is_scalar_value(std::string_view hex, std::size_t length)
{
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    const bool whole = hex.size() == length && error == std::errc() && end == hex.data() + hex.size();
    return whole && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
}

class Gate {
public:
    explicit Gate(const std::shared_ptr<const SourceText>& source) : source_(source), text_(source->text) {}

    void run()
    {
        while (!at_end()) {
            blanks();
            if (peek() == '[')
                header();
            else if (!at_end() && !at_line_end() && peek() != '#')
                pair(0);
            line_rest();
        }
    }

private:
    bool at_end() const { return at_ == text_.size(); }
    /// The byte `ahead` of here; NUL, which the text cannot hold, behind its end.
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool at_line_end() const { return peek() == '\n' || (peek() == '\r' && peek(1) == '\n'); }
    bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }

    void step()
    {
        const bool line_end = peek() == '\n';
        at_ += code_point_bytes(text_, at_);
        line_ += line_end ? 1 : 0;
        column_ = line_end ? 1 : column_ + 1;
    }
    void steps(std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i)
            step();
    }
    void blanks()
    {
        while (peek() == ' ' || peek() == '\t')
            step();
    }
    /// Blanks, comments and line ends: what may stand between the values of a list.
    void gaps()
    {
        for (blanks(); !at_end() && (peek() == '#' || at_line_end()); blanks()) {
            comment();
            if (at_line_end()) steps(peek() == '\r' ? 2 : 1);
        }
    }
    void comment()
    {
        if (peek() != '#') return;
        while (!at_end() && !at_line_end())
            step();
    }
    /// The end of a statement: blanks, a comment, the line end.
    void line_rest()
    {
        blanks();
        comment();
        if (at_end()) return;
        if (!at_line_end()) fail(Syntax::line_rest);
        steps(peek() == '\r' ? 2 : 1);
    }

    /// Keeps the time that trees and messages take within bounds.
    void count()
    {
        if (++values_ > most_values) fail(Syntax::values);
    }
    void header()
    {
        count();
        const bool of_list = peek(1) == '[';
        steps(of_list ? 2 : 1);
        blanks();
        key();
        if (peek() != ']' || (of_list && peek(1) != ']')) fail(Syntax::header_end);
        steps(of_list ? 2 : 1);
    }
    void pair(int depth)
    {
        key();
        if (peek() != '=') fail(peek() == ':' ? Syntax::colon : Syntax::equals);
        step();
        blanks();
        value(depth);
    }
    /// Parts with dots between them, and the blanks behind.
    void key()
    {
        for (int parts = 1;; ++parts) {
            if (parts > most_key_parts) fail(Syntax::key_parts);
            key_part();
            blanks();
            if (peek() != '.') return;
            step();
            blanks();
        }
    }
    void key_part()
    {
        const Place start{at_, line_, column_};
        if (peek() == '"' || peek() == '\'') {
            if (starts("\"\"\"") || starts("'''")) fail(Syntax::key);
            one_line_string();
        } else {
            while (is_key_character(peek()))
                step();
            if (!at_end() && !is_ascii(peek())) fail_at(start, Syntax::foreign_key);
            if (at_ == start.at)
                fail(starts("<<<<<<<") || starts(">>>>>>>") || starts("=======") ? Syntax::merge_marks
                                                                                 : Syntax::key);
        }
        if (at_ - start.at > static_cast<std::size_t>(longest_key)) fail_at(start, Syntax::key_length);
    }

    void value(int depth)
    {
        if (depth > deepest_nesting) fail(Syntax::depth);
        count();
        if (peek() == '"' || peek() == '\'')
            string();
        else if (peek() == '[')
            list(depth);
        else if (peek() == '{')
            inline_table(depth);
        else
            word();
    }
    void list(int depth)
    {
        const Place open{at_, line_, column_};
        step();
        for (gaps(); peek() != ']'; gaps()) {
            if (at_end()) fail_at(open, Syntax::open_list);
            value(depth + 1);
            gaps();
            if (at_end()) fail_at(open, Syntax::open_list);
            if (peek() == ',')
                step();
            else if (peek() != ']')
                fail(Syntax::comma);
        }
        step();
    }
    /// On one line, without a comma behind the last pair.
    void inline_table(int depth)
    {
        const Place open{at_, line_, column_};
        step();
        blanks();
        if (peek() == '}') return step();
        for (;; step(), blanks()) {
            if (at_end() || at_line_end()) fail_at(open, Syntax::open_table);
            pair(depth + 1);
            blanks();
            if (peek() == '}') return step();
            if (at_end() || at_line_end()) fail_at(open, Syntax::open_table);
            if (peek() != ',') fail(Syntax::comma);
        }
    }
    /// A number, a date, true or false.
    void word()
    {
        const Place start{at_, line_, column_};
        const auto in_word = [&] {
            return is_key_character(peek()) || peek() == '+' || peek() == '.' || peek() == ':';
        };
        while (in_word())
            step();
        if (is_date(text_.substr(start.at, at_ - start.at)) && peek() == ' ' && is_digit(peek(1)))
            for (step(); in_word();)
                step();
        const std::string_view found = text_.substr(start.at, at_ - start.at);
        if (!at_end() && !is_ascii(peek())) fail_at(start, Syntax::bare_text);
        if (found.empty()) fail(Syntax::value);
        if (const auto fault = word_fault(found)) fail_at(start, *fault);
    }

    void string()
    {
        if (!starts("\"\"\"") && !starts("'''")) return one_line_string();
        const Place open{at_, line_, column_};
        const char quote = peek();
        const std::string end(3, quote);
        for (steps(3); !starts(end);) {
            if (at_end()) fail_at(open, Syntax::open_string);
            if (quote == '"' && peek() == '\\')
                escape(true);
            else
                step();
        }
        steps(3);
        // Two more quotes may belong to the text: """"a"""" holds a and two quotes around it.
        for (int extra = 0; extra < 2 && peek() == quote; ++extra)
            step();
    }
    void one_line_string()
    {
        const Place open{at_, line_, column_};
        const char quote = peek();
        for (step(); peek() != quote;) {
            if (at_end() || at_line_end()) fail_at(open, Syntax::open_string);
            if (quote == '"' && peek() == '\\')
                escape(false);
            else
                step();
        }
        step();
    }
    /// A backslash and what belongs to it; at the end of a line of several it takes the line end away.
    void escape(bool several_lines)
    {
        const Place start{at_, line_, column_};
        step();
        const char kind = peek();
        if (kind == 'u' || kind == 'U') {
            step();
            const std::size_t length = kind == 'u' ? 4 : 8;
            if (!is_scalar_value(text_.substr(at_, length), length)) fail_at(start, Syntax::escape);
            return steps(length);
        }
        if (kind != '\0' && std::string_view("btnfr\"\\").find(kind) != std::string_view::npos) return step();
        blanks();
        if (!several_lines || !at_line_end()) fail_at(start, Syntax::escape);
        while (at_line_end() || peek() == ' ' || peek() == '\t')
            step();
        // TOML allows it; the library does not get past the next character unless it is ASCII.
        if (!at_end() && !is_ascii(peek())) fail_at(start, Syntax::joined_line);
    }

    struct Place {
        std::size_t at;
        int line;
        int column;
    };
    [[noreturn]] void fail(Syntax what) const { fail_at({at_, line_, column_}, what); }
    [[noreturn]] void fail_at(Place place, Syntax what) const
    {
        // A full-width sign is what a Chinese keyboard gives for punctuation; say so whatever was due there,
        // but inside quotes.
        const bool in_text = what == Syntax::escape || what == Syntax::joined_line;
        if (!in_text && starts_full_width(text_.substr(at_)))
            throw InputError(syntax_problem({source_, line_, column_}, Syntax::full_width));
        throw InputError(syntax_problem({source_, place.line, place.column}, what));
    }

    std::shared_ptr<const SourceText> source_;
    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
    int values_ = 0;
};

}  // namespace

void check_shape(const std::shared_ptr<const SourceText>& source)
{
    Gate(source).run();
}

}  // namespace permu
