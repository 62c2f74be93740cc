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

    /// <summary>纸质评价表, entered by two people. Neither national table has a code for it: an upstream that takes it names its own.</summary>
    PaperForm,

    /// <summary>系统默认评价: filled in where a place has switched it on, never given by anybody.</summary>
    SystemDefault,
}
