namespace BalancePipeline.Replies.Extraction;

/// <summary>
/// What OpenPGP writes around a text that it signs in the clear (RFC 9580, 7): nobody's words, and to every other rule it looks like the
/// line above a quoted mail.
/// </summary>
internal static class Armour
{
    private const string Any = "-----BEGIN PGP SIGN";
    private const string Message = "-----BEGIN PGP SIGNED MESSAGE-----";
    private const string Signature = "-----BEGIN PGP SIGNATURE-----";
    private const string End = "-----END PGP SIGNATURE-----";
    private const int MostSignatureLines = 60;

    internal static void Remove(MailLines lines)
    {
        if (!lines.Text.Contains(Any, StringComparison.Ordinal)) return;
        var signed = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var words = lines.Words(i);
            if (words is Message or Signature)
            {
                signed = words is Message;
                var end = signed ? FieldsEnd(lines, i + 1) : SignatureEnd(lines, i);
                lines.Remove(i, end, Rules.Armour);
                i = end - 1;
            }
            else if (signed && words.StartsWith("- -"))
            {
                // A dash at the beginning of a line is escaped by another.
                lines[i].Start += 2;
            }
        }
    }

    private static int FieldsEnd(MailLines lines, int index)
    {
        while (index < lines.Count && lines.Words(index).StartsWith("Hash:")) index++;
        return index;
    }

    private static int SignatureEnd(MailLines lines, int index)
    {
        for (var i = index + 1; i < lines.Count && i < index + MostSignatureLines; i++)
        {
            if (lines.Words(i) is End) return i + 1;
        }

        return index + 1;
    }
}
