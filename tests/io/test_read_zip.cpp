/// Zipped shapefiles whose entries cannot be unpacked, or bear one name.
#include "io/read_files.hpp"

namespace permu::test {

class ReadZip : public ReadTest {
protected:
    /// The bytes of an archive of a shapefile.
    std::string archive()
    {
        write_parcels("ESRI Shapefile", path("a.shp"), two_squares, 4547, {"ENCODING=UTF-8"});
        zip("a.zip", "a");
        return read_bytes(path("a.zip"));
    }

    /// What is said of the archive with bytes of the first entry of its list changed.
    std::string said_of(std::string bytes, const std::vector<std::pair<std::size_t, int>>& changes)
    {
        const std::size_t entry = bytes.find("PK\1\2");
        EXPECT_NE(entry, std::string::npos);
        for (const auto& [offset, byte] : changes)
            bytes[entry + offset] = static_cast<char>(byte);
        return said(bytes);
    }

    std::string said(const std::string& bytes)
    {
        return describe(refusal_of_layer({.path = write_text("b.zip", bytes)}), Language::en);
    }
};

TEST_F(ReadZip, SaysWhyAnEntryCannotBeUnpacked)
{
    const std::string whole = archive();
    EXPECT_EQ(said_of(whole, {}), "");
    EXPECT_NE(said_of(whole, {{8, 1}}).find("is encrypted: a.shp"), std::string::npos);
    EXPECT_NE(said_of(whole, {{10, 14}}).find("is packed by method 14: a.shp"), std::string::npos);
    EXPECT_NE(said_of(whole, {{5, 3}, {40, 0xFF}, {41, 0xA1}}).find("is a link to another file: a.shp"),
              std::string::npos);
    const std::string wrong_sum = said_of(whole, {{16, 1}, {17, 2}, {18, 3}, {19, 4}});
    EXPECT_NE(wrong_sum.find("or cannot be unpacked"), std::string::npos) << wrong_sum;
    std::string damaged = whole;
    const std::size_t data =
        30 + static_cast<std::size_t>(damaged[26]) + static_cast<std::size_t>(damaged[28]);
    damaged.replace(data, 8, 8, '\xFF');
    EXPECT_NE(said(damaged).find("or cannot be unpacked"), std::string::npos) << said(damaged);
}

TEST_F(ReadZip, RefusesTwoEntriesOfOneName)
{
    archive();
    std::filesystem::rename(path("a.dbf"), path("b.dbf"));
    const std::string inside = "/vsizip/" + path("a.zip") + "/b.dbf";
    ASSERT_EQ(VSISync(path("b.dbf").c_str(), inside.c_str(), nullptr, nullptr, nullptr, nullptr), 1);
    std::string bytes = read_bytes(path("a.zip"));
    for (std::size_t at = bytes.find("b.dbf"); at != std::string::npos; at = bytes.find("b.dbf"))
        bytes[at] = 'a';
    EXPECT_NE(said(bytes).find("two entries of the name a.dbf"), std::string::npos) << said(bytes);
}

}  // namespace permu::test
