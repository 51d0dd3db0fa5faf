/// What the writers of the single vector formats share: opening, closing with care, looking again.
#include "vector_formats.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include "file_out.hpp"

namespace permu {

LocalSetting::LocalSetting(const char* name, const char* value) : name_(name)
{
    if (const char* before = CPLGetThreadLocalConfigOption(name, nullptr); before != nullptr) {
        before_ = before;
        had_ = true;
    }
    CPLSetThreadLocalConfigOption(name, value);
}

LocalSetting::~LocalSetting()
{
    CPLSetThreadLocalConfigOption(name_, had_ ? before_.c_str() : nullptr);
}

SystemError not_written(const std::string& path, const GdalErrors& errors)
{
    const auto& texts = errors.failure_texts();
    const std::string said = texts.empty() ? "" : texts.front();  // the others follow from it
    const int trouble = disk_trouble(path, errno, said);
    Problem problem = system_problem("output.not_written", path, trouble);
    if (trouble == 0) {
        problem.found = {said.empty() ? "the file is not complete" : said,
                         said.empty() ? "文件不完整" : said};
        problem.expected = {"a file with all its rows", "完整的文件"};
    } else if (!said.empty()) {
        problem.found = {problem.found.en + " (" + said + ")", problem.found.zh + "（" + said + "）"};
    }
    return SystemError(std::move(problem));
}

GDALDatasetUniquePtr create_dataset(const char* driver, const std::string& path, const GdalErrors& errors)
{
    GDALDriver* found = GetGDALDriverManager()->GetDriverByName(driver);
    GDALDatasetUniquePtr dataset;
    if (found != nullptr) dataset.reset(found->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) throw not_written(path, errors);
    return dataset;
}

// GDALClose returns nothing in this version, so a failure is known only from what was said meanwhile.
void close_checked(GDALDatasetUniquePtr& dataset, const std::string& path, const GdalErrors& errors)
{
    dataset->FlushCache(true);
    const int before = errno;
    dataset.reset();
    if (!errors.failed()) return;
    // What came up while the rows were written tells more than what closing left behind.
    if (before != 0) errno = before;
    throw not_written(path, errors);
}

void verify_vector(const std::string& path, const char* driver, std::span<const ExpectedLayer> layers)
{
    const GdalErrors errors;
    const CPLStringList drivers(CSLAddString(nullptr, driver), true);
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.List()));
    // More layers than asked for is in order: styles have one of their own.
    if (!dataset || dataset->GetLayerCount() < static_cast<int>(layers.size())) {
        throw not_written(path, errors);
    }
    for (const auto& layer : layers) {
        OGRLayer* found =
            layer.name.empty() ? dataset->GetLayer(0) : dataset->GetLayerByName(layer.name.c_str());
        if (found == nullptr || found->GetFeatureCount(true) != static_cast<GIntBig>(layer.rows)) {
            throw not_written(path, errors);
        }
    }
    if (errors.failed()) throw not_written(path, errors);
}

std::unique_ptr<OGRSpatialReference> reference_system(const std::string& wkt)
{
    if (wkt.empty()) return nullptr;
    auto system = std::make_unique<OGRSpatialReference>();
    if (system->importFromWkt(wkt.c_str()) != OGRERR_NONE) return nullptr;
    // Chinese systems list the northing first; coordinates here never do.
    system->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return system;
}

CategoryStyle style_with_aliases(const VectorLayer& layer)
{
    CategoryStyle style = layer.style.value_or(CategoryStyle{});
    for (const auto& column : layer.attributes->columns) {
        const bool has = std::any_of(style.aliases.begin(), style.aliases.end(),
                                     [&](const FieldAlias& alias) { return alias.field == column.name; });
        if (!has && !column.label.empty()) style.aliases.push_back({column.name, column.label});
    }
    return style;
}

}  // namespace permu
