namespace Tongban.Ratings.Province;

/// <summary>How ratings are exchanged with the province's platform: <c>Tongban:Ratings:Province</c> in the configuration.</summary>
public sealed class ProvinceSettings
{
    public const string Section = "Tongban:Ratings:Province";

    /// <summary>
    /// 全省统一评价页是唯一的评价入口: nobody rates here any more, every entry leads there, and what was rated there is fetched
    /// (Henan's circular of 2019 asks for it: local platforms call the province's pages and build none of their own).
    /// </summary>
    public bool OnlyThere { get; init; }

    /// <summary>The province's page, with <c>{projectNo}</c>, <c>{serviceNumber}</c>, <c>{areaCode}</c> and <c>{taskCode}</c> where it wants them.</summary>
    public string Page { get; init; } = "";

    /// <summary>Which table of channel codes its platform has; see <c>data/codes/rating-channels.json</c>.</summary>
    public string Channels { get; init; } = RatingChannelCodec.National;

    /// <summary>The province's own three digits for where data come from (133 is Zhejiang, 165 Shandong); left out where unknown.</summary>
    public string? DataSource { get; init; }

    public bool IsSound => !OnlyThere || (Uri.TryCreate(Page.Replace('{', 'x').Replace('}', 'x'), UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps);
}
