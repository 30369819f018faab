using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Stories;

/// <summary>However a mail system sends an answer back, it finds its question.</summary>
public sealed class ReplyAddressTests
{
    private const string Anna = "anna@example.org";

    [Fact]
    public async Task The_token_is_found_in_the_message_ids_that_an_answer_refers_to()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        var post = InboundPost.Answer(prompt, Anna, "By way of References.") with { To = "balance@reply.test.example" };

        var byReferences = await story.PostAsync(post with { Headers = Header("References", $"<other@x.example> <{prompt.MessageId}>") });
        var byInReplyTo = await story.PostAsync(post with { MessageId = "<2@x.example>", Headers = Header("In-Reply-To", $"<{prompt.MessageId}>") });
        var byCc = await story.PostAsync(post with { MessageId = "<3@x.example>", Headers = Header("Cc", prompt.ReplyTo.ToString()) });

        Assert.All([byReferences, byInReplyTo, byCc], answer => Assert.True(answer.GetProperty("accepted").GetBoolean()));
    }

    [Fact]
    public async Task A_catch_all_address_works_like_a_plus_address()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", settings: new Dictionary<string, string?> { ["Mail:ReplyAddressForm"] = "CatchAll" });
        await using var _ = story;

        var answer = await story.AnswerAsync(Anna, "It arrived.");

        Assert.DoesNotContain('+', prompt.ReplyTo.Mailboxes.Single().Address);
        Assert.True(answer.GetProperty("accepted").GetBoolean());
    }

    private static Dictionary<string, string> Header(string name, string value) => new() { [name] = value };
}
