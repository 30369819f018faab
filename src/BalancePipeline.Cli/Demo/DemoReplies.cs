using System.Reflection;
using System.Text.Json;

namespace BalancePipeline.Cli.Demo;

/// <summary>What people of the made-up company answer.</summary>
internal sealed class DemoReplies
{
    private readonly ILookup<string, DemoReply> _byLean;

    private DemoReplies(IEnumerable<DemoReply> replies) => _byLean = replies.ToLookup(reply => reply.Lean);

    internal static DemoReplies Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("BalancePipeline.Cli.Demo.replies.json")!;
        return new DemoReplies(JsonSerializer.Deserialize<List<DemoReply>>(stream, JsonSerializerOptions.Web)!);
    }

    /// <summary>A reply to a prompt of that practice from somebody who leans that way this week.</summary>
    internal string Pick(Random random, string practice, bool results, bool relationships)
    {
        var lean = (results, relationships) switch
        {
            (true, true) => "balanced",
            (true, false) => "results",
            (false, true) => "relationships",
            _ => "quiet",
        };
        var fitting = _byLean[lean].Where(reply => reply.Practice == practice).ToList();
        var from = fitting.Count > 0 ? fitting : [.. _byLean[lean]];
        return from[random.Next(from.Count)].Text;
    }
}

/// <summary>A made-up reply.</summary>
internal sealed record DemoReply(string Practice, string Lean, string Text);
