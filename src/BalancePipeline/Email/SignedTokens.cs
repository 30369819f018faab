using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Email;

/// <summary>
/// Opaque, expiring tokens that tie a mail or a link to a delivery or a person. Lower-case letters and digits only, since mail
/// systems may change the case of an address.
/// </summary>
/// <remarks>
/// One byte tells the key. Purpose, expiry and subject fill one AES block, so nothing can be read from a token; ten bytes of
/// HMAC-SHA-256 prove it.
/// </remarks>
public sealed class SignedTokens
{
    private const int BlockBytes = 16;
    private const int ProofBytes = 10;
    private const int TokenBytes = 1 + BlockBytes + ProofBytes;

    private readonly IReadOnlyList<Key> _keys;
    private readonly TimeProvider _clock;

    /// <summary>Tokens under the keys of the settings.</summary>
    public SignedTokens(IOptions<TokenOptions> options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        _keys = [.. options.Value.Keys.Select(key => new Key(Convert.FromBase64String(key)))];
        _clock = clock;
    }

    /// <summary>A token for one purpose and subject, valid until then (to the minute).</summary>
    public string Issue(TokenPurpose purpose, long subject, DateTimeOffset expiresAt)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        Span<byte> block = stackalloc byte[BlockBytes];
        block[0] = (byte)purpose;
        BinaryPrimitives.WriteUInt32BigEndian(block[1..], (uint)(expiresAt.ToUnixTimeSeconds() / 60));
        BinaryPrimitives.WriteInt64BigEndian(block[5..], subject);
        _keys[0].Seal(block, token);
        return Base32.Encode(token);
    }

    /// <summary>Reads a token of that purpose.</summary>
    public TokenReading Read(TokenPurpose purpose, string? token)
    {
        Span<byte> bytes = stackalloc byte[TokenBytes];
        Span<byte> block = stackalloc byte[BlockBytes];
        if (token is null || !Base32.TryDecode(token, bytes)) return TokenReading.Unknown;
        foreach (var key in _keys)
        {
            if (!key.TryOpen(bytes, block) || block[0] != (byte)purpose) continue;
            var expiresAt = DateTimeOffset.FromUnixTimeSeconds(60L * BinaryPrimitives.ReadUInt32BigEndian(block[1..]));
            var subject = BinaryPrimitives.ReadInt64BigEndian(block[5..]);
            return new TokenReading(expiresAt > _clock.GetUtcNow() ? TokenVerdict.Valid : TokenVerdict.Expired, subject);
        }

        return TokenReading.Unknown;
    }

    private sealed class Key(byte[] key)
    {
        private readonly byte _id = SHA256.HashData(key)[0];
        private readonly byte[] _cipherKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "block"u8.ToArray());
        private readonly byte[] _proofKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "proof"u8.ToArray());

        internal void Seal(ReadOnlySpan<byte> block, Span<byte> token)
        {
            token[0] = _id;
            using var aes = Cipher();
            aes.EncryptEcb(block, token.Slice(1, BlockBytes), PaddingMode.None);
            Prove(token[..(1 + BlockBytes)], token[(1 + BlockBytes)..]);
        }

        internal bool TryOpen(ReadOnlySpan<byte> token, Span<byte> block)
        {
            Span<byte> proof = stackalloc byte[ProofBytes];
            Prove(token[..(1 + BlockBytes)], proof);
            if (token[0] != _id || !CryptographicOperations.FixedTimeEquals(proof, token[(1 + BlockBytes)..])) return false;
            using var aes = Cipher();
            aes.DecryptEcb(token.Slice(1, BlockBytes), block, PaddingMode.None);
            return true;
        }

        private Aes Cipher()
        {
            var aes = Aes.Create();
            aes.Key = _cipherKey;
            return aes;
        }

        private void Prove(ReadOnlySpan<byte> message, Span<byte> proof)
        {
            Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(_proofKey, message, whole);
            whole[..ProofBytes].CopyTo(proof);
        }
    }
}

/// <summary>What a token is good for; one for one purpose is worth nothing for another.</summary>
public enum TokenPurpose
{
    /// <summary>Answering a delivery; the subject is the delivery.</summary>
    Reply = 1,

    /// <summary>A person's own page; the subject is the participant.</summary>
    Page = 2,

    /// <summary>Unsubscribing with one click; the subject is the participant.</summary>
    Unsubscribe = 3,

    /// <summary>Ending a leader's weekly mail; the subject is the right to read a team.</summary>
    Digest = 4,
}

/// <summary>What became of reading a token.</summary>
/// <param name="Verdict">Valid, expired or unknown.</param>
/// <param name="Subject">What the purpose says; 0 when unknown.</param>
public sealed record TokenReading(TokenVerdict Verdict, long Subject)
{
    internal static TokenReading Unknown { get; } = new(TokenVerdict.Unknown, 0);
}

/// <summary>Whether a token holds.</summary>
public enum TokenVerdict
{
    /// <summary>Not one of ours, or not for this purpose.</summary>
    Unknown,

    /// <summary>One of ours, too old.</summary>
    Expired,

    /// <summary>One of ours, in time.</summary>
    Valid,
}
