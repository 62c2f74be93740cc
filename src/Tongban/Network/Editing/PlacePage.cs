namespace Tongban.Network.Editing;

/// <summary>A form about one site or a part of it.</summary>
public abstract class PlacePage(TongbanDb db) : EditPage(db)
{
    public Site Site { get; private set; } = null!;

    protected override string Back => $"/staff/places/{Site.Code}";

    protected async Task<bool> LoadSiteAsync()
    {
        Site = (await ByCodeAsync(Db.Set<Site>(), Code))!;
        return Site is not null;
    }
}
