namespace Tongban.Ratings;

/// <summary>By which way a rating came (评价渠道). How an upstream numbers them is data: see <see cref="RatingChannelCodec"/>.</summary>
public enum RatingChannel
{
    /// <summary>PC 端.</summary>
    Computer,

    /// <summary>移动端.</summary>
    Mobile,

    /// <summary>二维码.</summary>
    QrCode,

    /// <summary>政务大厅平板电脑: the evaluator at the window.</summary>
    HallTablet,

    /// <summary>政务大厅其他终端、自助终端.</summary>
    SelfService,

    /// <summary>电话.</summary>
    Phone,

    /// <summary>短信.</summary>
    TextMessage,

    /// <summary>系统默认评价. Some upstreams send it; here nothing is ever rated by default.</summary>
    SystemDefault,
}
