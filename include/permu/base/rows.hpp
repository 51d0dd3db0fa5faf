/// Typed row numbers and the columns that only they may index.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace permu {

/// The number of a row of one table; the rows of two tables cannot be mixed up.
template <class Tag>
struct Row {
    std::uint32_t index{std::numeric_limits<std::uint32_t>::max()};

    static constexpr Row none() { return {}; }
    constexpr bool valid() const { return index != std::numeric_limits<std::uint32_t>::max(); }
    friend constexpr auto operator<=>(Row, Row) = default;
};

using ParcelId = Row<struct ParcelTag>;
using ParkId = Row<struct ParkTag>;
using EnterpriseId = Row<struct EnterpriseTag>;
using ProjectId = Row<struct ProjectTag>;
using ReserveId = Row<struct ReserveTag>;
using SubParkId = Row<struct SubParkTag>;

/// Rows first, first + 1, …, last − 1 of one table.
template <class Id>
struct RowRange {
    std::uint32_t first{};
    std::uint32_t last{};

    struct Iterator {
        std::uint32_t at;
        Id operator*() const { return {at}; }
        Iterator& operator++() { return ++at, *this; }
        friend bool operator==(Iterator, Iterator) = default;
    };
    Iterator begin() const { return {first}; }
    Iterator end() const { return {last}; }
    std::size_t size() const { return last - first; }
};

/// One value a row; a vector that only its own table's rows index.
template <class Id, class T>
class Column {
public:
    using value_type = T;
    Column() = default;
    explicit Column(std::size_t rows, T value = T{}) : values_(rows, value) {}
    explicit Column(std::vector<T> values) : values_(std::move(values)) {}

    T& operator[](Id row) { return values_[row.index]; }
    const T& operator[](Id row) const { return values_[row.index]; }
    std::size_t size() const { return values_.size(); }
    RowRange<Id> rows() const { return {0, static_cast<std::uint32_t>(values_.size())}; }
    void resize(std::size_t rows, T value = T{}) { values_.resize(rows, value); }
    void push_back(T value) { values_.push_back(std::move(value)); }
    std::span<T> values() { return values_; }
    std::span<const T> values() const { return values_; }
    friend bool operator==(const Column&, const Column&) = default;

private:
    std::vector<T> values_;
};

/// Texts of a table in one block of bytes; made to be appended to and read, not edited.
template <class Id>
class TextColumn {
public:
    using value_type = std::string_view;
    std::string_view operator[](Id row) const
    {
        return std::string_view(bytes_).substr(ends_[row.index], ends_[row.index + 1] - ends_[row.index]);
    }
    void push_back(std::string_view text)
    {
        bytes_.append(text);
        ends_.push_back(bytes_.size());
    }
    /// Rows first … last − 1 of another column.
    void append(const TextColumn& other, std::uint32_t first, std::uint32_t last)
    {
        const std::size_t from = other.ends_[first], shift = bytes_.size() - from;
        bytes_.append(other.bytes_, from, other.ends_[last] - from);
        for (std::uint32_t row = first; row < last; ++row)
            ends_.push_back(other.ends_[row + 1] + shift);
    }
    void reserve(std::size_t rows, std::size_t bytes)
    {
        ends_.reserve(rows + 1);
        bytes_.reserve(bytes);
    }
    std::size_t bytes() const { return bytes_.size(); }
    std::size_t size() const { return ends_.size() - 1; }
    RowRange<Id> rows() const { return {0, static_cast<std::uint32_t>(size())}; }
    friend bool operator==(const TextColumn&, const TextColumn&) = default;

private:
    std::string bytes_;
    std::vector<std::size_t> ends_{0};
};

}  // namespace permu
