using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Api.Routing;

/// <summary>How often one caller may ask.</summary>
public sealed class RequestLimitOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string SectionName = "RequestLimit";

    /// <summary>Requests of one token within a minute, 1 to 100,000.</summary>
    [Range(1, 100_000, ErrorMessage = "RequestLimit:PerMinute must be from 1 to 100000.")]
    public int PerMinute { get; set; } = 300;

    /// <summary>Proxies before the host that add to X-Forwarded-For, 1 to 5. What callers write there themselves stands further left and counts for nothing.</summary>
    [Range(1, 5, ErrorMessage = "RequestLimit:Proxies must be from 1 to 5.")]
    public int Proxies { get; set; } = 1;
}

/// <summary>Counts requests of each caller by the minute, within this process.</summary>
public sealed class RequestLimit(IOptions<RequestLimitOptions> options, TimeProvider clock)
{
    // A try to come in, or to have a link mailed, counts as much as many reads, so that guessing and flooding mailboxes are slow.
    private const int TryCost = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Lock _turn = new();
    private DateTimeOffset _windowEnds;

    /// <summary>Counts a try of somebody who is not known yet, by the address it comes from.</summary>
    /// <returns>Null when it may go on, else what to answer.</returns>
    internal IResult? WaitForTry(HttpContext context) => WaitFor($"try {context.Connection.RemoteIpAddress}", TryCost) is { } wait
        ? Problems.Page(StatusCodes.Status429TooManyRequests, Problems.Wait(context.Response, wait))
        : null;

    /// <summary>Counts a request.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="cost">How many requests it counts for.</param>
    /// <returns>Null when it may go on, else how long to wait.</returns>
    public TimeSpan? WaitFor(string caller, int cost = 1)
    {
        var now = clock.GetUtcNow();
        lock (_turn)
        {
            if (now >= _windowEnds)
            {
                // All callers share the window, so that forgetting it forgets them all and memory stays small.
                _counts.Clear();
                _windowEnds = now + Window;
            }
        }

        return _counts.AddOrUpdate(caller, cost, (_, count) => count + cost) > options.Value.PerMinute ? _windowEnds - now : null;
    }
}
