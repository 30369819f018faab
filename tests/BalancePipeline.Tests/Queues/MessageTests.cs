using System.Text;
using BalancePipeline.Queues;

namespace BalancePipeline.Tests.Queues;

public sealed class MessageTests
{
    private const string Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Fact]
    public void Messages_carry_identifiers_only_so_that_even_the_largest_is_far_from_the_limit()
    {
        string[] largest =
        [
            new PromptToSend(long.MaxValue, Nudge: true, Trace).ToJson(),
            new ReplyToScore(long.MaxValue, Trace).ToJson(),
            new ReceiptToSend(long.MaxValue, Trace).ToJson(),
        ];

        Assert.Equal(QueueNames.All.Count, largest.Length);
        Assert.All(largest, message => Assert.InRange(Encoding.UTF8.GetByteCount(message), 1, 200));
    }
}
