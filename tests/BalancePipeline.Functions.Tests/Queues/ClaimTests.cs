using BalancePipeline.Functions.Queues;
using BalancePipeline.Functions.Tests.Builders;
using BalancePipeline.Queues;

namespace BalancePipeline.Functions.Tests.Queues;

[Collection(nameof(Azurite))]
public sealed class ClaimTests(Azurite azurite)
{
    private const string Name = QueueNames.ReceiptsToSend;

    private static readonly string Large = new('x', Claims.LargestMessage + 1);

    [Fact]
    public async Task A_body_that_fits_travels_in_the_message_and_a_larger_one_in_a_blob()
    {
        await azurite.PrepareAsync();

        await azurite.Storage.SendAsync(Name, Large[1..]);
        Assert.Equal(Large[1..], await WireAsync());
        Assert.Equal(0, await WaitingAsync());

        await azurite.PrepareAsync();
        await azurite.Storage.SendAsync(Name, Large);
        Assert.InRange((await WireAsync()).Length, 1, 100);
        Assert.Equal(1, await WaitingAsync());
    }

    [Fact]
    public async Task A_door_is_handed_the_body_which_is_gone_once_it_is_done()
    {
        var message = await SendAsync();
        var handled = new List<string>();

        await azurite.Claims.HandleAsync(message, body => Handle(handled, body));
        await azurite.Claims.HandleAsync(message, body => Handle(handled, body));

        Assert.Equal([Large], handled);
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task A_body_whose_handling_failed_waits_for_the_next_try()
    {
        var message = await SendAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => azurite.Claims.HandleAsync(message, _ => throw new InvalidOperationException()));

        Assert.Equal(Large, await azurite.Claims.RedeemAsync(message));
    }

    [Fact]
    public async Task A_reader_of_the_queue_gets_the_body_too_and_removes_it_with_the_message()
    {
        await SendAsync();

        Assert.Equal(Large, Assert.Single(await azurite.Storage.PeekAsync(Name, 1)).Body);
        var message = Assert.Single(await azurite.Storage.ReceiveAsync(Name, 1, TimeSpan.FromMinutes(1)));
        Assert.Equal(Large, message.Body);
        Assert.True(await azurite.Storage.DeleteAsync(message));

        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task A_body_that_looks_like_a_reference_arrives_as_it_was_sent()
    {
        await azurite.PrepareAsync();

        await azurite.Storage.SendAsync(Name, "claim:nothing");

        Assert.Equal("claim:nothing", Assert.Single(await azurite.Storage.ReceiveAsync(Name, 1, TimeSpan.FromMinutes(1))).Body);
    }

    /// <summary>Sends a body that is too large; returns what a trigger hands to its door.</summary>
    private async Task<string> SendAsync()
    {
        await azurite.PrepareAsync();
        await azurite.Storage.SendAsync(Name, Large);
        return await WireAsync();
    }

    private async Task<string> WireAsync() => (await azurite.Queues.GetQueueClient(Name).PeekMessageAsync()).Value.Body.ToString();

    private async Task<int> WaitingAsync()
    {
        var waiting = 0;
        await foreach (var _ in azurite.Blobs.GetBlobContainerClient(Claims.Container).GetBlobsAsync()) waiting++;
        return waiting;
    }

    private static Task Handle(List<string> handled, string body)
    {
        handled.Add(body);
        return Task.CompletedTask;
    }
}
