using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Email;

/// <summary>Turns a Razor component into the HTML part of a mail.</summary>
public sealed class MailRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>The HTML of a component whose one parameter is called <c>Model</c>.</summary>
    /// <remarks>Components of mails wait for nothing, so there is nothing to wait for here either.</remarks>
    public string Render<TComponent>(object model)
        where TComponent : IComponent
    {
        using var renderer = new HtmlRenderer(services, loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model });
        return renderer.Dispatcher
            .InvokeAsync(() => renderer.BeginRenderingComponent<TComponent>(parameters).ToHtmlString())
            .GetAwaiter().GetResult();
    }
}
