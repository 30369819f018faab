using BalancePipeline.Email;

namespace BalancePipeline.Tests.Builders;

/// <summary>Answers each mail with the next result of a script, and takes every mail after its end.</summary>
public sealed class ScriptedSender(params IEnumerable<SendResult> results) : IEmailSender
{
    private readonly Queue<SendResult> _results = new(results);

    public List<OutgoingEmail> Taken { get; } = [];

    public Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default)
    {
        var result = _results.TryDequeue(out var next) ? next : new SendResult.Sent(null);
        if (result is SendResult.Sent) Taken.Add(email);
        return Task.FromResult(result);
    }
}
