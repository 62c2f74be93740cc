namespace Tongban.Cases;

/// <summary>
/// Delivery of what was decided (行政许可法 Art. 44): ten working days, a clock of its own. The body has done its part
/// when the result is posted, or lies ready and the applicant is told; when they fetch it is their own affair.
/// </summary>
/// <remarks>Art. 44 says it of permits that are granted; a refusal's decision is held to the same days here.</remarks>
public sealed partial class Case
{
    public const int DaysForDelivery = 10;

    /// <summary>The last day for delivery; null before the decision, or when its year is not published.</summary>
    public DateOnly? DeliveryDueOn { get; private set; }

    /// <summary>When the body had done its part.</summary>
    public DateOnly? DeliveryMetOn { get; private set; }

    /// <summary>Decided, and not yet posted or ready.</summary>
    public bool IsDeliveryOpen => DecidedOn is not null && DeliveryMetOn is null;

    /// <summary>Posted, or ready, after the last day.</summary>
    public bool IsDeliveredLate => DeliveryMetOn > DeliveryDueOn;

    /// <summary>Decided on that day: from it ten working days run.</summary>
    private void StartDelivery(CaseMoment at) => DeliveryDueOn = at.Calendar.AddWorkdays(at.Today, DaysForDelivery);

    private void MeetDelivery(CaseMoment at) => DeliveryMetOn ??= at.Today;
}
