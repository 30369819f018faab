using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace BalancePipeline.Scoring.Chat;

/// <summary>Makes a chat client from settings. Most providers, and models on one's own machine, speak OpenAI's chat API.</summary>
internal static class ConfiguredChatClient
{
    // One more try within the time-out; then the embedded scorer stands in.
    private const int Retries = 1;

    // Clients refuse an empty key even where the server asks for none.
    private const string NoKey = "none";

    public static IChatClient Create(ChatScoringOptions options)
    {
        var client = new OpenAIClient(
            new ApiKeyCredential(options.ApiKey.Length > 0 ? options.ApiKey : NoKey),
            new OpenAIClientOptions { Endpoint = new Uri(options.Endpoint), NetworkTimeout = options.Timeout, RetryPolicy = new ClientRetryPolicy(Retries) });
        return client.GetChatClient(options.Model).AsIChatClient();
    }
}
