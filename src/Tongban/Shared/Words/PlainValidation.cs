using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Options;

namespace Tongban.Shared.Words;

/// <summary>Form errors in our words: each attribute without a message of its own gets the key of its kind.</summary>
public sealed class PlainValidation(Say say)
    : IValidationMetadataProvider, IConfigureOptions<MvcOptions>, IConfigureOptions<MvcDataAnnotationsLocalizationOptions>
{
    public void Configure(MvcDataAnnotationsLocalizationOptions options) =>
        options.DataAnnotationLocalizerProvider = (_, _) => new SayLocalizer(say);

    public void Configure(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => say["valid.required"]);
        messages.SetMissingBindRequiredValueAccessor(_ => say["valid.required"]);
        messages.SetMissingKeyOrValueAccessor(() => say["valid.required"]);
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => say["valid.unreadable", value]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => say["valid.unreadable", value]);
        messages.SetValueIsInvalidAccessor(value => say["valid.unreadable", value]);
        messages.SetUnknownValueIsInvalidAccessor(_ => say["valid.choose"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => say["valid.choose"]);
        messages.SetValueMustBeANumberAccessor(_ => say["valid.number"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => say["valid.number"]);
        options.ModelMetadataDetailsProviders.Add(this);
    }

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            // A message the form gives itself wins.
            if (rule.ErrorMessage is null && rule.ErrorMessageResourceType is null && KeyOf(rule) is { } key)
            {
                rule.ErrorMessage = key;
            }
        }
    }

    private static string? KeyOf(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "valid.required",
        StringLengthAttribute length when length.MinimumLength == length.MaximumLength => "valid.exact",
        StringLengthAttribute { MinimumLength: > 0 } => "valid.length",
        StringLengthAttribute or MaxLengthAttribute => "valid.too-long",
        RangeAttribute => "valid.range",
        RegularExpressionAttribute => "valid.pattern",
        EmailAddressAttribute => "valid.email",
        CompareAttribute => "valid.compare",
        _ => null,
    };
}
