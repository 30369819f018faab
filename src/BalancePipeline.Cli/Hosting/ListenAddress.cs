using System.Net;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Cli.Hosting;

/// <summary>The first of the addresses that <c>--urls</c> names, as browsers reach it.</summary>
internal static class ListenAddress
{
    /// <summary>For people's links; empty when it stands for every address of the machine, since only its operator knows which one people use.</summary>
    internal static string ForLinks(string urls) => IsEvery(First(urls)) ? "" : urls.Split(';')[0];

    /// <summary>From the machine itself.</summary>
    internal static string FromHere(string urls) => First(urls) is var first && IsEvery(first) ? $"{first.Scheme}://localhost:{first.Port}" : urls.Split(';')[0];

    private static BindingAddress First(string urls) => BindingAddress.Parse(urls.Split(';')[0]);

    private static bool IsEvery(BindingAddress address) =>
        address.Host is "*" or "+" || (IPAddress.TryParse(address.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));
}
