using BalancePipeline.Email;
using BalancePipeline.Tests.Builders;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace BalancePipeline.Tests.Email;

public sealed class PickupSenderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("balance-test-");

    [Fact]
    public async Task A_mail_handed_over_twice_is_one_file_that_any_mail_server_reads()
    {
        var pickup = Path.Combine(_folder.FullName, "pickup");
        var sender = new PickupSender(Options.Create(new MailOptions { PickupFolder = pickup }), new FakeTimeProvider(TestStory.Start));
        var mail = new OutgoingEmail { MessageId = "prompt.../a@x.example", Recipient = "anna@example.org", Subject = "Über dich", Text = "Text", Html = "<p>Text</p>" };

        await sender.SendAsync(mail);
        Assert.IsType<SendResult.Sent>(await sender.SendAsync(mail));

        using var read = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(pickup)));
        Assert.Equal("Über dich", read.Subject);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_written_is_tried_again()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "in the way");
        var sender = new PickupSender(Options.Create(new MailOptions { PickupFolder = file }), new FakeTimeProvider(TestStory.Start));

        Assert.IsType<SendResult.Transient>(await sender.SendAsync(new OutgoingEmail { MessageId = "a@b", Recipient = "a@b", Subject = "", Text = "", Html = "" }));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
