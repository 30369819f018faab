using Microsoft.Extensions.Options;

namespace BalancePipeline.Email;

/// <summary>Puts each mail as an .eml file into a folder, for a mail server to take. Handing the same mail over twice leaves one file.</summary>
public sealed class PickupSender(IOptions<MailOptions> options, TimeProvider clock) : IEmailSender
{
    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(email);
        var name = string.Concat(email.MessageId.Split('@')[0].Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-'));
        var file = Path.Combine(options.Value.PickupFolder, $"{name}.eml");
        try
        {
            Directory.CreateDirectory(options.Value.PickupFolder);
            using var message = OutgoingMime.Compose(email, options.Value, clock.GetUtcNow());
            await message.WriteToAsync(file + ".part", cancellationToken);

            // Whoever watches the folder never sees half a mail.
            File.Move(file + ".part", file, overwrite: true);
            return new SendResult.Sent(null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new SendResult.Transient($"The pickup folder can't be written ({exception.GetType().Name}).");
        }
    }
}
