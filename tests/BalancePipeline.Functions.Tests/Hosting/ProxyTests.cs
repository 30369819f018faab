using System.Globalization;
using System.Net;
using BalancePipeline.Functions.Tests.Builders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Functions.Tests.Hosting;

/// <summary>Who the caller is behind Azure's proxies, by the worker's own step for forwarded headers with the app's options.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData(1, "203.0.113.7:4711", "203.0.113.7")]
    [InlineData(1, "10.9.9.9, 203.0.113.7:4711", "203.0.113.7")]
    [InlineData(2, "10.9.9.9, 203.0.113.7, 147.243.0.1:4711", "203.0.113.7")]
    [InlineData(1, "[2001:db8::7]:4711", "2001:db8::7")]
    public void The_caller_is_whom_the_proxies_name_and_not_what_the_caller_writes(int proxies, string forwarded, string expected)
    {
        var context = Forwarded(proxies, forwarded);

        Assert.Equal(IPAddress.Parse(expected), context.Connection.RemoteIpAddress);
    }

    [Fact]
    public void The_cookie_of_a_session_knows_that_the_page_came_by_https() => Assert.True(Forwarded(1, "203.0.113.7").Request.IsHttps);

    private static DefaultHttpContext Forwarded(int proxies, string forwarded)
    {
        using var app = FunctionApp.Build(new Dictionary<string, string?> { ["RequestLimit:Proxies"] = proxies.ToString(CultureInfo.InvariantCulture) });
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Scheme = "http";
        context.Request.Headers["X-Forwarded-For"] = forwarded;
        context.Request.Headers["X-Forwarded-Proto"] = "https";
        new ForwardedHeadersMiddleware(_ => Task.CompletedTask, NullLoggerFactory.Instance, app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>())
            .ApplyForwarders(context);
        return context;
    }
}
