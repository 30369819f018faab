using Microsoft.Extensions.AI;

namespace BalancePipeline.Tests.Builders;

/// <summary>A chat client that answers by script and keeps what it was asked.</summary>
internal sealed class ScriptedChatClient(Func<CancellationToken, Task<string>> answer) : IChatClient
{
    public ScriptedChatClient(string answer)
        : this(_ => Task.FromResult(answer))
    {
    }

    public List<IReadOnlyList<ChatMessage>> Questions { get; } = [];

    public List<ChatOptions?> Options { get; } = [];

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Questions.Add([.. messages]);
        Options.Add(options);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, await answer(cancellationToken)));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", null, "script-1") : null;

    public void Dispose()
    {
    }
}
