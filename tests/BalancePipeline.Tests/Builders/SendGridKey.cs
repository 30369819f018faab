using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using BalancePipeline.Api.Webhooks;

namespace BalancePipeline.Tests.Builders;

/// <summary>A key pair as SendGrid would sign with.</summary>
public sealed class SendGridKey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public half, as SendGrid's settings show it.</summary>
    public string Public => Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    /// <summary>The content again, with the headers of a signature made at that moment.</summary>
    public async Task<ByteArrayContent> SignAsync(HttpContent content, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(content);
        var body = await content.ReadAsByteArrayAsync();
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = _key.SignData([.. Encoding.UTF8.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var signed = new ByteArrayContent(body);
        signed.Headers.ContentType = MediaTypeHeaderValue.Parse(content.Headers.ContentType!.ToString());
        signed.Headers.Add(WebhookAccess.SignatureHeader, Convert.ToBase64String(signature));
        signed.Headers.Add(WebhookAccess.TimestampHeader, timestamp);
        return signed;
    }

    public void Dispose() => _key.Dispose();
}
