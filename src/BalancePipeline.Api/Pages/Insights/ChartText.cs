using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace BalancePipeline.Api.Pages.Insights;

/// <summary>A <c>text</c> of an SVG; Razor keeps that tag for itself.</summary>
public sealed class ChartText : ComponentBase
{
    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public required string Text { get; set; }

    /// <summary>Attributes of the tag.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "text");
        builder.AddMultipleAttributes(1, Attributes);
        builder.AddContent(2, Text);
        builder.CloseElement();
    }
}
