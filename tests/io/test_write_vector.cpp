/// Layers come back as they were written, with their names, styles and places, and the same bytes each time.
#include <cpl_minixml.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "permu/io/gdal_session.hpp"
#include "permu/io/read_layer.hpp"
#include "write_helpers.hpp"

namespace permu {

using VectorOutTest = Writing;

static GDALDatasetUniquePtr reopened(const std::string& path)
{
    return GDALDatasetUniquePtr(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
}

/// Looks at every row of the layer that was made from attributes(rows) and squares(rows).
static void expect_rows(OGRLayer& layer, std::size_t rows, const std::vector<std::string>& names)
{
    const Table table = attributes(rows);
    const Shapes shapes = squares(rows);
    ASSERT_EQ(layer.GetFeatureCount(), static_cast<GIntBig>(rows));
    std::size_t row = 0;
    for (const auto& feature : layer) {
        for (std::size_t c = 0; c < names.size(); ++c) {
            const int field = feature->GetFieldIndex(names[c].c_str());
            ASSERT_GE(field, 0) << names[c];
            const std::string wanted = cell_text(table.columns[c], row);
            EXPECT_EQ(feature->IsFieldSetAndNotNull(field), !wanted.empty());
            if (wanted.empty()) continue;
            if (const auto* numbers = std::get_if<NumberCells>(&table.columns[c].cells)) {
                EXPECT_EQ(feature->GetFieldAsDouble(field), (*numbers)[row]);
            } else {
                EXPECT_EQ(feature->GetFieldAsString(field), wanted);
            }
        }
        ASSERT_NE(feature->GetGeometryRef(), nullptr);
        EXPECT_EQ(OGR_G_Area(OGRGeometry::ToHandle(feature->GetGeometryRef())), planar_area(shapes, row));
        OGREnvelope box;
        feature->GetGeometryRef()->getEnvelope(&box);
        EXPECT_EQ(box.MinX, bounds(shapes, row).min_x);
        ++row;
    }
}

static const std::vector<std::string> whole_names{"parcel_id", "stage", "area_m2", "year", "number"};

TEST_F(VectorOutTest, KeepsLayersTablesAndPlaceInAGeoPackage)
{
    const Table parcels = attributes(7), indicators = attributes(3);
    const Shapes shapes = squares(7);
    const std::vector<VectorLayer> layers{{"parcels", &parcels, &shapes, gauss_krueger, stage_style()},
                                          {"指标", &indicators, nullptr}};
    EXPECT_TRUE(write_vector(file("a.gpkg"), VectorFormat::gpkg, layers).empty());
    EXPECT_TRUE(write_vector(file("b.gpkg"), VectorFormat::gpkg, layers).empty());
    EXPECT_EQ(bytes_of(file("a.gpkg")), bytes_of(file("b.gpkg")));
    EXPECT_EQ(entries(), 2U);

    const auto dataset = reopened(file("a.gpkg"));
    ASSERT_TRUE(dataset);
    OGRLayer* layer = dataset->GetLayerByName("parcels");
    ASSERT_NE(layer, nullptr);
    EXPECT_EQ(layer->GetGeomType(), wkbMultiPolygon);
    EXPECT_STREQ(layer->GetSpatialRef()->GetAuthorityCode(nullptr), "4547");
    expect_rows(*layer, 7, whole_names);
    ASSERT_NE(dataset->GetLayerByName("指标"), nullptr);
    EXPECT_EQ(dataset->GetLayerByName("指标")->GetFeatureCount(), 3);
}

TEST_F(VectorOutTest, CarriesItsStyleAsTheDefault)
{
    const Table parcels = attributes(3);
    const Shapes shapes = squares(3);
    const VectorLayer layer{"parcels", &parcels, &shapes, gauss_krueger, stage_style()};
    write_vector(file("a.gpkg"), VectorFormat::gpkg, {&layer, 1});
    const auto dataset = reopened(file("a.gpkg"));
    OGRLayer* styles = dataset->GetLayerByName("layer_styles");
    ASSERT_NE(styles, nullptr);
    const OGRFeatureUniquePtr row(styles->GetNextFeature());
    ASSERT_TRUE(row);
    EXPECT_STREQ(row->GetFieldAsString("f_table_name"), "parcels");
    EXPECT_STREQ(row->GetFieldAsString("f_geometry_column"), "geom");
    EXPECT_EQ(row->GetFieldAsInteger("useAsDefault"), 1);
    const CPLXMLTreeCloser tree(CPLParseXMLString(row->GetFieldAsString("styleQML")));
    EXPECT_STREQ(CPLGetXMLValue(tree.get(), "=qgis.aliases.alias.name", ""), "宗地编号");
}

static std::string asked(GDALDataset& dataset, const char* query)
{
    OGRLayer* rows = dataset.ExecuteSQL(query, nullptr, nullptr);
    if (rows == nullptr) return {};
    const OGRFeatureUniquePtr row(rows->GetNextFeature());
    const std::string cell = row ? row->GetFieldAsString(0) : "";
    dataset.ReleaseResultSet(rows);
    return cell;
}

// 60,000 squares of 50 m, 60 m apart, in rows of 100: a window of 600 m x 600 m from the first holds 10 x 10,
// and the row and column that it touches are 10 m off.
TEST_F(VectorOutTest, FindsFeaturesOfALargeLayerByTheirPlace)
{
    constexpr std::size_t rows = 60000;
    const Table parcels = attributes(rows);
    const Shapes shapes = squares(rows);
    const VectorLayer layer{"parcels", &parcels, &shapes, gauss_krueger};
    write_vector(file("a.gpkg"), VectorFormat::gpkg, {&layer, 1});
    write_vector(file("b.gpkg"), VectorFormat::gpkg, {&layer, 1});
    EXPECT_TRUE(bytes_of(file("a.gpkg")) == bytes_of(file("b.gpkg")));
    EXPECT_EQ(entries(), 2U);

    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(file("a.gpkg").c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    EXPECT_EQ(asked(*dataset, "SELECT rtreecheck('rtree_parcels_geom')"), "ok");
    EXPECT_EQ(asked(*dataset, "SELECT count(*) FROM rtree_parcels_geom"), "60000");
    EXPECT_EQ(asked(*dataset, "PRAGMA integrity_check"), "ok");
    OGRLayer* found = dataset->GetLayerByName("parcels");
    EXPECT_TRUE(found->TestCapability(OLCFastSpatialFilter));
    found->SetSpatialFilterRect(500000, 3000000, 500595, 3000595);
    EXPECT_EQ(found->GetFeatureCount(), 100);

    // The index goes on living: what is added is found, too.
    found->SetSpatialFilter(nullptr);
    OGRFeature more(found->GetLayerDefn());
    OGRPoint away(1, 1);
    OGRPolygon polygon;
    OGRLinearRing ring;
    for (const auto& [x, y] : std::vector<std::pair<double, double>>{{1, 1}, {2, 1}, {2, 2}, {1, 1}}) {
        ring.addPoint(x, y);
    }
    polygon.addRing(&ring);
    OGRMultiPolygon whole;
    whole.addGeometry(&polygon);
    more.SetGeometry(&whole);
    ASSERT_EQ(found->CreateFeature(&more), OGRERR_NONE);
    EXPECT_EQ(asked(*dataset, "SELECT count(*) FROM rtree_parcels_geom WHERE maxx < 3"), "1");
}

TEST_F(VectorOutTest, KeepsAFlatGeobuf)
{
    const Table parcels = attributes(5);
    const Shapes shapes = squares(5);
    const VectorLayer layer{"parcels", &parcels, &shapes, gauss_krueger};
    write_vector(file("a.fgb"), VectorFormat::flatgeobuf, {&layer, 1});
    write_vector(file("b.fgb"), VectorFormat::flatgeobuf, {&layer, 1});
    EXPECT_EQ(bytes_of(file("a.fgb")), bytes_of(file("b.fgb")));
    const auto dataset = reopened(file("a.fgb"));
    ASSERT_TRUE(dataset);
    EXPECT_EQ(dataset->GetLayer(0)->GetFeatureCount(), 5);
    EXPECT_STREQ(dataset->GetLayer(0)->GetSpatialRef()->GetAuthorityCode(nullptr), "4547");
}

TEST_F(VectorOutTest, KeepsAFileGeodatabase)
{
    const Table parcels = attributes(5);
    const Shapes shapes = squares(5);
    const VectorLayer layer{"parcels", &parcels, &shapes, gauss_krueger};
    write_vector(file("a.gdb"), VectorFormat::file_gdb, {&layer, 1});
    write_vector(file("b.gdb"), VectorFormat::file_gdb, {&layer, 1});
    std::size_t tables = 0;
    for (const auto& entry : std::filesystem::directory_iterator(file("a.gdb"))) {
        const std::string name = entry.path().filename().string();
        EXPECT_EQ(bytes_of(file("a.gdb/" + name)), bytes_of(file("b.gdb/" + name))) << name;
        ++tables;
    }
    EXPECT_GT(tables, 10U);
    const auto dataset = reopened(file("a.gdb"));
    ASSERT_TRUE(dataset);
    OGRLayer* found = dataset->GetLayerByName("parcels");
    ASSERT_NE(found, nullptr);
    EXPECT_STREQ(found->GetSpatialRef()->GetAuthorityCode(nullptr), "4547");
    Problems problems;
    const Layer read = read_layer({.path = file("a.gdb")}, {}, problems);
    EXPECT_FALSE(problems.has_errors()) << describe(problems, Language::en);
    ASSERT_EQ(read.shapes.size(), 5U);
    EXPECT_NEAR(planar_area(read.shapes, 3), planar_area(shapes, 3), 0.01);
    EXPECT_EQ(cell_text(*read.attributes.find("parcel_id"), 4), cell_text(*parcels.find("parcel_id"), 4));
}

TEST_F(VectorOutTest, WritesGeoJsonInDegrees)
{
    const Table parcels = attributes(5);
    const Shapes shapes = squares(5);
    const VectorLayer layer{"parcels", &parcels, &shapes, gauss_krueger};
    write_vector(file("a.geojson"), VectorFormat::geojson, {&layer, 1});
    const auto dataset = reopened(file("a.geojson"));
    ASSERT_TRUE(dataset);
    OGREnvelope box;
    ASSERT_EQ(dataset->GetLayer(0)->GetExtent(&box), OGRERR_NONE);
    EXPECT_NEAR(box.MinX, 114.0, 0.001);
    EXPECT_NEAR(box.MinY, 27.11, 0.01);
    EXPECT_NE(bytes_of(file("a.geojson")).find("9007199254740993"), std::string::npos);
}

TEST_F(VectorOutTest, KeepsRowsWithoutShape)
{
    Shapes shapes = squares(1);
    shapes.end_shape();
    shapes.append(squares(1), 0);
    const Table parcels = attributes(3);
    const VectorLayer layer{"parcels", &parcels, &shapes, gauss_krueger};
    for (const auto format : {VectorFormat::gpkg, VectorFormat::shapefile, VectorFormat::geojson}) {
        const std::string path = file("a." + std::string(extension(format)));
        EXPECT_TRUE(write_vector(path, format, {&layer, 1}).empty());
        const auto dataset = reopened(path);
        ASSERT_TRUE(dataset) << path;
        std::vector<bool> empty;
        for (const auto& feature : dataset->GetLayer(0)) {
            const OGRGeometry* geometry = feature->GetGeometryRef();
            empty.push_back(geometry == nullptr || geometry->IsEmpty());
        }
        EXPECT_EQ(empty, (std::vector<bool>{false, true, false})) << path;
    }
    // A FlatGeobuf cannot.
    const Problems problems = write_vector(file("a.fgb"), VectorFormat::flatgeobuf, {&layer, 1});
    ASSERT_EQ(problems.all().size(), 1U);
    EXPECT_EQ(problems.all()[0].code, "output.no_shape");
    EXPECT_EQ(problems.all()[0].ids, std::vector<std::string>{"1"});
    EXPECT_EQ(reopened(file("a.fgb"))->GetLayer(0)->GetFeatureCount(), 2);
}

// Every format meets the limit at another point of its writing: with the first rows, the last, or on closing.
TEST_F(VectorOutTest, SaysThatTheDiskIsFullAndLeavesNoHalfFile)
{
    constexpr std::size_t rows = 4000;
    const Table parcels = attributes(rows);
    const Shapes shapes = squares(rows);
    const VectorLayer layer{"parcels", &parcels, &shapes, gauss_krueger, stage_style()};
    for (const auto format : {VectorFormat::gpkg, VectorFormat::shapefile, VectorFormat::geojson,
                              VectorFormat::flatgeobuf, VectorFormat::file_gdb}) {
        for (const rlim_t bytes : {1000U, 150000U, 400000U}) {
            // A geodatabase keeps coordinates in few bytes: none of its files is as large.
            if (format == VectorFormat::file_gdb && bytes == 400000U) continue;
            const std::string path = file("a." + std::string(extension(format)));
            const SizeLimit limit(bytes);
            try {
                write_vector(path, format, {&layer, 1});
                ADD_FAILURE() << path << " within " << bytes;
            } catch (const SystemError& error) {
                const std::string said = describe(error.problems(), Language::en);
                EXPECT_NE(said.find("File too large"), std::string::npos) << said;
            }
            EXPECT_EQ(entries(), 0U) << path << " within " << bytes;
        }
    }
}

TEST_F(VectorOutTest, StopsAtOnceWhenInterrupted)
{
    const Table parcels = attributes(60000);
    const Shapes shapes = squares(60000);
    const VectorLayer layer{"parcels", &parcels, &shapes, gauss_krueger};
    const VectorOptions options{Language::zh, [](double share, Text) {
                                    if (share > 0.4) throw Interrupted(SIGINT);
                                }};
    EXPECT_THROW(write_vector(file("a.gpkg"), VectorFormat::gpkg, {&layer, 1}, options), Interrupted);
    EXPECT_EQ(entries(), 0U);
}

}  // namespace permu
