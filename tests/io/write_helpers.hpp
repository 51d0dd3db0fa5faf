/// What the tests of writers share: a directory of their own, a small table with shapes, files as bytes.
#pragma once

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "permu/base/problem.hpp"
#include "permu/io/vector_out.hpp"

namespace permu {

/// A directory that is there for one test.
class Writing : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "permu-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        directory_ = pattern;
    }
    void TearDown() override { std::filesystem::remove_all(directory_); }
    std::string file(const std::string& name) const { return directory_ / name; }
    std::size_t entries() const
    {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(directory_),
                                                      std::filesystem::directory_iterator()));
    }

    std::filesystem::path directory_;
};

inline std::string bytes_of(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// The codes of what `work` throws as E, "" when it throws nothing.
template <class E, class Work>
std::string code_thrown_by(const Work& work)
{
    try {
        work();
    } catch (const E& error) {
        return error.problems().all().front().code;
    }
    return {};
}

/// No file grows over so many bytes while it lives: a small full disk.
class SizeLimit {
public:
    explicit SizeLimit(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        handler_ = ::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        ::signal(SIGXFSZ, handler_);
    }
    SizeLimit(const SizeLimit&) = delete;
    SizeLimit& operator=(const SizeLimit&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

/// EPSG:4547, which lists the northing first.
inline const std::string gauss_krueger =
    R"(PROJCS["CGCS2000 / 3-degree Gauss-Kruger CM 114E",GEOGCS["China Geodetic Coordinate System 2000",)"
    R"(DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],PRIMEM["Greenwich",0],)"
    R"(UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4490"]],PROJECTION["Transverse_Mercator"],)"
    R"(PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",114],PARAMETER["scale_factor",1],)"
    R"(PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1],)"
    R"(AXIS["Northing",NORTH],AXIS["Easting",EAST],AUTHORITY["EPSG","4547"]])";

/// `count` squares of 50 m side by side; with more than one, the last has a hole and a second part.
inline Shapes squares(std::size_t count)
{
    Shapes shapes;
    const auto square = [&](double x, double y, double side) {
        const std::vector<Point> ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
        shapes.add_ring(ring);
    };
    for (std::size_t i = 0; i < count; ++i) {
        const double x = 500000 + 60.0 * static_cast<double>(i % 100);
        const double y = 3000000 + 60.0 * static_cast<double>(i / 100);
        shapes.begin_part();
        square(x, y, 50);
        if (count > 1 && i + 1 == count) {
            square(x + 10, y + 10, 10);
            shapes.begin_part();
            square(x, y + 1000, 50);
        }
        shapes.end_shape();
    }
    return shapes;
}

/// id (text), 名 (text, every third null), area (number, every second null), year (integer), number (64
/// bits).
inline Table attributes(std::size_t rows)
{
    TextCells ids, names;
    NumberCells areas;
    IntegerCells years, numbers;
    for (std::size_t i = 0; i < rows; ++i) {
        ids.push_back("P" + std::to_string(i));
        if (i % 3 == 2) {
            names.push_back(std::nullopt);
        } else {
            names.push_back("高新区第" + std::to_string(i) + "号");
        }
        areas.push_back(i % 2 == 1 ? std::nan("") : 2500.25 + static_cast<double>(i));
        years.push_back(i == 1 ? null_integer : 2024 + static_cast<std::int64_t>(i % 5));
        numbers.push_back(9007199254740993 + static_cast<std::int64_t>(i));
    }
    Table table;
    table.name = "parcels";
    table.columns.push_back({"parcel_id", std::move(ids), "", {"parcel", "宗地编号"}});
    table.columns.push_back({"stage", std::move(names), "", {"stage", "状态"}});
    table.columns.push_back({"area_m2", std::move(areas), "m²", {"area", "面积"}});
    table.columns.push_back({"year", std::move(years)});
    table.columns.push_back({"number", std::move(numbers)});
    return table;
}

inline CategoryStyle stage_style()
{
    return {"stage", {{"高新区第0号", {"first <&> \"one\"", "第一"}, 0xcc3333}}, {}};
}

}  // namespace permu
