using MimeKit;

namespace BalancePipeline.Replies;

/// <summary>
/// Finds how far a message can be parsed: every part and header field takes many times its own few bytes of memory, so that a message made
/// of nothing else would take gigabytes. This counts them and keeps none.
/// </summary>
internal sealed class MimePieces : MimeReader
{
    /// <summary>Parts and header fields that are parsed of one message; mails have some dozens.</summary>
    internal const int Most = 10_000;

    // The shortest piece is a field such as "a:" and its line end.
    private const int ShortestPiece = 3;

    private int _pieces;

    private MimePieces(Stream message)
        : base(message)
    {
    }

    /// <summary>How many bytes from the stream's beginning hold no more pieces than are parsed. The stream is back at its beginning then.</summary>
    internal static long Measure(Stream message, CancellationToken cancellationToken = default)
    {
        if (message.Length <= Most * ShortestPiece) return message.Length;
        var pieces = new MimePieces(message);
        try
        {
            pieces.ReadMessage(cancellationToken);
        }
        catch (FormatException)
        {
            // Thrown here for too many pieces; by the reader for what is no message, which its parser will say again.
        }

        message.Position = 0;
        return pieces._pieces > Most ? pieces.Position : message.Length;
    }

    /// <inheritdoc/>
    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken) => Count();

    /// <inheritdoc/>
    protected override void OnMimePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    /// <inheritdoc/>
    protected override void OnMultipartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    /// <inheritdoc/>
    protected override void OnMessagePartBegin(ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken) => Count();

    private void Count()
    {
        if (++_pieces > Most) throw new FormatException("The message has more parts and fields than are parsed.");
    }
}
