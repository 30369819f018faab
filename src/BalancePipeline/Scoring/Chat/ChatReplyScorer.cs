using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Scoring.Chat;

/// <summary>
/// Asks a language model, with the framework as its instruction, and believes only what it can prove: a label without a quote that stands
/// in the reply is dropped, and an answer that is late, malformed or far from what the embedded scorer reads is replaced by the latter's.
/// </summary>
public sealed class ChatReplyScorer : IReplyScorer
{
    // Two careful readers seldom part by more than one step; a model that was talked into something parts by more.
    private const double FarthestApart = 2;

    private readonly IChatClient _client;
    private readonly IReplyScorer _embedded;
    private readonly ChatScoringOptions _options;
    private readonly CallBudget _budget;
    private readonly TimeProvider _clock;
    private readonly ILogger<ChatReplyScorer> _logger;

    /// <summary>Scores by a chat client, falling back to the embedded scorer.</summary>
    public ChatReplyScorer(IChatClient client, EmbeddedReplyScorer embedded, IOptions<ChatScoringOptions> options, TimeProvider clock, ILogger<ChatReplyScorer> logger)
    {
        (_client, _embedded, _options, _clock, _logger) = (client, embedded, options.Value, clock, logger);
        _budget = new CallBudget(_options.CallsPerDay, clock);
        var model = client.GetService<ChatClientMetadata>()?.DefaultModelId ?? "unnamed";
        Version = $"chat-{ChatQuestion.Version}:{model}+{embedded.Version}";
    }

    /// <inheritdoc/>
    public string Version { get; }

    /// <inheritdoc/>
    public async ValueTask<ReplyScore> ScoreAsync(string? prompt, string text, CancellationToken cancellationToken = default)
    {
        var embedded = await _embedded.ScoreAsync(prompt, text, cancellationToken);
        // What needs no model is not sent to one.
        if (embedded.Reason is NotScorable.Empty or NotScorable.Automatic or NotScorable.NotEnglish || text.Length > _options.LongestReply) return embedded;
        if (!_budget.TrySpend())
        {
            _logger.LogInformation("The day's calls to the chat client are spent; the embedded scorer takes over.");
            return embedded;
        }

        return await AskAsync(prompt, text, embedded, cancellationToken) is { } answer && IsNear(answer, embedded) ? answer : embedded;
    }

    // What is not scored has zeros, so an answer that refuses a reply full of work is far from it, too.
    private static bool IsNear(ReplyScore answer, ReplyScore embedded) =>
        Math.Abs(answer.Results - embedded.Results) <= FarthestApart
        && Math.Abs(answer.Relationships - embedded.Relationships) <= FarthestApart
        && Math.Abs(answer.Depth - embedded.Depth) <= FarthestApart;

    private async Task<ReplyScore?> AskAsync(string? prompt, string text, ReplyScore embedded, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            // A client may not heed its token; the wait ends all the same.
            var response = await _client.GetResponseAsync(ChatQuestion.Of(prompt, text), ChatQuestion.Options, either.Token).WaitAsync(either.Token);
            return ChatAnswer.Read(response.Text, text, embedded);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Messages of providers may repeat what was sent, so only the kind of error is logged.
            _logger.LogWarning("The chat client gave no usable answer ({Error}); the embedded scorer takes over.", error is JsonException ? "malformed" : error.GetType().Name);
            return null;
        }
    }
}
