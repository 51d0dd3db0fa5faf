/// Styles are well-formed XML in the form that old and new programs read.
#include <cpl_minixml.h>

#include "permu/io/styles.hpp"
#include "write_helpers.hpp"

namespace permu {

static CPLXMLTreeCloser parsed(const std::string& text)
{
    return CPLXMLTreeCloser(CPLParseXMLString(text.c_str()));
}

TEST(Qml, NamesEveryCategoryInTheLanguageAsked)
{
    const auto tree = parsed(qml(stage_style(), Language::zh));
    const CPLXMLNode* root = CPLGetXMLNode(tree.get(), "=qgis");
    ASSERT_NE(root, nullptr);
    EXPECT_STREQ(CPLGetXMLValue(root, "renderer-v2.type", ""), "categorizedSymbol");
    EXPECT_STREQ(CPLGetXMLValue(root, "renderer-v2.attr", ""), "stage");
    EXPECT_STREQ(CPLGetXMLValue(root, "renderer-v2.categories.category.label", ""), "第一");
    EXPECT_STREQ(CPLGetXMLValue(root, "renderer-v2.categories.category.value", ""), "高新区第0号");
}

TEST(Qml, EscapesWhatIsNotXml)
{
    const auto tree = parsed(qml(stage_style(), Language::en));
    EXPECT_STREQ(CPLGetXMLValue(tree.get(), "=qgis.renderer-v2.categories.category.label", ""),
                 "first <&> \"one\"");
    EXPECT_EQ(xml_escaped("a\x01<b>'\"&\n"), "a&lt;b&gt;&apos;&quot;&amp;&#10;");
}

TEST(Qml, WritesPropertiesInTheNewFormOnly)
{
    const std::string text = qml(stage_style(), Language::zh);
    EXPECT_NE(text.find("<Option name=\"color\" type=\"QString\" value=\"204,51,51,255\"/>"),
              std::string::npos);
    EXPECT_EQ(text.find("<prop "), std::string::npos);
}

TEST(Qml, GraduatesNumbers)
{
    const RangeStyle style{
        "tax", {{0, 5.5, {"low", "低"}, 0xffeeee}, {5.5, 30, {"high", "高"}, 0xaa0000}}, {}};
    const auto tree = parsed(qml(style, Language::zh));
    EXPECT_STREQ(CPLGetXMLValue(tree.get(), "=qgis.renderer-v2.type", ""), "graduatedSymbol");
    EXPECT_STREQ(CPLGetXMLValue(tree.get(), "=qgis.renderer-v2.ranges.range.upper", ""), "5.5");
}

}  // namespace permu
