/// The one definition of the keys of [run], [data] and [output].
#include <algorithm>
#include <array>

#include "permu/model/fields.hpp"
#include "permu/scenario/bind.hpp"
#include "permu/scenario/request.hpp"

namespace permu {
namespace {

constexpr Source our_choice{"permu", "", Confidence::design};

/// A key whose unit is none: a text, a flag, a list.
Parameter plain(std::string_view key, ParameterSlot slot, Text help)
{
    return {.key = key, .slot = slot, .unit = Unit::none, .help = help, .source = our_choice};
}
Parameter choice(std::string_view key, ParameterSlot slot, Text help, std::vector<std::string_view> choices)
{
    Parameter parameter = plain(key, slot, help);
    parameter.choices = std::move(choices);
    return parameter;
}
Parameter number(std::string_view key, ParameterSlot slot, Unit unit, Text help, double min, double max)
{
    Parameter parameter = plain(key, slot, help);
    parameter.unit = unit;
    parameter.min = min;
    parameter.max = max;
    return parameter;
}
Parameter path(std::string_view key, std::string* slot, Text help)
{
    Parameter parameter = plain(key, slot, help);
    parameter.is_path = true;
    return parameter;
}
/// A text of at most `longest` characters.
Parameter short_text(std::string_view key, std::string* slot, Text help, double longest)
{
    Parameter parameter = plain(key, slot, help);
    parameter.max = longest;
    return parameter;
}

Section top_section(RequestForm& form)
{
    Section section{"", {"Scenario", "情景"}, {}};
    section.parameters = {
        short_text("name", &form.name,
                   {"name of the scenario, shown in tables and reports", "情景名称，用于表格和报告"}, 200),
        number("schema_version", &form.schema_version, Unit::count,
               {"version of the keys of this file", "本文件键名的版本"}, 1, 1),
    };
    section.specials = {{"extends",
                         {"scenarios this one builds on: tables merge, other values replace",
                          "本情景所继承的文件：表合并，其他值替换"},
                         "`\"base.toml\"` or `[\"a.toml\", \"b.toml\"]`",
                         R"({"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]})"}};
    return section;
}

Section run_section(RequestForm& form)
{
    const auto [first, last] = scenario_years;
    Section section{"run", {"The run", "模拟"}, {}};
    section.parameters = {
        number("start", &form.start, Unit::year,
               {"base year: the state of the data", "基准年：数据所反映的年末状态"}, first, last),
        number("end", &form.end, Unit::year, {"last year simulated", "模拟的最后一年"}, first, last),
        number("seed", &form.seed, Unit::count, {"seed of all random draws", "所有随机抽取的种子"}, 0,
               2147483647),
    };
    return section;
}

Section data_section(RequestForm& form)
{
    const std::vector<std::string_view> policies{"repair", "refuse", "drop"};
    Section section{"data", {"Input data", "输入数据"}, {}};
    section.parameters = {
        choice("area", &form.area,
               {"where areas come from: the boundary on the ellipsoid, in the plane, or the field area_m2",
                "面积来源：边界的椭球面积、平面面积或 area_m2 字段"},
               {"ellipsoidal", "planar", "field"}),
        choice("on_invalid", &form.on_invalid,
               {"boundaries that cross themselves or are open; a repair that changes an area by more than "
                "0.1 % is refused",
                "自相交或未闭合的边界；使面积变化超过 0.1 % 的修复一律拒绝"},
               policies),
        choice(
            "on_overlap", &form.on_overlap,
            {"parcels that overlap by more than 0.1 % of the smaller: one loses the overlap, or from 1 % on "
             "it is refused",
             "地块重叠超过较小者的 0.1 %：其一让出重叠部分；refuse 时重叠达 1 % 即拒绝"},
            {"repair", "refuse"}),
        choice(
            "overlap_rule", &form.overlap_rule,
            {"which of two parcels loses the overlap: the larger, the smaller, the one with the later id, or "
             "the one with the higher overlap_priority",
             "由哪一地块让出重叠部分：较大者、较小者、编号靠后者，或 overlap_priority 较大者"},
            {"larger", "smaller", "later_id", "priority"}),
        choice("on_sliver", &form.on_sliver,
               {"parcels smaller than sliver_area; merge joins each to the parcel of its park with which it "
                "shares the longest boundary",
                "面积小于 sliver_area 的地块；merge 将其并入同一园区内共用边界最长的地块"},
               {"keep", "drop", "merge", "refuse"}),
        number("sliver_area", &form.sliver_area, Unit::square_metre,
               {"less land than this is taken for a leftover of drawing", "小于此面积视为绘图残留"}, 0,
               10000),
        number("gap_tolerance", &form.gap_tolerance, Unit::metre,
               {"strips between parcels up to this width are listed by permu check; up to 1 cm parcels touch",
                "permu check 列出宽度不超过此值的地块间缝隙；1 cm 以内视为相接"},
               0, 100),
        choice("on_outside", &form.on_outside,
               {"parcels that reach out of their park: clipped to it", "超出园区边界的地块：裁剪到边界以内"},
               policies),
        choice(
            "on_duplicate", &form.on_duplicate,
            {"ids given twice; repair keeps one of equal rows and joins the polygons of one park, drop keeps "
             "the first row",
             "重复编号；repair 在各行相同时保留一行，并合并同一园区的多个图形；drop 保留第一行"},
            policies),
        choice("on_text", &form.on_text,
               {"cells that are no plain numbers and yet mean one: repair reads 12 亩 by its unit, 1,234.5 "
                "without its separators, full-width digits, the year of a date, and — or 无 as empty, each "
                "with a warning",
                "含义唯一但不是纯数字的单元格：repair 按单位读取“12 亩”，去掉 1,234.5 "
                "的千分位，读取全角数字和日期中的年份，将“—”“无”视为空，均予警告"},
               {"repair", "refuse"}),
        choice("residual_as", &form.residual_as,
               {"land of a park that no parcel covers", "园区内没有地块覆盖的土地按何种用途处理"},
               {"exclude", "road", "other"}),
    };
    return section;
}

std::vector<std::string_view> field_names(std::string_view table)
{
    std::vector<std::string_view> names;
    for (const InputField& field : all_fields())
        if (table_name(field.table) == table) names.push_back(field.name);
    return names;
}

/// Fields that hold numbers.
std::vector<std::string_view> number_names(std::string_view table)
{
    std::vector<std::string_view> names;
    for (const InputField& field : all_fields())
        if (table_name(field.table) == table && field.type == FieldType::number) names.push_back(field.name);
    return names;
}

struct TableKind {
    std::string_view name;
    Text title;
    bool layer_of_shapes;  ///< has geometry, and so a coordinate system
    bool has_codes;        ///< has land-use codes
};

constexpr std::array<TableKind, 9> kinds{{
    {"parks", {"Parks", "园区"}, true, false},
    {"parcels", {"Parcels", "地块"}, true, true},
    {"enterprises", {"Enterprises", "企业"}, false, false},
    {"projects", {"Projects", "项目"}, false, false},
    {"reserves", {"Reserves", "备用地块"}, true, true},
    {"quota", {"Quota", "用地指标"}, false, false},
    {"sub_parks", {"Sub-parks", "区中园"}, true, false},
    {"conversions", {"Conversion requests", "用途转换申请"}, false, false},
    {"environment", {"Environmental units", "生态环境管控单元"}, true, false},
}};

void add_code_keys(Parameters& keys, DataTableForm& form)
{
    keys.push_back(
        plain("code_system", &form.code_system,
              {"land-use codes: 用地用海, GB50137-2011, GB/T21010-2017, 开发区评价, or a CSV of your own",
               "用地分类编码体系：用地用海、GB50137-2011、GB/T21010-2017、开发区评价，或自备 CSV"}));
    keys.push_back(
        path("code_systems", &form.code_systems,
             {"a CSV in place of the built-in table of code systems", "替换内置编码对照表的 CSV"}));
    keys.push_back(plain("codes", &form.codes,
                         {"code in the file = code of the system", "文件中的编码 = 体系中的编码"}));
    keys.push_back(choice("on_unknown_code", &form.on_unknown_code,
                          {"codes that are in neither", "两处都没有的编码"}, {"refuse", "other"}));
}

/// How the texts of the file are to be read.
void add_text_keys(Parameters& keys, DataTableForm& form, const TableKind& kind)
{
    keys.push_back(plain("encoding", &form.encoding,
                         {"encoding of the attributes, e.g. GBK, where the file does not say it",
                          "属性编码，例如 GBK；仅在文件未声明时填写"}));
    keys.push_back(choice("delimiter", &form.delimiter,
                          {"what stands between the cells of a CSV, where counting finds the wrong one",
                           "CSV 单元格之间的分隔符；仅在自动判定有误时填写"},
                          {"comma", "semicolon", "tab", "bar"}));
    if (!kind.layer_of_shapes)
        keys.push_back(
            number("header_row", &form.header_row, Unit::count,
                   {"row of a sheet or CSV that names the columns, counted from 1: what stands above, "
                    "a title or a note, is left out",
                    "工作表或 CSV 中列名所在的行（从 1 起计）；其上的标题、说明不读取"},
                   1, 1000));
}

Section table_section(const TableKind& kind, DataTableForm& form)
{
    Section section{"data." + std::string(kind.name), kind.title, {}};
    Parameters& keys = section.parameters;
    keys.push_back(path("file", &form.file, {"file, relative to this scenario", "文件，相对于本情景文件"}));
    keys.push_back(plain("layer", &form.layer,
                         {"layer or table in it, where there are several", "其中的图层或表（有多个时）"}));
    keys.push_back(choice("fields", &form.fields,
                          {"canonical name = name in the file", "标准字段名 = 文件中的字段名"},
                          field_names(kind.name)));
    if (const auto numbers = number_names(kind.name); !numbers.empty()) {
        keys.push_back(
            number("scale", &form.scale, Unit::ratio,
                   {"factor of a field whose numbers are in another unit than ours: { plan_far = "
                    "0.01 } where the file has per cents",
                    "字段换算系数：文件单位与标准单位不同时填写，如文件为百分数时 { plan_far = 0.01 }"},
                   1e-12, 1e12));
        keys.back().choices = numbers;
    }
    if (kind.layer_of_shapes)
        keys.push_back(plain("crs", &form.crs,
                             {"coordinate system, e.g. EPSG:4547, where the file has none or a wrong one",
                              "坐标系，例如 EPSG:4547；仅在文件缺失或有误时填写"}));
    add_text_keys(keys, form, kind);
    keys.push_back(choice("units", &form.units,
                          {"canonical name = unit of the numbers in the file, where it is not the field's: "
                           "area_m2 = \"亩\"",
                           "标准字段名 = 文件中数值的单位；仅在与字段单位不同时填写，例如 area_m2 = \"亩\""},
                          field_names(kind.name)));
    if (kind.has_codes) add_code_keys(keys, form);
    if (kind.name == "parcels") {
        keys.push_back(choice("far_text", &form.far_text,
                              {"numbers written as text: range-max reads 180~200 as 200 and 200% as 2",
                               "文本形式的数字：range-max 将 180~200 读作 200，200% 读作 2"},
                              {"refuse", "range-max"}));
        keys.push_back(number("vacant_share", &form.vacant_share, Unit::ratio,
                              {"share of built industrial parcels without a stage that is drawn as vacant",
                               "未注明阶段的已建工业地块中随机视为空置的比例"},
                              0, 1));
    }
    if (kind.name == "enterprises") {
        keys.push_back(plain("crs", &form.crs,
                             {"coordinate system of x and y, e.g. EPSG:4490; absent: that of the parcels",
                              "x、y 的坐标系，例如 EPSG:4490；缺省与地块相同"}));
        keys.push_back(
            choice("on_unmatched", &form.on_unmatched,
                   {"enterprises whose parcel_id or point finds no parcel: drop leaves them out, listed",
                    "parcel_id 或坐标找不到地块的企业：drop 略去并列出"},
                   {"refuse", "drop"}));
        keys.push_back(plain("synthetic", &form.synthetic,
                             {"draw enterprises for built industrial land that has none; marked as synthetic",
                              "为没有企业的已建工业地块生成合成企业，并加以标记"}));
    }
    return section;
}

Section raster_section(RequestForm& form)
{
    Section section{"data.rasters", {"Rasters", "栅格"}, {}};
    section.parameters = {
        path("suitability", &form.suitability_raster,
             {"GeoTIFF of the suitability, 0 to 1: its mean over a parcel, cells counted by their share "
              "inside, "
              "where the field is absent or empty",
              "适宜性 GeoTIFF（0–1）：字段缺失或为空时取地块内像元按覆盖比例加权的均值"}),
        path("slope", &form.slope_raster,
             {"GeoTIFF of the slope, in the unit of slope_unit: its mean over a parcel, likewise",
              "坡度 GeoTIFF，单位见 slope_unit：同样取地块内均值"}),
        choice("slope_unit", &form.slope_unit,
               {"what the cells of the slope hold; needed with it", "坡度像元值的单位；给出坡度栅格时必填"},
               {"percent", "degree"}),
    };
    return section;
}

Section limits_section(RequestForm& form)
{
    Section section{"data.limits", {"Bounds on what is read", "读取上限"}, {}};
    section.parameters = {
        number("file_size", &form.limits.file_size, Unit::gigabyte,
               {"size of a file with its parts, and of what an archive unpacks to",
                "单个文件（含附属文件）及压缩包解压后的大小"},
               1.0 / 1024, 1000),
        number("features", &form.limits.features, Unit::count, {"rows of a layer or table", "图层或表的行数"},
               1, 100e6),
        number("vertices", &form.limits.vertices, Unit::count, {"vertices of a polygon", "单个面的顶点数"}, 4,
               100e6),
        number("text_size", &form.limits.text_size, Unit::kilobyte,
               {"text of a cell that is read", "所读单元格文本的大小"}, 1, 64.0 * 1024),
    };
    return section;
}

Section output_section(RequestForm& form)
{
    Section section{"output", {"Output", "输出"}, {}};
    section.parameters = {
        choice("parcels", &form.parcels, {"formats of the parcels", "地块图层的格式"},
               {"gpkg", "shp", "geojson", "fgb", "gdb"}),
        choice("maps", &form.maps, {"rasters that are written", "输出的栅格地图"},
               {"stage", "use", "per_mu_class", "tax_per_mu"}),
        number("map_resolution", &form.map_resolution, Unit::metre,
               {"cell size of the rasters", "栅格像元大小"}, 0.1, 10000),
        choice("language", &form.language,
               {"language of headers and report; absent: that of the command line",
                "表头和报告的语言；缺省与命令行相同"},
               {"zh", "en"}),
    };
    section.specials = {
        {"parcel_years",
         {"years of which parcels are written", "输出地块的年份"},
         "`\"last\"`, `\"all\"` or `[2030, 2035]`",
         R"({"anyOf":[{"enum":["last","all"]},{"type":"array","items":{"type":"integer"}}]})"}};
    return section;
}

}  // namespace

std::vector<Section> request_sections(RequestForm& form)
{
    std::vector<Section> sections{top_section(form), run_section(form), data_section(form)};
    for (const TableKind& kind : kinds)
        sections.push_back(table_section(kind, form.tables[std::string(kind.name)]));
    sections.push_back(raster_section(form));
    sections.push_back(limits_section(form));
    sections.push_back(output_section(form));
    return sections;
}

}  // namespace permu
