using Microsoft.Extensions.Localization;

namespace Tongban.Shared.Words;

/// <summary>Lets form attributes name a key of ours: <c>[Required(ErrorMessage = "booking.name-missing")]</c>.</summary>
public sealed class SayLocalizer(Say say) : IStringLocalizer
{
    public LocalizedString this[string name] => new(name, say[name]);

    public LocalizedString this[string name, params object[] arguments] => new(name, say[name, arguments]);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
}
