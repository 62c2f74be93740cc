using System.Text.Json;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.OneThing;

namespace Tongban.Tests.OneThing;

public sealed class TemplateChecksTests
{
    private static readonly TemplateContent Good = ShippedTemplates.Startup;

    public static TheoryData<string, Func<TemplateContent, TemplateContent>> Mistakes { get; } = new()
    {
        { "cycle 1, 2", good => Step(good, 1, step => step with { DependsOn = [2] }) },
        { "cycle 3", good => Step(good, 3, step => step with { DependsOn = [1, 3] }) },
        { "no-producer uscc", good => Step(good, 1, step => step with { Outputs = ["licence_no", "registered_at"] }) },
        { "produced-and-asked capital", good => Step(good, 1, step => step with { Outputs = [.. step.Outputs, "capital"] }) },
        { "two-producers seal_codes", good => Step(good, 3, step => step with { Outputs = [.. step.Outputs, "seal_codes"] }) },
        { "producer-not-before 7 social_insurance_no 4", good => Step(good, 7, step => step with { DependsOn = [1] }) },
        { "producer-may-be-absent 5 seal_codes", good => Step(good, 2, step => step with { When = [new Condition("seal_choice", ["yes"])] }) },
        { "unknown-field 6 nothing", good => Step(good, 6, step => step with { Inputs = [.. step.Inputs, "nothing"] }) },
        { "unknown-step 6 9", good => Step(good, 6, step => step with { DependsOn = [1, 9] }) },
        { "step-twice 2", good => Step(good, 3, step => step with { No = 2 }) },
        { "step-hours 4 400", good => Step(good, 4, step => step with { TargetHours = 0 }) },
        { "step-name 4", good => Step(good, 4, step => step with { NameEn = "" }) },
        { "body-from 5 capital", good => Step(good, 5, step => step with { BodyFrom = "capital" }) },
        { "condition-field capital", good => Step(good, 6, step => step with { When = [new Condition("capital", ["1"])] }) },
        { "condition-option seal_choice", good => Step(good, 6, step => step with { When = [new Condition("seal_choice", ["perhaps"])] }) },
        { "registers 1", good => Step(good, 1, step => step with { Registers = step.Registers! with { Person = "capital" } }) },
        { "registers 1", good => Step(good, 1, step => step with { Registers = step.Registers! with { Types = new Dictionary<string, Tongban.Enterprises.EnterpriseType>() } }) },
        { "whole-too-short 13 14", good => good with { TargetHours = 13 } },
        { "hours 400", good => good with { TargetHours = 0 } },
        { "name-field nothing", good => good with { NameField = "nothing" } },
        { "name-field uscc", good => good with { NameField = "uscc" } },
        { "audience everybody", good => good with { Audience = "everybody" } },
        { "name", good => good with { NameEn = "" } },
        { "field-unused stray", good => good with { Fields = [.. good.Fields, new FieldContent { Id = "stray", LabelZh = "多余", LabelEn = "Stray" }] } },
        { "field-twice capital", good => good with { Fields = [.. good.Fields, good.Field("capital")!] } },
        { "field-id a b", good => good with { Fields = [.. good.Fields, new FieldContent { Id = "a b", LabelZh = "空格", LabelEn = "Blank" }] } },
        { "field-label capital", good => Field(good, "capital", field => field with { LabelEn = " " }) },
        { "options capital", good => Field(good, "capital", field => field with { Options = [new OptionContent("a", "甲", "A")] }) },
        { "pattern seal_codes", good => Field(good, "seal_codes", field => field with { Pattern = "[0-9" }) },
        { "pattern seal_codes", good => Field(good, "seal_codes", field => field with { ShapeEn = null }) },
        { "pattern capital", good => Field(good, "capital", field => field with { Pattern = "[0-9]+", ShapeZh = "数字", ShapeEn = "digits" }) },
        { "count seal_codes 50", good => Field(good, "seal_codes", field => field with { Count = 51 }) },
        { "count capital 50", good => Field(good, "capital", field => field with { Count = 5 }) },
        { "condition-option seal_choice", good => Field(good, "seal_codes", field => field with { CountWhen = [new Condition("seal_choice", ["perhaps"])] }) },
        { "deregisters 4", good => Step(good, 4, step => step with { Deregisters = new DeregisterContent { Uscc = "uscc", Name = "capital" } }) },
        { "deregisters 2", good => Step(good, 2, step => step with { Deregisters = new DeregisterContent { Uscc = "uscc", Name = "nothing" } }) },
        { "size 30 120", good => good with { Steps = [] } },
    };

