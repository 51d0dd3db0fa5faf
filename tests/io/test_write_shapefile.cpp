/// Shapefiles within what the format can hold.
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "write_helpers.hpp"

namespace permu {

using ShapefileOutTest = Writing;

static TextCells texts(std::initializer_list<std::string_view> all)
{
    TextCells cells;
    for (const auto text : all)
        cells.push_back(text);
    return cells;
}

// "tax_per_mu_wan" and "tax_per_mu_yuan" share their first ten letters; 地类 has none at all.
TEST_F(ShapefileOutTest, MapsNamesAndKeepsTheTextsInChinese)
{
    Table table;
    table.columns.push_back({"tax_per_mu_wan", NumberCells{1.5, 2}, "万元/亩", {"tax", "亩均税收"}});
    table.columns.push_back({"tax_per_mu_yuan", NumberCells{15000, std::nan("")}});
    table.columns.push_back({"地类", texts({"工业用地", "居住用地"})});
    table.columns.push_back({"big", IntegerCells{1234567890123456789, null_integer}});
    table.columns.push_back({"small", IntegerCells{123456789012345678, -5}});
    const Shapes shapes = squares(2);
    const VectorLayer layer{"parcels", &table, &shapes, gauss_krueger, CategoryStyle{"地类", {}, {}}};
    EXPECT_TRUE(write_vector(file("a.shp"), VectorFormat::shapefile, {&layer, 1}).empty());
    EXPECT_EQ(bytes_of(file("a_fields.csv")),
              "\xEF\xBB\xBF"
              "field,name,label_en,label_zh,unit\r\n"
              "TAX_PER_MU,tax_per_mu_wan,tax,亩均税收,万元/亩\r\n"
              "TAX_PER__1,tax_per_mu_yuan,,,\r\n"
              "FIELD,地类,,,\r\n"
              "BIG,big,,,\r\n"
              "SMALL,small,,,\r\n");
    EXPECT_EQ(bytes_of(file("a.cpg")), "UTF-8");
    EXPECT_NE(bytes_of(file("a.qml")).find("attr=\"FIELD\""), std::string::npos);
    EXPECT_NE(bytes_of(file("a.qml")).find("name=\"地类\""), std::string::npos);

    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file("a.shp").c_str(), GDAL_OF_VECTOR));
    ASSERT_TRUE(dataset);
    const OGRFeatureUniquePtr row(dataset->GetLayer(0)->GetNextFeature());
    EXPECT_EQ(row->GetFieldAsDouble("TAX_PER_MU"), 1.5);
    EXPECT_STREQ(row->GetFieldAsString("FIELD"), "工业用地");
    EXPECT_STREQ(row->GetFieldAsString("BIG"), "1234567890123456789");
    EXPECT_EQ(row->GetFieldAsInteger64("SMALL"), 123456789012345678);
    const OGRFeatureUniquePtr next(dataset->GetLayer(0)->GetNextFeature());
    EXPECT_FALSE(next->IsFieldSetAndNotNull(next->GetFieldIndex("TAX_PER__1")));
}

// 84 characters of three bytes are 252; the 85th would end at 255.
TEST_F(ShapefileOutTest, CutsLongTextsBetweenTwoCharactersAndSaysSo)
{
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "地";
    Table table;
    table.columns.push_back({"name", texts({text, "short"})});
    const Shapes shapes = squares(2);
    const VectorLayer layer{"parcels", &table, &shapes, gauss_krueger};
    const Problems problems = write_vector(file("a.shp"), VectorFormat::shapefile, {&layer, 1});
    ASSERT_EQ(problems.all().size(), 1U);
    EXPECT_EQ(problems.all()[0].code, "output.text_cut");
    EXPECT_EQ(problems.all()[0].ids, std::vector<std::string>{"0"});
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file("a.shp").c_str(), GDAL_OF_VECTOR));
    const OGRFeatureUniquePtr row(dataset->GetLayer(0)->GetNextFeature());
    EXPECT_EQ(row->GetFieldAsString(0), text.substr(0, 252));
}

TEST_F(ShapefileOutTest, GivesTheSameBytesEachTime)
{
    const Table table = attributes(9);
    const Shapes shapes = squares(9);
    const VectorLayer layer{"parcels", &table, &shapes, gauss_krueger, stage_style()};
    for (const char* name : {"a.shp", "b.shp"})
        write_vector(file(name), VectorFormat::shapefile, {&layer, 1});
    for (const char* end : {".shp", ".shx", ".dbf", ".prj", ".cpg", ".qml", "_fields.csv"}) {
        EXPECT_FALSE(bytes_of(file("a") + end).empty()) << end;
        EXPECT_EQ(bytes_of(file("a") + end), bytes_of(file("b") + end)) << end;
    }
}

// 90 fields of 24 bytes are 2,161 bytes a record; a million of them are more than 2^31 − 1.
TEST_F(ShapefileOutTest, RefusesMoreThanTwoGigabytesBeforeWriting)
{
    constexpr std::size_t rows = 1000000;
    Table table;
    for (int i = 0; i < 90; ++i)
        table.columns.push_back({"c" + std::to_string(i), NumberCells(rows)});
    Shapes shapes;
    for (std::size_t i = 0; i < rows; ++i)
        shapes.end_shape();
    const VectorLayer layer{"parcels", &table, &shapes, gauss_krueger};
    EXPECT_EQ(code_thrown_by<LimitError>([&] {
                  write_vector(file("a.shp"), VectorFormat::shapefile, {&layer, 1});
              }),
              "output.too_large");
    EXPECT_EQ(entries(), 0U);
}

}  // namespace permu
