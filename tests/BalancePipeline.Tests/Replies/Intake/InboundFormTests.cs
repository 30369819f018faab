using System.Text;
using BalancePipeline.Replies;
using FsCheck;
using FsCheck.Fluent;

namespace BalancePipeline.Tests.Replies.Intake;

public sealed class InboundFormTests
{
    // Pieces that steer the reader of messages, so that random mails reach its corners.
    private static readonly string[] Pieces =
    [
        "\r\n", "\n", "\r\n\r\n", " ", "\t", "\0", "\u00ff", "From: ", "To: ", "Cc: ", "Subject: ", "Message-ID: ", "References: ", "In-Reply-To: ", "Delivered-To: ", "<", ">", "@", ",", ";", "\"", "(", ")",
        "anna@example.org", "reply+abc@reply.test.example", "=?utf-8?B?w6Q=?=", "=?utf-8?Q?=", "MIME-Version: 1.0\r\n", "Content-Type: multipart/mixed; boundary=b\r\n\r\n", "Content-Type: multipart/mixed\r\n\r\n",
        "--b\r\n", "--b--\r\n", "Content-Type: text/plain; charset=utf-7\r\n\r\n", "Content-Type: text/html; charset=nonsense\r\n\r\n", "Content-Type: message/rfc822\r\n\r\n", "Content-Type: message/delivery-status\r\n\r\n",
        "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Disposition: attachment\r\n", "w6Q=", "=C3=A4", "=", "{", "}", "[", "]", "null", "\"to\":", "1",
    ];

    private static readonly Arbitrary<string> Texts = Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(80);

    [Fact]
    public void Any_fields_are_read_without_throwing() => Prop.ForAll(Texts, text => Read(InboundForm.Of(
        new[] { "headers", "from", "to", "cc", "envelope", "charsets", "spam_score", "attachments", "text" }.Select(name => KeyValuePair.Create(name, text))))).Check(Many);

    [Fact]
    public void Any_raw_message_is_reduced_and_read_without_throwing() => Prop.ForAll(Texts, text =>
    {
        using var message = new MemoryStream(Encoding.Latin1.GetBytes(text));
        return Read(new InboundForm(RawEmail.ReduceAsync(message).GetAwaiter().GetResult()));
    }).Check(Many);

    private static bool Read(InboundForm form)
    {
        var mail = form.ToMail();
        _ = form.Sender(mail);
        _ = form.Addressed(mail).Count();
        return form.DeduplicationKey(mail).Length > 0 && form.Attachments >= 0 && double.IsFinite(form.SpamScore) && InboundForm.FromBytes(form.ToBytes()).Fields.Count == form.Fields.Count;
    }
}
