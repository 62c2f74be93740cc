using CsCheck;
using Tongban.Catalogue;
using Tongban.Catalogue.Guiding;
using Tongban.Catalogue.Importing;
using Tongban.Kernel;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Catalogue;

public sealed class GuideSearchTests
{
    private static readonly Lazy<IReadOnlyList<PublishedGuide>> All = new(() =>
        [.. DistrictReader.Read(ShippedData.Folder("district")).Items.Select(row => new PublishedGuide(
            new Item(Guid.Empty, row.Code, Guid.Empty, Guid.Empty, row.BaseCode, row.ImplementationCode, DateTime.UnixEpoch, Actor.System),
            Guid.Empty, 1, row.EffectiveOn, row.Content))]);

    [Theory]
    [InlineData("企业设立登记", "SU01")]
    [InlineData("注册公司", "SU01")]
    [InlineData("qysldj", "SU01")]
    [InlineData("QYSL", "SU01")]
    [InlineData("ｑｙｓｌ", "SU01")]
    [InlineData("su01", "SU01")]
    [InlineData(" 注册公司　", "SU01")]
    [InlineData("注册公司？", "SU01")]
    [InlineData("公司 注册", "SU01")]
    [InlineData("q y s l d j", "SU01")]
    [InlineData("ＳＵ０１", "SU01")]
    [InlineData("REGISTER  A  COMPANY", "SU01")]
    [InlineData("companies", "SU01")]
    [InlineData("regis comp", "SU01")]
    [InlineData("open a small restaurant", "MS04")]
    [InlineData("how do I register a company", "SU01")]
    [InlineData("passports", "PS01")]
    [InlineData("开一家小饭馆", "MS04")]
    [InlineData("孩子上户口怎么办", "PS03")]
    [InlineData("身份证丢了怎么补", "PS04")]
    [InlineData("register company", "SU01")]
    [InlineData("open social insurance account", "SS01")]
    public void Finds_it_first(string typed, string code) => Assert.Equal(code, Found(typed)[0]);

    [Theory]
    [InlineData("不动产")]
    [InlineData("bdc")]
    [InlineData("社保卡")]
    [InlineData("real estate")]
    public void Finds_several(string typed) => Assert.True(Found(typed).Count > 1);

    [Fact]
    public void A_sentence_finds_what_it_speaks_of() => Assert.Contains("SS01", Found("我想给单位社保开户"));

    [Theory]
    [InlineData("火星移民")]
    [InlineData("我想要怎么办")]
    [InlineData("zzzzzz")]
    [InlineData("q")]
    [InlineData("<script>alert(1)</script>")]
    public void Finds_nothing_rather_than_anything(string typed) => Assert.Empty(Found(typed));

    [Theory]
    [InlineData("   ")]
    [InlineData("？！，")]
    public void An_empty_search_shows_everything(string typed) => Assert.Equal(All.Value.Count, Found(typed).Count);

    [Fact]
    public void Every_item_is_found_by_its_names_its_initials_and_its_code() => Assert.All(All.Value, guide =>
    {
        var title = guide.Content.CommonNameZh ?? guide.Content.NameZh;
        Assert.All([title, $"　{title} ", guide.Content.NameZh, guide.Content.NameEn.ToUpperInvariant(), PinyinInitials.Of(title), guide.Code], typed => Assert.Contains(guide.Code, Found(typed)));
    });

    [Fact]
    public void Nothing_typed_makes_it_fall_over() => Gen.String.Sample(typed => { _ = Found(typed); }, iter: 200);

    [Theory]
    [InlineData("企业设立登记", "qysldj")]
    [InlineData("社保卡补领", "sbkbl")]
    [InlineData("烟草专卖零售许可证", "yczmlsxkz")]
    [InlineData("二手房过户（转移）", "esfghzy")]
    [InlineData("24 小时 ATM", "24xsatm")]
    public void Initials_are_those_of_pinyin(string text, string initials) => Assert.Equal(initials, PinyinInitials.Of(text));

    private static List<string> Found(string typed) => [.. GuideSearch.Search(typed, All.Value).Select(guide => guide.Code)];
}