    [Fact]
    public void The_shipped_templates_can_be_run()
    {
        Assert.Equal(["OT-STARTUP", "OT-BIRTH", "OT-SHOP", "OT-CLOSE"], ShippedTemplates.Codes);
        Assert.All(ShippedTemplates.Codes, code => Assert.Empty(TemplateChecks.Check(ShippedTemplates.Of(code))));
    }

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void A_mistake_is_told_with_what_it_is_about(string fault, Func<TemplateContent, TemplateContent> mistake) =>
        Assert.Contains(fault, TemplateChecks.Check(mistake(Good)).Select(one => string.Join(' ', [one.Code, .. one.Values])));

    [Fact]
    public void The_graph_says_what_runs_at_the_same_time_and_what_a_return_pauses()
    {
        var graph = new TemplateGraph(Good);

        Assert.Equal(["1", "2 3 4 6", "5 7 8"], graph.Levels().Select(level => string.Join(' ', level.Select(step => step.No))));
        Assert.Equal([5], graph.After(2));
        Assert.Equal([7, 8], graph.After(4).Order());
        Assert.Empty(graph.After(6));
        Assert.Equal(14, graph.CriticalHours());
    }

    [Fact]
    public void The_plan_says_when_each_step_begins_if_all_take_what_they_promise()
    {
        Assert.Equal("1:0 2:4 3:4 4:4 5:6 6:4 7:6 8:6", string.Join(' ', new TemplateGraph(Good).Starts().OrderBy(one => one.Key).Select(one => $"{one.Key}:{one.Value}")));
        Assert.DoesNotContain(3, new TemplateGraph(Step(Good, 3, step => step with { DependsOn = [1, 3] })).Starts().Keys);
    }

    [Fact]
    public void A_fault_says_at_which_steps_it_is()
    {
        Assert.Equal([1, 2], new TemplateFault("cycle", "1, 2").Steps);
        Assert.Equal([5], new TemplateFault("unknown-item", 5, "XX99").Steps);
        Assert.Empty(new TemplateFault("field-label", "capital").Steps);
    }

    /// <summary>Whatever an editor types is refused with its line, or it can be checked and drawn.</summary>
    [Fact]
    public void No_text_breaks_reading_checking_or_drawing()
    {
        var broken = new List<string>();
        foreach (var (path, text) in ShippedTemplates.Codes.Take(1).Append("OT-CLOSE").SelectMany(code => BrokenTexts.Of(JsonSerializer.Serialize(ShippedTemplates.Of(code), TemplateContent.Json))))
        {
            if (Record.Exception(() => Draw(text)) is { } thrown and not Refusal)
            {
                broken.Add($"{path}: {thrown.GetType().Name} {thrown.Message}");
            }
        }

        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    private static void Draw(string text)
    {
        var content = Templates.Read(text);
        var faults = TemplateChecks.Check(content);
        var graph = new TemplateGraph(content);
        _ = (graph.Starts(), graph.CriticalHours(), faults.Select(fault => fault.Steps.Count).ToList(), faults.OrderBy(fault => fault.PlaceIn(content)).ToList());
    }

    [Theory]
    [InlineData("{", 1)]
    [InlineData("{\n \"name_zh\": 3\n}", 2)]
    [InlineData("{\n\n \"colour\": \"red\"\n}", 3)]
    [InlineData("null", 1)]
    [InlineData("{\n \"steps\": [\n  null\n ]\n}", 3)]
    [InlineData("{\n \"covered_when\": { \"a\":\n null }\n}", 3)]
    [InlineData("{\n \"covered_when\": { \"a\": { \"question\": \"x\" } }\n}", 2)]
    public void A_text_that_cannot_be_read_is_refused_with_its_line(string text, int line)
    {
        var refusal = Assert.Throws<Refusal>(() => Templates.Read(text));

        Assert.Equal(("onething.not-json", (object)(long)line), (refusal.Code, (object)Convert.ToInt64(refusal.Values[0], null)));
    }

    private static TemplateContent Step(TemplateContent good, int number, Func<StepContent, StepContent> change) =>
        good with { Steps = [.. good.Steps.Select(step => step.No == number ? change(step) : step)] };

    private static TemplateContent Field(TemplateContent good, string id, Func<FieldContent, FieldContent> change) =>
        good with { Fields = [.. good.Fields.Select(field => field.Id == id ? change(field) : field)] };
}
