using CsCheck;
using Tongban.Kernel;

namespace Tongban.Tests.Kernel;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("王建国", "王*国")]
    [InlineData("欧阳建国", "欧**国")]
    [InlineData("𠮷野家", "𠮷*家")]
    [InlineData("张", "*")]
    [InlineData("", "")]
    public void A_name(string name, string shown) => Assert.Equal(shown, Masking.Name(name));

    [Fact]
    public void A_number_for_staff_and_for_the_public()
    {
        Assert.Equal("410105********0018", Masking.Id("410105188001010018"));
        Assert.Equal("4****************8", Masking.IdInPublic("410105188001010018"));
        Assert.Equal("**********", Masking.Id("4101050018"));
    }

    [Fact]
    public void A_phone() => Assert.Equal("138****1234", Masking.Phone("13800001234"));

    [Theory]
    [InlineData("anna@x.cn", "a***@x.cn")]
    [InlineData("a@x.cn", "***@x.cn")]
    [InlineData("no address", "***")]
    public void An_email(string address, string shown) => Assert.Equal(shown, Masking.Email(address));

    [Theory]
    [InlineData("河南省郑州市金水区花园路1号", "河南省郑州市金水区***")]
    [InlineData("郑州市金水区花园路1号", "郑州市金水区***")]
    [InlineData("河南省巩义市新华路2号", "河南省巩义市***")]
    [InlineData("河南省郑州市中牟县某村3号", "河南省郑州市中牟县***")]
    [InlineData("北京市朝阳区建国路1号", "北京市朝阳区***")]
    [InlineData("广西壮族自治区南宁市青秀区民族大道1号", "广西壮族自治区南宁市青秀区***")]
    [InlineData("内蒙古自治区鄂尔多斯市准格尔旗某镇", "内蒙古自治区鄂尔多斯市准格尔旗***")]
    [InlineData("湖北省恩施土家族苗族自治州利川市某路", "湖北省恩施土家族苗族自治州利川市***")]
    [InlineData("郑州市花园路幸福小区3号", "郑州市***")]
    [InlineData("郑州市幸福小区3号楼", "郑州市***")]
    [InlineData("幸福小区3号楼", "***")]
    [InlineData("", "***")]
    public void An_address_to_its_district(string address, string shown) => Assert.Equal(shown, Masking.Address(address));

    [Fact]
    public void The_middle_never_shows() =>
        Gen.String[Gen.Char['0', '9'], 0, 24].Sample(text =>
            Hides(text, Masking.Id(text), 6, 4) && Hides(text, Masking.IdInPublic(text), 1, 1) && Hides(text, Masking.Phone(text), 3, 4));

    [Fact]
    public void A_name_shows_its_ends_at_most() =>
        Gen.String[Gen.Char['一', '龥'], 0, 8].Sample(name => Hides(name, Masking.Name(name), 1, 1));

    [Fact]
    public void Nothing_typed_makes_it_fall_over() =>
        Gen.String.Sample(text => { _ = Masking.Name(text) + Masking.Id(text) + Masking.Email(text) + Masking.Address(text); });

    private static bool Hides(string text, string shown, int head, int tail) =>
        shown.Length == text.Length && shown.Select((c, i) => c == '*' || (c == text[i] && (i < head || i >= text.Length - tail))).All(ok => ok)
        && (text.Length == 0 || shown.Contains('*', StringComparison.Ordinal));
}
