using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Shared.Tags;

/// <summary>One working day of a statutory clock.</summary>
public readonly record struct ClockDay(DateOnly Day, ClockState State)
{
    public static IReadOnlyList<ClockDay> Of(IEnumerable<TermDay> days) => [.. days.Select(day => new ClockDay(day.Day, StateOf(day.State)))];

    private static ClockState StateOf(TermDayState state) => state switch
    {
        TermDayState.Stopped => ClockState.Hold,
        TermDayState.Today => ClockState.Today,
        TermDayState.Left => ClockState.Left,
        TermDayState.Overdue => ClockState.Over,
        _ => ClockState.Used,
    };
}

public enum ClockState
{
    Left,
    Used,
    Today,
    Hold,

    /// <summary>Past the due day.</summary>
    Over,
}

/// <summary>A statutory clock, one box per working day: <c>&lt;tb-clock days="Model.Days" label="@…" /&gt;</c>.</summary>
[HtmlTargetElement("tb-clock", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ClockTagHelper(Say say, Formats formats) : TagHelper
{
    public IReadOnlyList<ClockDay> Days { get; set; } = [];

    /// <summary>The same in a sentence, already in the request's language.</summary>
    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "tb-clock");

        if (Label is not null)
        {
            output.Attributes.SetAttribute("aria-label", Label);
        }

        foreach (var day in Days)
        {
            output.Content.AppendHtml(Box(day));
        }
    }

    private TagBuilder Box(ClockDay day)
    {
        var box = new TagBuilder("li");
        var spoken = new TagBuilder("span");
        spoken.AddCssClass("visually-hidden");
        spoken.InnerHtml.Append($"{formats.Day(day.Day)} {say["tags.clock-" + Of(day)]}");
        var shown = new TagBuilder("span");
        shown.Attributes["aria-hidden"] = "true";
        shown.InnerHtml.Append(day.State == ClockState.Today ? say["tags.clock-today"] : day.Day.Day.ToString(CultureInfo.InvariantCulture));
        box.Attributes["data-d"] = Of(day);
        box.InnerHtml.AppendHtml(spoken).AppendHtml(shown);

        return box;
    }

    private static string Of(ClockDay day) => day.State.ToString().ToLowerInvariant();
}
