using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>The moment of a move: the hall's time, its day, the legal calendar and who.</summary>
public sealed class CaseMoments(HallClock clock, WorkCalendar calendar)
{
    public CaseMoment By(Actor actor) => new(clock.Now, clock.Today, actor, calendar);
}
