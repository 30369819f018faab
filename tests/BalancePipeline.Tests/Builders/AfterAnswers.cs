using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace BalancePipeline.Tests.Builders;

/// <summary>Lets a test wait until a host has done what it does once an answer is out.</summary>
public sealed class AfterAnswers : IStartupFilter
{
    private readonly Channel<string> _done = Channel.CreateUnbounded<string>();

    /// <summary>The path of each request with which everything is done.</summary>
    public ChannelReader<string> Done => _done.Reader;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            // What is registered first is called last.
            context.Response.OnCompleted(async () => await _done.Writer.WriteAsync(context.Request.Path));
            await rest(context);
        });
        next(app);
    };
}
