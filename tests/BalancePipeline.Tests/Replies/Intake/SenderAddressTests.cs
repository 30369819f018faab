using BalancePipeline.Email;
using BalancePipeline.Replies;

namespace BalancePipeline.Tests.Replies.Intake;

public sealed class SenderAddressTests
{
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase) { ["mail.example.org"] = "example.org" };

    [Theory]
    [InlineData("Anna@Example.org", "anna@example.org")]
    [InlineData("anna+work@example.org", "anna@example.org")]
    [InlineData("anna@mail.example.org", "anna@example.org")]
    [InlineData("+anna@example.org", "+anna@example.org")]
    [InlineData("no address", "no address")]
    public void Ways_to_write_one_address_are_one(string written, string address) => Assert.Equal(address, SenderAddress.Normalize(written, Aliases));

    [Theory]
    [InlineData("reply+abc@reply.example.org", "abc")]
    [InlineData("abc@REPLY.example.org", "abc")]
    [InlineData("<prompt.abc@reply.example.org>", "abc")]
    [InlineData("nudge.abc@reply.example.org", "abc")]
    [InlineData("abc@elsewhere.example", null)]
    [InlineData("@reply.example.org", null)]
    [InlineData("", null)]
    public void A_token_is_found_in_every_form_of_address_and_message_id(string address, string? token) =>
        Assert.Equal(token, ReplyAddress.Token(address, "reply.example.org"));

    [Fact]
    public void Reply_addresses_are_written_in_the_form_that_the_settings_name()
    {
        Assert.Equal("answers+abc@in.example.org", ReplyAddress.Of("abc", new MailOptions { InboundDomain = "in.example.org", ReplyLocalPart = "answers" }));
        Assert.Equal(
            "abc@in.example.org", ReplyAddress.Of("abc", new MailOptions { InboundDomain = "in.example.org", ReplyAddressForm = ReplyAddressForm.CatchAll }));
    }
}
