using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Rush;
using Tongban.Shared.Words;

namespace Tongban.Appointments.Online.Holding;

/// <summary>Step 3: who comes. A guest's phone is confirmed by a code on the next page; a signed-in citizen's was before.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class WhoModel(
    BookingReader reader, Booking booking, Confirming confirming, Group<Book, Confirmed> confirmations, Caller caller, KeptHold kept, GuideAnswers answers, CurrentCitizen citizen, PersonalData personal, HallClock clock,
    IOptions<BookingPolicy> policy, Say say) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public IdentityForm Form { get; set; } = new();

    public BookingFacts Facts { get; private set; } = null!;

    /// <summary>The phone with which the citizen signed in, masked.</summary>
    public string? SignedInPhone { get; private set; }

    public BookingPolicy Policy => policy.Value;

    public bool IsOnHold => Facts.Booking.IsOnHold(clock.Now);

    /// <summary>Over before its time: the person chose another in a second tab.</summary>
    public bool IsGivenUp => Facts.Booking.Status == AppointmentStatus.Expired && clock.Now < Facts.Booking.HoldUntilAt;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await reader.ByTokenAsync(Token, stop) is not { } facts)
        {
            return NotFound();
        }

        await LoadAsync(facts);
        RememberHold();
        Form = IdentityForm.Of(facts.Booking.PersonName, facts.Booking.IdNumber, facts.Booking.Phone, personal);
        Form.WantsHelp = facts.Booking.WantsHelp;
        return facts.Booking.Status is AppointmentStatus.Held or AppointmentStatus.Expired ? Page() : LocalRedirect($"/bookings/{Token}{answers.Query}");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await booking.ByTokenAsync(Token, stop) is not { } held)
        {
            return NotFound();
        }

        if (Read(held, signedIn: null) is not { } person)
        {
            return await WrongAsync();
        }

        held.Name(person, Form.WantsHelp, clock.Now, citizen.Actor);
        return LocalRedirect(await confirming.NextAsync(held, stop) + answers.Query);
    }

    /// <summary>A citizen who has signed in books at once. Who has signed out meanwhile is asked for the phone.</summary>
    [InGroup]
    public async Task<IActionResult> OnPostBookAsync(CancellationToken stop)
    {
        if (await booking.ByTokenAsync(Token, stop) is not { } held)
        {
            return NotFound();
        }

        if (await citizen.AccountAsync(stop) is not { } account || Read(held, account) is not { } person)
        {
            return await WrongAsync();
        }

        var wish = new Book(Token, Digits: null, answers.Query, caller.Facts, new SignedIn(account.Id, person, Form.WantsHelp));
        var booked = (await confirmations.SendAsync(wish, stop)).OrRefuse();
        return LocalRedirect($"/bookings/{booked.Token}{answers.Query}");
    }

    public override async Task ShowAgainAsync()
    {
        var facts = await reader.ByTokenAsync(Token, default);
        MustBeThere(facts is not null);
        await LoadAsync(facts);
    }

    // Null where something that was typed is wrong: it stands at its field.
    private Person? Read(Appointment held, CitizenAccount? signedIn)
    {
        if (signedIn is not null)
        {
            ModelState.Remove("Form.Phone");
        }

        var typed = new IdentityReader(ModelState, personal, say);
        var number = Form.ReadNumber(held.IdNumber, clock.Today, typed);
        var phone = signedIn?.Phone ?? Form.ReadPhone(held.Phone, typed);
        return ModelState.IsValid ? new Person(Form.Name.Trim(), phone, number, signedIn?.Id) : null;
    }

    private async Task<IActionResult> WrongAsync()
    {
        await ShowAgainAsync();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private void RememberHold()
    {
        if (IsOnHold)
        {
            kept.Remember(Facts.Booking);
        }
    }

    private async Task LoadAsync(BookingFacts facts)
    {
        Facts = facts;
        SignedInPhone = await citizen.AccountAsync() is { } account ? Masking.Phone(personal.Open(account.Phone)) : null;
    }
}
