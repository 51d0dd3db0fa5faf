/// `permu inspect` and `init` on what planning offices hand over: geodatabases, archives, sheets, points, 亩.
#include <cpl_conv.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/pencil_study.hpp"

namespace permu::cli_test {
namespace {

using Json = nlohmann::json;

/// A feature: the declared area in 亩, and its rectangle of 100 m from (500000 + x, 3450000).
struct Piece {
    const char* id;
    double mu, x, width;
};
constexpr Piece pieces[] = {{"Z1", 15, 0, 100}, {"Z2", 30, 100, 200}, {"Z3", 7.5, 300, 50}};

OGRSpatialReference zone()
{
    OGRSpatialReference system;
    system.importFromEPSG(4549);
    system.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return system;
}

/// Writes the pieces as a layer of that driver, polygons or points in them; without geometry to sheets.
/// \param texts  further fields and their values; one that ends in # goes on with the id
void write_layer(const char* driver, const std::string& path, OGRwkbGeometryType type,
                 const std::vector<std::pair<std::string, std::string>>& texts)
{
    GDALAllRegister();
    GDALDriver* gdal = GetGDALDriverManager()->GetDriverByName(driver);
    ASSERT_NE(gdal, nullptr) << driver;
    const GDALDatasetUniquePtr data(gdal->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    ASSERT_TRUE(data) << path;
    OGRSpatialReference system = zone();
    CPLStringList options;
    if (std::string(driver) == "ESRI Shapefile") options.SetNameValue("ENCODING", "UTF-8");
    OGRLayer* layer = data->CreateLayer("dk", type == wkbNone ? nullptr : &system, type, options.List());
    ASSERT_NE(layer, nullptr);
    OGRFieldDefn id("ZDDM", OFTString), area("ZDMJ", OFTReal);
    layer->CreateField(&id);
    layer->CreateField(&area);
    for (const auto& [name, value] : texts) {
        OGRFieldDefn field(name.c_str(), OFTString);
        layer->CreateField(&field);
    }
    for (const Piece& p : pieces) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField("ZDDM", p.id);
        feature.SetField("ZDMJ", p.mu);
        for (const auto& [name, value] : texts)
            feature.SetField(name.c_str(), (value.ends_with("#") ? value + p.id : value).c_str());
        OGREnvelope box;
        box.MinX = 500000 + p.x, box.MaxX = box.MinX + p.width, box.MinY = 3450000, box.MaxY = 3450100;
        OGRLinearRing ring;
        ring.addPoint(box.MinX, box.MinY), ring.addPoint(box.MinX, box.MaxY);
        ring.addPoint(box.MaxX, box.MaxY), ring.addPoint(box.MaxX, box.MinY);
        ring.closeRings();
        OGRPolygon polygon;
        polygon.addRing(&ring);
        OGRPoint middle(box.MinX + 20, box.MinY + 20);
        if (type == wkbPolygon) feature.SetGeometry(&polygon);
        if (type == wkbPoint) feature.SetGeometry(&middle);
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
}

const std::vector<std::pair<std::string, std::string>> industry{{"YT", "工业用地"}};

Json only_layer(const Outcome& outcome)
{
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const Json report = Json::parse(outcome.out, nullptr, false);
    return report.is_object() && report.at("layers").size() == 1 ? report.at("layers").at(0) : Json{};
}

std::string column_of(const Json& layer, const std::string& field)
{
    for (const Json& p : layer.at("fields"))
        if (p.at("field") == field && p.at("sure").get<bool>()) return p.at("column");
    return "";
}

void zip_shapefile(const fs::path& folder, const std::string& to)
{
    void* archive = CPLCreateZip(to.c_str(), nullptr);
    ASSERT_NE(archive, nullptr);
    for (const char* part : {"dk.shp", "dk.shx", "dk.dbf", "dk.prj", "dk.cpg"}) {
        const std::string bytes = read_file(folder / part);
        ASSERT_EQ(CPLCreateFileInZip(archive, part, nullptr), CE_None);
        ASSERT_EQ(CPLWriteFileInZip(archive, bytes.data(), static_cast<int>(bytes.size())), CE_None);
        ASSERT_EQ(CPLCloseFileInZip(archive), CE_None);
    }
    ASSERT_EQ(CPLCloseZip(archive), CE_None);
}

TEST(InspectFormats, AGeodatabaseAndAZippedShapefileAreProposedAlike)
{
    const TempDirectory temp;
    write_layer("OpenFileGDB", temp / "dk.gdb", wkbPolygon, industry);
    write_layer("ESRI Shapefile", temp / "dk.shp", wkbPolygon, industry);
    zip_shapefile(temp.path(), temp / "dk.zip");
    for (const char* name : {"dk.gdb", "dk.zip"}) {
        const Json layer = only_layer(permu({"inspect", temp / name, "--json", "-o", temp / "m.toml"}));
        ASSERT_TRUE(layer.is_object()) << name;
        EXPECT_EQ(layer.at("table"), "parcels") << name;
        EXPECT_EQ(layer.at("polygons").at("crs").at("verdict"), "found") << name;
        EXPECT_EQ(column_of(layer, "parcel_id"), "ZDDM") << name;
        EXPECT_EQ(column_of(layer, "use"), "YT") << name;
        EXPECT_EQ(column_of(layer, "area_m2"), "ZDMJ") << name;
        const std::string toml = read_file(temp / "m.toml");
        EXPECT_NE(toml.find("[data.parcels.units]\narea_m2 = \"亩\"\n"), std::string::npos) << toml;
        fs::remove(temp.path() / "m.toml");
    }
}

TEST(InspectFormats, ASheetIsATableOfEnterprises)
{
    const TempDirectory temp;
    write_layer("XLSX", temp / "firms.xlsx", wkbNone,
                {{"企业编号", "E#"}, {"行业大类", "34"}, {"税收（元）", "6000000"}});
    const Json layer = only_layer(permu({"inspect", temp / "firms.xlsx", "--json"}));
    ASSERT_TRUE(layer.is_object());
    EXPECT_EQ(layer.at("geometry"), "None");
    EXPECT_EQ(column_of(layer, "parcel_id"), "ZDDM");
    EXPECT_EQ(column_of(layer, "tax_wan"), "税收（元）");
    const Json& fields = layer.at("fields");
    const auto tax = std::ranges::find_if(fields, [](const Json& p) { return p.at("field") == "tax_wan"; });
    ASSERT_NE(tax, fields.end());
    EXPECT_EQ(tax->at("unit"), "元");
}

TEST(InspectFormats, AnAreaInMuIsMappedAndTheStudyChecks)
{
    const TempDirectory temp;
    write_layer("GPKG", temp / "dk.gpkg", wkbPolygon, industry);
    write_layer("GPKG", temp / "kfq.gpkg", wkbPolygon, {{"KFQDM", "K#"}});
    write_layer("GPKG", temp / "qy.gpkg", wkbPoint, {{"企业编号", "E#"}, {"行业大类", "34"}});
    const Outcome init = permu({"init", temp / "study", "--parks", temp / "kfq.gpkg", "--parcels",
                                temp / "dk.gpkg", "--enterprises", temp / "qy.gpkg"});
    ASSERT_EQ(init.code, 0) << init.err;
    const std::string toml = read_file(temp.path() / "study/base.toml");
    EXPECT_NE(toml.find("[data.parcels.units]\narea_m2 = \"亩\"\n"), std::string::npos) << toml;
    EXPECT_NE(toml.find("enterprise_id = \"企业编号\""), std::string::npos) << toml;
    const Outcome checked = permu({"check", temp / "study/base.toml", "--json"});
    const Json report = Json::parse(checked.out, nullptr, false);
    ASSERT_TRUE(report.is_object()) << checked.err;
    EXPECT_NEAR(report.at("area_m2").at("declared").get<double>(), 35000, 1e-6);
    for (const Json& problem : report.at("problems"))
        EXPECT_NE(problem.at("code"), "parcel.declared_area");
}

/// Sheets one after another: their names, and the texts of their columns.
void write_sheets(
    const std::string& path,
    const std::vector<std::pair<const char*, std::vector<std::pair<const char*, const char*>>>>& sheets)
{
    GDALAllRegister();
    GDALDriver* gdal = GetGDALDriverManager()->GetDriverByName("XLSX");
    ASSERT_NE(gdal, nullptr);
    const GDALDatasetUniquePtr data(gdal->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    ASSERT_TRUE(data) << path;
    for (const auto& [name, columns] : sheets) {
        OGRLayer* layer = data->CreateLayer(name, nullptr, wkbNone, nullptr);
        ASSERT_NE(layer, nullptr);
        for (const auto& [column, text] : columns) {
            OGRFieldDefn field(column, OFTString);
            layer->CreateField(&field);
        }
        OGRFeature feature(layer->GetLayerDefn());
        for (const auto& [column, text] : columns)
            feature.SetField(column, text);
        ASSERT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
}

TEST(InspectFormats, OfSeveralSheetsTheOneThatFitsIsTaken)
{
    const TempDirectory temp;
    write_layer("GPKG", temp / "dk.gpkg", wkbPolygon, industry);
    write_layer("GPKG", temp / "kfq.gpkg", wkbPolygon, {{"KFQDM", "K#"}});
    write_sheets(temp / "qy.xlsx", {{"填表说明", {{"本表由管委会填报", "金额单位为万元"}}},
                                    {"企业表", {{"企业编号", "E1"}, {"行业大类", "34"}, {"地块编号", "Z1"}}},
                                    {"汇总", {{"园区", "K1"}}}});
    const Outcome init = permu({"init", temp / "study", "--parks", temp / "kfq.gpkg", "--parcels",
                                temp / "dk.gpkg", "--enterprises", temp / "qy.xlsx"});
    ASSERT_EQ(init.code, 0) << init.err;
    EXPECT_NE(init.err.find("layer 企业表 of"), std::string::npos) << init.err;
    EXPECT_NE(init.err.find("not taken: 填表说明, 汇总"), std::string::npos) << init.err;
    const std::string toml = read_file(temp.path() / "study/base.toml");
    EXPECT_NE(toml.find("\nlayer = \"企业表\"\n"), std::string::npos) << toml;
}

TEST(InspectFormats, PointsAreEnterprisesInASystem)
{
    const TempDirectory temp;
    write_layer("GPKG", temp / "qy.gpkg", wkbPoint, {{"企业编号", "E#"}, {"行业大类", "34"}});
    const Json layer = only_layer(permu({"inspect", temp / "qy.gpkg", "--json"}));
    ASSERT_TRUE(layer.is_object());
    EXPECT_EQ(layer.at("geometry"), "Point");
    EXPECT_EQ(layer.at("points").at("crs").at("verdict"), "found");
    EXPECT_EQ(layer.at("table"), "enterprises");
}

TEST(InspectFormats, NamesThatAShapefileCutAreReadAsWhole)
{
    const TempDirectory temp;
    write_layer("ESRI Shapefile", temp / "dk.shp", wkbPolygon, {{"use", "1001"}, {"supply_yea", "2019"}});
    write_layer("GPKG", temp / "yq.gpkg", wkbPolygon, {});
    write_file(
        temp.path() / "s.toml",
        "[run]\nstart = 2024\nend = 2024\n[data]\non_duplicate = \"drop\"\n[data.parks]\nfile = \"yq.gpkg\"\n"
        "fields = { park_id = \"ZDDM\" }\n[data.parcels]\nfile = \"dk.shp\"\ncode_system = \"用地用海\"\n"
        "fields = { parcel_id = \"ZDDM\" }\n");
    const Json report = Json::parse(permu({"check", temp / "s.toml", "--json"}).out, nullptr, false);
    ASSERT_TRUE(report.is_object());
    const Json& problems = report.at("problems");
    const auto cut =
        std::ranges::find_if(problems, [](const Json& p) { return p.at("code") == "field.cut"; });
    ASSERT_NE(cut, problems.end()) << problems;
    EXPECT_EQ(cut->at("expected"), "\"supply_year\"");
    EXPECT_EQ(permu({"check", temp / "s.toml"}).code, 0);
}

}  // namespace
}  // namespace permu::cli_test
