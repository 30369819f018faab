using BalancePipeline.Email;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BalancePipeline.Tests.Stories;

/// <summary>What the mail system calls a mail is kept, so that an operator finds it there.</summary>
public sealed class ProviderIdTests
{
    [Fact]
    public async Task The_mail_systems_own_id_of_prompt_nudge_and_receipt_is_kept()
    {
        var sender = new CountingSender();
        await using var story = await TestStory.StartAsync(configure: services => services.RemoveAll<IEmailSender>().AddSingleton<IEmailSender>(sender));
        await story.ImportAsync("anna@example.org,Anna,Sales,UTC,mon,09:00,,en");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        await story.AdvanceAsync(TimeSpan.FromDays(2));
        await story.PostAsync(new InboundPost { From = "anna@example.org", To = sender.ReplyTo!, Text = "We shipped the release and I thanked Ben." });
        await story.RunDueAsync();

        await using var db = story.OpenDb();
        var delivery = await db.PromptDeliveries.SingleAsync();
        Assert.Equal(("mail-1", "mail-2"), (delivery.ProviderId, delivery.NudgeProviderId));
        Assert.Equal("mail-3", (await db.Receipts.SingleAsync()).ProviderId);
    }

    private sealed class CountingSender : IEmailSender
    {
        private int _sent;

        public string? ReplyTo { get; private set; }

        public Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default)
        {
            ReplyTo = email.ReplyTo;
            return Task.FromResult<SendResult>(new SendResult.Sent($"mail-{++_sent}"));
        }
    }
}
