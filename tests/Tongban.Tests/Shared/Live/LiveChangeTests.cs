using Tongban.Shared.Live;

namespace Tongban.Tests.Shared.Live;

public sealed class LiveChangeTests
{
    private static readonly Guid Centre = Guid.NewGuid();
    private static readonly Guid Site = Guid.NewGuid();
    private static readonly Guid Companies = Guid.NewGuid();
    private static readonly Guid Tax = Guid.NewGuid();

    [Fact]
    public void A_desk_hears_of_its_own_lines_and_of_what_is_everybodys()
    {
        Assert.True(About(Companies).Concerns(new HashSet<Guid> { Companies }));
        Assert.False(About(Companies).Concerns(new HashSet<Guid> { Tax }));
        Assert.True(About().Concerns(new HashSet<Guid> { Tax }));
        Assert.True(About(Companies).Concerns(null));
    }

    [Fact]
    public void Between_nodes_a_site_is_told_once_about_all_that_changed()
    {
        var call = new LiveChange(Centre, Site, "call", "A001");

        var merged = LiveRelay.Merged([About(Companies), call, About(Tax), About(Companies)]);

        Assert.Equal(2, merged.Count);
        Assert.Same(call, merged[0]);
        Assert.Equal([Companies, Tax], merged[1].About);
        Assert.Empty(LiveRelay.Merged([About(Companies), About()])[0].About);
    }

    private static LiveChange About(params Guid[] about) => new(Centre, Site, LiveChange.Changed) { About = about };
}
